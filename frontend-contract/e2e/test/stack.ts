import { chromium, type Browser, type BrowserContext, type Locator, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";

/** The running system: `./cruddur up`, or the mock (npm run e2e:mock). */
export const STACK = (process.env.CRUDDUR_URL ?? "http://127.0.0.1:4570").replace(/\/+$/, "");

/**
 * Another server of the same system, where there is one: its clock is off. With the mock, and with `./cruddur up`, it is
 * the same server.
 */
export const OTHER_STACK = (process.env.CRUDDUR_OTHER_URL ?? STACK).replace(/\/+$/, "");

/** Of every sample user. */
export const PASSWORD = "Cruddur1!";

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 780 };

export interface Visit {
  colorScheme?: "light" | "dark";
  viewport?: { width: number; height: number };
  locale?: string;
  /** The browser's clock goes on by `pass` too. */
  hasOwnClock?: boolean;
  /** A device without a mouse. */
  isMobile?: boolean;
  /** Streams are blocked: the pages ask again and again. */
  hasNoStream?: boolean;
  /** Which server; `STACK` if absent. */
  server?: string;
}

let browser: Browser;
const contexts: BrowserContext[] = [];

/** By the pages of the test that runs. */
const reported: Error[] = [];

/** Call it once per file. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    });
  });
  afterEach(async () => {
    const errors = reported.splice(0);
    await Promise.all(contexts.splice(0).map(closed));
    // What a page says while it is being closed is no fault of it.
    reported.length = 0;
    if (errors.length > 0) {
      throw errors[0]!;
    }
  });
  afterAll(() => browser.close());
}

/** With requests under way: what a test has put in their place may be at work on one, and has nobody to tell of it. */
async function closed(context: BrowserContext): Promise<void> {
  await Promise.all(context.pages().map((page) => page.unrouteAll({ behavior: "ignoreErrors" })));
  await context.unrouteAll({ behavior: "ignoreErrors" });
  await context.close();
}

/** Another person's browser, not signed in unless it is told so. A violation of the Content-Security-Policy fails the test. */
export async function newBrowser(
  {
    colorScheme = "light",
    viewport = DESKTOP,
    locale = "en-GB",
    isMobile = false,
    hasOwnClock = false,
    hasNoStream = false,
    server = STACK,
  }: Visit = {},
  storageState?: Kept,
): Promise<Page> {
  const context = await browser.newContext({
    storageState,
    baseURL: server,
    colorScheme,
    viewport,
    locale,
    hasTouch: isMobile || viewport.width < 600,
    isMobile,
    reducedMotion: "reduce",
  });
  contexts.push(context);
  if (hasOwnClock) {
    await context.clock.install();
  }
  if (hasNoStream) {
    await context.route("**/api/events", (route) => route.abort());
  }
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" && /Content.Security.Policy/i.test(message.text())) {
      reported.push(new Error(message.text()));
    }
  });
  page.on("pageerror", (error) => reported.push(error));
  return page;
}

type Kept = Awaited<ReturnType<BrowserContext["storageState"]>>;
const kept = new Map<string, Kept>();

/** Opens an address as a sample user. Who has signed in before in this file still is, with a tab of their own. */
export async function visit(path: string, handle = "andrewbrown", how: Visit = {}): Promise<Page> {
  const who = `${handle} at ${how.server ?? STACK}`;
  const state = kept.get(who);
  if (!state) {
    const page = await signIn(path, handle, how);
    kept.set(who, await page.context().storageState());
    return page;
  }
  const page = await newBrowser(how, state);
  await page.goto(path);
  return page;
}

/** The same through the real login form, for whoever ends the session or changes it. */
export async function signIn(path: string, handle = "andrewbrown", how: Visit = {}): Promise<Page> {
  const page = await newBrowser(how);
  await page.goto(path === "/" ? "/signin" : path);
  if (path === "/") {
    await page.getByRole("button", { name: "Sign in" }).click();
  }
  await fillLoginForm(page, handle);
  await page
    .waitForURL((url) => url.origin === (how.server ?? STACK) && !url.pathname.startsWith("/signin"))
    .catch(async (error: Error) => {
      throw new Error(`Signed in, but at ${page.url()}: ${await page.locator("body").innerText()}`, { cause: error });
    });
  if (path === "/") {
    await page.getByRole("link", { name: "Home", exact: true }).click();
  }
  return page;
}

