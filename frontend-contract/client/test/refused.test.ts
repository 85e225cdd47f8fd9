import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { NetworkError, ProblemError, type ErrorCode, type LiveState } from "../src/index.js";
import { startLive, type LiveSource } from "../src/live.js";

/** Seconds of a client whose streams all fail, and whose looks all succeed. */
class Client {
  looks = 0;
  tries: number[] = [];
  states: LiveState[] = [];
  private readonly stop: () => void;

  constructor(error: Error) {
    const began = Date.now();
    const noPages = { pages: () => (async function* () {})() };
    const client = { messageGroups: () => (this.looks++, noPages) } as unknown as LiveSource["client"];
    const open = () => {
      this.tries.push(Date.now() - began);
      return Promise.reject(error);
    };
    const live = startLive({ client, open }, { onEvent: () => undefined, onState: (state) => this.states.push(state) });
    this.stop = () => live.stop();
  }

  async run(milliseconds: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(milliseconds);
    this.stop();
    await vi.advanceTimersByTimeAsync(0);
  }

  get modes(): Set<string> {
    return new Set(this.states.map(({ mode }) => mode));
  }
}

const HOUR = 3_600_000;

const problem = (status: number, code?: ErrorCode, retryAfter?: number) =>
  new ProblemError(
    status,
    new Headers(retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) }),
    code ? { errors: [code] } : {},
  );

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([
  [429, "too_many_requests"],
  [503, "temporarily_unavailable"],
] as const)("looks ever less often while the server refuses streams (%i)", async (status, code) => {
  const client = new Client(problem(status, code, 2));

  await client.run(HOUR);

  expect(client.modes).toEqual(new Set(["connecting", "polling", "ended"]));
  // A pause is 30 to 60 s in the end, and each try of a stream is followed by a look.
  expect(client.looks).toBeGreaterThan(48);
  expect(client.looks).toBeLessThan(220);
});

it("tries no stream before the time that the server asks for", async () => {
  const client = new Client(problem(503, "temporarily_unavailable", 100));

  await client.run(HOUR);

  const pauses = client.tries.map((time, i) => time - (client.tries[i - 1] ?? -HOUR));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(100_000);
  expect(client.tries.length).toBeGreaterThan(20);
});

it.each([502, 503, 504])("takes the answer of a proxy (%i) as a connection that is broken", async (status) => {
  const client = new Client(problem(status));

  await client.run(HOUR);

  expect(client.modes).toEqual(new Set(["connecting", "waiting", "ended"]));
  expect(client.looks).toBe(0);
});

it("does not look while the server cannot be reached", async () => {
  const client = new Client(new NetworkError(new Error("away")));

  await client.run(HOUR);

  expect(client.modes).toEqual(new Set(["connecting", "waiting", "ended"]));
  expect(client.looks).toBe(0);
});
