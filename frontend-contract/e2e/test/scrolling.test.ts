import { expect, it } from "vitest";
import { call, messages, useBrowser, visit } from "./stack";

useBrowser();

const MANY = Number(process.env.CRUDDUR_MANY ?? 5000);

interface Row {
  seq: number;
  message_group_uuid: string;
}

it(`${MANY} messages are scrolled from the end to the start without a gap and without a jump`, async () => {
  const page = await visit("/messages");
  const { group, count } = await conversationWithMany(page, MANY);
  await page.goto(`/messages/${group}`);
  await messages(page).first().waitFor();

  await page.evaluate(() => {
    const work = { count: 0, longest: 0 };
    Object.assign(window, { work });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        work.count += 1;
        work.longest = Math.max(work.longest, duration);
      }
    }).observe({ type: "longtask" });
  });
  const began = Date.now();
  for (;;) {
    const jump = await page.evaluate(scrollUp);
    expect(Math.abs(jump), "what one reads stays where it is").toBeLessThanOrEqual(2);
    if (await page.locator(".feed__beginning").isVisible()) {
      break;
    }
    expect(Date.now() - began).toBeLessThan(150_000);
  }
  const shown = await page
    .locator(".messages .message")
    .evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset.seq)));
  expect(shown).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  const work = await page.evaluate(() => (window as unknown as { work: { count: number; longest: number } }).work);
  console.log(`Tasks over 50 ms: ${work.count}, the longest ${Math.round(work.longest)} ms`);
  console.log(`${shown.length} messages scrolled in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}, 400_000);

/**
 * Scrolls up by some screens, lets what is above load, and gives by how many pixels the text in the middle has moved
 * beyond that. Runs in the page.
 */
async function scrollUp(): Promise<number> {
  const scroller = document.querySelector<HTMLElement>(".feed__scroll")!;
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  scroller.scrollTop -= scroller.clientHeight * 3;
  await frame();
  const { left, top, width, height } = scroller.getBoundingClientRect();
  const row = document
    .elementsFromPoint(left + width / 2, top + height / 2)
    .find((element) => element.matches(".message"))
    ?.querySelector(".message__text");
  const before = row?.getBoundingClientRect().top ?? 0;
  for (let i = 0; i < 200 && document.querySelector(".feed__older .skeleton"); i++) {
    await frame();
  }
  await frame();
  return row ? row.getBoundingClientRect().top - before : 0;
}

/** The sample data may not have so long a one: then it is written here. */
async function conversationWithMany(page: Awaited<ReturnType<typeof visit>>, count: number) {
  const handle = "londo";
  const { message_group_uuid: group, seq } = await call<Row>(page, "POST", "/api/messages", {
    handle,
    message: "Once more.",
  });
  let missing = count - seq;
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
  return { group, count: Math.max(seq, count) };
}
