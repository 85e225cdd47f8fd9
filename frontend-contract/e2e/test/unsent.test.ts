import { describe, expect, it } from "vitest";
import {
  ARRIVED,
  bubble,
  call,
  conversations,
  conversationWith,
  field,
  messages,
  open,
  unique,
  useBrowser,
  visit,
  write,
} from "./stack";

useBrowser();

interface Row {
  handle: string;
  message: string;
}

const preview = (page: Awaited<ReturnType<typeof visit>>, name: string) =>
  conversationWith(page, name).first().locator(".group__preview");

describe("a new conversation", () => {
  it("keeps on the screen what is written before the first message is confirmed, and sends it in order", async () => {
    const page = await visit("/messages/new/tomek", "granite");
    await field(page).waitFor();
    const [first, second, third] = [unique("First"), unique("Second"), unique("Third")];
    let confirm = () => {};
    const confirmed = new Promise<void>((resolve) => (confirm = resolve));
    await page.route("**/api/messages", async (route) => {
      if (route.request().postData()?.includes(first)) {
        await confirmed;
      }
      await route.continue();
    });
    await write(page, first);
    await write(page, second);
    await field(page).pressSequentially(third);
    await page.evaluate((text) => {
      const gone: string[] = [];
      Object.assign(window, { gone });
      new MutationObserver(() => {
        if (!document.querySelector(".messages")?.textContent.includes(text)) {
          gone.push(location.pathname);
        }
      }).observe(document.body, { childList: true, subtree: true });
    }, second);
    confirm();
    await page.waitForURL(/\/messages\/[0-9a-f-]{36}$/);
    await bubble(page, second).getByText(ARRIVED).waitFor();
    expect(await page.evaluate(() => (window as unknown as { gone: string[] }).gone)).toEqual([]);
    expect(await field(page).inputValue(), "what is being written goes on").toBe(third);
    expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await field(page).press("Enter");
    await bubble(page, third).getByText(ARRIVED).waitFor();
    const uuid = page.url().split("/").at(-1)!;
    const stored = await call<Row[]>(page, "GET", `/api/messages/${uuid}`);
    expect(stored.map(({ message }) => message)).toEqual([first, second, third]);
    await expect.poll(() => messages(page).locator(".message__text").allTextContents()).toEqual([first, second, third]);
  });

  it("that could not be begun is in the list, and leads back to what was not sent", async () => {
    const page = await visit("/messages/new/londo", "granite");
    await field(page).waitFor();
    await page.route("**/api/messages", (route) => route.fulfill({ status: 400, body: "" }));
    const text = unique("Not yet");
    await write(page, text);
    await page.getByText("Not sent.").waitFor();
    await page.locator(".shell__links a[href='/messages']").click();
    const row = conversations(page).filter({ hasText: "@londo" });
    await row.getByText(text).waitFor();
    expect(await row.locator(".group__preview").textContent()).toBe(`Not sent: ${text}`);
    await row.click();
    await bubble(page, text).getByRole("button", { name: "Discard" }).click();
    await bubble(page, text).waitFor({ state: "detached" });
  });
});

describe("offline", () => {
  it("for more than 25 s: says so, also in the list, and sends all by itself and in order afterwards", async () => {
    const page = await visit("/messages");
    await open(page, "Andrew Bayko");
    await messages(page).first().waitFor();
    await page.context().setOffline(true);
    const texts = [unique("Written offline"), unique("And one more"), unique("And the last")];
    for (const text of texts) {
      await write(page, text);
    }
    await bubble(page, texts[0]!).getByText("Not sent.").waitFor({ timeout: 40_000 });
    await expect.poll(() => preview(page, "Andrew Bayko").textContent()).toBe(`Not sent: ${texts[0]}`);
    await page.context().setOffline(false);
    for (const text of texts) {
      await page.locator("[data-seq]").filter({ hasText: text }).waitFor();
    }
    expect((await messages(page).locator(".message__text").allTextContents()).slice(-3)).toEqual(texts);
    await expect.poll(() => preview(page, "Andrew Bayko").textContent()).toBe(`You: ${texts[2]}`);
  }, 90_000);
});

describe("the list", () => {
  it("shows drafts, each at its conversation, and who said the last thing", async () => {
    const page = await visit("/messages");
    await open(page, "Andrew Bayko");
    const [one, other] = [unique("One draft"), unique("Another draft")];
    await field(page).fill(one);
    await open(page, "Granite Hale");
    await expect.poll(() => preview(page, "Andrew Bayko").textContent()).toBe(`Draft: ${one}`);
    await field(page).fill(other);
    await open(page, "Andrew Bayko");
    expect(await field(page).inputValue()).toBe(one);
    await expect.poll(() => preview(page, "Granite Hale").textContent()).toBe(`Draft: ${other}`);
    await field(page).fill("");
    await open(page, "Granite Hale");
    await field(page).fill("");
    const group = conversations(page).filter({ hasText: "Marisol Vega" }).filter({ hasText: "Zieliński" }).first();
    await group.scrollIntoViewIfNeeded();
    await expect
      .poll(() => group.locator(".group__preview").textContent())
      .toMatch(/^(You|Marisol Vega|Tomek Zieliński): /);
  });
});
