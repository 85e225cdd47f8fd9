import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { lookAt } from "./looking";
import { conversations, DESKTOP, loseServer, messages, newBrowser, open, PHONE, useBrowser, visit } from "./stack";

useBrowser();

const LOOKS = [
  ["light", "desktop", DESKTOP],
  ["dark", "phone", PHONE],
  ["light", "phone", PHONE],
  ["dark", "desktop", DESKTOP],
] as const;

describe.each(LOOKS)("%s, on a %s", (colorScheme, device, viewport) => {
  const how = { colorScheme, viewport };
  const look = (page: Page, name: string) => lookAt(page, `${name}-${colorScheme}-${device}`);

  it("the home feed", async () => {
    const page = await visit("/", "andrewbrown", how);
    await page.getByRole("article").first().waitFor();
    await look(page, "home");
  });

  it("the list of conversations", async () => {
    const page = await visit("/messages", "andrewbrown", how);
    await conversations(page).first().waitFor();
    await look(page, "messages");
  });

  it("a conversation", async () => {
    const page = await visit("/messages", "andrewbrown", how);
    await open(page, "Andrew Bayko");
    await messages(page).first().waitFor();
    await look(page, "conversation");
  });

  it("a message that was not sent, one too long, and a server that is gone", async () => {
    const page = await visit("/messages", "andrewbrown", how);
    await open(page, "Londo Mollari");
    await messages(page).first().waitFor();
    await page.route("**/api/messages", (route) => route.fulfill({ status: 400, body: "" }));
    const field = page.getByRole("textbox", { name: /^Message to/ });
    await field.fill("This one stays here.");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("Not sent.").waitFor();
    await loseServer(page);
    await field.fill("Too long. ".repeat(103));
    await page.getByText("over the limit").waitFor();
    await page.locator(".panes__conversation").getByText("The server does not answer").waitFor();
    await look(page, "trouble");
  });

  it("a new conversation", async () => {
    const page = await visit("/messages/new/marisol", "londo", how);
    await page.getByText("This is the beginning of").first().waitFor();
    await look(page, "new");
  });

  it("an unknown handle", async () => {
    const page = await visit("/messages/new/kosh", "andrewbrown", how);
    await page.getByText("Nobody here is called").first().waitFor();
    await look(page, "unknown");
  });

  it("loading", async () => {
    const page = await visit("/messages", "andrewbrown", how);
    await open(page, "Andrew Bayko");
    await page.route("**/api/**", () => {});
    await page.reload();
    await page.getByText("Loading the conversation").waitFor({ state: "attached" });
    await look(page, "loading");
  });

  it("the sign-in page, and a page that is not there", async () => {
    const page = await newBrowser(how);
    await page.goto("/signin");
    await page.getByRole("heading", { name: "Sign in to Cruddur" }).waitFor();
    await look(page, "signin");
    await page.evaluate(() => history.pushState(null, "", "/nowhere"));
    await page.getByText("There is no such page").waitFor();
    await look(page, "nowhere");
  });
});
