import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { lookAt } from "./looking";
import {
  bubble,
  call,
  choose,
  conversationWith,
  field,
  messages,
  PHONE,
  problem,
  unique,
  useBrowser,
  visit,
} from "./stack";

useBrowser();

interface Group {
  uuid: string;
  last_seq: number;
  marked_unread: boolean;
  muted_until: string | null;
  archived: boolean;
}

async function inGroup(how: Parameters<typeof visit>[2] = {}): Promise<{ page: Page; title: string; uuid: string }> {
  const page = await visit("/messages", "londo", how);
  const title = unique("Inbox");
  const { uuid } = await call<Group>(page, "POST", "/api/message_groups", { title, handles: ["bayko", "yuki"] });
  await page.goto(`/messages/${uuid}`);
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await field(page).waitFor();
  return { page, title, uuid };
}

const read = (page: Page, uuid: string) => call<Group>(page, "GET", `/api/message_groups/${uuid}`);
const say = async (handle: string, uuid: string, message: string) =>
  call(await visit("/messages", handle), "POST", "/api/messages", { message_group_uuid: uuid, message });
/** How many conversations the badge counts. */
async function badge(page: Page): Promise<number> {
  const [text = "0"] = await page.locator(".shell__unread").allTextContents();
  return Number(text.split(" ")[0]);
}

const undo = (page: Page) => page.getByRole("button", { name: "Undo" }).click();

describe("a conversation's menu", () => {
  it("mutes: it says until when, and what comes counts in no badge", async () => {
    const { page, title, uuid } = await inGroup();
    await choose(page, "Mute…");
    await page.getByRole("dialog", { name: `Mute ${title}` }).waitFor();
    await lookAt(page, "mute");
    await page.getByRole("button", { name: "Until I turn it on again" }).click();
    await page.locator(".conversation__detail").getByText("Muted").waitFor();
    await choose(page, "Unmute");
    await expect.poll(async () => (await read(page, uuid)).muted_until).toBeNull();
    await choose(page, "Mute…");
    await page.getByRole("button", { name: "For 8 hours" }).click();
    await page
      .locator(".conversation__detail")
      .getByText(/Muted until .*\d\d:\d\d/)
      .waitFor();
    const hours = async () => (Date.parse((await read(page, uuid)).muted_until ?? "") - Date.now()) / 3_600_000;
    await expect.poll(async () => Math.round(await hours())).toBe(8);
    await conversationWith(page, title).locator(".group__muted").waitFor();

    await page.getByRole("link", { name: "Home", exact: true }).click();
    await page.getByRole("article").first().waitFor();
    const before = await badge(page);
    await say("bayko", uuid, "Muted news");
    await page.goto("/messages");
    await conversationWith(page, title).locator(".group__unread--muted").waitFor();
    expect(await badge(page)).toBe(before);
    await lookAt(page, "muted");
  });

  it("archives with a way back; it is in the archive until the next message", async () => {
    const { page, title, uuid } = await inGroup();
    await choose(page, "Archive");
    await page.waitForURL(/\/messages$/);
    await page.getByText(`${title} archived`).waitFor();
    await conversationWith(page, title).waitFor({ state: "detached" });
    await undo(page);
    await conversationWith(page, title).waitFor();
    await expect.poll(async () => (await read(page, uuid)).archived).toBe(false);

    // By the keyboard, at the row.
    await conversationWith(page, title).focus();
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: "Archive" }).waitFor();
    await page.keyboard.type("arch");
    await page.keyboard.press("Enter");
    await conversationWith(page, title).waitFor({ state: "detached" });
    // One can go on from there.
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest(".groups") != null)).toBe(true);

    await page.getByRole("link", { name: "Archived" }).click();
    await page.getByRole("heading", { level: 1, name: "Archived" }).waitFor();
    await conversationWith(page, title).waitFor();
    await lookAt(page, "archive");
    await conversationWith(page, title).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Move out of the archive" }).click();
    await conversationWith(page, title).waitFor({ state: "detached" });
    await page.getByRole("link", { name: "All conversations" }).first().click();
    await conversationWith(page, title).waitFor();

    await conversationWith(page, title).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Archive", exact: true }).click();
    await conversationWith(page, title).waitFor({ state: "detached" });
    await expect.poll(async () => (await read(page, uuid)).archived).toBe(true);
    await say("bayko", uuid, "I am back");
    await conversationWith(page, title).getByText("I am back").waitFor();
  });

  it("marks unread, which opening takes away again", async () => {
    const { page, title, uuid } = await inGroup();
    await choose(page, "Mark as unread");
    await page.waitForURL(/\/messages$/);
    await conversationWith(page, title).locator(".group__unread--dot").waitFor();
    await expect.poll(async () => (await read(page, uuid)).marked_unread).toBe(true);
    expect(await badge(page)).toBeGreaterThan(0);
    await lookAt(page, "marked-unread");
    await conversationWith(page, title).click();
    await conversationWith(page, title).locator(".group__unread--dot").waitFor({ state: "detached" });
    await expect.poll(async () => (await read(page, uuid)).marked_unread).toBe(false);
  });

  it("clears for oneself, with a way back, and keeps what came meanwhile", async () => {
    const { page, title, uuid } = await inGroup();
    const old = unique("Old news");
    await say("bayko", uuid, old);
    await bubble(page, old).waitFor();
    await choose(page, "Clear for me");
    await page.getByText(`${title} cleared for you`).waitFor();
    await conversationWith(page, title).waitFor({ state: "detached" });
    await undo(page);
    await conversationWith(page, title).click();
    await bubble(page, old).waitFor();

    await choose(page, "Clear for me");
    const fresh = unique("Meanwhile");
    await say("bayko", uuid, fresh);
    // The next deed does this one at once.
    await conversationWith(page, title).getByText(fresh).waitFor();
    await page.reload();
    await conversationWith(page, title).click();
    await bubble(page, fresh).waitFor();
    expect(await bubble(page, old).count(), "gone for me").toBe(0);
    const bayko = await visit(`/messages/${uuid}`, "bayko");
    await bubble(bayko, old).waitFor();
  });

  it("says what went wrong, and shows what was before", async () => {
    const { page, title } = await inGroup();
    await page.route("**/settings", (route) => route.fulfill(problem(403, "not_allowed")));
    await choose(page, "Archive");
    await page.getByRole("alertdialog", { name: "You may not do this" }).waitFor();
    await lookAt(page, "menu-failed");
    await page.getByRole("button", { name: "Close" }).click();
    await conversationWith(page, title).waitFor();
  });

  it("is at the row's edge too, and on a phone at the lower edge", async () => {
    const { page, title } = await inGroup({ viewport: PHONE, colorScheme: "dark" });
    await page
      .locator(".conversation__header")
      .getByRole("button", { name: /^Actions/ })
      .click();
    await page.getByRole("menuitem", { name: "Leave group…" }).waitFor();
    await lookAt(page, "conversation-menu-dark-phone");
    await page.keyboard.press("Escape");
    await choose(page, "Archive");
    await page.getByText(`${title} archived`).waitFor();
    await lookAt(page, "undo-dark-phone");
    await page.goto("/messages/archived");
    await conversationWith(page, title).waitFor();
    await lookAt(page, "archive-dark-phone");
    await conversationWith(page, title).click();
    await messages(page).first().waitFor();
    await page.getByRole("link", { name: "All conversations" }).click();
    await page.getByRole("heading", { level: 1, name: "Archived" }).waitFor();
  });
});

