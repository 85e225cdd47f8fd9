// Runs the browser tests if there is a browser: npm run e2e, with CRUDDUR_URL for a stack other than the mock's.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const BROWSERS = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const browser = BROWSERS.find((path) => path && existsSync(path));
if (!browser) {
  const line =
    "The browser tests were left out: there is no Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM to it.";
  console.log(line);
  // Where they must not be left out, that is a failure.
  process.exit(process.env.CI ? 1 : 0);
}
const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, "run", ...process.argv.slice(2)], {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  env: { ...process.env, CHROMIUM: browser },
  stdio: "inherit",
});
process.exit(status ?? 1);
