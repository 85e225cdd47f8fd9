// What Maven runs: node scripts/maven.js build|test. Does only what has changed since the last time, so it is quick and
// needs no network when nothing has. A step is silent unless it fails.
import { exec } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const PACKAGES = [
  "package.json",
  "package-lock.json",
  ".npmrc",
  "client/package.json",
  "web/package.json",
  "e2e/package.json",
];
const SOURCES = [
  "openapi",
  "client",
  "web",
  "e2e",
  "tsconfig.base.json",
  "eslint.config.js",
  ".prettierignore",
  "scripts",
];
const NOT_SOURCES = new Set(["node_modules", "dist", "target", ".vite"]);

function files(path) {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const child = `${path}/${entry.name}`;
    return NOT_SOURCES.has(entry.name) ? [] : entry.isDirectory() ? files(child) : [child];
  });
}

function fingerprint(paths) {
  const hash = createHash("sha256").update(process.version);
  for (const path of paths.sort()) {
    hash.update(path).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

/** @returns what to say when it has failed, or nothing */
function npm(command) {
  return new Promise((resolve) => {
    exec(`npm ${command}`, { cwd: root, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve(error ? `${stdout}\n${stderr}\nnpm ${command} failed` : undefined),
    );
  });
}

/** Runs a step's commands, all at once, unless that has been done with these very files, and what it made is there. */
async function once(name, marker, print, made, commands) {
  const file = join(root, marker);
  if (existsSync(file) && readFileSync(file, "utf8") === print && existsSync(join(root, made))) {
    return;
  }
  const began = Date.now();
  const failures = (await Promise.all(commands.map(npm))).filter(Boolean);
  if (failures.length > 0) {
    console.error(failures.join("\n"));
    process.exit(1);
  }
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, print);
  console.log(`The pages: ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The pages need Node 20.19 or newer to be built; this is ${process.version}.`);
  process.exit(1);
}

const packages = fingerprint(PACKAGES);
const listed = fingerprint([...PACKAGES, "scripts/sbom.js"]);
const sources = fingerprint([...PACKAGES, ...SOURCES.flatMap((path) => (path.includes(".") ? [path] : files(path)))]);

await once("packages installed", "node_modules/.installed", packages, "node_modules", ["ci --no-progress"]);
if (
  !existsSync(join(root, "target/pages/built")) ||
  readFileSync(join(root, "target/pages/built"), "utf8") !== sources
) {
  // Maven copies, but does not take away: the files of the build before have other names.
  rmSync(join(root, "target/classes/static"), { recursive: true, force: true });
}
await once("built", "target/pages/built", sources, "web/dist/index.html", ["run build"]);
await once("listed what they hold", "target/pages/listed", listed, "target/bom.json", ["run sbom"]);
if (!existsSync(join(root, "target/bom.json"))) {
  console.log("The pages: no target/bom.json, what they hold of others is not listed: that takes npm 10.2 or newer");
}
if (process.argv[2] === "test") {
  // By itself: it packs the client anew, which the others read.
  await once("client tested", "target/pages/client-tested", sources, "client/dist", ["test -w client"]);
  await once("checked and tested", "target/pages/tested", sources, "web/dist/index.html", ["run check", "test -w web"]);
}
