import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { call, conversationWith, field, messages, useBrowser, visit } from "./stack";

useBrowser();

const MANY = Number(process.env.CRUDDUR_MANY ?? 5000);

interface Group {
  uuid: string;
  handle: string | null;
  last_seq: number;
}

const elements = (page: Page) => page.evaluate(() => document.querySelectorAll("*").length);

it(`${MANY} messages are scrolled from the end to the start without a gap and without a jump`, async () => {
  const page = await visit("/messages");
  const { group, count } = await conversationWithMany(page, MANY);
  await page.goto(`/messages/${group}`);
  await messages(page).first().waitFor();
  const opening = { elements: await elements(page), again: await openAgain(page), keystroke: await keystroke(page) };

  const began = Date.now();
  const seen = new Set<number>();
  let jumps = 0;
  for (;;) {
    const { jump, shown } = await page.evaluate(scrollUp);
    jumps = Math.max(jumps, Math.abs(jump));
    expect(Math.abs(jump), "what one reads stays where it is").toBeLessThanOrEqual(2);
    expect(shown, "no gap").toEqual(shown.map((_, i) => shown[0]! + i));
    shown.forEach((seq) => seen.add(seq));
    const isAtTop = await page.locator(".feed__scroll").evaluate((box) => box.scrollTop === 0);
    if (isAtTop && (await page.locator(".feed__beginning").isVisible())) {
      break;
    }
  }
  // The last of the rows above is laid out after the beginning came into sight.
  (await page.evaluate(scrollUp)).shown.forEach((seq) => seen.add(seq));
  expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  console.log(`${count} messages scrolled in ${((Date.now() - began) / 1000).toFixed(1)} s, largest jump ${jumps} px`);

  // Not the times, which are the machine's, but what they come from: how much there is to lay out.
  const all = { elements: await elements(page), again: await openAgain(page), keystroke: await keystroke(page) };
  expect(all.elements, "as many elements as with the newest page alone").toBeLessThan(opening.elements * 1.5);
  console.log(
    `Elements, ms to open again, ms of a keystroke: ${JSON.stringify(opening)}, with all: ${JSON.stringify(all)}`,
  );
}, 400_000);

/** Scrolls up by less than a screen, lets what is above load, and tells what moved beyond that. Runs in the page. */
async function scrollUp(): Promise<{ jump: number; shown: number[] }> {
  const scroller = document.querySelector<HTMLElement>(".feed__scroll")!;
  // Until a frame is painted. Before that, rows may have another height while the virtualizer has not yet scrolled by the
  // difference: nobody sees that.
  const painted = () =>
    new Promise<void>((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      }),
    );
  const frame = () => painted().then(painted);
  const rows = () => [...scroller.querySelectorAll<HTMLElement>("[data-seq]")];
  scroller.scrollTop -= scroller.clientHeight * 0.9;
  await frame();
  const screen = scroller.getBoundingClientRect();
  const middle = screen.top + screen.height / 2;
  const row = rows().find((candidate) => candidate.getBoundingClientRect().bottom > middle);
  // The text itself: the row around it is higher or lower, depending on what comes before it.
  const text = row?.querySelector(".message__text");
  const before = text?.getBoundingClientRect().top ?? 0;
  for (let i = 0; i < 200 && document.querySelector(".feed__older .skeleton"); i++) {
    await frame();
  }
  await frame();
  const shown = rows().map((candidate) => Number(candidate.dataset.seq));
  return { jump: text?.isConnected ? text.getBoundingClientRect().top - before : 0, shown };
}

/** Milliseconds from the click to the messages. */
async function openAgain(page: Page): Promise<number> {
  await page.locator(".shell__links a[href='/messages']").click();
  await conversationWith(page, "Londo Mollari").waitFor();
  return page.evaluate(async () => {
    const row = [...document.querySelectorAll<HTMLElement>(".group")].find(
      // There are groups with Londo in them too.
      (link) => link.querySelector(".group__name")!.textContent === "Londo Mollari",
    )!;
    const began = performance.now();
    row.click();
    while (!document.querySelector(".messages .message")) {
      await new Promise(requestAnimationFrame);
    }
    return Math.round(performance.now() - began);
  });
}

/** Milliseconds until a character that was typed is on the screen; the median of 21. */
async function keystroke(page: Page): Promise<number> {
  await field(page).focus();
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    document.querySelector("textarea")!.addEventListener("input", () => {
      const began = performance.now();
      requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - began)));
    });
  });
  await page.keyboard.type("a keystroke costs the same", { delay: 40 });
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
  await field(page).fill("");
  return Math.round(times.sort((a, b) => a - b)[times.length >> 1]!);
}

/** All of it is read, so that one begins at its end. The sample data may not have so long a one: then it is written here. */
async function conversationWithMany(page: Page, count: number) {
  const groups = await call<Group[]>(page, "GET", "/api/message_groups?limit=100");
  const { uuid: group, last_seq } = groups.find(({ handle }) => handle === "londo")!;
  let missing = count - last_seq;
  for (let i = 0; missing > 0;) {
    const batch = Math.min(16, missing);
    await Promise.all(
      Array.from({ length: batch }, () =>
        call(page, "POST", "/api/messages", {
          message_group_uuid: group,
          message: `Message number ${++i} of many. ${"So it goes on. ".repeat(i % 9)}`,
        }),
      ),
    );
    missing -= batch;
  }
  const all = Math.max(last_seq, count);
  await call(page, "PUT", `/api/message_groups/${group}/read`, { last_read_seq: all });
  return { group, count: all };
}
