import { describe, expect, it } from "vitest";
import { isEmojiAlone, partsOf, plain } from "../src/messages/parts";

const links = (text: string) => partsOf(text).filter((part) => part.kind === "link");

describe("addresses in a text", () => {
  it.each([
    ["See https://example.com/a?b=c.", "https://example.com/a?b=c", "https://example.com/a?b=c", undefined],
    ["(http://example.com)", "http://example.com", "http://example.com/", undefined],
    ["Mail me@example.com", "me@example.com", "mailto:me@example.com", undefined],
    ["https://пример.рф/путь", "https://пример.рф/путь", /^https:\/\/xn--e1afmkfd.xn--p1ai\//, "xn--e1afmkfd.xn--p1ai"],
    ["https://аpple.com", "https://аpple.com", "https://xn--pple-43d.com/", "xn--pple-43d.com"],
    ["https://example.com@evil.test/", "https://example.com", "https://example.com/", undefined],
  ])("%s", (text, shown, href, host) => {
    const [link, ...others] = links(text);
    expect(others).toEqual([]);
    expect(link).toMatchObject({ text: shown, host });
    expect(link).toHaveProperty("href", typeof href === "string" ? href : expect.stringMatching(href));
  });

  it.each([
    "javascript:alert(1)",
    "JavaScript://example.com/%0aalert(1)",
    "data:text/html,hello",
    "vbscript:x",
    "ftp://example.com",
    "//example.com",
    "That is done.so what",
    "`https://example.com`",
  ])("%s is no link", (text) => expect(links(text)).toEqual([]));
});

describe("code", () => {
  it("between backticks", () => {
    expect(partsOf("Run `ddb scan` now")).toEqual([
      { kind: "text", text: "Run " },
      { kind: "code", text: "ddb scan", isBlock: false },
      { kind: "text", text: " now" },
    ]);
    expect(partsOf("```\na\n  b\n```")).toEqual([{ kind: "code", text: "a\n  b", isBlock: true }]);
    expect(partsOf("It`s one tick")).toEqual([{ kind: "text", text: "It`s one tick" }]);
  });
});

describe("emoji alone", () => {
  it.each(["🚀", "👨‍👩‍👧‍👦 🧀", "🇩🇪", "❤️", "👍🏽👍🏽👍🏽"])("%s are", (text) => expect(isEmojiAlone(text)).toBe(true));
  it.each(["", "1", "42", "ok 🚀", "🚀🚀🚀🚀", "#", "©"])("%j are not", (text) =>
    expect(isEmojiAlone(text)).toBe(false),
  );
});

it("a character that turns the direction turns nothing", () => {
  expect(plain("\u202Egnp.exe")).toBe("gnp.exe");
  expect(plain("\u2067עברית\u2069")).toBe("\u2067עברית\u2069");
});
