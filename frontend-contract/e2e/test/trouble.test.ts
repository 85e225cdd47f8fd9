import { describe, expect, it } from "vitest";
import {
  ARRIVED,
  bubble,
  changeSession,
  conversations,
  field,
  fillLoginForm,
  loseServer,
  messages,
  open,
  pass,
  problem,
  session,
  signIn,
  STACK,
  unique,
  useBrowser,
  visit,
  write,
} from "./stack";

useBrowser();

describe("signing in", () => {
  it("keeps nothing for other tabs but the session, and ends with signing out", async () => {
    const page = await signIn("/messages");
    await conversations(page).first().waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([(await session(page)).key]);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await page.goto("/messages");
    await page.locator("input[name=password]").waitFor();
  });

  it("out leaves nothing that the next person in the tab would see", async () => {
    const page = await signIn("/messages");
    await open(page, "Andrew Bayko");
    const address = page.url();
    const draft = unique("Not for you");
    await field(page).fill(draft);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    await page.goto(address);
    await fillLoginForm(page, "bayko");
    await page.waitForURL(address);
    await messages(page).first().waitFor();
    expect(await field(page).inputValue()).toBe("");
  });

  it("holds in other tabs, without the sign-in page, and ends in all of them", async () => {
    const page = await signIn("/messages");
    await conversations(page).first().waitFor();
    const other = await page.context().newPage();
    const visited: string[] = [];
    other.on("request", (request) => request.isNavigationRequest() && visited.push(new URL(request.url()).origin));
    await other.goto("/messages");
    await conversations(other).first().waitFor();
    expect(visited).toEqual([STACK]);
    await page.getByRole("button", { name: "Sign out" }).click();
    await other.getByRole("button", { name: "Sign in" }).waitFor();
    expect(await conversations(other).count()).toBe(0);
  });

  it("is renewed once, by one of several tabs", async () => {
    const page = await signIn("/messages", "andrewbrown", { hasOwnClock: true, hasNoStream: true });
    await conversations(page).first().waitFor();
    const other = await page.context().newPage();
    await other.goto("/messages");
    await conversations(other).first().waitFor();
    const refreshes: string[] = [];
    page.context().on("request", (request) => {
      if (request.url().endsWith("/oauth2/token")) {
        refreshes.push(request.postData() ?? "");
      }
    });
    await page.context().route("**/api/message_groups*", (route) => {
      const isOld = route.request().headers().authorization === `Bearer ${old}`;
      return isOld ? route.fulfill(problem(401, "unauthenticated")) : route.continue();
    });
    const old = String((await session(page)).user.access_token);
    await pass(page, 6);
    await expect.poll(async () => String((await session(page)).user.access_token)).not.toBe(old);
    await pass(page, 10);
    expect(refreshes).toHaveLength(1);
  });

  it("refuses a callback that nobody began", async () => {
    const page = await signIn("/messages");
    const asked: string[] = [];
    await page.goto("/signin");
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto("/signin/callback?code=stolen&state=unknown");
    await page.getByText("That sign-in did not work").waitFor();
    expect(
      asked.filter((path) => path.startsWith("/api/")),
      "an old token would begin another sign-in",
    ).toEqual([]);
  });
});

describe("a session that has ended", () => {
  const endAccess = (user: Record<string, unknown>) => {
    user.access_token = "expired";
  };
  const endAll = (user: Record<string, unknown>) => {
    endAccess(user);
    delete user.refresh_token;
  };
  // A sign-in that is refused at once is not begun again; these sessions are older.
  const age = (page: Awaited<ReturnType<typeof signIn>>) =>
    page.evaluate(() => sessionStorage.setItem("cruddur.signed-in-at", "0"));

  it("is renewed without anybody noticing", async () => {
    const page = await signIn("/messages");
    await open(page, "Andrew Bayko");
    const address = page.url();
    await changeSession(page, endAccess);
    await page.reload();
    await messages(page).first().waitFor();
    expect(page.url()).toBe(address);
    expect((await session(page)).user.access_token).not.toBe("expired");
  });

  it("comes back to the same page by itself while the provider knows the user", async () => {
    const page = await signIn("/messages");
    await open(page, "Andrew Bayko");
    const address = page.url();
    await changeSession(page, endAll);
    await age(page);
    await page.reload();
    await expect
      .poll(async () => (page.url() === address ? (await session(page)).user.access_token : ""))
      .not.toMatch(/^$|expired/);
    await messages(page).first().waitFor();
  });

  it("leads to the sign-in and back to the same page, with what was being written", async () => {
    const page = await signIn("/messages");
    await open(page, "Andrew Bayko");
    const address = page.url();
    const text = unique("Not lost");
    await page.getByRole("textbox", { name: /^Message to/ }).fill(text);
    await changeSession(page, endAll);
    await age(page);
    await page.context().clearCookies();
    await page.reload();
    await fillLoginForm(page, "andrewbrown");
    await page.waitForURL(address);
    await messages(page).first().waitFor();
    expect(await page.getByRole("textbox", { name: /^Message to/ }).inputValue()).toBe(text);
  });
});

