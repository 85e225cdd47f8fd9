import { createParser, type EventSourceMessage } from "eventsource-parser";
import { readAfter } from "./follow.js";
import { reasonOf } from "./abort.js";
import type { CallOptions, Message, MessageGroup, MessagingClient } from "./client.js";
import { ProblemError } from "./problem.js";
import { delayAfter, isTransient, sleep } from "./retry.js";

/** Somebody has read up to a message, or the signed-in user has on another device. */
export interface ReadEvent {
  message_group_uuid: string;
  user_uuid: string;
  last_read_seq: number;
}

/** Somebody is writing. It ends by itself after 6 seconds. */
export interface TypingEvent {
  message_group_uuid: string;
  user_uuid: string;
}

export type LiveEvent =
  /** A new message, or one that was edited, deleted or reacted to: as it is now. */
  | { type: "message"; data: Message }
  /** A conversation that a message has moved, or of which something was changed. */
  | { type: "conversation"; data: MessageGroup }
  /** One was away for longer than the server keeps changes: read the messages that are shown again. */
  | { type: "stale"; data: { message_group_uuid: string } }
  /** The signed-in user is not in it any more. */
  | { type: "left"; data: { message_group_uuid: string } }
  | { type: "read"; data: ReadEvent }
  | { type: "typing"; data: TypingEvent };

export type LiveState =
  | { mode: "connecting" }
  /** Events come as things happen. */
  | { mode: "live" }
  /** Streams are blocked on the way: it asks again and again instead. */
  | { mode: "polling" }
  /** The server cannot be reached, or refuses; it tries again at this time (milliseconds since 1970). */
  | { mode: "waiting"; until: number; error: unknown }
  /** It has ended: by the signal, or by an error that will not pass, such as a session that is over. */
  | { mode: "ended"; error: unknown };

export interface LiveOptions {
  signal?: AbortSignal;
  onEvent: (event: LiveEvent) => void;
  onState?: (state: LiveState) => void;
  /** Milliseconds between two looks where streams are blocked; 4 000 if absent. */
  interval?: number;
  /** Milliseconds in which a stream must have begun; 8 000 if absent. */
  readyWithin?: number;
  /** Milliseconds without any sign after which a stream counts as dead; 40 000 if absent: the server sends one every 15 s. */
  silence?: number;
  /** Milliseconds after which a stream is tried again where they are blocked; 300 000 if absent. */
  retryStream?: number;
}

/** Where somebody is in a conversation that they look at. */
interface Watched {
  seq: number;
  changeSeq: number;
}

export interface Live {
  /**
   * From now on every message of a conversation after `seq` is told once and in order, and every change after `changeSeq`.
   * Of other conversations messages are told as they come, and may be missing.
   */
  watch(messageGroupUuid: string, from: { seq: number; changeSeq: number }): () => void;
  /** Tries at once, instead of at the end of a pause. */
  now(): void;
  /** Ends the connection, if there is one, and tries another at once: after the network has gone or come back, for instance. */
  reconnect(): void;
  stop(): void;
}

/** What the live updates need of the client. */
export interface LiveSource {
  client: Pick<MessagingClient, "messages" | "messageGroups" | "changes">;
  open(signal: AbortSignal): Promise<Response>;
}

/** Milliseconds after which a stream that ends counts as one that was well. */
const LASTING = 5_000;
const BACK_OFF = { attempts: Infinity, firstDelay: 1_000, maxDelay: 30_000 };

/** Not all clients at the same moment. */
const about = (milliseconds: number) => milliseconds * (0.75 + Math.random() / 2);

/** A stream that begins, and of which nothing arrives: something on the way collects it. */
class Blocked extends Error {}