describe("a block", () => {
  it("is asked about, folds the form away here and closes the conversation there, and is taken back", async () => {
    const londo = await visit("/messages", "londo");
    const hello = unique("Before the block");
    await call(londo, "POST", "/api/messages", { handle: "marisol", message: hello });
    const marisol = await visit("/messages", "marisol");
    const page = marisol;
    await conversationWith(page, "Londo Mollari").click();
    await field(page).waitFor();
    await choose(page, "Block Londo Mollari…");
    await page.getByText("cannot write to you any more outside of groups").waitFor();
    await lookAt(page, "block");
    await page.getByRole("button", { name: "Block", exact: true }).click();
    await page.getByText("You have blocked Londo Mollari").waitFor();
    expect(await field(page).count()).toBe(0);
    await lookAt(page, "blocked");

    await londo.goto("/messages");
    await conversationWith(londo, "Marisol Vega").click();
    await londo.getByText("Marisol Vega takes no messages from you").waitFor();
    expect(await field(londo).count()).toBe(0);
    await lookAt(londo, "closed");

    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Unblock Londo Mollari" }).click();
    await page.getByText("You have blocked nobody.").waitFor();
    await field(londo).waitFor();
  });
});

describe("the settings", () => {
  it("are changed one by one, and are the same after a reload; what is refused is said", async () => {
    const page = await visit("/settings", "marisol");
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    const known = page.getByLabel(/^Only people I share/);
    const receipts = page.getByRole("switch", { name: "Show how far I have read" });
    await known.check();
    await page.getByText("Whoever hides theirs sees nobody’s.").first().waitFor();
    await receipts.uncheck();
    await page.getByRole("status").getByText("Saved").waitFor({ state: "attached" });
    await expect
      .poll(() => call(page, "GET", "/api/me"))
      .toMatchObject({ accepts_messages_from: "known", read_receipts: false, presence: true });
    await page.reload();
    await known.waitFor();
    expect(await known.isChecked()).toBe(true);
    expect(await receipts.isChecked()).toBe(false);
    await lookAt(page, "settings");
    await page.route("**/api/me", (route) => route.fulfill(problem(503, "temporarily_unavailable")));
    await page.getByLabel("Everyone").click();
    await page.getByText("The server is busy").waitFor();
    expect(await known.isChecked()).toBe(true);
    await page.unroute("**/api/me");
    await page.getByLabel("Everyone").check();
    await receipts.check();
    await expect
      .poll(() => call(page, "GET", "/api/me"))
      .toMatchObject({ accepts_messages_from: "everyone", read_receipts: true });
  });

  it("fit on a phone", async () => {
    const page = await visit("/settings", "marisol", { viewport: PHONE, colorScheme: "dark" });
    await page.getByText("Who may write to me").waitFor();
    await lookAt(page, "settings-dark-phone");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
});
