import { NetworkError, ProblemError } from "@cruddur/messaging-client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { poll, type Polling } from "../src/live/poll";

const gone = new NetworkError(new Error());
let polling: Polling;
let isHidden = false;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => (isHidden ? "hidden" : "visible"));
});
afterEach(() => {
  polling.stop();
  isHidden = false;
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function start(run: () => Promise<void>) {
  const times: number[] = [];
  const onError = vi.fn();
  const begin = Date.now();
  polling = poll({
    interval: () => 1_000,
    longestPause: 8_000,
    onError,
    run: () => {
      times.push((Date.now() - begin) / 1000);
      return run();
    },
  });
  return { times, onError };
}

const show = (visible: boolean) => {
  isHidden = !visible;
  document.dispatchEvent(new Event("visibilitychange"));
};

describe("polling", () => {
  it("looks again and again", async () => {
    const { times } = start(async () => {});
    await vi.advanceTimersByTimeAsync(3_000);
    expect(times).toEqual([0, 1, 2, 3]);
  });

  it("backs off while it fails, and goes on when the server is back", async () => {
    let isGone = true;
    const { times, onError } = start(async () => {
      if (isGone) {
        throw gone;
      }
    });
    await vi.advanceTimersByTimeAsync(23_500);
    expect(times).toEqual([0, 1, 3, 7, 15, 23]);
    isGone = false;
    await vi.advanceTimersByTimeAsync(9_500);
    expect(times.slice(6)).toEqual([31, 32, 33]);
    expect(onError).toHaveBeenLastCalledWith(null);
  });

  it("waits as long as the server asks", async () => {
    const { times } = start(() => Promise.reject(new ProblemError(429, new Headers({ "Retry-After": "5" }), {})));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(times).toEqual([0, 5]);
  });

  it("ends with an error that will not pass, until somebody tries again", async () => {
    const { times } = start(() => Promise.reject(new ProblemError(404, new Headers(), {})));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(times).toEqual([0]);
    polling.now();
    await vi.advanceTimersByTimeAsync(0);
    expect(times).toHaveLength(2);
  });

  it("pauses while the tab is hidden, and looks at once when it is seen again", async () => {
    const { times } = start(async () => {});
    await vi.advanceTimersByTimeAsync(1_500);
    show(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(times).toEqual([0, 1]);
    show(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(times).toEqual([0, 1, 61.5, 62.5]);
  });

  it("looks at once when the browser is online again", async () => {
    const { times } = start(() => Promise.reject(gone));
    await vi.advanceTimersByTimeAsync(3_500);
    window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(0);
    expect(times).toEqual([0, 1, 3, 3.5]);
  });

  it("goes on seldom in a hidden tab if it is asked to", async () => {
    const times: number[] = [];
    const begin = Date.now();
    polling = poll({
      interval: () => 1_000,
      hiddenInterval: 30_000,
      longestPause: 8_000,
      onError: () => {},
      run: async () => void times.push((Date.now() - begin) / 1000),
    });
    await vi.advanceTimersByTimeAsync(500);
    show(false);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(times).toEqual([0, 30.5, 60.5]);
    show(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(times).toHaveLength(4);
  });
});