export async function fillLoginForm(page: Page, handle: string): Promise<void> {
  await page.locator("input[name=username]").fill(handle);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.locator("button[type=submit]").click();
}

/** Lets seconds pass in a browser with a clock of its own, faster than they do. What is asked meanwhile is answered. */
export async function pass(page: Page, seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 2; i++) {
    await page.clock.runFor(500);
    await page.evaluate(() => fetch("/favicon.svg").catch(() => null));
  }
}

export const conversations = (page: Page): Locator => page.locator(".groups__list").getByRole("link");
export const conversationWith = (page: Page, name: string): Locator =>
  conversations(page).filter({ has: page.locator(".group__name", { hasText: new RegExp(`^${name}$`) }) });
export const messages = (page: Page): Locator => page.locator(".messages .message");
export const field = (page: Page): Locator => page.getByRole("textbox", { name: /^Message to/ });
/** What stands below the last own message once it is stored: the other may have seen it at once. */
export const ARRIVED = /^(Sent|Seen)$/;
/** The bubble with a text. */
export const bubble = (page: Page, text: string): Locator => messages(page).filter({ hasText: text });

export async function open(page: Page, name: string): Promise<void> {
  await conversationWith(page, name).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await field(page).waitFor();
}

/** Opens the menu of the conversation that is open, and chooses from it. */
export async function choose(page: Page, entry: string | RegExp): Promise<void> {
  await page
    .locator(".conversation__header")
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await page.getByRole("menuitem", { name: entry }).click();
}

/** Finds somebody in a people picker and takes them, by the keyboard. */
export async function pick(page: Page, typed: string, name: string): Promise<void> {
  const input = page.getByRole("combobox");
  await input.fill(typed);
  await page.getByRole("option", { name }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".picker__chip", { hasText: name }).waitFor();
}

export async function write(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  // Not with Enter, which breaks the line on a phone.
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

/** From now on the server does not answer, and the connection that is open breaks. */
export async function loseServer(page: Page): Promise<void> {
  await page.route("**/api/**", (route) => route.abort());
  await page.evaluate(() => window.dispatchEvent(new Event("offline")));
}

/** A text that no other test writes. */
export const unique = (text: string): string => `${text} ${Math.random().toString(36).slice(2, 8)}`;

/** What the pages keep for all tabs: their session. */
export async function session(page: Page): Promise<{ key: string; user: Record<string, unknown> }> {
  const [key, value] = await page.evaluate(() => {
    const name = Object.keys(localStorage).find((candidate) => candidate.startsWith("oidc.session."))!;
    return [name, localStorage.getItem(name)!] as const;
  });
  return { key, user: JSON.parse(value) as Record<string, unknown> };
}

export async function changeSession(page: Page, change: (user: Record<string, unknown>) => void): Promise<void> {
  const { key, user } = await session(page);
  change(user);
  await page.evaluate(([name, value]) => localStorage.setItem(name!, value!), [key, JSON.stringify(user)]);
}

/** A request with the page's own token, beside the page. */
export async function call<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  const { user } = await session(page);
  const response = await page.request.fetch(STACK + path, {
    method,
    headers: { Authorization: `Bearer ${String(user.access_token)}` },
    data: body,
  });
  if (!response.ok()) {
    throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
  }
  return (response.status() === 204 ? undefined : await response.json()) as T;
}

/** An error answer of the contract, for interception. */
export function problem(status: number, code: string, headers: Record<string, string> = {}) {
  return {
    status,
    contentType: "application/problem+json",
    headers: { "X-Request-Id": "0123456789abcdef", ...headers },
    body: JSON.stringify({
      type: `https://cruddur.example/problems/${code.replaceAll("_", "-")}`,
      title: "Something went wrong",
      status,
      detail: "The fault has been logged.",
      errors: [code],
      request_id: "0123456789abcdef",
    }),
  };
}
