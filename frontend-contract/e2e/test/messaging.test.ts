import { describe, expect, it } from "vitest";
import { lookAt } from "./looking";
import {
  ARRIVED,
  bubble,
  call,
  conversations,
  conversationWith,
  field,
  messages,
  newBrowser,
  open,
  PHONE,
  pick,
  unique,
  useBrowser,
  visit,
  write,
} from "./stack";

useBrowser();

interface Group {
  uuid: string;
  display_name: string;
  unread_count: number;
  created_at: string;
}

describe("a person", () => {
  it("sees the home feed without signing in", async () => {
    const page = await newBrowser();
    await page.goto("/");
    await page.getByRole("heading", { level: 1, name: "Home" }).waitFor();
    await page.getByRole("article").first().waitFor();
    expect(await page.getByRole("article").count()).toBeGreaterThan(3);
    expect(await page.getByRole("button", { name: "Sign in" }).isVisible()).toBe(true);
    await lookAt(page, "signed-out");
  });

  it("sees their conversations, newest first, with unread counts", async () => {
    const page = await visit("/messages");
    await conversations(page).first().waitFor();
    const groups = await call<Group[]>(page, "GET", "/api/message_groups?limit=20");
    const names = await page.locator(".group__name").allTextContents();
    expect(names).toEqual(groups.map((group) => group.display_name));
    const times = groups.map((group) => group.created_at);
    expect(times).toEqual([...times].sort().reverse());
    for (const group of groups.filter(({ unread_count }) => unread_count > 0)) {
      const shown = conversationWith(page, group.display_name).first().locator(".group__unread");
      expect(await shown.textContent()).toContain(group.unread_count > 99 ? "99+" : String(group.unread_count));
    }
  });

  it("opens one by keyboard, and writes", async () => {
    const page = await visit("/messages");
    await conversationWith(page, "Andrew Bayko").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/messages\/[0-9a-f-]{36}$/);
    await messages(page).first().waitFor();
    await expect.poll(() => field(page).evaluate((element) => element === document.activeElement)).toBe(true);
    const text = unique("By keyboard");
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await bubble(page, text).getByText(ARRIVED).waitFor();
    expect(await field(page).inputValue()).toBe("");
    await lookAt(page, "written");
  });

  it("sees the message at once, before the server has answered", async () => {
    const page = await visit("/messages");
    await open(page, "Andrew Bayko");
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    await page.route("**/api/messages", async (route) => {
      await answered;
      await route.continue();
    });
    const text = unique("At once");
    await write(page, text);
    await bubble(page, text).getByText("Sending…").waitFor();
    answer();
    await bubble(page, text).getByText(ARRIVED).waitFor();
    expect(await bubble(page, text).count()).toBe(1);
  });

  it("breaks the line with Shift and Enter", async () => {
    const page = await visit("/messages");
    await open(page, "Andrew Bayko");
    const text = unique("First line");
    await field(page).fill(text);
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("second line");
    await page.keyboard.press("Enter");
    const shown = bubble(page, text).locator(".message__text");
    await shown.waitFor();
    expect(await shown.evaluate((element) => (element as HTMLElement).innerText)).toBe(`${text}\nsecond line`);
  });

  it("may write 1,024 characters as the server counts them, and not one more", async () => {
    const page = await visit("/messages");
    await open(page, "Andrew Bayko");
    // Two UTF-16 units each.
    await field(page).fill("🧀".repeat(1025));
    await page.getByText("1 over the limit of 1,024 characters").waitFor();
    await field(page).press("Enter");
    expect(await field(page).inputValue()).toBe("🧀".repeat(1025));
    await field(page).fill("🧀".repeat(1024));
    await page.getByText("1,024 of 1,024").waitFor();
    await field(page).press("Enter");
    await bubble(page, "🧀".repeat(1024)).last().getByText(ARRIVED).waitFor();
  });

  it("starts a conversation with somebody they find by name", async () => {
    const page = await visit("/messages", "tomek");
    await page.getByRole("button", { name: "New conversation" }).click();
    await pick(page, "yu", "Yuki Tanabe");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Yuki Tanabe" }).waitFor();
    const text = unique("Hello");
    await write(page, text);
    await page.waitForURL(/\/messages\/[0-9a-f-]{36}$/);
    await bubble(page, text).getByText(ARRIVED).waitFor();
    await conversationWith(page, "Yuki Tanabe").first().waitFor();
  });

  it("gets a clear answer for an unknown handle in the address", async () => {
    const page = await visit("/messages/new/kosh");
    await page.getByText("Nobody here is called @kosh").first().waitFor();
  });

  it("gets a clear answer for a conversation that is not theirs", async () => {
    const page = await visit("/messages/00000000-0000-4000-8000-000000000000");
    await page.getByText("No such conversation").waitFor();
  });

  it("goes between the list and a conversation on a phone", async () => {
    const page = await visit("/messages", "andrewbrown", { viewport: PHONE });
    await open(page, "Andrew Bayko");
    expect(await page.locator(".groups").isVisible()).toBe(false);
    await page.getByRole("link", { name: "All conversations" }).click();
    await conversations(page).first().waitFor();
    expect(await page.locator(".panes__conversation").isVisible()).toBe(false);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
});

describe("two people", () => {
  it("talk to each other, and what was seen is read", async () => {
    const andrew = await visit("/messages");
    const bayko = await visit("/messages", "bayko");
    await open(andrew, "Andrew Bayko");
    const question = unique("Are you there?");
    await write(andrew, question);
    await bubble(andrew, question).getByText(ARRIVED).waitFor();

    const row = conversationWith(bayko, "Andrew Brown").first();
    await row.locator(".group__unread").waitFor();
    await row.getByText(question).waitFor();
    await open(bayko, "Andrew Brown");
    await bubble(bayko, question).waitFor();
    await bayko.locator(".messages__unread").waitFor();
    // One begins where something new begins: what is below that counts as read when it is on the screen.
    await bubble(bayko, question).scrollIntoViewIfNeeded();
    await row.locator(".group__unread").waitFor({ state: "detached" });

    const answer = unique("I am");
    await write(bayko, answer);
    await bubble(andrew, answer).waitFor();
    await expect.poll(() => andrew.locator("[role=log]").textContent()).toContain(answer);

    await bayko.reload();
    await row.waitFor();
    expect(await row.locator(".group__unread").count(), "the server knows it too").toBe(0);
  });
});
