import { readdirSync, readFileSync } from "node:fs";
import { IntlMessageFormat } from "intl-messageformat";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { de } from "../src/language/de";
import { en } from "../src/language/en";
import { localeFor } from "../src/language/language";

/** The names of what is filled in, and of the elements, at every depth. */
function placeholders(text: string): string[] {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(walk);
    } else if (value && typeof value === "object") {
      const part = value as { type?: number; value?: unknown };
      // Types of @formatjs/icu-messageformat-parser: 0 is literal text, 7 is #.
      if (typeof part.type === "number" && part.type !== 0 && part.type !== 7) {
        names.add(String(part.value));
      }
      Object.values(value).forEach(walk);
    }
  };
  walk(new IntlMessageFormat(text, "en").getAst());
  return [...names].sort();
}

describe("the texts", () => {
  it.each(Object.keys(en) as (keyof typeof en)[])("%s says the same in every language", (key) => {
    expect(placeholders(de[key])).toEqual(placeholders(en[key]));
  });

  it("are all used", () => {
    const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !name.startsWith("language"))
      .map((name) => readFileSync(`src/${name}`, "utf8"))
      .join();
    const used = (key: string) => sources.includes(`"${key}"`) || key.startsWith("outgoing.");
    expect(Object.keys(en).filter((key) => !used(key))).toEqual([]);
  });
});

describe("the language", () => {
  it.each([
    [["en-GB", "en"], null, "en-GB"],
    [["de-AT", "en"], null, "de-AT"],
    [["fr-FR", "de", "en"], null, "de"],
    [["ja"], null, "en"],
    [[], null, "en"],
    [["en-GB", "de-CH"], "de", "de-CH"],
    [["en-GB"], "de", "de"],
    [["en-GB"], "tlh", "en-GB"],
  ])("of %j, with %j chosen, is %s", (wanted, chosen, locale) => expect(localeFor(wanted, chosen)).toBe(locale));
});

describe("in German", () => {
  beforeEach(() => {
    vi.resetModules();
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["de-DE", "en-US"]);
  });
  afterEach(() => vi.restoreAllMocks());

  it("texts, plurals and numbers are German", async () => {
    const { t } = await import("../src/language/language");
    expect(t("conversation.people", { count: 1 })).toBe("1 Person");
    expect(t("conversation.people", { count: 3 })).toBe("3 Personen");
    expect(t("form.over", { over: 1, limit: 1024 })).toBe("1 über der Grenze von 1.024 Zeichen");
  });

  it("no date is half English", async () => {
    const { dayName, fullTime, shortTime, timeAgo } = await import("../src/ui/time");
    const now = new Date(2026, 10, 23, 12);
    const ago = (days: number) => new Date(2026, 10, 23 - days, 9).toISOString();
    expect([0, 1, 3, 30].map((days) => dayName(ago(days), now))).toEqual([
      "Heute",
      "Gestern",
      "Freitag",
      "Samstag, 24. Oktober",
    ]);
    expect([0, 1, 3, 30, 400].map((days) => shortTime(ago(days), now))).toEqual([
      "09:00",
      "Gestern",
      "Fr",
      "24. Okt.",
      "19.10.25",
    ]);
    expect(timeAgo(ago(0), now)).toBe("3 Std.");
    expect(fullTime(ago(0))).toBe("Montag, 23. November 2026 um 09:00");
  });

  it("the server's English is not shown", async () => {
    const { ProblemError } = await import("@cruddur/messaging-client");
    const { explain } = await import("../src/ui/words");
    const problem = (status: number, code?: string, headers = {}) =>
      explain(
        new ProblemError(status, new Headers(headers), {
          title: "In English",
          detail: "In English.",
          errors: code ? [code as "not_found"] : undefined,
        }),
      );
    const all = [
      problem(404, "user_not_found"),
      problem(403, "user_not_registered"),
      problem(422, "newer_than_these_pages"),
      problem(500, "internal_error"),
      problem(502),
      problem(418),
      problem(429, "too_many_requests", { "Retry-After": "1" }),
    ];
    for (const { title, detail } of all) {
      expect(`${title} ${detail}`).not.toMatch(/English|The |server /);
    }
    expect(all.at(-1)!.detail).toBe("Der Server bittet um eine Pause von 1 Sekunde.");
  });
});
