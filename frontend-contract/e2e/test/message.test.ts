import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { lookAt } from "./looking";
import {
  ARRIVED,
  bubble,
  call,
  field,
  PHONE,
  problem,
  signIn,
  unique,
  useBrowser,
  visit,
  write,
  type Visit,
} from "./stack";

useBrowser();

interface Row {
  seq: number;
  message: string;
  message_group_uuid: string;
}

const DARK_PHONE: Visit = { viewport: PHONE, isMobile: true, colorScheme: "dark" };

const say = (page: Page, group: string, message: string, reply_to_seq?: number) =>
  call<Row>(page, "POST", "/api/messages", { message_group_uuid: group, message, reply_to_seq });

/**
 * Opens a new group of Andrew, who is its admin, Bayko and Londo, with a text of Bayko's and one of Andrew's, as Andrew.
 * Nothing depends on what was written before.
 */
async function opened(how?: Visit) {
  const page = await visit("/messages", "andrewbrown", how);
  const other = await visit("/messages", "bayko");
  const body = { handles: ["bayko", "londo"], title: unique("Zocalo") };
  const { uuid: group } = await call<{ uuid: string }>(page, "POST", "/api/message_groups", body);
  const theirs = await say(other, group, unique("Written by Bayko"));
  const mine = await say(page, group, unique("Written by me"));
  await page.goto(`/messages/${group}`);
  await bubble(page, mine.message).waitFor();
  /** The same conversation on the other's screen. */
  const openOther = async () => {
    await other.goto(`/messages/${group}`);
    await bubble(other, mine.message).waitFor();
  };
  return { page, other, group, mine, theirs, openOther };
}

const article = (page: Page, { seq }: Row) => page.locator(`[data-seq="${seq}"] article`);
const menu = (page: Page) => page.getByRole("menu", { name: "Message options" });
const entries = (page: Page) => menu(page).getByRole("menuitem").allTextContents();
const chip = (page: Page, row: Row, emoji: string) =>
  article(page, row).getByRole("button", { name: new RegExp(`^${emoji}`) });

async function openMenu(page: Page, row: Row): Promise<void> {
  await article(page, row).locator(".message__text").click({ button: "right" });
  await menu(page).waitFor();
}

const choose = (page: Page, name: string) => menu(page).getByRole("menuitem", { name }).click();

/** The number of the message that has the focus. */
const focused = (page: Page) =>
  page.evaluate(() => Number(document.activeElement?.closest<HTMLElement>("[data-seq]")?.dataset.seq));

describe("a message's menu", () => {
  it("opens by a right click, by its button and by keys, and gives the focus back", async () => {
    const { page, mine, theirs } = await opened();
    await openMenu(page, theirs);
    expect(await entries(page)).toEqual(["React…+", "ReplyR", "Copy textC", "DeleteDelete"]);
    await lookAt(page, "message-menu");
    await page.keyboard.press("Escape");
    expect(await menu(page).count()).toBe(0);
    expect(await focused(page)).toBe(theirs.seq);

    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toBe(mine.seq);
    await page.keyboard.press("Enter");
    expect(await entries(page), "one's own can be edited").toContain("EditE");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowUp");
    expect(await focused(page)).toBe(theirs.seq);
    await page.keyboard.press("Shift+F10");
    await menu(page).waitFor();
    await page.keyboard.press("Escape");
    await article(page, mine).hover();
    await article(page, mine).getByRole("button", { name: "Message options" }).click();
    await page.keyboard.press("Escape");

    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await openMenu(page, theirs);
    await choose(page, "Copy text");
    await page.getByText("Copied", { exact: true }).waitFor({ state: "attached" });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(theirs.message);

    const event = page.locator(".message--system").first();
    expect(await event.textContent()).toMatch(/^You created the group “Zocalo \w+” with .+ and .+$/);
    await event.click({ button: "right" });
    expect(await entries(page), "what happened in a group").toEqual(["Copy textC"]);
  });

  it("opens by a long press, and the finger that goes chooses nothing", async () => {
    const { page, mine } = await opened(DARK_PHONE);
    const box = (await article(page, mine).locator(".message__text").boundingBox())!;
    const touch = await page.context().newCDPSession(page);
    const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
    await menu(page).waitFor();
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.waitForTimeout(300);
    await lookAt(page, "message-menu-phone");
    // Elsewhere it closes, and nothing else happens: not the way back, which is there.
    await page.touchscreen.tap(20, 30);
    await menu(page).waitFor({ state: "detached" });
    expect(new URL(page.url()).pathname).not.toBe("/messages");
    await article(page, mine).getByText(mine.message).waitFor();
  });
});

