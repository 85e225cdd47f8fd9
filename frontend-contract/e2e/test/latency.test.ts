import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { field, messages, open, unique, useBrowser, visit } from "./stack";

useBrowser();

const MESSAGES = Number(process.env.CRUDDUR_LATENCY ?? 200);
/** Milliseconds between two messages: below the most that a person may send. */
const PAUSE = 150;

/** Notes when each message is in the page, in milliseconds since 1970. */
const noteWhenShown = (page: Page) =>
  page.evaluate(() => {
    const shown: Record<string, number> = {};
    Object.assign(window, { shown });
    new MutationObserver(() => {
      const texts = [...document.querySelectorAll(".messages .message")].slice(-3).map((row) => row.textContent);
      for (const text of texts) {
        const key = /latency \w+ \d+\./.exec(text)?.[0];
        if (key) {
          shown[key] ??= performance.timeOrigin + performance.now();
        }
      }
    }).observe(document.body, { subtree: true, childList: true });
  });

it("from the key that sends a message to the other browser", async () => {
  const writer = await visit("/messages", "bayko");
  const reader = await visit("/messages");
  await open(writer, "Andrew Brown");
  await open(reader, "Andrew Bayko");
  await messages(reader).first().waitFor();
  await noteWhenShown(reader);
  const name = unique("latency");
  const sentAt: number[] = [];
  for (let i = 0; i < MESSAGES; i++) {
    await field(writer).fill(`${name} ${i}.`);
    sentAt.push(Date.now());
    await field(writer).press("Enter");
    await writer.waitForTimeout(PAUSE);
  }
  const shown = () => reader.evaluate(() => (window as unknown as { shown: Record<string, number> }).shown);
  await expect.poll(async () => Object.keys(await shown()).length).toBe(MESSAGES);
  const seen = await shown();
  const times = sentAt.map((at, i) => seen[`${name} ${i}.`]! - at).sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]!);
  const line = `${MESSAGES} messages, key to other browser: median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`;
  console.log(line);
  const folder = fileURLToPath(new URL("../../target/", import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}latency-report.txt`, `${line}\n`);
}, 180_000);
