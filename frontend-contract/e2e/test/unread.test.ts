import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  ARRIVED,
  bubble,
  call,
  conversationWith,
  messages,
  open,
  PHONE,
  STACK,
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
  last_seq: number;
  last_read_seq: number;
}

interface Row {
  seq: number;
}

const groupWith = async (page: Page, name: string) =>
  (await call<Group[]>(page, "GET", "/api/message_groups")).find((group) => group.display_name === name)!;

/** Writes from one person to another, past the pages. Gives the number of the last. */
async function say(page: Page, handle: string, count: number): Promise<number> {
  let last = 0;
  for (let i = 1; i <= count; i++) {
    const { seq } = await call<Row>(page, "POST", "/api/messages", { handle, message: `News ${i} of ${count}` });
    last = seq;
  }
  return last;
}

/** Marks all as read, past the pages, and begins with the list. */
async function readAll(page: Page, name: string): Promise<void> {
  await conversationWith(page, name).first().waitFor();
  const { uuid, last_seq } = await groupWith(page, name);
  await call(page, "PUT", `/api/message_groups/${uuid}/read`, { last_read_seq: last_seq });
  await page.goto("/messages");
  await conversationWith(page, name).first().waitFor();
}

/** The numbers of the messages that can be seen now. */
const onScreen = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const screen = document.querySelector(".feed__scroll")!.getBoundingClientRect();
    return [...document.querySelectorAll<HTMLElement>("[data-seq]")]
      .filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return bottom > screen.top && top < screen.bottom;
      })
      .map((row) => Number(row.dataset.seq));
  });

describe.each([
  ["a desktop", undefined],
  ["a phone", PHONE],
])("on %s, more that is new than fits", (_, viewport) => {
  it("opens where it begins, and only what was on the screen is read", async () => {
    const writer = await visit("/messages", "granite");
    const reader = await visit("/messages", "andrewbrown", viewport && { viewport });
    await readAll(reader, "Granite Hale");
    const last = await say(writer, "andrewbrown", 120);
    const first = last - 119;
    await conversationWith(reader, "Granite Hale").first().locator(".group__unread", { hasText: "99+" }).waitFor();

    await open(reader, "Granite Hale");
    await reader.locator(".messages__unread").waitFor();
    await expect.poll(() => onScreen(reader)).toContain(first);
    // Nothing more is read than what can be seen, also after a while.
    await reader.waitForTimeout(1500);
    const shown = await onScreen(reader);
    expect(shown, "the first new one, with what was read before it").toEqual(
      expect.arrayContaining([first - 1, first]),
    );
    // A slow machine may tell its marker later than that.
    await expect
      .poll(async () => {
        const { last_read_seq } = await groupWith(reader, "Granite Hale");
        const button = await reader.locator(".feed__latest").textContent();
        return last_read_seq >= first && button === `${last - last_read_seq} new messages`;
      })
      .toBe(true);
    const { last_read_seq } = await groupWith(reader, "Granite Hale");
    expect(last_read_seq).toBeLessThanOrEqual((await onScreen(reader)).at(-1)!);

    // The new ones are read as one scrolls past them, over the pages, without a jump to the end.
    for (let i = 0; (await groupWith(reader, "Granite Hale")).last_read_seq < first + 70; i++) {
      expect(i).toBeLessThan(30);
      await reader.locator(".feed__scroll").evaluate((box) => (box.scrollTop += box.clientHeight * 0.7));
      await reader.waitForTimeout(500);
    }
    expect((await groupWith(reader, "Granite Hale")).last_read_seq).toBeLessThan(last);
    await reader.locator(".feed__latest").click();
    await expect.poll(() => onScreen(reader)).toContain(last);
    await expect.poll(async () => (await groupWith(reader, "Granite Hale")).unread_count).toBe(0);
    await reader.locator(".feed__latest").waitFor({ state: "detached" });
  });

  it("may be skipped, and what one writes then is seen", async () => {
    const writer = await visit("/messages", "granite");
    const reader = await visit("/messages", "andrewbrown", viewport && { viewport });
    await readAll(reader, "Granite Hale");
    await say(writer, "andrewbrown", 80);
    await conversationWith(reader, "Granite Hale").first().locator(".group__unread", { hasText: /^80/ }).waitFor();
    await open(reader, "Granite Hale");
    await reader.locator(".messages__unread").waitFor();
    const text = unique("An answer");
    await write(reader, text);
    await bubble(reader, text).getByText(ARRIVED).waitFor();
    await expect.poll(() => reader.locator(".message--outgoing").count()).toBe(0);
    expect(await bubble(reader, text).isVisible()).toBe(true);
  });
});

