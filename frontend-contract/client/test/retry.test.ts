import { describe, expect, it } from "vitest";
import { delayAfter, NetworkError, ProblemError } from "../src/index.js";

const OPTIONS = { attempts: 5, firstDelay: 500, maxDelay: 8_000 };
const gone = new NetworkError(new Error());
const delay = (attempt: number, random: number) => delayAfter(attempt, gone, OPTIONS, random);

describe("the pause after an attempt", () => {
  it("doubles up to the longest", () => {
    expect([1, 2, 3, 4, 5, 6, 20].map((attempt) => delay(attempt, 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 8000, 8000,
    ]);
  });

  it("is between half and all of that", () => {
    expect(delay(3, 0)).toBe(1000);
    expect(delay(3, 0.5)).toBe(1500);
  });

  it("is never shorter than the server asks", () => {
    const busy = new ProblemError(503, new Headers({ "Retry-After": "3" }), {});
    expect(delayAfter(1, busy, OPTIONS, 1)).toBe(3000);
    expect(delayAfter(5, busy, OPTIONS, 1)).toBe(8000);
  });

  it("understands a date in Retry-After", () => {
    const at = new Date(Date.now() + 5_000).toUTCString();
    expect(new ProblemError(429, new Headers({ "Retry-After": at }), {}).retryAfter).toBeGreaterThanOrEqual(4);
  });
});
