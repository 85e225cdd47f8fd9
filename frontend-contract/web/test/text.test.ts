import { describe, expect, it } from "vitest";
import { countCharacters, maySend } from "../src/messages/text";

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
