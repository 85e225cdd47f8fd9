import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { lookAt } from "./looking";
import { bubble, call, choose, conversationWith, open, signIn, unique, useBrowser, visit, write } from "./stack";

useBrowser();

/** Notes what the browser is told to show; it shows it all the same. */
async function allowNotifications(page: Page): Promise<void> {
  await page.context().grantPermissions(["notifications"]);
  await page.addInitScript(() => {
    const told: string[] = [];
    const Browsers = Notification;
    Object.assign(window, {
      told,
      Notification: class extends Browsers {
        constructor(title: string, options?: NotificationOptions) {
          super(title, options);
          told.push(`${title}: ${options?.body}`);
        }
      },
    });
  });
}

const told = (page: Page) => page.evaluate(() => (window as unknown as { told: string[] }).told);

describe("notifications", () => {
  it("are asked for by a button, come for what is not in view and not muted, and can be turned off", async () => {
    const reader = await signIn("/settings", "yuki");
    const turnOn = reader.getByRole("button", { name: "Turn on notifications" });
    await turnOn.waitFor();
    await lookAt(reader, "notifications-off");
    await allowNotifications(reader);
    await reader.reload();
    await reader.getByRole("switch", { name: "Show a notification" }).click();
    await reader.getByRole("switch", { name: "With a quiet sound" }).waitFor();
    await lookAt(reader, "notifications-on");

    const writer = await visit("/messages", "bayko");
    const title = unique("Babel");
    const { uuid } = await call<{ uuid: string }>(writer, "POST", "/api/message_groups", {
      title,
      handles: ["yuki", "andrewbrown"],
    });
    await writer.goto(`/messages/${uuid}`);
    const first = unique("Are you there?");
    await write(writer, first);
    await expect.poll(() => told(reader)).toEqual([`Andrew Bayko · ${title}: ${first}`]);

    await reader.goto("/messages");
    await open(reader, title);
    const inView = unique("In view");
    await write(writer, inView);
    await bubble(reader, inView).waitFor();
    await choose(reader, "Mute…");
    await reader.getByRole("button", { name: "Until I turn it on again" }).click();
    await reader.locator(".conversation__detail").getByText("Muted").waitFor();
    await reader.locator(`a[href="/messages"]`).first().click();
    await reader.waitForURL(/\/messages$/);
    const muted = unique("Muted");
    await write(writer, muted);
    await conversationWith(reader, title).getByText(muted).waitFor();
    expect(await told(reader)).toEqual([]);
  });
});
