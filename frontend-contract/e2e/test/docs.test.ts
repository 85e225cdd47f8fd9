import { expect, it } from "vitest";
import { newBrowser, PHONE, useBrowser } from "./stack";

useBrowser();

it.each(["/docs", "/docs/events"])("%s fits a phone, and follows the dark mode", async (path) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await newBrowser({ viewport: PHONE, isMobile: true, colorScheme });
    await page.goto(path);
    const heading = page.locator("h2").first();
    await heading.waitFor();
    for (const operation of (await page.locator(".opblock-summary-control").all()).slice(0, 2)) {
      await operation.click();
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    const [red] = (await heading.evaluate((element) => getComputedStyle(element).color)).match(/\d+/)!;
    expect(Number(red) > 127, "light letters").toBe(colorScheme === "dark");
  }
});