describe("a server in trouble", () => {
  it("that answers 500: says so, and sends once when it is well again", async () => {
    const page = await visit("/messages", "andrewbrown", { hasOwnClock: true });
    await open(page, "Andrew Bayko");
    const keys: string[] = [];
    await page.route("**/api/messages", async (route) => {
      keys.push(route.request().headers()["idempotency-key"] ?? "");
      await route.fulfill(problem(500, "internal_error"));
    });
    const text = unique("In spite of 500");
    await write(page, text);
    await bubble(page, text).getByText("No answer yet, trying again…").waitFor();
    await pass(page, 30);
    await bubble(page, text).getByText("Not sent.").waitFor();
    await bubble(page, text).getByText("It is not your fault").waitFor();

    await page.unroute("**/api/messages");
    const repeated = page.waitForRequest((request) => request.method() === "POST");
    await bubble(page, text).getByRole("button", { name: "Try again" }).click();
    keys.push((await repeated).headers()["idempotency-key"] ?? "");
    await bubble(page, text).getByText(ARRIVED).waitFor();
    expect(keys.length).toBeGreaterThan(2);
    expect(new Set(keys).size).toBe(1);
    await page.reload();
    await bubble(page, text).waitFor();
    expect(await bubble(page, text).count()).toBe(1);
  }, 60_000);

  it("that answers 429: waits as long as it asks", async () => {
    const page = await visit("/messages");
    await open(page, "Andrew Bayko");
    const times: number[] = [];
    await page.route("**/api/messages", async (route) => {
      times.push(Date.now());
      await (times.length === 1
        ? route.fulfill(problem(429, "too_many_requests", { "Retry-After": "2" }))
        : route.continue());
    });
    const text = unique("In spite of 429");
    await write(page, text);
    await bubble(page, text).getByText(ARRIVED).waitFor();
    expect(times).toHaveLength(2);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(1990);
  });

  it("that cannot show the list: says why, and shows it when it can", async () => {
    const page = await visit("/messages");
    await page.route("**/api/message_groups*", (route) =>
      route.fulfill(problem(503, "temporarily_unavailable", { "Retry-After": "1" })),
    );
    await page.reload();
    await page.getByText("The server is busy").waitFor();
    await page.unroute("**/api/message_groups*");
    await conversations(page).first().waitFor();
    await page.getByText("The server is busy").waitFor({ state: "detached" });
  });

  it("that is gone for ten seconds: says so, goes on by itself, and loses nothing", async () => {
    const page = await visit("/messages", "andrewbrown", { hasOwnClock: true });
    await open(page, "Andrew Bayko");
    const other = await visit("/messages", "bayko");
    await open(other, "Andrew Brown");
    await loseServer(page);
    const mine = unique("Written while it was gone");
    await write(page, mine);
    await page.locator(".panes__conversation").getByText("The server does not answer").waitFor();
    const theirs = unique("Said while it was gone");
    await write(other, theirs);
    await bubble(other, theirs).getByText(ARRIVED).waitFor();
    await pass(page, 10);
    await page.unroute("**/api/**");
    await pass(page, 15);
    await bubble(page, theirs).waitFor({ timeout: 15_000 });
    await bubble(page, mine).getByText(ARRIVED).waitFor({ timeout: 20_000 });
    await page.getByText("The server does not answer").first().waitFor({ state: "detached" });
    await bubble(other, mine).waitFor();
  }, 60_000);
});
