// Installs the CDK's command line, as package-lock.json names it, unless that was done already.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync } from "node:fs";

const lock = "package-lock.json";
const done = "node_modules/installed.json";

if (!existsSync(done) || readFileSync(done, "utf8") !== readFileSync(lock, "utf8")) {
  execFileSync("npm", ["ci", "--ignore-scripts", "--prefer-offline", "--loglevel=error"], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  copyFileSync(lock, done);
}
