import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createMessagingClient,
  type Live,
  type LiveEvent,
  type LiveOptions,
  type LiveState,
  type Message,
} from "../src/index.js";

const GROUP = "d79031e4-171c-5282-916c-28ef29488129";

/** A server with one conversation, which streams what it is told to, and answers the ordinary reads. */
class StreamingServer {
  messages: Message[] = [];
  changes: Message[] = [];
  /** Up to which change the server says that it has looked. */
  lastChange: number | undefined;
  streams: ServerResponse[] = [];
  tokens: (string | undefined)[] = [];
  /** What becomes of a stream that is asked for. */
  onStream: (response: ServerResponse) => void = (response) => this.begin(response);
  /** Whether the ordinary reads are answered. */
  isWell = true;
  reads: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<StreamingServer> {
    const server = createServer();
    const streaming = new StreamingServer(server);
    server.on("request", (request: IncomingMessage, response) => streaming.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return streaming;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url!, this.url);
    if (pathname === "/api/events") {
      this.tokens.push(request.headers.authorization);
      this.onStream(response);
      return;
    }
    this.reads.push(pathname);
    if (!this.isWell) {
      unavailable(response);
      return;
    }
    const after = Number(searchParams.get("after"));
    const body =
      pathname === "/api/message_groups"
        ? [{ uuid: GROUP, last_seq: this.messages.length }]
        : pathname.endsWith("/changes")
          ? this.changes.filter((row) => row.change_seq > after)
          : this.messages.filter((row) => row.seq > after);
    const lastChange = pathname.endsWith("/changes") && this.lastChange;
    response.writeHead(200, {
      "Content-Type": "application/json",
      ...(lastChange && { "Last-Change-Seq": String(lastChange) }),
    });
    response.end(JSON.stringify(body));
  }

  begin(response: ServerResponse): void {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    this.streams.push(response);
    response.write('event: ready\ndata: {"time":"2026-11-27T12:00:00.000Z"}\n\n');
  }

  store(count: number): Message[] {
    const stored = Array.from({ length: count }, (_, i) => message(this.messages.length + 1 + i));
    this.messages.push(...stored);
    return stored;
  }

