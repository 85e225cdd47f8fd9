import { delayAfter, isTransient } from "@cruddur/messaging-client";

export interface PollOptions {
  /** Milliseconds between the end of a run and the next. */
  interval: () => number;
  /** Milliseconds until the next run while the tab is hidden; it pauses if absent. */
  hiddenInterval?: number;
  /** The longest pause in milliseconds while runs fail. */
  longestPause: number;
  run: (signal: AbortSignal) => Promise<void>;
  /** Told about each failure, and with null when a run succeeds again. */
  onError: (error: unknown) => void;
}

export interface Polling {
  /** Runs at once, also after a final error. */
  now(): void;
  stop(): void;
}

/**
 * Runs again and again while the tab can be seen, and seldom or not at all while it cannot. Failures that may pass lengthen the pauses, a final one ends it.
 * Coming back to the tab, or online, runs at once.
 */
export function poll({ interval, hiddenInterval, longestPause, run, onError }: PollOptions): Polling {
  const stopped = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;
  let failures = 0;
  let ended = false;

  async function turn(): Promise<void> {
    clearTimeout(timer);
    if (stopped.signal.aborted) {
      return;
    }
    if (running) {
      again = true;
      return;
    }
    running = true;
    let pause = interval();
    try {
      await run(stopped.signal);
      failures = 0;
      onError(null);
    } catch (error) {
      if (stopped.signal.aborted) {
        return;
      }
      failures += 1;
      ended = !isTransient(error);
      pause = delayAfter(failures, error, {
        attempts: Infinity,
        firstDelay: Math.min(interval(), longestPause),
        maxDelay: longestPause,
      });
      onError(error);
    } finally {
      running = false;
    }
    if (again) {
      again = false;
      void turn();
    } else if (!ended) {
      wait(pause);
    }
  }

  function wait(pause: number): void {
    clearTimeout(timer);
    const isHidden = document.visibilityState === "hidden";
    if (!isHidden || hiddenInterval) {
      timer = setTimeout(() => void turn(), isHidden ? Math.max(pause, hiddenInterval ?? 0) : pause);
    }
  }

  function awake(): void {
    if (document.visibilityState === "hidden") {
      if (!ended) {
        wait(0);
      }
    } else if (!ended) {
      void turn();
    }
  }

  document.addEventListener("visibilitychange", awake);
  window.addEventListener("online", awake);
  void turn();

  return {
    now() {
      ended = false;
      void turn();
    },
    stop() {
      stopped.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", awake);
      window.removeEventListener("online", awake);
    },
  };
}
