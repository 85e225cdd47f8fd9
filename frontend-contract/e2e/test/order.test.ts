import type { Page } from "playwright-core";
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
  OTHER_STACK,
  unique,
  useBrowser,
  visit,
  write,
} from "./stack";

useBrowser();

// All of this holds whatever the servers' clocks do. Against the real stack the second person is on a server whose clock
// is a minute behind (PagesIT); the mock does it with CLOCKS_APART=60000.

interface Group {
  uuid: string;
  display_name: string;
  unread_count: number;
  last_seq: number;
  last_read_seq: number;
}

interface Message {
  seq: number;
  message: string;
}

const groupWith = async (page: Page, name: string) =>
  (await call<Group[]>(page, "GET", "/api/message_groups")).find((group) => group.display_name === name)!;

/** What the page shows of the messages after a number, in its order. */
const shown = (page: Page, after: number): Promise<Message[]> =>
  page.locator(".messages [data-seq]").evaluateAll(
    (rows, last) =>
      rows
        .map((row) => ({
          seq: Number((row as HTMLElement).dataset.seq),
          message: row.querySelector(".message__text")!.textContent,
        }))
        .filter(({ seq }) => seq > last),
    after,
  );

describe("two people who write at the same time", () => {
  it("see every message, in the same order, without reloading", async () => {
    const andrew = await visit("/messages");
    const bayko = await visit("/messages", "bayko", { server: OTHER_STACK });
    await open(andrew, "Andrew Bayko");
    await open(bayko, "Andrew Brown");
    const first = unique("Let us begin");
    await write(andrew, first);
    await bubble(bayko, first).waitFor();
    const { uuid } = await groupWith(andrew, "Andrew Bayko");
    const start = (await shown(bayko, 0)).at(-1)!.seq;

    const texts = Array.from({ length: 8 }, (_, i) => [unique(`Andrew ${i}`), unique(`Bayko ${i}`)] as const);
    for (const [one, other] of texts) {
      await Promise.all([write(andrew, one), write(bayko, other)]);
    }
    const last = start + 2 * texts.length;
    for (const page of [andrew, bayko]) {
      await expect.poll(async () => (await shown(page, start)).length, { timeout: 30_000 }).toBe(2 * texts.length);
      await expect.poll(() => page.locator(".message--outgoing").count()).toBe(0);
    }

    const rows = await shown(andrew, start);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: last - start }, (_, i) => start + 1 + i));
    expect(rows.map(({ message }) => message).sort()).toEqual(texts.flat().sort());
    expect(await shown(bayko, start)).toEqual(rows);
    const stored = await call<Message[]>(andrew, "GET", `/api/messages/${uuid}?after=${start}&limit=100`);
    expect(stored.map(({ seq, message }) => ({ seq, message }))).toEqual(rows);
    for (const [i, own] of [texts.map(([one]) => one), texts.map(([, other]) => other)].entries()) {
      expect(
        rows.map(({ message }) => message).filter((message) => own.includes(message)),
        `person ${i} wrote in this order`,
      ).toEqual(own);
    }

    await andrew.reload();
    await messages(andrew).first().waitFor();
    await expect.poll(() => shown(andrew, start), { message: "after a reload" }).toEqual(rows);
  });

  it("see what the other says while they write", async () => {
    const andrew = await visit("/messages");
    const bayko = await visit("/messages", "bayko", { server: OTHER_STACK });
    await open(andrew, "Andrew Bayko");
    await open(bayko, "Andrew Brown");
    await field(bayko).pressSequentially("I was just about to");
    const text = unique("One moment");
    await write(andrew, text);
    await bubble(bayko, text).waitFor();
    expect(await field(bayko).inputValue()).toBe("I was just about to");
    await field(bayko).fill("");
  });

  it("see their own message all the time while one before it is missing, and then both in order", async () => {
    const andrew = await visit("/messages", "andrewbrown", { hasNoStream: true });
    const bayko = await visit("/messages", "bayko", { server: OTHER_STACK });
    await open(andrew, "Andrew Bayko");
    await open(bayko, "Andrew Brown");
    await messages(andrew).first().waitFor();
    const [theirs, mine] = [unique("Said before"), unique("Said after")];
    let answersWithGap = 0;
    await andrew.route(/\/api\/messages\/[^?]+\?.*after=/, async (route) => {
      const response = await route.fetch();
      const rows = (await response.json()) as Message[];
      const others = rows.filter(({ message }) => message !== theirs);
      const leavesOut = answersWithGap < 2;
      answersWithGap += leavesOut && others.length > 0 && others.length < rows.length ? 1 : 0;
      await route.fulfill({ response, json: leavesOut ? others : rows });
    });

    await write(bayko, theirs);
    await bubble(bayko, theirs).getByText(ARRIVED).waitFor();
    await write(andrew, mine);
    const counts = new Set<number>();
    await expect
      .poll(async () => {
        counts.add(await bubble(andrew, mine).count());
        return bubble(andrew, theirs).count();
      })
      .toBe(1);
    expect([...counts], "it is there once, all the time").toEqual([1]);
    expect(answersWithGap).toBe(2);
    expect((await messages(andrew).locator(".message__text").allTextContents()).slice(-2)).toEqual([theirs, mine]);
    expect(await andrew.locator(".message--outgoing").count()).toBe(0);
  });

  it("see what is unread, and the conversation at its place in the list", async () => {
    const andrew = await visit("/messages");
    const bayko = await visit("/messages", "bayko", { server: OTHER_STACK });
    await open(andrew, "Andrew Bayko");
    await open(bayko, "Andrew Brown");
    await messages(bayko).first().waitFor();
    await expect.poll(async () => (await groupWith(bayko, "Andrew Brown")).unread_count).toBe(0);
    const row = conversationWith(bayko, "Andrew Brown").first();
    const isInOrderOfServer = async () => {
      const names = await bayko.locator(".group__name").allTextContents();
      const groups = await call<Group[]>(bayko, "GET", "/api/message_groups");
      return names.join() === groups.map(({ display_name }) => display_name).join();
    };

    const before = unique("Something else first");
    await call(bayko, "POST", "/api/messages", { handle: "yuki", message: before });
    await bayko.goto("/messages");
    await conversations(bayko).filter({ hasText: before }).waitFor();
    await expect.poll(isInOrderOfServer).toBe(true);

    const texts = [unique("One"), unique("Two"), unique("Three")];
    for (const text of texts) {
      await write(andrew, text);
    }
    await row.getByText(texts[2]!).waitFor();
    await expect.poll(() => row.locator(".group__unread").textContent()).toBe("3 unread");
    await expect.poll(isInOrderOfServer).toBe(true);

    await open(bayko, "Andrew Brown");
    await bubble(bayko, texts[2]!).waitFor();
    await row.locator(".group__unread").waitFor({ state: "detached" });
    await expect
      .poll(async () => {
        const { unread_count, last_seq, last_read_seq } = await groupWith(bayko, "Andrew Brown");
        return { unread_count, behind: last_seq - last_read_seq };
      })
      .toEqual({ unread_count: 0, behind: 0 });
  });
});
