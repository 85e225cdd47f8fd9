import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createMessagingClient,
  NetworkError,
  ProblemError,
  type GetToken,
  type Me,
  type Message,
  type NextTry,
} from "../src/index.js";
import { exampleProblem, ScriptedServer } from "./server.js";

const GROUP = "d79031e4-171c-5282-916c-28ef29488129";
const MESSAGE: Message = {
  uuid: "01a2046e-0f5a-7c41-9f0a-3d5e8b2a6c10",
  seq: 47,
  message_group_uuid: GROUP,
  user_uuid: "7f1c9f9e-4d0b-4a55-9b3d-2b8f6f0c1a11",
  display_name: "Andrew Brown",
  handle: "andrewbrown",
  message: "Have you seen the Centauri emperor?",
  created_at: "2026-11-22T18:04:11.482Z",
  kind: "text",
  event: null,
  reply_to_seq: null,
  edited_at: null,
  deleted_at: null,
  reactions: [],
  change_seq: 0,
};
const ANDREW: Me = {
  uuid: MESSAGE.user_uuid,
  handle: "andrewbrown",
  display_name: "Andrew Brown",
  accepts_messages_from: "everyone",
  read_receipts: true,
  presence: true,
};
const LONDO = { uuid: "c2b6a0de-91f4-4a1e-8a77-5e0d3c9b7f22", handle: "londo", display_name: "Londo Mollari" };
const TO_SEND = { message: MESSAGE.message, message_group_uuid: GROUP };

let server: ScriptedServer;
beforeAll(async () => {
  server = await ScriptedServer.start();
});
afterAll(() => server.stop());

const QUICK = { firstDelay: 2, maxDelay: 2_000 };
const client = (token: string | null = "token-1") =>
  createMessagingClient({ baseUrl: server.url, getToken: async () => token, retry: QUICK });

const problem = (name: string, headers?: Record<string, string>) => {
  const body = exampleProblem(name);
  return { status: body.status as number, headers, body };
};

async function failureOf(promise: Promise<unknown>): Promise<ProblemError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProblemError);
  return error as ProblemError;
}