describe("editing in place", () => {
  const form = (page: Page) => page.getByRole("form", { name: "Edit message" });
  const text = (page: Page) => page.getByRole("textbox", { name: "New text of the message" });

  it("changes the text for everybody, says so, and keeps what is refused", async () => {
    const { page, other, mine, openOther } = await opened();
    await openOther();
    await openMenu(page, mine);
    await choose(page, "Edit");
    expect(await text(page).inputValue()).toBe(mine.message);
    const better = unique("Better");
    await text(page).fill(better);
    await page.keyboard.press("Enter");
    await bubble(page, better).getByText("edited").waitFor();
    expect(await focused(page), "the focus is on the message again").toBe(mine.seq);
    await bubble(other, better).getByText("edited").waitFor();
    expect(await bubble(other, mine.message).count()).toBe(0);

    // Arrow up in the empty form edits the last own message, and Escape goes back there.
    await field(page).press("ArrowUp");
    expect(await text(page).inputValue()).toBe(better);
    await text(page).fill("Never mind");
    await page.keyboard.press("Escape");
    await bubble(page, better).waitFor();
    expect(await field(page).evaluate((box) => box === document.activeElement)).toBe(true);

    for (const [code, words] of [
      ["edit_window_closed", "It is too old to be edited"],
      ["message_deleted", "The message was deleted meanwhile"],
      ["changed_meanwhile", "Others have just changed the same"],
    ] as const) {
      await page.route(`**/api/messages/*/${mine.seq}`, (route) => route.fulfill(problem(409, code)));
      await article(page, mine).focus();
      await page.keyboard.press("e");
      await text(page).fill("Another text");
      await form(page).getByRole("button", { name: "Save" }).click();
      await form(page).getByRole("alert").getByText(words).waitFor();
      expect(await text(page).inputValue()).toBe("Another text");
      if (code === "edit_window_closed") {
        await lookAt(page, "message-edit-refused");
      }
      await form(page).getByRole("button", { name: "Cancel" }).click();
      await page.unroute(`**/api/messages/*/${mine.seq}`);
    }
  });
});

describe("deleting", () => {
  const gone = (page: Page, row: Row) => article(page, row).getByText("Message deleted", { exact: true });
  const stored = async (page: Page, group: string, { seq }: Row) =>
    (await call<Row>(page, "GET", `/api/messages/${group}/${seq}`)).message;

  it("leaves an empty place: at once for oneself, after the time for Undo for all", async () => {
    const { page, other, group, mine, theirs, openOther } = await opened(DARK_PHONE);
    await openOther();
    await article(page, mine).focus();
    await page.keyboard.press("Enter");
    await choose(page, "Delete");
    await gone(page, mine).waitFor();
    await lookAt(page, "message-deleted-phone");
    expect(await stored(other, group, mine)).toBe(mine.message);
    await page.getByRole("button", { name: "Undo" }).tap();
    await article(page, mine).getByText(mine.message).waitFor();

    // An admin deletes anybody's.
    await article(page, theirs).focus();
    await page.keyboard.press("Delete");
    await gone(other, theirs).waitFor();
    expect(await stored(page, group, theirs)).toBe("");
    await gone(other, theirs).click({ button: "right" });
    await other.waitForTimeout(200);
    expect(await menu(other).count(), "nothing can be done with it").toBe(0);

    // Whoever leaves before the time is up has deleted it.
    await article(page, mine).focus();
    await page.keyboard.press("Delete");
    await gone(page, mine).waitFor();
    await page.goto("about:blank");
    await expect.poll(() => stored(other, group, mine)).toBe("");
  });

  it("is done when one signs out before the time is up", async () => {
    const { page, other, group } = await opened();
    const last = await say(other, group, unique("Not for long"));
    const leaver = await signIn(`/messages/${group}`, "bayko");
    await article(leaver, last).focus();
    await leaver.keyboard.press("Delete");
    await gone(leaver, last).waitFor();
    await leaver.getByRole("button", { name: "Sign out" }).click();
    await leaver.getByRole("button", { name: "Sign in" }).first().waitFor();
    expect(await stored(page, group, last)).toBe("");
  });
});