describe("a conversation of which nobody has shown the row yet", () => {
  /** The list as it is with more than a page: the row is on its second page. */
  async function putBehind(page: Page, uuid: string): Promise<void> {
    await page.route("**/api/message_groups?*", async (route) => {
      const isSecond = new URL(route.request().url()).searchParams.has("cursor");
      const response = await route.fetch({ url: `${STACK}/api/message_groups?limit=100` });
      const rows = (await response.json()) as Group[];
      await route.fulfill({
        response,
        json: rows.filter((row) => (row.uuid === uuid) === isSecond),
        headers: isSecond ? {} : { Link: '</api/message_groups?limit=20&cursor=second>; rel="next"' },
      });
    });
  }

  it("opens where something new begins, and has its name", async () => {
    const writer = await visit("/messages", "granite");
    const reader = await visit("/messages");
    await readAll(reader, "Granite Hale");
    const first = (await say(writer, "andrewbrown", 120)) - 119;
    const { uuid } = await groupWith(reader, "Granite Hale");
    await putBehind(reader, uuid);
    await reader.goto(`/messages/${uuid}`);
    await reader.locator(".messages__unread").waitFor();
    await expect.poll(() => onScreen(reader)).toContain(first);
    await reader.getByText("@granite").first().waitFor();
  });
});

describe("what was read a moment ago", () => {
  it("is not new when one comes back, although the list has not told it yet", async () => {
    const writer = await visit("/messages", "granite");
    const reader = await visit("/messages");
    await readAll(reader, "Granite Hale");
    const first = (await say(writer, "andrewbrown", 3)) - 2;
    const row = conversationWith(reader, "Granite Hale").first();
    await row.locator(".group__unread", { hasText: /^3/ }).waitFor();
    // From now on the list says about the marker what it was.
    const { last_read_seq } = await groupWith(reader, "Granite Hale");
    await reader.route("**/api/message_groups?*", async (route) => {
      const response = await route.fetch();
      const rows = (await response.json()) as Group[];
      const json = rows.map((group) =>
        group.display_name === "Granite Hale"
          ? { ...group, last_read_seq, unread_count: group.last_seq - last_read_seq }
          : group,
      );
      await route.fulfill({ response, json });
    });
    await open(reader, "Granite Hale");
    await reader.locator(".messages__unread").waitFor();
    await expect.poll(async () => (await groupWith(reader, "Granite Hale")).unread_count).toBe(0);
    await reader.locator(".shell__links a[href='/messages']").click();
    const last = await say(writer, "andrewbrown", 1);
    expect(last).toBe(first + 3);
    await row.locator(".group__unread", { hasText: /^1/ }).waitFor();
    await open(reader, "Granite Hale");
    const divided = reader.locator("[data-seq]").filter({ has: reader.locator(".messages__unread") });
    await divided.waitFor();
    expect(await divided.getAttribute("data-seq")).toBe(String(last));
  });
});

describe("what comes in", () => {
  it("is followed at the end, and counted elsewhere", async () => {
    const writer = await visit("/messages", "bayko");
    const reader = await visit("/messages");
    await open(reader, "Andrew Bayko");
    await messages(reader).first().waitFor();
    const before = await say(writer, "andrewbrown", 1);
    await expect.poll(() => onScreen(reader)).toContain(before);
    await reader.locator(".feed__scroll").evaluate((box) => (box.scrollTop -= 900));
    await reader.getByRole("button", { name: "Latest messages" }).waitFor();
    const top = (await onScreen(reader))[0];
    await say(writer, "andrewbrown", 2);
    await reader.getByRole("button", { name: "2 new messages" }).waitFor();
    expect((await onScreen(reader))[0], "what one reads stays").toBe(top);
  });

  it("while the tab was hidden is not read before it was on the screen", async () => {
    const writer = await visit("/messages", "bayko");
    const reader = await visit("/messages");
    await open(reader, "Andrew Bayko");
    await messages(reader).first().waitFor();
    await expect.poll(async () => (await groupWith(reader, "Andrew Bayko")).unread_count).toBe(0);
    const see = (state: string) =>
      reader.evaluate((next) => {
        Object.defineProperty(document, "visibilityState", { value: next, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, state);
    await see("hidden");
    const last = await say(writer, "andrewbrown", 40);
    await see("visible");
    await expect.poll(() => onScreen(reader)).toContain(last - 39);
    await reader.waitForTimeout(1000);
    const { last_read_seq } = await groupWith(reader, "Andrew Bayko");
    expect(last_read_seq).toBeLessThan(last);
    // The button that counts the others takes the place of one message that was on the screen.
    expect(last_read_seq).toBeLessThanOrEqual((await onScreen(reader)).at(-1)! + 1);
  });
});
