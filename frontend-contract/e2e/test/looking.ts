import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));
mkdirSync(folder, { recursive: true });

interface Violation {
  id: string;
  nodes: { target: unknown; failureSummary?: string }[];
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe;
    return (await run()).violations;
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} at ${String(node.target)}: ${node.failureSummary}`),
  );
}

/** Takes a screenshot, and has axe look for what shuts somebody out. With CRUDDUR_EVERY_LOOK in every look there is. */
export async function lookAt(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}${name}.png` });
  expect(await violations(page)).toEqual([]);
  if (process.env.CRUDDUR_EVERY_LOOK) {
    await lookInEveryWay(page, name);
  }
}

type Media = NonNullable<Parameters<Page["emulateMedia"]>[0]>;

const AS_ON_SCREEN: Media = { media: "screen", colorScheme: "light", forcedColors: "none" };
const EVERY_LOOK: [string, Media, { width: number; height: number }?][] = [
  ["dark", { colorScheme: "dark" }],
  ["forced-colours", { forcedColors: "active" }],
  ["side", {}, { width: 844, height: 390 }],
  ["phone-dark", { colorScheme: "dark" }, { width: 390, height: 780 }],
  ["phone", {}, { width: 390, height: 780 }],
  ["desktop", {}, { width: 1280, height: 800 }],
  ["print", { media: "print" }],
];

async function lookInEveryWay(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()!;
  for (const [look, media, viewport] of EVERY_LOOK) {
    await page.emulateMedia({ ...AS_ON_SCREEN, ...media });
    await page.setViewportSize(viewport ?? before);
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${folder}${name}-${look}.png` });
    if (media.media !== "print") {
      expect(await violations(page), look).toEqual([]);
    }
  }
  await page.emulateMedia(AS_ON_SCREEN);
  await page.setViewportSize(before);
}