describe("an answer", () => {
  it("quotes the original above the form, also after a reload, and over the message, and leads there", async () => {
    const { page, other, group, mine, theirs } = await opened();
    await article(page, theirs).focus();
    await page.keyboard.press("r");
    const reply = page.getByRole("group", { name: "Your answer to" });
    await reply.getByText(theirs.message).waitFor();
    await page.getByRole("button", { name: "Answer nothing" }).click();
    expect(await reply.count()).toBe(0);

    await article(page, theirs).focus();
    await page.keyboard.press("r");
    await field(page).fill("Not yet");
    await lookAt(page, "message-replying");
    await page.goto("about:blank");
    for (let i = 1; i <= 60; i++) {
      await say(other, group, `More ${i}`);
    }
    await page.goto(`/messages/${group}`);
    await reply.getByText(theirs.message).waitFor();
    await bubble(page, "More 1").first().waitFor();
    expect(await field(page).inputValue()).toBe("Not yet");
    const answer = unique("An answer");
    await write(page, answer);
    const sent = bubble(page, answer);
    await sent.getByText(ARRIVED).waitFor();
    expect(await reply.count()).toBe(0);
    const [row] = await call<(Row & { reply_to_seq: number })[]>(page, "GET", `/api/messages/${group}?limit=1`);
    expect(row!.reply_to_seq).toBe(theirs.seq);
    await sent.getByRole("button", { name: new RegExp(`^Answers\\s+Andrew Bayko\\s+${theirs.message}$`) }).click();
    await expect.poll(() => focused(page)).toBe(theirs.seq);
    expect(await article(page, theirs).isVisible()).toBe(true);

    const { message, seq } = await say(other, group, unique("Really?"), mine.seq);
    await call(page, "PUT", `/api/message_groups/${group}/read`, { last_read_seq: seq });
    await page.goto(`/messages/${group}`);
    await bubble(page, message).getByText(mine.message).waitFor();
    await call(page, "DELETE", `/api/messages/${group}/${mine.seq}`);
    await page.reload();
    await bubble(page, message).locator(".quote").getByText("Message deleted").waitFor();
    await lookAt(page, "message-quotes");
  });
});

describe("reactions", () => {
  it("are added from the menu and from all emoji, counted, and taken back by a click", async () => {
    const { page, other, theirs, openOther } = await opened();
    await openOther();
    await openMenu(page, theirs);
    await menu(page).getByRole("menuitemcheckbox", { name: "React with 👍" }).click();
    await chip(page, theirs, "👍").and(page.locator("[aria-pressed=true]")).waitFor();
    await chip(other, theirs, "👍").click();
    await chip(page, theirs, "👍").getByText("2").waitFor();
    await chip(page, theirs, "👍").click();
    await chip(other, theirs, "👍").getByText("1").waitFor();
    expect(await chip(page, theirs, "👍").getAttribute("aria-pressed")).toBe("false");

    await article(page, theirs).focus();
    await page.keyboard.press("+");
    const choice = page.getByRole("dialog", { name: "Choose an emoji" });
    await choice.getByRole("gridcell").first().waitFor();
    await lookAt(page, "message-emoji");
    await choice.getByRole("searchbox").fill("cheese");
    await choice.getByRole("gridcell", { name: "Cheese wedge" }).waitFor();
    await page.keyboard.press("Enter");
    await chip(other, theirs, "🧀").waitFor();
    expect(await focused(page)).toBe(theirs.seq);
    await lookAt(page, "message-reactions");

    await page.route("**/reactions/*", (route) => route.fulfill(problem(422, "too_many_reactions")));
    await openMenu(page, theirs);
    await menu(page).getByRole("menuitemcheckbox", { name: "React with 🙏" }).click();
    await article(page, theirs).getByText("Too many kinds of reactions").waitFor();
    expect(await chip(page, theirs, "🙏").count()).toBe(0);
  });
});

