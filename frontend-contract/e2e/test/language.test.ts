import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { de } from "../../web/src/language/de";
import { en } from "../../web/src/language/en";
import { conversations, conversationWith, messages, newBrowser, PHONE, useBrowser, visit } from "./stack";

useBrowser();

const GERMAN = { locale: "de-DE" };
const german = new Set<string>(Object.values(de));
/** Whole English texts that are not German too. */
const ENGLISH = Object.values<string>(en).filter((text) => !text.includes("{") && !german.has(text));
const DAYS = /\b(Yesterday|Today|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|just now)\b/;

/** What one reads on a page or hears: its texts, labels, placeholders and titles. */
const texts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [document.title];
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement?.closest(".message__text, .activity__text, .group__preview, noscript")) {
        found.push(walker.currentNode.textContent ?? "");
      }
    }
    for (const name of ["aria-label", "placeholder", "title", "alt"]) {
      document.querySelectorAll(`[${name}]`).forEach((element) => found.push(element.getAttribute(name)!));
    }
    return found.map((text) => text.trim()).filter(Boolean);
  });

async function expectNoEnglish(page: Page): Promise<void> {
  const shown = await texts(page);
  expect(shown.filter((text) => ENGLISH.includes(text) || DAYS.test(text))).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("de-DE");
}

describe("in German", () => {
  it("the home feed, the list, a conversation and a missing page have no English", async () => {
    const reader = await visit("/messages", "andrewbrown", GERMAN);
    await conversations(reader).first().waitFor();
    await expectNoEnglish(reader);
    await conversationWith(reader, "Andrew Bayko").click();
    await messages(reader).first().waitFor();
    await expectNoEnglish(reader);
    await reader.getByRole("link", { name: "Start", exact: true }).click();
    await reader.getByRole("article").first().waitFor();
    await expectNoEnglish(reader);
    await reader.goto("/messages/00000000-0000-4000-8000-000000000000");
    await reader.getByText("Keine solche Unterhaltung").waitFor();
    await expectNoEnglish(reader);
  });

  it("the dialogs, the menu, the archive, the members and the settings have no English", async () => {
    const reader = await visit("/messages", "andrewbrown", GERMAN);
    await conversations(reader).first().waitFor();
    await reader.getByRole("button", { name: "Neue Unterhaltung" }).click();
    await reader.getByRole("combobox").fill("yu");
    await reader.getByRole("option", { name: "Yuki Tanabe" }).click();
    await reader.getByRole("combobox").fill("lon");
    await reader.getByRole("option", { name: "Londo Mollari" }).click();
    await expectNoEnglish(reader);
    await reader.getByRole("button", { name: "Gruppe anlegen" }).click();
    await reader.getByRole("button", { name: "Mitglieder", exact: true }).click();
    await reader.getByRole("button", { name: "Personen hinzufügen" }).waitFor();
    await expectNoEnglish(reader);
    const menu = reader.locator(".conversation__header").getByRole("button", { name: /^Aktionen/ });
    await menu.click();
    await expectNoEnglish(reader);
    await reader.getByRole("menuitem", { name: "Stummschalten …" }).click();
    await expectNoEnglish(reader);
    await reader.getByRole("button", { name: "Bis morgen" }).click();
    await menu.click();
    await reader.getByRole("menuitem", { name: "Gruppe verlassen …" }).click();
    await reader.getByText("Du bist der letzte Admin").waitFor();
    await expectNoEnglish(reader);
    await reader.getByRole("button", { name: "Verlassen", exact: true }).click();
    await reader.waitForURL(/\/messages$/);
    for (const path of ["/messages/archived", "/settings"]) {
      await reader.goto(path);
      await reader.getByRole("heading", { level: 1, name: /Archiv|Einstellungen/ }).waitFor();
      await expectNoEnglish(reader);
    }
  });

  it("fits on a phone", async () => {
    const page = await visit("/messages", "andrewbrown", { ...GERMAN, viewport: PHONE });
    await conversations(page).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  it("is chosen on the home feed, and stays", async () => {
    const page = await newBrowser();
    await page.goto("/");
    await page.getByRole("button", { name: "Deutsch" }).click();
    await page.getByRole("heading", { level: 1, name: "Start" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Start" }).waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { level: 1, name: "Home" }).waitFor();
  });
});
