import { describe, expect, it } from "vitest";
import { call, conversations, newBrowser, unique, useBrowser, visit } from "./stack";

useBrowser();

describe("what is unread", () => {
  it("shows on Home after a reload, in the title and in the tab's icon", async () => {
    const writer = await visit("/messages", "yuki");
    await call(writer, "POST", "/api/messages", { handle: "bayko", message: unique("Have you seen this?") });
    const page = await visit("/", "bayko");
    await page.reload();
    await page.locator(".shell__unread").waitFor();
    expect(await page.title()).toMatch(/^\(\d+\) Home · Cruddur$/);
    expect(await page.locator("link[rel=icon]").getAttribute("href")).toBe("/favicon-unread.svg");
    await page.goto("/messages");
    await conversations(page).first().waitFor();
    expect(await page.title()).toMatch(/^\(\d+\) Messages · Cruddur$/);
  });

  it("goes from Home as soon as it is read on another device", async () => {
    const writer = await visit("/messages", "londo");
    const { message_group_uuid: group, seq } = await call<{ message_group_uuid: string; seq: number }>(
      writer,
      "POST",
      "/api/messages",
      { handle: "tomek", message: unique("Is this on both?") },
    );
    const page = await visit("/", "tomek");
    // Whose read mark it is, is told by one's uuid.
    const asked = page.waitForResponse("**/api/me");
    await page.reload();
    await asked;
    await page.locator(".shell__unread").waitFor();
    const before = await page.title();
    await call(page, "PUT", `/api/message_groups/${group}/read`, { last_read_seq: seq });
    await expect.poll(() => page.title()).not.toBe(before);
  });
});

describe("an address that is no page", () => {
  it.each(["/messages/not-a-uuid", "/nowhere", "/messages/new", "/messages/a/b/c"])(
    "%s shows that there is none, without a sign-in",
    async (path) => {
      const page = await newBrowser();
      const response = await page.goto(path);
      expect(response!.status()).toBe(404);
      await page.getByRole("heading", { name: "There is no such page" }).waitFor();
    },
  );
});
