// Installs what package-lock.json names into a directory, unless that was done already.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2];
const lock = "package-lock.json";
const done = join(target, "installed.json");

const wanted = readFileSync(join(here, lock), "utf8");
if (!existsSync(done) || readFileSync(done, "utf8") !== wanted) {
  mkdirSync(target, { recursive: true });
  for (const file of ["package.json", lock]) {
    copyFileSync(join(here, file), join(target, file));
  }
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--loglevel=error"], {
    cwd: target,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  copyFileSync(join(target, lock), done);
}
