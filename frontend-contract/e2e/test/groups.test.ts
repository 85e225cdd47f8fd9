import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { lookAt } from "./looking";
import {
  ARRIVED,
  bubble,
  call,
  choose,
  conversationWith,
  field,
  messages,
  open,
  PHONE,
  pick,
  problem,
  unique,
  useBrowser,
  visit,
  write,
} from "./stack";

useBrowser();

interface Group {
  uuid: string;
  title: string | null;
  last_seq: number;
  role: string | null;
  members: { uuid: string; handle: string; role: string | null }[];
}

/** A group of andrewbrown, who is its admin. */
const createGroup = (page: Page, title: string, handles = ["bayko", "yuki"], history = "all") =>
  call<Group>(page, "POST", "/api/message_groups", { title, handles, history });
const read = (page: Page, uuid: string) => call<Group>(page, "GET", `/api/message_groups/${uuid}`);
const panel = (page: Page) => page.locator(".members");
const member = (page: Page, name: string) => panel(page).locator(".member").filter({ hasText: name });
const showMembers = (page: Page) => page.getByRole("button", { name: "Members", exact: true }).click();
const act = async (page: Page, name: string, entry: string) => {
  await member(page, name)
    .getByRole("button", { name: `Actions for ${name}` })
    .click();
  await page.getByRole("menuitem", { name: entry }).click();
};
const isFocused = (element: Element) => element === document.activeElement;

describe("a new conversation", () => {
  it("with several people is a group: found by the keyboard, gathered as chips, with a title and who reads what", async () => {
    const page = await visit("/messages");
    const button = page.getByRole("button", { name: "New conversation" });
    await button.focus();
    await page.keyboard.press("Enter");
    const input = page.getByRole("combobox");
    await expect.poll(() => input.evaluate(isFocused)).toBe(true);
    await lookAt(page, "new-conversation-suggested");
    await page.keyboard.type("y");
    expect(await page.getByText("two characters or more").isVisible(), "one character is not enough").toBe(true);
    await input.fill("");
    await pick(page, "yu", "Yuki Tanabe");
    await pick(page, "@bayko", "Andrew Bayko");
    await pick(page, "moll", "Londo Mollari");
    await page.keyboard.press("Backspace");
    await page.locator(".picker__chip", { hasText: "Londo" }).waitFor({ state: "detached" });
    await page.getByRole("status").getByText("Londo Mollari removed").waitFor({ state: "attached" });
    await input.fill("nobodyhasthisname");
    await page.getByText("Nobody found. Check the spelling.").waitFor();
    await page.keyboard.press("Escape");
    expect(await input.inputValue(), "Escape empties the field first").toBe("");

    const title = unique("Zocalo");
    await page.getByLabel("Title (optional)").fill(title);
    await page.getByLabel("what is written from then on").check();
    await lookAt(page, "new-group");
    const asked: { body: unknown; key: string | undefined }[] = [];
    let refusals = ["receiver_unavailable", "temporarily_unavailable"];
    await page.route("**/api/message_groups", async (route) => {
      if (route.request().method() !== "POST") {
        return route.fallback();
      }
      asked.push({ body: route.request().postDataJSON(), key: route.request().headers()["idempotency-key"] });
      const [code, ...others] = refusals;
      refusals = others;
      return code ? route.fulfill(problem(code === "receiver_unavailable" ? 403 : 503, code)) : route.fallback();
    });
    await page.getByRole("button", { name: "Create group" }).click();
    await page.getByText("Somebody you have chosen takes no messages from you").waitFor();
    expect(await page.getByLabel("Title (optional)").inputValue(), "nothing typed is lost").toBe(title);
    expect(await page.locator(".picker__chip").count()).toBe(2);
    await lookAt(page, "new-group-refused");
    await page.getByRole("button", { name: "Create group" }).click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await conversationWith(page, title).waitFor();
    await expect.poll(() => field(page).evaluate(isFocused)).toBe(true);
    expect(asked.length).toBe(3);
    expect(asked[2]!.body).toEqual({ handles: ["yuki", "bayko"], title, history: "from_join" });
    expect(new Set(asked.map(({ key }) => key)).size, "one key for all attempts").toBe(1);
  });

  it("with nobody says so, and one with a person whom one knows opens that one", async () => {
    const page = await visit("/messages");
    await page.getByRole("button", { name: "New conversation" }).click();
    await page.getByRole("button", { name: "Write" }).click();
    await page.getByText("Choose at least one person.").waitFor();
    await pick(page, "ba", "Andrew Bayko");
    await page.getByRole("button", { name: "Write" }).click();
    await page.getByRole("heading", { level: 1, name: "Andrew Bayko" }).waitFor();
    await page.waitForURL(/\/messages\/[0-9a-f-]{36}$/);
    await messages(page).first().waitFor();
  });

  it("closes with Escape, and the focus is where it was", async () => {
    const page = await visit("/messages", "andrewbrown", { viewport: PHONE, colorScheme: "dark" });
    const button = page.getByRole("button", { name: "New conversation" });
    await button.click();
    await pick(page, "yu", "Yuki Tanabe");
    await pick(page, "ba", "Andrew Bayko");
    await lookAt(page, "new-group-dark-phone");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await button.evaluate(isFocused)).toBe(true);
  });
});

