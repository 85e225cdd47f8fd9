import { createMessagingClient } from "@cruddur/messaging-client";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Outbox } from "../src/messages/Outbox";
import { ANDREW, answering, GROUP, json, message, problem } from "./fakes";

const TO = { message_group_uuid: GROUP };
let requests: { key: string; text: string }[];
let answers: (() => Response | Promise<Response>)[];

beforeEach(() => {
  requests = [];
  answers = [];
});

function outbox() {
  const client = createMessagingClient({
    baseUrl: "http://cruddur.test",
    retry: { firstDelay: 1, maxDelay: 2 },
    fetch: answering(async (request) => {
      const { message: text } = (await request.json()) as { message: string };
      requests.push({ key: request.headers.get("Idempotency-Key")!, text });
      return (answers.shift() ?? (() => json({ ...message(200, ANDREW), message: text })))();
    }),
  });
  const box = new Outbox(client, sessionStorage, "outbox");
  const sent: string[] = [];
  box.onSent(({ key }, { message: text }) => {
    sent.push(text);
    box.discard(key);
  });
  return { box, sent };
}

describe("the outbox", () => {
  it("shows a message at once, and lets it go when it is shown in its conversation", async () => {
    const { box, sent } = outbox();
    const item = box.send(TO, "Hello");
    expect(box.to(TO)).toEqual([item]);
    expect(item.state).toBe("sending");
    await vi.waitFor(() => expect(sent).toEqual(["Hello"]));
    expect(box.to(TO)).toEqual([]);
  });

  it("says that it tries again", async () => {
    const { box, sent } = outbox();
    const states: string[] = [];
    box.items.subscribe(() => states.push(...box.to(TO).map(({ state }) => state)));
    answers = [() => problem(500, "internal_error")];
    box.send(TO, "Hello");
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect(states).toContain("repeating");
  });

  it("keeps what failed, with the reason, and tries again with the same key", async () => {
    const { box, sent } = outbox();
    answers = [() => problem(422, "message_blank")];
    const { key } = box.send(TO, "Hello");
    await vi.waitFor(() => expect(box.to(TO)[0]).toMatchObject({ state: "failed", reason: "Write something first." }));
    box.tryAgain(key);
    await vi.waitFor(() => expect(sent).toEqual(["Hello"]));
    expect(requests.map((request) => request.key)).toEqual([key, key]);
  });

  it("sends to one receiver in order", async () => {
    const { box, sent } = outbox();
    answers = [() => problem(503, "temporarily_unavailable")];
    box.send(TO, "first");
    box.send(TO, "second");
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    expect(requests.map(({ text }) => text)).toEqual(["first", "first", "second"]);
  });

  it("goes on after a reload, with the same key", async () => {
    answers = [() => new Promise<Response>(() => {})];
    const { key } = outbox().box.send(TO, "Hello");
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    const { sent } = outbox();
    await vi.waitFor(() => expect(sent).toEqual(["Hello"]));
    expect(requests.map((request) => request.key)).toEqual([key, key]);
  });

  it("keeps what is sent until it is shown, but does not send it again after a reload", async () => {
    const client = createMessagingClient({
      baseUrl: "http://cruddur.test",
      fetch: answering(() => json(message(200, ANDREW))),
    });
    const box = new Outbox(client, sessionStorage, "outbox");
    box.send({ handle: "londo" }, "Hello");
    await vi.waitFor(() => expect(box.to(TO)[0]).toMatchObject({ state: "sent", text: "Hello" }));
    expect(new Outbox(client, sessionStorage, "outbox").items.get()).toEqual([]);
  });

  it("forgets what is discarded", async () => {
    const { box } = outbox();
    answers = [() => problem(422, "message_blank")];
    const { key } = box.send(TO, "Hello");
    await vi.waitFor(() => expect(box.to(TO)[0]?.state).toBe("failed"));
    box.discard(key);
    expect(JSON.parse(sessionStorage.getItem("outbox")!)).toEqual([]);
  });
});