  /** Into the newest stream. */
  tell(event: string, data: unknown): void {
    this.streams.at(-1)!.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function message(seq: number, changeSeq = 0, text = `Message ${seq}`): Message {
  return {
    uuid: String(seq),
    seq,
    message_group_uuid: GROUP,
    message: text,
    change_seq: changeSeq,
  } as unknown as Message;
}

let server: StreamingServer;
let live: Live | undefined;
let events: LiveEvent[];
let states: LiveState["mode"][];
/** Why it asks again and again. */
let problems: unknown[];
beforeEach(async () => {
  server = await StreamingServer.start();
  events = [];
  states = [];
  problems = [];
});
afterEach(async () => {
  live?.stop();
  await server.stop();
});

function start(options: Partial<LiveOptions> = {}, getToken?: () => Promise<string>): Live {
  const client = createMessagingClient({ baseUrl: server.url, getToken, retry: { attempts: 1 } });
  live = client.live({
    onEvent: (event) => events.push(event),
    onState: (state) => {
      states.push(state.mode);
      problems.push("error" in state ? state.error : undefined);
    },
    ...options,
  });
  return live;
}

const told = () => events.flatMap(({ type, data }) => (type === "message" ? [data.seq] : []));
const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

describe("live updates", () => {
  it("tell what the stream tells", async () => {
    start();
    await until(() => expect(events.map(({ type }) => type)).toEqual(["conversation"]));
    expect(states).toEqual(["connecting", "live"]);
    server.tell("message", message(7));
    server.tell("typing", { message_group_uuid: GROUP, user_uuid: "u" });
    server.tell("read", { message_group_uuid: GROUP, user_uuid: "u", last_read_seq: 7 });
    server.tell("left", { message_group_uuid: GROUP });
    server.tell("something new", {});
    await until(() =>
      expect(events.map(({ type }) => type)).toEqual(["conversation", "message", "typing", "read", "left"]),
    );
  });

  it("read a message that did not come, and tell each once and in order", async () => {
    server.store(2);
    start().watch(GROUP, { seq: 2, changeSeq: 0 });
    await until(() => expect(states).toContain("live"));
    const [third, fourth, fifth] = server.store(3);
    server.tell("message", fifth);
    server.tell("message", third);
    server.tell("message", fourth);
    server.tell("message", fifth);
    await until(() => expect(told()).toEqual([3, 4, 5]));
    server.tell("message", server.store(1)[0]);
    await until(() => expect(told()).toEqual([3, 4, 5, 6]));
  });

  it("read a change that did not come", async () => {
    server.store(3);
    start().watch(GROUP, { seq: 3, changeSeq: 0 });
    await until(() => expect(states).toContain("live"));
    server.changes.push(message(1, 1, "Edited"), message(2, 2, "Edited too"));
    server.tell("message", server.changes[1]);
    await until(() => expect(told()).toEqual([1, 2]));
    server.tell("message", server.changes[1]);
    server.tell("message", message(3, 3, "Edited at last"));
    await until(() => expect(told()).toEqual([1, 2, 3]));
  });

  it("read every change, though a message of a page was changed again while it was read", async () => {
    server.store(3);
    server.changes.push(message(1, 4, "Edited twice"), message(2, 2, "Edited"));
    server.lastChange = 2;
    start().watch(GROUP, { seq: 3, changeSeq: 0 });
    await until(() => expect(states).toContain("live"));
    await until(() => expect(told()).toEqual([1, 2]));
    server.changes = [message(3, 3, "Edited at last"), message(1, 4, "Edited twice")];
    server.lastChange = 4;
    server.tell("message", server.changes[1]);
    await until(() => expect(told()).toEqual([1, 2, 3]));
    server.tell("message", message(2, 5, "Edited again"));
    await until(() => expect(told()).toEqual([1, 2, 3, 2]));
  });

  it("read what was missed while there was no stream", async () => {
    start().watch(GROUP, { seq: 0, changeSeq: 0 });
    await until(() => expect(states).toContain("live"));
    server.store(3);
    server.streams[0]!.destroy();
    await until(() => expect(told()).toEqual([1, 2, 3]));
    await until(() => expect(server.streams).toHaveLength(2));
  });

  it("read on when a conversation has moved further than what was told", async () => {
    start().watch(GROUP, { seq: 0, changeSeq: 0 });
    await until(() => expect(states).toContain("live"));
    server.store(2);
    server.tell("conversation", { uuid: GROUP, last_seq: 2 });
    await until(() => expect(told()).toEqual([1, 2]));
  });

  it("ask again and again where a proxy keeps the stream back", async () => {
    server.onStream = (response) => response.writeHead(200, { "Content-Type": "text/event-stream" }).flushHeaders();
    start({ interval: 30, readyWithin: 600 }).watch(GROUP, { seq: 0, changeSeq: 0 });
    await until(() => expect(states).toContain("polling"));
    server.store(2);
    await until(() => expect(told()).toEqual([1, 2]));
    expect(states).not.toContain("live");
  });

  it("come back to a stream after a time of asking", async () => {
    server.onStream = (response) => response.writeHead(200, { "Content-Type": "text/event-stream" }).flushHeaders();
    start({ interval: 30, readyWithin: 600, retryStream: 300 });
    await until(() => expect(states).toContain("polling"));
    server.onStream = (response) => server.begin(response);
    await until(() => expect(states.at(-1)).toBe("live"));
  });

  it("come back to a stream that the server ended in order before it was ready", async () => {
    server.onStream = (response) => {
      server.onStream = (next) => server.begin(next);
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.end("event: expired\ndata: {}\n\n");
    };
    start();
    await until(() => expect(states).toContain("live"));
    expect(states).not.toContain("polling");
  });

  it("connect again when nothing at all has come for too long", async () => {
    start({ silence: 500 });
    await until(() => expect(server.streams.length).toBeGreaterThan(1));
  });

  it("ask again and again while the server refuses streams, and say why", async () => {
    server.onStream = unavailable;
    start({ interval: 30 }).watch(GROUP, { seq: 0, changeSeq: 0 });
    await until(() => expect(states).toContain("polling"));
    expect(problems.at(-1)).toMatchObject({ status: 503, retryAfter: 25 });
    server.store(2);
    await until(() => expect(told()).toEqual([1, 2]));
    expect(states).not.toContain("waiting");
    server.onStream = (response) => server.begin(response);
    live!.now();
    await until(() => expect(states.at(-1)).toBe("live"));
  });

  it("come back to a stream by themselves after a refusal", async () => {
    server.onStream = (response) => {
      server.onStream = (next) => server.begin(next);
      response.writeHead(429, { "Content-Type": "application/problem+json" }).end('{"errors": ["too_many_requests"]}');
    };
    start({ interval: 30 });
    await until(() => expect(states.at(-1)).toBe("live"));
    expect(states).toContain("polling");
  });

  it("wait, and try again at once when told to", async () => {
    server.isWell = false;
    server.onStream = unavailable;
    const started = start();
    await until(() => expect(states.at(-1)).toBe("waiting"));
    server.isWell = true;
    server.onStream = (response) => server.begin(response);
    started.now();
    await until(() => expect(states.at(-1)).toBe("live"));
  });

  it("take a fresh token where the first was refused, and end where the session is over", async () => {
    server.onStream = (response) => (server.tokens.length === 1 ? refuse(response) : server.begin(response));
    let renewals = 0;
    start({}, () => Promise.resolve(`token-${renewals++}`));
    await until(() => expect(states).toContain("live"));
    expect(server.tokens).toEqual(["Bearer token-0", "Bearer token-1"]);
    server.onStream = refuse;
    server.streams[0]!.end("event: expired\ndata: {}\n\n");
    await until(() => expect(states.at(-1)).toBe("ended"));
  });

  it("stop", async () => {
    const started = start();
    await until(() => expect(states).toContain("live"));
    started.stop();
    await until(() => expect(states.at(-1)).toBe("ended"));
    await until(() => expect(server.streams[0]!.closed).toBe(true));
  });
});

const refuse = (response: ServerResponse): void => {
  response.writeHead(401, { "Content-Type": "application/problem+json" }).end("{}");
};

const unavailable = (response: ServerResponse): void => {
  response.writeHead(503, { "Content-Type": "application/problem+json", "Retry-After": "25" });
  response.end('{"errors": ["temporarily_unavailable"]}');
};
