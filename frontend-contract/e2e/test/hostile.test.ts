import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { ARRIVED, conversations, field, messages, open, PHONE, unique, useBrowser, visit, write } from "./stack";

useBrowser();

/** Each would do something, or push something out of its place, were it more than text. */
const TEXTS = [
  "<script>window.hostile = 1</script>",
  '<img src=x onerror="window.hostile = 1">',
  '"><svg onload="window.hostile = 1">',
  '<a href="javascript:window.hostile = 1">here</a> javascript:window.hostile=1',
  "{{constructor.constructor('window.hostile = 1')()}}",
].map(unique);
/** Its first character would turn the direction of the rest. */
const TURNED = unique("\u202Egnp.exe and what comes after it");
const WITHOUT_SPACES = unique("x".repeat(1017)).replace(" ", "");

/** The paragraphs that show messages, as the browser has them: their text, and how many elements are inside. */
const shown = (page: Page) =>
  page
    .locator(".messages .message__text")
    .evaluateAll((paragraphs) =>
      paragraphs.map(({ textContent, children }) => [textContent, children.length] as const),
    );

/** What is wider than its place, by its class. */
const tooWide = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("html, .panes__conversation, .messages, .message, .message__text, .groups__list")]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.className || element.tagName),
  );

/** What stands beside a text that turns the direction keeps its own: a text is a block of its own. */
const inline = (page: Page) =>
  page
    .locator(".message__text, .group__preview")
    .evaluateAll((texts) => texts.filter((text) => getComputedStyle(text).display === "inline").length);

describe("a hostile text", () => {
  it("is shown as it is: nothing runs, nothing is laid out by it", async () => {
    const writer = await visit("/messages", "bayko");
    await open(writer, "Andrew Brown");
    for (const text of [...TEXTS, TURNED, WITHOUT_SPACES]) {
      await write(writer, text);
    }
    await messages(writer).filter({ hasText: WITHOUT_SPACES }).getByText(ARRIVED).waitFor();

    for (const viewport of [undefined, PHONE]) {
      const reader = await visit("/messages", "andrewbrown", viewport && { viewport });
      await conversations(reader).first().waitFor();
      const dialogs: string[] = [];
      reader.on("dialog", (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      const requested: string[] = [];
      reader.on("request", (request) => requested.push(request.url()));
      expect(await tooWide(reader)).toEqual([]);
      await open(reader, "Andrew Bayko");
      await messages(reader).filter({ hasText: WITHOUT_SPACES }).waitFor();

      const texts = await shown(reader);
      for (const text of [...TEXTS, WITHOUT_SPACES]) {
        expect(texts).toContainEqual([text, 0]);
      }
      expect(texts).toContainEqual([TURNED.slice(1), 0]);
      expect(await reader.evaluate(() => "hostile" in window)).toBe(false);
      expect(dialogs).toEqual([]);
      expect(requested.filter((url) => url.endsWith("/x"))).toEqual([]);
      expect(
        await reader.locator(".messages a:not([href^=http]), .messages script, .messages img:not(.avatar img)").count(),
      ).toBe(0);
      expect(await tooWide(reader)).toEqual([]);
      expect(await inline(reader)).toBe(0);
      expect(await field(reader).isVisible()).toBe(true);
    }
  });
});

describe("a text", () => {
  it("in Hebrew or Arabic begins on its side, and turns nothing beside it", async () => {
    const page = await visit("/messages");
    await open(page, "Andrew Bayko");
    const text = unique("שלום, hello");
    await write(page, text);
    const shown = messages(page).filter({ hasText: text }).locator(".message__text");
    await shown.waitFor();
    expect(await shown.evaluate((element) => element.matches(":dir(rtl)"))).toBe(true);
    expect(await field(page).getAttribute("dir")).toBe("auto");
  });

  it("has its addresses as links that open elsewhere and say where they lead, and its code as code", async () => {
    const page = await visit("/messages");
    await open(page, "Andrew Bayko");
    await write(page, "See https://пример.рф/a and run `ddb scan`");
    const link = messages(page).locator("a.text__link").last();
    await link.waitFor();
    expect(await link.textContent()).toBe("https://пример.рф/a (xn--e1afmkfd.xn--p1ai)");
    expect(await link.getAttribute("href")).toBe("https://xn--e1afmkfd.xn--p1ai/a");
    expect(await link.getAttribute("rel")).toContain("noopener noreferrer");
    expect(await messages(page).locator("code").last().textContent()).toBe("ddb scan");
  });

  it("of emoji alone is large", async () => {
    const page = await visit("/messages");
    await open(page, "Andrew Bayko");
    await write(page, "🦊🦊");
    const shown = messages(page).filter({ hasText: "🦊🦊" }).locator(".message__text").last();
    // Asked again: when the server has the message, another element takes the place of the outgoing one.
    await expect
      .poll(() => shown.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize)))
      .toBeGreaterThan(30);
  });
});