describe("who has read", () => {
  it("is shown by small faces in a group, and not of those who hide it", async () => {
    const { page, other, group, mine } = await opened(DARK_PHONE);
    const londo = await visit("/messages", "londo");
    const read = (who: Page, last_read_seq: number) =>
      call(who, "PUT", `/api/message_groups/${group}/read`, { last_read_seq });
    const seen = () => page.locator(`[data-seq="${mine.seq}"] .message__seen`).getAttribute("aria-label");
    await call(londo, "PATCH", "/api/me", { read_receipts: true });
    await read(other, mine.seq);
    await expect.poll(seen).toBe("Seen by Andrew Bayko");
    await read(londo, mine.seq);
    await expect.poll(seen).toMatch(/^Seen by (Andrew Bayko and Londo Mollari|Londo Mollari and Andrew Bayko)$/);
    await lookAt(page, "message-seen-phone");
    await article(page, mine).focus();
    await page.keyboard.press("+");
    await page.getByRole("gridcell").first().waitFor();
    await lookAt(page, "message-emoji-phone");
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    await page.getByRole("form", { name: "Edit message" }).waitFor();
    await lookAt(page, "message-editing-phone");
    await page.keyboard.press("Escape");
    await call(londo, "PATCH", "/api/me", { read_receipts: false });
    // Nothing tells of a changed setting: it shows at the next look.
    await expect.poll(seen, { timeout: 40_000 }).toBe("Seen by Andrew Bayko");
    await call(londo, "PATCH", "/api/me", { read_receipts: true });
  });

  it("is a word in a pair", async () => {
    const page = await visit("/messages", "andrewbrown");
    const other = await visit("/messages", "bayko");
    const body = { handle: "bayko", message: unique("Have you seen it?") };
    const { message, seq, message_group_uuid: group } = await call<Row>(page, "POST", "/api/messages", body);
    await page.goto(`/messages/${group}`);
    await bubble(page, message).getByText(ARRIVED).waitFor();
    await call(other, "PUT", `/api/message_groups/${group}/read`, { last_read_seq: seq });
    await bubble(page, message).getByText("Seen", { exact: true }).waitFor();
  });
});

describe("what one reads", () => {
  it("stays where it is when messages before and after it change their height", async () => {
    const { page, other, group, mine } = await opened();
    for (let i = 1; i <= 40; i++) {
      await say(other, group, `More ${i}`);
    }
    await call(page, "PUT", `/api/message_groups/${group}/read`, { last_read_seq: mine.seq + 40 });
    await page.reload();
    const at = async (row: { seq: number }) =>
      Math.round((await page.locator(`[data-seq="${row.seq}"]`).boundingBox())!.y);
    const change = (seq: number, message: string) =>
      call(other, "PUT", `/api/messages/${group}/${seq}`, { message: `${message}\nof\nmore\nlines` });
    const react = (seq: number) => call(other, "PUT", `/api/messages/${group}/${seq}/reactions/🧀`);
    const last = { seq: mine.seq + 40, message: "More 40", message_group_uuid: group };

    // At the end one stays there.
    await article(page, last).waitFor();
    await react(last.seq);
    await chip(page, last, "🧀").waitFor();
    await expect
      .poll(() => page.locator(".feed__scroll").evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight))
      .toBeLessThan(4);

    // Further up, too.
    await page.locator(".feed__scroll").evaluate((box) => (box.scrollTop -= 500));
    await page.waitForTimeout(300);
    const read = { seq: last.seq - 14 };
    const before = await at(read);
    await change(last.seq - 32, "Longer, above");
    await change(last.seq, "Longer, below");
    await react(last.seq - 31);
    await expect
      .poll(() =>
        page
          .locator(`[data-seq="${last.seq - 32}"]`)
          .getByText("Longer, above")
          .count(),
      )
      .toBe(1);
    await page.waitForTimeout(300);
    expect(await at(read)).toBe(before);
  });
});

describe("a blocked person's messages in a group", () => {
  it("are folded until one wants to see them", async () => {
    const { page, theirs } = await opened();
    await call(page, "PUT", "/api/users/@bayko/block");
    try {
      await page.reload();
      await article(page, theirs).getByText("Message from a blocked person").waitFor();
      expect(await page.locator(".messages").getByText(theirs.message).count()).toBe(0);
      await lookAt(page, "message-folded");
      await article(page, theirs).getByRole("button", { name: "Show" }).click();
      await article(page, theirs).getByText(theirs.message).waitFor();
      expect(await focused(page)).toBe(theirs.seq);
    } finally {
      await call(page, "DELETE", "/api/users/@bayko/block");
    }
  });
});