export function startLive({ client, open }: LiveSource, options: LiveOptions): Live {
  const { onEvent, onState, interval = 4_000, readyWithin = 8_000, silence = 40_000, retryStream = 300_000 } = options;
  const stopped = new AbortController();
  const watched = new Map<string, Watched>();
  const rows = new Map<string, string>();
  /** One look at a time; what is asked for meanwhile comes after it. */
  let looking: Promise<void> = Promise.resolve();
  let wake = new AbortController();
  let connected: AbortController | undefined;
  /** Milliseconds since 1970: until then no stream is tried, since one was held back on the way. */
  let streamFrom = 0;

  options.signal?.addEventListener("abort", () => stopped.abort(reasonOf(options.signal!)), { once: true });
  if (options.signal?.aborted) {
    stopped.abort(reasonOf(options.signal));
  }

  async function run(): Promise<void> {
    let failures = 0;
    onState?.({ mode: "connecting" });
    while (!stopped.signal.aborted) {
      try {
        if (Date.now() < streamFrom) {
          await look();
          onState?.({ mode: "polling" });
          failures = 0;
          await pause(about(interval));
        } else {
          const began = Date.now();
          await stream();
          onState?.({ mode: "connecting" });
          // Ended in order: with the token, or with the server. Not all at once, and ever less often if none lasts.
          failures = Date.now() - began < LASTING ? failures + 1 : 1;
          await pause(delayAfter(failures, undefined, BACK_OFF));
        }
      } catch (error) {
        if (stopped.signal.aborted) {
          break;
        }
        if (error instanceof Blocked) {
          streamFrom = Date.now() + about(retryStream);
          continue;
        }
        if (!isTransient(error)) {
          throw error;
        }
        // A server that does not answer at all holds no stream back.
        streamFrom = 0;
        failures += 1;
        const delay = delayAfter(failures, error, BACK_OFF);
        onState?.({ mode: "waiting", until: Date.now() + delay, error });
        await pause(delay);
      }
    }
  }

  /** Sleeps, or less: `now` and `stop` end it. */
  async function pause(milliseconds: number): Promise<void> {
    wake = new AbortController();
    await sleep(milliseconds, wake.signal).catch(() => undefined);
  }

  /** Reads a stream to its end. First the stream, then what was missed: so nothing is between the two. */
  async function stream(): Promise<void> {
    const connection = new AbortController();
    connected = connection;
    const end = () => connection.abort(reasonOf(stopped.signal));
    stopped.signal.addEventListener("abort", end, { once: true });
    let isReady = false;
    /** Whether any event came through, such as one that says why the stream ends. */
    let isFlowing = false;
    let lastSign = Date.now();
    let failure: Error | undefined;
    const watchdog = setInterval(() => {
      if (Date.now() - lastSign > (isReady ? silence : readyWithin)) {
        failure = isReady ? undefined : new Blocked();
        connection.abort();
      }
    }, 250);
    const parser = createParser({
      onEvent: (event) => {
        isFlowing = true;
        if (event.event === "ready") {
          isReady = true;
          onState?.({ mode: "live" });
          void look().catch((error: unknown) => fail(error));
        } else {
          take(event, fail);
        }
      },
    });
    function fail(error: unknown): void {
      failure ??= error instanceof Error ? error : new Error(String(error));
      connection.abort();
    }
    try {
      const response = await open(connection.signal);
      const reader = response.body?.getReader();
      if (!reader) {
        // React Native has no body that can be read while it comes.
        throw new Blocked();
      }
      const text = new TextDecoder();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        lastSign = Date.now();
        parser.feed(text.decode(part.value, { stream: true }));
      }
      if (!isFlowing) {
        throw new Blocked();
      }
    } catch (error) {
      if (failure) {
        throw failure;
      }
      if (!isReady || stopped.signal.aborted) {
        throw error;
      }
      // The connection broke, or has been silent for too long: another one, after a moment.
    } finally {
      clearInterval(watchdog);
      stopped.signal.removeEventListener("abort", end);
      connection.abort();
    }
  }

  function take({ event = "", data }: EventSourceMessage, fail: (error: unknown) => void): void {
    switch (event) {
      case "message":
        takeMessage(JSON.parse(data) as Message, fail);
        break;
      case "conversation":
        takeRow(JSON.parse(data) as MessageGroup, fail);
        break;
      case "left": {
        const left = JSON.parse(data) as { message_group_uuid: string };
        rows.delete(left.message_group_uuid);
        onEvent({ type: "left", data: left });
        break;
      }
      case "read":
        onEvent({ type: "read", data: JSON.parse(data) as ReadEvent });
        break;
      case "typing":
        onEvent({ type: "typing", data: JSON.parse(data) as TypingEvent });
        break;
      default:
      // What a later server may say.
    }
  }

  function takeMessage(message: Message, fail: (error: unknown) => void): void {
    const at = watched.get(message.message_group_uuid);
    if (!at) {
      onEvent({ type: "message", data: message });
    } else if (message.seq === at.seq + 1) {
      tell(at, message);
    } else if (message.seq > at.seq) {
      catchUp(message.message_group_uuid, fail);
    } else if (message.change_seq === at.changeSeq + 1) {
      tell(at, message);
    } else if (message.change_seq > at.changeSeq) {
      catchUp(message.message_group_uuid, fail);
    }
  }

  /** A conversation that has moved beyond what was told of it: its message has not come, so it is read. */
  function takeRow(row: MessageGroup, fail: (error: unknown) => void): void {
    tellRow(row);
    const at = watched.get(row.uuid);
    if (at && row.last_seq > at.seq) {
      catchUp(row.uuid, fail);
    }
  }

  function tell(at: Watched, message: Message): void {
    at.seq = Math.max(at.seq, message.seq);
    if (message.change_seq === at.changeSeq + 1) {
      at.changeSeq = message.change_seq;
    }
    onEvent({ type: "message", data: message });
  }

  function tellRow(row: MessageGroup): void {
    const text = JSON.stringify(row);
    if (rows.get(row.uuid) !== text) {
      rows.set(row.uuid, text);
      onEvent({ type: "conversation", data: row });
    }
  }

  function catchUp(uuid: string, fail: (error: unknown) => void): void {
    inTurn(() => readMissed(uuid)).catch(fail);
  }

  function inTurn(task: () => Promise<void>): Promise<void> {
    looking = looking.catch(() => undefined).then(task);
    return looking;
  }

  /** Reads what was missed by the ordinary cursors, however long one was away. */
  function look(): Promise<void> {
    return inTurn(async () => {
      await readRows();
      for (const uuid of watched.keys()) {
        await readMissed(uuid);
      }
    });
  }

  /** The list is in order of its newest messages: behind a row that is as it was, nothing has moved. */
  async function readRows(): Promise<void> {
    const isFirst = rows.size === 0;
    for await (const { items } of client.messageGroups({ signal: stopped.signal }).pages()) {
      const last = items.at(-1);
      const isKnown = last !== undefined && rows.get(last.uuid) === JSON.stringify(last);
      items.forEach(tellRow);
      if (isFirst || isKnown) {
        break;
      }
    }
  }

  async function readMissed(uuid: string): Promise<void> {
    const call: CallOptions = { signal: stopped.signal };
    const at = watched.get(uuid);
    if (!at) {
      return;
    }
    try {
      for await (const message of readAfter(client, uuid, at.seq, call)) {
        if (message.seq > at.seq) {
          at.seq = message.seq;
          onEvent({ type: "message", data: message });
        }
      }
      for await (const page of client.changes(uuid, { ...call, after: at.changeSeq, limit: 100 }).pages()) {
        for (const message of page.items) {
          if (message.change_seq > at.changeSeq) {
            at.changeSeq = message.change_seq;
            onEvent({ type: "message", data: message });
          }
        }
        at.changeSeq = Math.max(at.changeSeq, page.lastChangeSeq ?? 0);
      }
    } catch (error) {
      unwatch(uuid, error);
    }
  }

  /** What will not be otherwise at the next look. */
  function unwatch(uuid: string, error: unknown): void {
    if (!(error instanceof ProblemError) || (error.status !== 404 && error.status !== 410)) {
      throw error;
    }
    watched.delete(uuid);
    onEvent({ type: error.status === 404 ? "left" : "stale", data: { message_group_uuid: uuid } });
  }

  run().then(
    () => onState?.({ mode: "ended", error: stopped.signal.aborted ? reasonOf(stopped.signal) : undefined }),
    (error: unknown) => onState?.({ mode: "ended", error }),
  );

  return {
    watch(uuid, { seq, changeSeq }) {
      const at = { seq, changeSeq };
      watched.set(uuid, at);
      // With the next stream, if it cannot be read now.
      inTurn(() => readMissed(uuid)).catch(() => connected?.abort());
      return () => {
        if (watched.get(uuid) === at) {
          watched.delete(uuid);
        }
      };
    },
    now() {
      streamFrom = 0;
      wake.abort();
    },
    reconnect() {
      streamFrom = 0;
      connected?.abort();
      wake.abort();
    },
    stop() {
      stopped.abort();
      wake.abort();
    },
  };
}