describe("the members of a group", () => {
  it("are added, made admins, removed, and the group renamed by an admin, and the others see it", async () => {
    const page = await visit("/messages");
    const title = unique("Members");
    const { uuid } = await createGroup(page, title);
    await page.goto(`/messages/${uuid}`);
    await page.getByText("3 people").first().waitFor();
    await showMembers(page);
    await expect.poll(() => page.getByRole("heading", { name: "Members", exact: true }).evaluate(isFocused)).toBe(true);
    await member(page, "Andrew Brown").getByText("Admin", { exact: true }).waitFor();
    await lookAt(page, "members");

    await panel(page).getByRole("button", { name: "Add people" }).click();
    await page.getByRole("combobox").fill("yuk");
    await page.getByRole("option", { name: "Yuki Tanabe" }).getByText("Already there").waitFor();
    await pick(page, "lond", "Londo Mollari");
    await lookAt(page, "add-people");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await member(page, "Londo Mollari").waitFor();
    await page.getByText("4 people").first().waitFor();

    await act(page, "Yuki Tanabe", "Make admin");
    await member(page, "Yuki Tanabe").getByText("Admin", { exact: true }).waitFor();
    await page.getByRole("status").getByText("Yuki Tanabe is an admin now").waitFor({ state: "attached" });
    await act(page, "Yuki Tanabe", "Admin no longer");
    await member(page, "Yuki Tanabe").getByText("Admin", { exact: true }).waitFor({ state: "detached" });

    await act(page, "Londo Mollari", "Remove from group");
    await page.getByRole("alertdialog", { name: "Remove Londo Mollari?" }).waitFor();
    await lookAt(page, "remove-member");
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await member(page, "Londo Mollari").waitFor({ state: "detached" });

    await panel(page).getByRole("button", { name: "Rename" }).click();
    const input = panel(page).getByRole("textbox", { name: "Title" });
    await expect.poll(() => input.evaluate(isFocused)).toBe(true);
    await input.fill("x".repeat(81));
    await page.getByText("80 characters at most").waitFor();
    const renamed = unique("Renamed");
    await input.fill(renamed);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: renamed }).waitFor();
    await conversationWith(page, renamed).waitFor();
    expect((await read(page, uuid)).title).toBe(renamed);

    await page.getByRole("button", { name: "Close members" }).click();
    expect(await page.getByRole("button", { name: "Members", exact: true }).evaluate(isFocused)).toBe(true);

    const bayko = await visit(`/messages/${uuid}`, "bayko");
    await bayko.getByRole("heading", { level: 1, name: renamed }).waitFor();
    await showMembers(bayko);
    await member(bayko, "Yuki Tanabe").waitFor();
    expect(await panel(bayko).getByRole("button", { name: "Add people" }).count(), "only for admins").toBe(0);
    expect(await panel(bayko).getByRole("button", { name: "Rename" }).count()).toBe(0);
    await member(bayko, "Yuki Tanabe").getByRole("button").click();
    expect(await bayko.getByRole("menuitem").allTextContents()).toEqual(["Message Yuki Tanabe"]);
  });

  it("are in a dialog on a phone; what others have just changed is said, and shown", async () => {
    const page = await visit("/messages", "andrewbrown", { viewport: PHONE, hasNoStream: true });
    const { uuid, members } = await createGroup(page, unique("Phone"));
    await page.goto(`/messages/${uuid}`);
    await showMembers(page);
    await page.getByRole("dialog", { name: "Members" }).waitFor();
    await member(page, "Yuki Tanabe").waitFor();
    await lookAt(page, "members-phone");
    await page.route("**/members/*", (route) => route.fulfill(problem(409, "changed_meanwhile")));
    await act(page, "Yuki Tanabe", "Make admin");
    await page.getByText("Others have just changed the same").waitFor();
    await page.unroute("**/members/*");
    // By another admin.
    const bayko = members.find(({ handle }) => handle === "bayko")!;
    await call(page, "PUT", `/api/message_groups/${uuid}/members/${bayko.uuid}`, { role: "admin" });
    const other = await visit("/messages", "bayko");
    const me = (await read(page, uuid)).members.find(({ handle }) => handle === "andrewbrown")!;
    await call(other, "PUT", `/api/message_groups/${uuid}/members/${me.uuid}`, { role: "member" });
    await act(page, "Yuki Tanabe", "Make admin");
    await page.getByText("You may not do this").waitFor();
    await panel(page).getByRole("button", { name: "Add people" }).waitFor({ state: "detached" });
    await lookAt(page, "not-allowed-phone");
  });

  it("who are removed see it plainly, and the way back to the list", async () => {
    const page = await visit("/messages");
    const title = unique("Removed");
    const { uuid, members } = await createGroup(page, title);
    const bayko = await visit(`/messages/${uuid}`, "bayko");
    await field(bayko).waitFor();
    await messages(bayko).first().waitFor();
    const { uuid: removed } = members.find(({ handle }) => handle === "bayko")!;
    await call(page, "DELETE", `/api/message_groups/${uuid}/members/${removed}`);
    await bayko.getByText("You are not in this conversation any more").waitFor();
    expect(await field(bayko).count()).toBe(0);
    await conversationWith(bayko, title).waitFor({ state: "detached" });
    await lookAt(bayko, "removed");
    await bayko.locator(".cannot-write").getByRole("link", { name: "All conversations" }).click();
    await bayko.waitForURL(/\/messages$/);
  });

  it("may leave, are asked before, and the last admin is told who becomes one", async () => {
    const page = await visit("/messages");
    const title = unique("Leave");
    const { uuid } = await createGroup(page, title, ["yuki", "bayko"]);
    await page.goto(`/messages/${uuid}`);
    await field(page).waitFor();
    await choose(page, "Leave group…");
    await page.getByText("You are the last admin: Yuki Tanabe").waitFor();
    await lookAt(page, "leave");
    await page.keyboard.press("Escape");
    await page.getByRole("alertdialog").waitFor({ state: "detached" });
    expect((await read(page, uuid)).role, "nothing has happened").toBe("admin");
    await choose(page, "Leave group…");
    await page.getByRole("button", { name: "Leave", exact: true }).click();
    await page.waitForURL(/\/messages$/);
    await conversationWith(page, title).waitFor({ state: "detached" });
    const yuki = await visit("/messages", "yuki");
    expect((await read(yuki, uuid)).role).toBe("admin");
    // Added again, it is here again.
    await call(yuki, "POST", `/api/message_groups/${uuid}/members`, { handles: ["andrewbrown"] });
    await conversationWith(page, title).waitFor();
  });
});

describe("a third person", () => {
  it("makes a new group of a conversation of two, which says so and is opened", async () => {
    const page = await visit("/messages");
    await open(page, "Andrew Bayko");
    const pair = page.url();
    await choose(page, "Add people…");
    await page.getByText("A conversation of two stays as it is.").waitFor();
    await pick(page, "yu", "Yuki Tanabe");
    await lookAt(page, "third-person");
    await page.getByRole("button", { name: "Create group" }).click();
    await page.getByRole("heading", { level: 1, name: "Andrew Bayko, Yuki Tanabe" }).waitFor();
    expect(page.url()).not.toBe(pair);
    await page.getByText("3 people").first().waitFor();
    const uuid = page.url().split("/").at(-1)!;
    const renamed = unique("Third");
    await call(page, "PATCH", `/api/message_groups/${uuid}`, { title: renamed });
    // The message that tells of it has the title read again.
    await page.getByRole("heading", { level: 1, name: renamed }).waitFor();
    const text = unique("All three");
    await write(page, text);
    await bubble(page, text).getByText(ARRIVED).waitFor();
  });
});
