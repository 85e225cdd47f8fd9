import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  ARRIVED,
  bubble,
  call,
  conversations,
  conversationWith,
  DESKTOP,
  field,
  messages,
  newBrowser,
  open,
  pass,
  PHONE,
  unique,
  useBrowser,
  visit,
} from "./stack";

useBrowser();

/** Two names besides one's own are said in full. */
const group = (page: Page) =>
  conversations(page).filter({ hasText: "Marisol Vega" }).filter({ hasText: "Zieliński" }).first();

describe("the home feed", () => {
  it("has nothing that looks like a button and is none; names and avatars lead to the person", async () => {
    const page = await visit("/");
    await page.getByRole("article").first().waitFor();
    expect(await page.locator(".activity__footer > :not(a) .icon").count()).toBe(0);
    expect(await page.locator("a.activity__avatar").count()).toBeGreaterThan(3);
    await page.locator("a.activity__name").filter({ hasText: "Yuki Tanabe" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Yuki Tanabe" }).waitFor();
  });

  it("is where one left it when one comes back", async () => {
    const page = await visit("/", "andrewbrown", { viewport: { width: 390, height: 400 } });
    await page.getByRole("article").first().waitFor();
    const scroller = page.locator(".shell__content");
    await scroller.evaluate((box) => (box.scrollTop = 333));
    await page.locator(".shell__links a[href='/messages']").click();
    await conversations(page).first().waitFor();
    await page.goBack();
    await page.getByRole("article").first().waitFor();
    await expect.poll(() => scroller.evaluate((box) => Math.round(box.scrollTop))).toBe(333);
  });
});

describe("offline", () => {
  it("one banner says so", async () => {
    const page = await visit("/messages", "andrewbrown", { hasOwnClock: true });
    await open(page, "Andrew Bayko");
    await messages(page).first().waitFor();
    await page.context().setOffline(true);
    await pass(page, 10);
    await page.getByText("The server does not answer").first().waitFor();
    expect(await page.locator(".notice").filter({ visible: true }).count()).toBe(1);
  });
});

describe("the button to the newest messages", () => {
  it("covers none", async () => {
    const page = await visit("/messages");
    await open(page, "Londo Mollari");
    await messages(page).first().waitFor();
    await page.locator(".feed__scroll").evaluate((box) => (box.scrollTop -= 1000));
    const button = await page.locator(".feed__latest").boundingBox();
    const feed = await page.locator(".feed__scroll").boundingBox();
    expect(feed!.y + feed!.height).toBeLessThanOrEqual(button!.y);
  });
});

describe("a group", () => {
  it("has an avatar that says so, and a short placeholder", async () => {
    const page = await visit("/messages");
    await group(page).locator(".avatar .icon").waitFor();
    await group(page).click();
    await field(page).waitFor();
    expect(await field(page).getAttribute("placeholder")).toBe("Message the group");
  });

  it("no two of the people on the home feed have the same colour", async () => {
    const page = await newBrowser();
    await page.goto("/");
    await page.getByRole("article").first().waitFor();
    const people = await page.locator(".activity").evaluateAll((articles) => {
      const seen = new Map<string, string>();
      for (const article of articles) {
        const colour = getComputedStyle(article.querySelector(".avatar")!).backgroundColor;
        seen.set(article.querySelector(".activity__handle")!.textContent, colour);
      }
      return [...seen.values()].slice(0, 8);
    });
    expect(new Set(people).size).toBe(people.length);
  });
});

describe("forced colours", () => {
  it("show the focus, the open conversation and one's own messages by their shape", async () => {
    const page = await visit("/messages");
    await open(page, "Andrew Bayko");
    await messages(page).first().waitFor();
    await page.emulateMedia({ forcedColors: "active" });
    await field(page).focus();
    const style = (selector: string, name: "outlineStyle" | "borderTopStyle") =>
      page
        .locator(selector)
        .first()
        .evaluate((element, property) => getComputedStyle(element)[property], name);
    expect(await style(".form__field", "outlineStyle")).toBe("solid");
    expect(await style(".group[aria-current]", "outlineStyle")).toBe("solid");
    expect(await style(".message--own .message__text", "borderTopStyle")).toBe("double");
    expect(await style(".message--other .message__text", "borderTopStyle")).toBe("solid");
  });
});

describe("a phone", () => {
  it("breaks the line with Enter, and sends with the button", async () => {
    const page = await visit("/messages", "andrewbrown", { viewport: PHONE, isMobile: true });
    await open(page, "Andrew Bayko");
    const text = unique("One line");
    await field(page).fill(text);
    await field(page).press("Enter");
    await field(page).pressSequentially("and another");
    expect(await field(page).inputValue()).toBe(`${text}\nand another`);
    await page.getByRole("button", { name: "Send" }).click();
    await bubble(page, text).getByText(ARRIVED).waitFor();
  });

  it("on its side has room for messages", async () => {
    const page = await visit("/messages", "andrewbrown", { viewport: { width: 844, height: 390 }, isMobile: true });
    await open(page, "Londo Mollari");
    await messages(page).first().waitFor();
    expect((await page.locator(".feed__scroll").boundingBox())!.height).toBeGreaterThan(280);
  });
});

describe("on paper", () => {
  it("is the whole conversation that is loaded, and nothing to press", async () => {
    const page = await visit("/messages", "andrewbrown", { viewport: DESKTOP });
    await open(page, "Andrew Bayko");
    await messages(page).first().waitFor();
    const before = await messages(page).count();
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    const shown = await messages(page).count();
    const { uuid } = (await call<{ uuid: string; display_name: string }[]>(page, "GET", "/api/message_groups")).find(
      ({ display_name }) => display_name === "Andrew Bayko",
    )!;
    const stored = await call<unknown[]>(page, "GET", `/api/messages/${uuid}?limit=40`);
    expect(before).toBeLessThan(stored.length);
    expect(shown).toBeGreaterThanOrEqual(stored.length);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".form").isVisible()).toBe(false);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    const pdf = (await page.pdf({ format: "A5" })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)!.length).toBeGreaterThan(1);
    expect(await conversationWith(page, "Andrew Bayko").isVisible()).toBe(false);
  });
});
