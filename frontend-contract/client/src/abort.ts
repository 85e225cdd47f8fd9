/*
 * AbortSignal.timeout, AbortSignal.any, throwIfAborted and reason: React Native has none of them, and older browsers and
 * Node 20.0 lack some.
 */

/** The signal's reason, or an AbortError where the platform keeps none. */
export function reasonOf(signal: AbortSignal): Error {
  return (signal.reason as Error | undefined) ?? named("AbortError", "The call was aborted");
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw reasonOf(signal);
  }
}

/** A signal that aborts after a time, or when another does. `clear` ends the waiting. */
export function deadline(milliseconds: number, other: AbortSignal): { signal: AbortSignal; clear: () => void } {
  const controller = new AbortController();
  const stop = () => controller.abort(reasonOf(other));
  const timer = setTimeout(
    () => controller.abort(named("TimeoutError", `No answer in ${milliseconds} ms`)),
    milliseconds,
  );
  other.addEventListener("abort", stop);
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer);
      other.removeEventListener("abort", stop);
    },
  };
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
