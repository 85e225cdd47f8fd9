import { createMessagingClient } from "@cruddur/messaging-client";
import { describe, expect, it } from "vitest";
import { Conversation } from "../src/messages/Conversation";
import { merge } from "../src/messages/merge";
import { ANDREW, answering, FakeConversation, GROUP, message, messages, problem } from "./fakes";

function opened(rows = messages(1, 120)) {
  const server = new FakeConversation(rows);
  const time = { now: 0 };
  let trouble: Response | undefined;
  const client = createMessagingClient({
    baseUrl: "http://cruddur.test",
    fetch: answering((request) => trouble?.clone() ?? server.answer(request)),
  });
  const conversation = new Conversation(client, GROUP, () => time.now);
  return {
    server,
    time,
    conversation,
    uuids: () => conversation.state.get().messages.map(({ uuid }) => uuid),
    fail: (answer: Response | undefined) => (trouble = answer),
  };
}

const named = (rows: { uuid: string }[]) => rows.map(({ uuid }) => uuid);

describe("merging pages", () => {
  it("repeats nothing and keeps the order, whatever overlaps", () => {
    expect(merge(messages(3, 6), messages(1, 4))).toEqual(messages(1, 6));
    expect(merge(messages(1, 4), messages(3, 6))).toEqual(messages(1, 6));
    expect(merge([message(1), message(5)], messages(2, 4))).toEqual(messages(1, 5));
  });

  it("gives the same list when nothing is new", () => {
    const known = messages(1, 4);
    expect(merge(known, messages(2, 3))).toBe(known);
  });
});

describe("a conversation", () => {
  it("begins with the newest messages and goes back to the first", async () => {
    const { conversation, uuids } = opened();
    await conversation.refresh();
    expect(uuids()).toEqual(named(messages(71, 120)));
    await conversation.loadOlder();
    await conversation.loadOlder();
    expect(uuids()).toEqual(named(messages(1, 120)));
    expect(conversation.state.get().older).toBe("none");
  });

  it("asks for the same older page again after a failure", async () => {
    const { conversation, uuids, fail } = opened();
    await conversation.refresh();
    fail(problem(500, "internal_error"));
    await conversation.loadOlder();
    expect(conversation.state.get().older).toBe("failed");
    fail(undefined);
    await conversation.loadOlder();
    expect(uuids()).toEqual(named(messages(21, 120)));
  });

  it("takes in all that came meanwhile, over several pages", async () => {
    const { conversation, server, uuids } = opened();
    await conversation.refresh();
    server.rows = messages(1, 400);
    await conversation.refresh();
    expect(uuids()).toEqual(named(messages(71, 400)));
  });

  it("does not miss what was said before one's own message but not yet seen", async () => {
    const { conversation, server, uuids, time } = opened();
    await conversation.refresh();
    // Londo writes 121, Andrew 122: the answer to Andrew's comes before the next look.
    conversation.add([message(122, ANDREW)]);
    time.now += 60_000;
    server.rows = [...messages(1, 121), message(122, ANDREW)];
    await conversation.refresh();
    expect(uuids()).toEqual(named(messages(71, 122)));
  });

  it("does not miss a message that shows after one with a greater uuid", async () => {
    const { conversation, server, uuids, time } = opened();
    await conversation.refresh();
    server.rows = [...messages(1, 120), message(122)];
    await conversation.refresh();
    time.now += 3_000;
    server.rows = messages(1, 122);
    await conversation.refresh();
    expect(uuids()).toEqual(named(messages(71, 122)));
  });

  it("asks for no more than what is new, once that is settled", async () => {
    const { conversation, server, time } = opened();
    await conversation.refresh();
    time.now += 11_000;
    await conversation.refresh();
    await conversation.refresh();
    expect(server.requests.at(-1)!.searchParams.get("after")).toBe(message(120).uuid);
  });
});
