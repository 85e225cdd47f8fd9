import { reasonOf, throwIfAborted } from "./abort.js";
import { NetworkError, ProblemError } from "./problem.js";

export interface RetryOptions {
  /** How often a request is sent at most, the first time included. 1: never again. */
  attempts: number;
  /** The first pause in milliseconds; each further one is twice as long. */
  firstDelay: number;
  /** The longest pause in milliseconds. If the server asks for a longer one, its answer is final. */
  maxDelay: number;
}

export const DEFAULT_RETRY: RetryOptions = { attempts: 5, firstDelay: 500, maxDelay: 8_000 };

export interface NextTry {
  error: ProblemError | NetworkError;
  /** Which attempt comes next; the first repetition is 2. */
  attempt: number;
  /** Milliseconds until then. */
  delay: number;
}

const PASSING = new Set([429, 500, 502, 503, 504]);

/** Whether the same request may succeed later. */
export function isTransient(error: unknown): error is ProblemError | NetworkError {
  return error instanceof NetworkError || (error instanceof ProblemError && PASSING.has(error.status));
}

/**
 * Milliseconds to wait after an attempt: between half and all of the doubled pause, so that many clients do not come
 * back together, and never less than the server's `Retry-After`.
 */
export function delayAfter(attempt: number, error: unknown, options: RetryOptions, random = Math.random()): number {
  const pause = Math.min(options.maxDelay, options.firstDelay * 2 ** (attempt - 1));
  const asked = error instanceof ProblemError ? (error.retryAfter ?? 0) * 1000 : 0;
  return Math.max(asked, pause * (0.5 + random / 2));
}

/** Runs until success, a final error, the last attempt, or the signal. */
export async function withRetry<T>(
  run: () => Promise<T>,
  options: RetryOptions,
  signal: AbortSignal | undefined,
  onRetry?: (next: NextTry) => void,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (!isTransient(error) || attempt >= options.attempts) {
        throw error;
      }
      const delay = delayAfter(attempt, error, options);
      if (delay > options.maxDelay) {
        throw error;
      }
      onRetry?.({ error, attempt: attempt + 1, delay });
      await sleep(delay, signal);
    }
  }
}

/** Resolves after a time; rejects with the signal's reason if that comes first. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  await new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(reasonOf(signal!));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