describe("requests", () => {
  it("carry the token", async () => {
    server.answer({ body: MESSAGE });
    expect(await client().send(TO_SEND)).toEqual(MESSAGE);
    expect(server.seen[0]).toMatchObject({ method: "POST", url: "/api/messages" });
    expect(server.seen[0]!.headers.authorization).toBe("Bearer token-1");
    expect(JSON.parse(server.seen[0]!.body)).toEqual(TO_SEND);
  });

  it("carry none when there is none", async () => {
    server.answer({ body: [] });
    expect(await client(null).homeActivities()).toEqual([]);
    expect(server.seen[0]!.headers.authorization).toBeUndefined();
  });

  it("ask for a new token once when the API refuses one", async () => {
    server.answer(problem("expired"), { body: [] });
    const asked: unknown[] = [];
    const getToken: GetToken = async (options) => {
      asked.push(options);
      return options.forceRefresh ? "token-2" : "token-1";
    };
    await createMessagingClient({ baseUrl: server.url, getToken }).homeActivities();
    expect(asked).toEqual([{ forceRefresh: false }, { forceRefresh: true, refused: "token-1" }]);
    expect(server.seen.map((seen) => seen.headers.authorization)).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  it("give up when the new token is refused too", async () => {
    server.answer(problem("expired"));
    let count = 0;
    const getToken = async () => `token-${++count}`;
    const error = await failureOf(createMessagingClient({ baseUrl: server.url, getToken }).homeActivities());
    expect(error.is("unauthenticated")).toBe(true);
    expect(server.seen).toHaveLength(2);
  });

  it("mark as read", async () => {
    server.answer({ status: 204 });
    await client().markRead(GROUP, 47);
    expect(server.seen[0]).toMatchObject({ method: "PUT", url: `/api/message_groups/${GROUP}/read` });
    expect(JSON.parse(server.seen[0]!.body)).toEqual({ last_read_seq: 47 });
  });

  it("ask who is signed in", async () => {
    server.answer({ body: ANDREW });
    expect(await client().me()).toEqual(ANDREW);
    expect(server.seen[0]).toMatchObject({ method: "GET", url: "/api/me" });
    expect(server.seen[0]!.headers.authorization).toBe("Bearer token-1");
  });

  it("change settings", async () => {
    server.answer({ body: { ...ANDREW, read_receipts: false } });
    expect((await client().changeMe({ read_receipts: false })).read_receipts).toBe(false);
    expect(server.seen[0]).toMatchObject({ method: "PATCH", url: "/api/me" });
    expect(JSON.parse(server.seen[0]!.body)).toEqual({ read_receipts: false });
  });

  const at = (path: string) => `/api/message_groups/${GROUP}${path}`;
  const of = (path: string) => `/api/messages/${GROUP}${path}`;
  const NAMES = { handles: ["bayko", "londo"], title: "Zocalo" };
  type Client = ReturnType<typeof client>;

  it.each<[string, (c: Client) => Promise<unknown>, string, string, unknown]>([
    ["read a group", (c) => c.messageGroup(GROUP), "GET", at(""), undefined],
    ["create a group", (c) => c.createGroup(NAMES), "POST", "/api/message_groups", NAMES],
    ["rename", (c) => c.rename(GROUP, "Zocalo"), "PATCH", at(""), { title: "Zocalo" }],
    ["remove a title", (c) => c.rename(GROUP, null), "PATCH", at(""), { title: null }],
    ["add members", (c) => c.addMembers(GROUP, ["gkar"]), "POST", at("/members"), { handles: ["gkar"] }],
    ["give a role", (c) => c.setRole(GROUP, "u", "admin"), "PUT", at("/members/u"), { role: "admin" }],
    ["remove a member", (c) => c.removeMember(GROUP, "u"), "DELETE", at("/members/u"), undefined],
    ["archive", (c) => c.changeSettings(GROUP, { archived: true }), "PUT", at("/settings"), { archived: true }],
    ["unmute", (c) => c.changeSettings(GROUP, { muted_until: null }), "PUT", at("/settings"), { muted_until: null }],
    ["clear", (c) => c.clear(GROUP), "DELETE", at(""), undefined],
    ["clear up to a message", (c) => c.clear(GROUP, { lastSeq: 47 }), "DELETE", at("?last_seq=47"), undefined],
    ["list readers", (c) => c.readers(GROUP), "GET", at("/readers"), undefined],
    ["read a message", (c) => c.message(GROUP, 47), "GET", of("/47"), undefined],
    ["edit", (c) => c.edit(GROUP, 47, "New"), "PUT", of("/47"), { message: "New" }],
    ["delete", (c) => c.deleteMessage(GROUP, 47), "DELETE", of("/47"), undefined],
    ["react", (c) => c.react(GROUP, 47, "👍"), "PUT", of("/47/reactions/%F0%9F%91%8D"), undefined],
    ["take back", (c) => c.takeBack(GROUP, 47, "#️⃣"), "DELETE", of("/47/reactions/%23%EF%B8%8F%E2%83%A3"), undefined],
    ["list changes", (c) => c.changes(GROUP, { after: 12 }).pages().next(), "GET", of("/changes?after=12"), undefined],
    [
      "list what is archived",
      (c) => c.messageGroups({ archived: true }).pages().next(),
      "GET",
      "/api/message_groups?archived=true",
      undefined,
    ],
  ])("%s", async (_, call, method, url, body) => {
    server.answer({ body: [] });
    await call(client());
    const [seen] = server.seen;
    expect(seen).toMatchObject({ method, url });
    expect(seen!.body === "" ? undefined : JSON.parse(seen!.body)).toEqual(body);
    expect(seen!.headers["idempotency-key"] !== undefined, "a POST has a key").toBe(method === "POST");
  });

  it("add members to a group, which is answered with nothing", async () => {
    server.answer({ status: 204 });
    expect(await client().addMembers(GROUP, ["gkar"])).toBeUndefined();
  });

  it("look up a user", async () => {
    server.answer({ body: LONDO });
    expect(await client().user("londo")).toEqual(LONDO);
    expect(server.seen[0]!.url).toBe("/api/users/@londo/short");
  });

  it("find people by what was typed, whatever signs it has", async () => {
    server.answer({ body: [LONDO] });
    expect(await client().searchUsers("lon & d%")).toEqual([LONDO]);
    expect(server.seen[0]!.url).toBe("/api/users?q=lon%20%26%20d%25");
  });

  it("block a person, take it back, and list who is blocked", async () => {
    server.answer({ status: 204 }, { status: 204 }, { body: [LONDO] });
    await client().block("londo");
    await client().unblock("londo");
    expect(await client().blocks()).toEqual([LONDO]);
    expect(server.seen.map((seen) => `${seen.method} ${seen.url}`)).toEqual([
      "PUT /api/users/@londo/block",
      "DELETE /api/users/@londo/block",
      "GET /api/blocks",
    ]);
  });
});

describe("problems", () => {
  it.each([
    ["malformed", 400, ["malformed_request"]],
    ["notRegistered", 403, ["user_not_registered"]],
    ["noSuchUser", 404, ["user_not_found"]],
    ["reused", 409, ["idempotency_key_reused"]],
    ["beyondNewest", 422, ["last_read_seq_beyond_newest"]],
    ["noReceiver", 422, ["message_group_uuid_blank", "user_receiver_handle_blank"]],
  ])("%s of the contract becomes a typed error", async (example, status, codes) => {
    server.answer(problem(example));
    const error = await failureOf(client().send(TO_SEND));
    expect(error).toMatchObject({ status, codes, requestId: "4bf92f3577b34da6" });
    expect(error.message).toBe(exampleProblem(example).detail);
    expect(server.seen).toHaveLength(1);
  });

  it("tells how long to wait", async () => {
    server.answer(problem("tooMany", { "Retry-After": "60" }));
    const error = await failureOf(client().send(TO_SEND));
    expect(error.retryAfter).toBe(60);
    expect(server.seen, "a wait longer than allowed is not waited").toHaveLength(1);
  });

  it("takes an error of somebody else", async () => {
    server.answer({ status: 413, headers: { "Content-Type": "text/html" }, body: "<html>" });
    const error = await failureOf(client().send(TO_SEND));
    expect(error).toMatchObject({ status: 413, codes: [], title: "HTTP status 413" });
  });
});

describe("sending", () => {
  const keys = () => server.seen.map((seen) => seen.headers["idempotency-key"]);

  it("is repeated with the same key after no answer, 500, 503 and 429", async () => {
    server.answer(
      { hangUp: true },
      problem("internal"),
      problem("unavailable", { "Retry-After": "0" }),
      problem("tooMany", { "Retry-After": "0" }),
      { body: MESSAGE },
    );
    const tries: NextTry[] = [];
    expect(await client().send(TO_SEND, { onRetry: (next) => tries.push(next) })).toEqual(MESSAGE);
    expect(new Set(keys()).size).toBe(1);
    expect(keys()[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(tries.map((next) => next.attempt)).toEqual([2, 3, 4, 5]);
    expect(tries[0]!.error).toBeInstanceOf(NetworkError);
  });

  it("has a new key each time, unless one is given", async () => {
    server.answer({ body: MESSAGE });
    await client().send(TO_SEND);
    await client().send(TO_SEND);
    await client().send(TO_SEND, { idempotencyKey: "mine" });
    expect(new Set(keys()).size).toBe(3);
    expect(keys()[2]).toBe("mine");
  });

  it("waits as long as the server asks", async () => {
    server.answer(problem("tooMany", { "Retry-After": "1" }), { body: MESSAGE });
    const before = Date.now();
    await client().send(TO_SEND);
    expect(Date.now() - before).toBeGreaterThanOrEqual(990);
  });

  it("ends after the last attempt", async () => {
    server.answer(problem("internal"));
    const error = await failureOf(client().send(TO_SEND, { retry: { attempts: 3 } }));
    expect(error.is("internal_error")).toBe(true);
    expect(server.seen).toHaveLength(3);
  });

  it("ends when nobody wants it any more", async () => {
    server.answer({ ...problem("unavailable"), headers: { "Retry-After": "1" } });
    const nobody = new AbortController();
    const sending = client().send(TO_SEND, { signal: nobody.signal, onRetry: () => nobody.abort() });
    await expect(sending).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
    expect(server.seen).toHaveLength(1);
  });

  it("does not wait for ever for an answer", async () => {
    server.answer({ silent: true });
    const impatient = createMessagingClient({
      baseUrl: server.url,
      timeout: 1_000,
      retry: { attempts: 2, firstDelay: 1 },
    });
    await expect(impatient.send(TO_SEND)).rejects.toBeInstanceOf(NetworkError);
    expect(server.seen).toHaveLength(2);
  });
});

describe("paging", () => {
  const named = (...names: string[]) => names.map((uuid) => ({ ...MESSAGE, uuid }));
  const link = (address: string) => ({ Link: `<${address}>; rel="next"` });

  it("follows each Link as it stands", async () => {
    server.answer(
      { headers: link(`/api/messages/${GROUP}?limit=2&before=3&x=1`), body: named("c", "d") },
      { body: named("a", "b") },
    );
    const rows: string[] = [];
    for await (const message of client().messages(GROUP, { limit: 2 })) {
      rows.push(message.uuid);
    }
    expect(rows).toEqual(["c", "d", "a", "b"]);
    expect(server.seen.map((seen) => seen.url)).toEqual([
      `/api/messages/${GROUP}?limit=2`,
      `/api/messages/${GROUP}?limit=2&before=3&x=1`,
    ]);
    expect(server.seen[1]!.headers.authorization).toBe("Bearer token-1");
  });

  it("begins at the first message after 0", async () => {
    server.answer({ body: [] });
    await client().messages(GROUP, { after: 0 }).pages().next();
    expect(server.seen[0]!.url).toBe(`/api/messages/${GROUP}?after=0`);
  });

  it("says whether there is more", async () => {
    server.answer({ headers: link("/api/message_groups?cursor=n"), body: [] }, { body: [] });
    const pages = client().messageGroups().pages();
    expect((await pages.next()).value).toEqual({ items: [], hasMore: true });
    expect((await pages.next()).value).toEqual({ items: [], hasMore: false });
    expect((await pages.next()).done).toBe(true);
    expect(server.seen).toHaveLength(2);
  });

  it("asks for the same page again after an error", async () => {
    server.answer({ headers: link("/api/message_groups?cursor=n"), body: [] }, problem("internal"), { body: [] });
    const pages = client()
      .messageGroups({ retry: { attempts: 1 } })
      .pages();
    await pages.next();
    await expect(pages.next()).rejects.toBeInstanceOf(ProblemError);
    expect((await pages.next()).value).toEqual({ items: [], hasMore: false });
    expect(server.seen[2]!.url).toBe("/api/message_groups?cursor=n");
  });

  it("tells how far a page of changes goes, also an empty one", async () => {
    const changes = `/api/messages/${GROUP}/changes`;
    server.answer(
      { body: [], headers: { "Last-Change-Seq": "20", ...link(`${changes}?limit=20&after=20`) } },
      { body: [], headers: { "Last-Change-Seq": "21" } },
    );
    const pages = client().changes(GROUP, { after: 0 }).pages();
    expect(await pages.next()).toEqual({ done: false, value: { items: [], hasMore: true, lastChangeSeq: 20 } });
    expect(await pages.next()).toEqual({ done: false, value: { items: [], hasMore: false, lastChangeSeq: 21 } });
  });

  it("follows a Link with its whole address", async () => {
    server.answer({ headers: link(`${server.url}/api/message_groups?cursor=n`), body: [] }, { body: [] });
    const pages = client().messageGroups().pages();
    await pages.next();
    await pages.next();
    expect(server.seen[1]!.url).toBe("/api/message_groups?cursor=n");
  });

  it.each([
    "http://127.0.0.1:1/api/message_groups",
    "//127.0.0.1:1/api",
    "ORIGIN@127.0.0.1:1/",
    "ORIGIN1/",
    "ORIGIN.a/",
  ])("sends no token to another origin: %s", async (address) => {
    server.answer({ headers: link(address.replace("ORIGIN", server.url)), body: [] });
    await expect(client().messageGroups().pages().next()).rejects.toThrow("another origin");
    expect(server.seen).toHaveLength(1);
  });
});
