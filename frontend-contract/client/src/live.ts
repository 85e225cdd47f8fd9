import { reasonOf } from "./abort.js";
import { Delivery, type DeliveryClient, type LiveEvent } from "./delivery.js";
import type { ProblemError } from "./problem.js";
import { delayAfter, isTransient, sleep } from "./retry.js";
import { Blocked, readStream, Refused } from "./stream.js";

export type LiveState =
  | { mode: "connecting" }
  /** Events come as things happen. */
  | { mode: "live" }
  /**
   * It asks again and again instead: streams are blocked on the way, or, with an error, the server takes no more of them at
   * this time.
   */
  | { mode: "polling"; error?: ProblemError }
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
  client: DeliveryClient;
  open(signal: AbortSignal): Promise<Response>;
}

/** Milliseconds after which a stream that ends counts as one that was well. */
const LASTING = 5_000;
const BACK_OFF = { attempts: Infinity, firstDelay: 1_000, maxDelay: 30_000 };
/** Milliseconds between two looks at most, while the server refuses streams; the same for its streams. */
const LONGEST_REFUSED = 60_000;

/** Not all clients at the same moment. */
const about = (milliseconds: number) => milliseconds * (0.75 + Math.random() / 2);

/** Pauses that grow. */
const refused = (firstDelay: number) => ({
  attempts: Infinity,
  firstDelay,
  maxDelay: Math.max(LONGEST_REFUSED, firstDelay),
});

export function startLive({ client, open }: LiveSource, options: LiveOptions): Live {
  const { onEvent, onState, interval = 4_000, readyWithin = 8_000, silence = 40_000, retryStream = 300_000 } = options;
  const stopped = new AbortController();
  const delivery = new Delivery(client, onEvent, stopped.signal);
  let wake = new AbortController();
  let connected: AbortController | undefined;
  /** Milliseconds since 1970: until then no stream is tried, since one was held back on the way, or refused. */
  let streamFrom = 0;

  options.signal?.addEventListener("abort", () => stopped.abort(reasonOf(options.signal!)), { once: true });
  if (options.signal?.aborted) {
    stopped.abort(reasonOf(options.signal));
  }

  async function run(): Promise<void> {
    let failures = 0;
    let refusals = 0;
    /** How often it has looked since streams began to be refused. */
    let looks = 0;
    let refusal: ProblemError | undefined;
    onState?.({ mode: "connecting" });
    while (!stopped.signal.aborted) {
      try {
        if (Date.now() < streamFrom) {
          await delivery.look();
          onState?.({ mode: "polling", error: refusal });
          failures = 0;
          looks += 1;
          const untilNext = refusal ? delayAfter(looks, undefined, refused(interval)) : about(interval);
          await pause(Math.min(untilNext, streamFrom - Date.now()));
        } else {
          const began = Date.now();
          await stream();
          refusals = 0;
          looks = 0;
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
          refusal = undefined;
          streamFrom = Date.now() + about(retryStream);
          continue;
        }
        if (error instanceof Refused) {
          refusal = error.problem;
          refusals += 1;
          streamFrom = Date.now() + delayAfter(refusals, refusal, refused(BACK_OFF.firstDelay));
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

  /** First the stream, then what was missed: so nothing is between the two. */
  function stream(): Promise<void> {
    connected = new AbortController();
    return readStream({
      open,
      connection: connected,
      stopped: stopped.signal,
      readyWithin,
      silence,
      onReady: (fail) => {
        onState?.({ mode: "live" });
        delivery.look().catch(fail);
      },
      onEvent: (event, fail) => delivery.take(event, fail),
    });
  }

  run().then(
    () => onState?.({ mode: "ended", error: stopped.signal.aborted ? reasonOf(stopped.signal) : undefined }),
    (error: unknown) => onState?.({ mode: "ended", error }),
  );

  return {
    watch(uuid, from) {
      // With the next stream, if it cannot be read now.
      return delivery.watch(uuid, from, () => connected?.abort());
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
