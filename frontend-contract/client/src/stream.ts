import { createParser, type EventSourceMessage } from "eventsource-parser";
import { reasonOf } from "./abort.js";
import { ProblemError, type ErrorCode } from "./problem.js";

/** A stream that begins, and of which nothing arrives: something on the way collects it. */
export class Blocked extends Error {}

/** The server answers, but opens no stream: it or the user has too many. */
export class Refused extends Error {
  constructor(readonly problem: ProblemError) {
    super(problem.message);
  }
}

/** With which the server refuses a stream. An answer without them is a proxy's, which has not reached it. */
const REFUSALS: ErrorCode[] = ["too_many_requests", "temporarily_unavailable"];

export interface StreamOptions {
  open: (signal: AbortSignal) => Promise<Response>;
  /** Ends this stream. */
  connection: AbortController;
  stopped: AbortSignal;
  readyWithin: number;
  silence: number;
  /** The stream lets everything through from now on. @param fail ends it with an error */
  onReady: (fail: (error: unknown) => void) => void;
  onEvent: (event: EventSourceMessage, fail: (error: unknown) => void) => void;
}

/**
 * Reads a stream to its end, however that comes once it was ready.
 *
 * @throws {Blocked} where nothing comes through
 * @throws {Refused} where the server opens none for now
 */
export async function readStream(options: StreamOptions): Promise<void> {
  const { open, connection, stopped, readyWithin, silence, onReady, onEvent } = options;
  const end = () => connection.abort(reasonOf(stopped));
  stopped.addEventListener("abort", end, { once: true });
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
  function fail(error: unknown): void {
    failure ??= error instanceof Error ? error : new Error(String(error));
    connection.abort();
  }
  const parser = createParser({
    onEvent: (event) => {
      isFlowing = true;
      if (event.event === "ready") {
        isReady = true;
        onReady(fail);
      } else {
        onEvent(event, fail);
      }
    },
  });
  try {
    const response = await open(connection.signal).catch((error: unknown) => {
      throw isRefusal(error) ? new Refused(error) : error;
    });
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
    if (!isReady || stopped.aborted) {
      throw error;
    }
    // The connection broke, or has been silent for too long: another one, after a moment.
  } finally {
    clearInterval(watchdog);
    stopped.removeEventListener("abort", end);
    connection.abort();
  }
}

function isRefusal(error: unknown): error is ProblemError {
  return error instanceof ProblemError && REFUSALS.some((code) => error.is(code));
}
