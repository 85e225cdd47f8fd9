import { describe, expect, it } from "vitest";
import { countCharacters, isBlank, maySend } from "../src/messages/text";

describe("characters are counted as the server counts them", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["Zieliński", 9],
    ["🧀", 1],
    // A family is four people and three joiners.
    ["👨‍👩‍👧‍👦", 7],
    ["e\u0301", 2],
    ["a\nb", 3],
  ])("%j has %i", (text, count) => expect(countCharacters(text)).toBe(count));

  it("1,024 may be sent, 1,025 may not", () => {
    expect(maySend("🧀".repeat(1024))).toBe(true);
    expect(maySend("🧀".repeat(1025))).toBe(false);
  });

  it("white space alone may not be sent", () => expect(maySend(" \n\t ")).toBe(false));
});

describe("a text is blank as the server says it is", () => {
  it.each([
    "",
    " \n\t ",
    "\u00a0\u2007\u202f",
    "\ufeff",
    "\u200b\u200d",
    "\u202e",
    "\u3164",
    "\u0000\u001c\u0085",
    "\ud83d",
    "\u2800",
  ])("%j is", (text) => {
    expect(isBlank(text)).toBe(true);
    expect(maySend(text)).toBe(false);
  });

  it.each(["a", " a\n", "\u202ea", "🚀", "👨‍👩‍👧‍👦", "\u0301", "שלום", "・"])("%j is not", (text) => {
    expect(isBlank(text)).toBe(false);
    expect(maySend(text)).toBe(true);
  });
});
