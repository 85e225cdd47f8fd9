import { createMessagingClient } from "@cruddur/messaging-client";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Drafts } from "../src/messages/Drafts";
import { Outbox } from "../src/messages/Outbox";
import { ANDREW, answering, GROUP, json, message, problem, soon } from "./fakes";

const TO = { message_group_uuid: GROUP };
let requests: { key: string; text: string; body: object }[];
let answers: (() => Response | Promise<Response>)[];

beforeEach(() => {
  vi.useFakeTimers();
  requests = [];
  answers = [];
});

function outbox() {
  const client = createMessagingClient({
    baseUrl: "http://cruddur.test",
    fetch: answering(async (request) => {
      const body = (await request.json()) as { message: string; handle?: string };
      const text = body.message;
      requests.push({ key: request.headers.get("Idempotency-Key")!, text, body });
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

const written = (box: Outbox) => box.items.get().filter(({ place }) => place === GROUP);

describe("the outbox", () => {
  it("shows a message at once, and lets it go when it is shown in its conversation", async () => {
    const { box, sent } = outbox();
    const item = box.send(TO, "Hello");
    expect(written(box)).toEqual([item]);
    expect(item.state).toBe("sending");
    await soon(() => expect(sent).toEqual(["Hello"]));
    expect(written(box)).toEqual([]);
  });

  it("says that it tries again", async () => {
    const { box, sent } = outbox();
    const states: string[] = [];
    box.items.subscribe(() => states.push(...written(box).map(({ state }) => state)));
    answers = [() => problem(500, "internal_error")];
    box.send(TO, "Hello");
    await soon(() => expect(sent).toHaveLength(1));
    expect(states).toContain("repeating");
  });

  it("keeps what failed, with the reason, and tries again with the same key", async () => {
    const { box, sent } = outbox();
    answers = [() => problem(422, "message_blank")];
    const { key } = box.send(TO, "Hello");
    await soon(() => expect(written(box)[0]).toMatchObject({ state: "failed", reason: "Write something first." }));
    box.tryAgain(key);
    await soon(() => expect(sent).toEqual(["Hello"]));
    expect(requests.map((request) => request.key)).toEqual([key, key]);
  });

  it("sends to one receiver in order", async () => {
    const { box, sent } = outbox();
    answers = [() => problem(503, "temporarily_unavailable")];
    box.send(TO, "first");
    box.send(TO, "second");
    await soon(() => expect(sent).toHaveLength(2));
    expect(requests.map(({ text }) => text)).toEqual(["first", "first", "second"]);
  });

  it("goes on after a reload, with the same key", async () => {
    answers = [() => new Promise<Response>(() => {})];
    const { key } = outbox().box.send(TO, "Hello");
    await soon(() => expect(requests).toHaveLength(1));
    const { sent } = outbox();
    await soon(() => expect(sent).toEqual(["Hello"]));
    expect(requests.map((request) => request.key)).toEqual([key, key]);
  });

  it("keeps what is sent until it is shown, but does not send it again after a reload", async () => {
    const client = createMessagingClient({
      baseUrl: "http://cruddur.test",
      fetch: answering(() => json(message(200, ANDREW))),
    });
    const box = new Outbox(client, sessionStorage, "outbox");
    box.send({ handle: "londo" }, "Hello");
    await soon(() => expect(written(box)[0]).toMatchObject({ state: "sent", text: "Hello" }));
    expect(new Outbox(client, sessionStorage, "outbox").items.get()).toEqual([]);
  });

  it("forgets what is discarded", async () => {
    const { box } = outbox();
    answers = [() => problem(422, "message_blank")];
    const { key } = box.send(TO, "Hello");
    await soon(() => expect(written(box)[0]?.state).toBe("failed"));
    box.discard(key);
    expect(JSON.parse(sessionStorage.getItem("outbox")!)).toEqual([]);
  });

  it("takes what was written to a handle to the conversation that the first message opens, in order", async () => {
    const { box, sent } = outbox();
    let answer = (_: Response) => {};
    answers = [() => new Promise((resolve) => (answer = resolve))];
    box.send({ handle: "Londo" }, "first");
    box.send({ handle: "londo" }, "second");
    await soon(() => expect(requests).toHaveLength(1));
    answers = [() => new Promise<Response>(() => {})];
    answer(json({ ...message(1, ANDREW), message: "first" }));
    await soon(() => expect(sent).toEqual(["first"]));
    expect(written(box)).toMatchObject([{ text: "second", state: "sending" }]);
    box.send({ handle: "londo" }, "third");
    expect(written(box).map(({ text }) => text)).toEqual(["second", "third"]);
    await soon(() => expect(requests.map(({ text }) => text)).toEqual(["first", "second"]));
  });

  it("repeats with the very same content: a key stands for that", async () => {
    const { box } = outbox();
    answers = [() => json(message(1, ANDREW)), () => problem(500, "internal_error")];
    box.send({ handle: "londo" }, "first");
    box.send({ handle: "londo" }, "second");
    await soon(() => expect(requests).toHaveLength(3));
    expect(requests[2]).toEqual(requests[1]);
    expect(requests[1]!.body).toEqual({ message: "second", handle: "londo" });
  });

  it("says after a while that it is not sent, and sends all in order when the network is back", async () => {
    const { box, sent } = outbox();
    answers = Array.from({ length: 40 }, () => () => Promise.reject(new TypeError("Failed to fetch")));
    box.send(TO, "first");
    box.send(TO, "second");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(written(box)[0]).toMatchObject({ text: "first", state: "waiting", reason: "Check your connection." });
    expect(new Set(requests.map(({ text }) => text)), "the second waits for its turn").toEqual(new Set(["first"]));
    answers = [];
    const before = requests.length;
    window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(["first", "second"]);
    expect(requests.slice(before).map(({ text }) => text)).toEqual(["first", "second"]);
  });

  it("sends by itself even if the browser does not say that the network is back", async () => {
    const { box, sent } = outbox();
    answers = Array.from({ length: 10 }, () => () => Promise.reject(new TypeError("Failed to fetch")));
    box.send(TO, "Hello");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sent).toEqual(["Hello"]);
  });

  it("goes on after a new sign-in", async () => {
    answers = [() => problem(401, "unauthenticated")];
    const { box } = outbox();
    box.send(TO, "Hello");
    box.send(TO, "Again");
    await soon(() => expect(written(box)[0]!.state).toBe("waiting"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(requests, "nothing is tried while nobody is signed in").toHaveLength(1);
    const { sent } = outbox();
    await soon(() => expect(sent).toEqual(["Hello", "Again"]));
  });

  it("does not send by itself what is a day old: its key may be forgotten", async () => {
    answers = [() => new Promise<Response>(() => {})];
    const { key } = outbox().box.send(TO, "Hello");
    await soon(() => expect(requests).toHaveLength(1));
    vi.setSystemTime(Date.now() + 24 * 3_600_000);
    const { box, sent } = outbox();
    await soon(() => expect(written(box)[0]!.state).toBe("failed"));
    expect(requests).toHaveLength(1);
    box.tryAgain(key);
    await soon(() => expect(sent).toEqual(["Hello"]));
    expect(requests[1]!.key).not.toBe(key);
  });
});

describe("drafts", () => {
  it("are kept for each conversation, over a reload", () => {
    const drafts = new Drafts(sessionStorage, "drafts");
    drafts.set("a", "To a");
    drafts.set("b", "To b");
    drafts.set("b", "");
    const reloaded = new Drafts(sessionStorage, "drafts");
    expect([reloaded.in("a"), reloaded.in("b")]).toEqual(["To a", ""]);
  });

  it("go to the conversation that the first message opens, unless something is there", () => {
    const drafts = new Drafts(sessionStorage, "drafts");
    drafts.set("@londo", "Going on");
    drafts.move("@londo", GROUP);
    expect(drafts.all.get()).toEqual({ [GROUP]: "Going on" });
    drafts.set("@londo", "Another");
    drafts.move("@londo", GROUP);
    expect(drafts.all.get()).toEqual({ [GROUP]: "Going on" });
  });
});
