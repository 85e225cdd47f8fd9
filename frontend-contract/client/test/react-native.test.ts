import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Message, NextTry } from "../src/index.js";
import { reactNative, type ReactNative } from "./react-native.js";
import { ScriptedServer } from "./server.js";

const GROUP = "d79031e4-171c-5282-916c-28ef29488129";
const message = (seq: number): Message => ({
  uuid: `01a2046e-0f5a-7c41-9f0a-3d5e8b2a6c${seq}`,
  seq,
  message_group_uuid: GROUP,
  user_uuid: "7f1c9f9e-4d0b-4a55-9b3d-2b8f6f0c1a11",
  display_name: "Andrew Brown",
  handle: "andrewbrown",
  message: "Grüße nach Minbar 🚀",
  created_at: "2026-11-22T18:04:11.482Z",
  kind: "text",
  event: null,
  reply_to_seq: null,
  edited_at: null,
  deleted_at: null,
  reactions: [],
  change_seq: 0,
});
const TO_SEND = { message: message(11).message, message_group_uuid: GROUP };

let server: ScriptedServer;
let platform: ReactNative;
beforeAll(async () => {
  server = await ScriptedServer.start();
  platform = await reactNative(server.url);
}, 120_000);
afterAll(() => server.stop());

const client = (options: { timeout?: number } = {}) =>
  platform.client.createMessagingClient({
    baseUrl: server.url,
    getToken: async () => "token-1",
    retry: { attempts: 2, firstDelay: 1 },
    ...options,
  });

describe("on React Native", () => {
  it("a message is sent, and sent again with the same key", async () => {
    server.answer({ status: 503, headers: { "Retry-After": "0" } }, { body: message(11) });
    expect(await client().send(TO_SEND)).toEqual(message(11));
    expect(JSON.parse(server.seen[1]!.body)).toEqual(TO_SEND);
    expect(server.seen[1]!.headers.authorization).toBe("Bearer token-1");
    expect(server.seen[0]!.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(server.seen[1]!.headers["idempotency-key"]).toBe(server.seen[0]!.headers["idempotency-key"]);
  });

  it("two sends have two keys", async () => {
    server.answer({ body: message(11) });
    await client().send(TO_SEND);
    await client().send(TO_SEND);
    expect(server.seen[0]!.headers["idempotency-key"]).not.toBe(server.seen[1]!.headers["idempotency-key"]);
  });

  it("reading up to a message is marked", async () => {
    server.answer({ status: 204 });
    await client().markRead(GROUP, 47);
    expect(JSON.parse(server.seen[0]!.body)).toEqual({ last_read_seq: 47 });
  });

  it("an answer that does not come ends the attempt", async () => {
    server.answer({ silent: true });
    await expect(client({ timeout: 1_000 }).send(TO_SEND)).rejects.toMatchObject({ name: "NetworkError" });
    expect(server.seen).toHaveLength(2);
  });

  it("a signal ends a call with an AbortError, before it and during a pause", async () => {
    server.answer({ status: 503, headers: { "Retry-After": "1" } });
    const controller = platform.newAbortController();
    const onRetry = (_: NextTry) => controller.abort();
    await expect(client().send(TO_SEND, { signal: controller.signal, onRetry })).rejects.toMatchObject({
      name: "AbortError",
    });
    await expect(client().send(TO_SEND, { signal: controller.signal })).rejects.toMatchObject({ name: "AbortError" });
    expect(server.seen).toHaveLength(1);
  });

  it("a conversation is followed over its pages until the signal", async () => {
    server.answer(
      { headers: { Link: `</api/messages/${GROUP}?limit=100&after=11>; rel="next"` }, body: [message(11)] },
      { body: [message(12)] },
      { body: [] },
    );
    const controller = platform.newAbortController();
    const seen: Message[] = [];
    const following = (async () => {
      for await (const next of platform.client.follow(client(), GROUP, 10, {
        signal: controller.signal,
        interval: 60_000,
      })) {
        seen.push(next);
        if (seen.length === 2) {
          setTimeout(() => controller.abort());
        }
      }
    })();
    await expect(following).rejects.toMatchObject({ name: "AbortError" });
    expect(seen).toEqual([message(11), message(12)]);
    expect(server.seen[1]!.url).toBe(`/api/messages/${GROUP}?limit=100&after=11`);
  });
});
