// Writes what the pages hold of others to target/bom.json (CycloneDX). `npm sbom --omit dev` leaves React out, as it does
// every package that another also names as a development dependency (https://github.com/npm/cli/issues/7909). So the list
// is taken whole, and what the pages do not reach by dependencies that are needed is left out here: npm also lists an
// optional peer, such as a compiler.
import { execSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const cwd = fileURLToPath(new URL("..", import.meta.url));
const npm = (command) => execSync(`npm ${command}`, { cwd, encoding: "utf8", maxBuffer: 2 ** 26 });

const [major, minor] = npm("--version").split(".").map(Number);
if (major < 10 || (major === 10 && minor < 2)) {
  // Debian's Node comes with an older one. The pages are none the worse; maven.js says what is missing.
  process.exit(0);
}
const bom = JSON.parse(npm("sbom --sbom-format cyclonedx --workspace web"));
const { packages } = JSON.parse(readFileSync(`${cwd}package-lock.json`, "utf8"));
const reached = new Set();
reach("@cruddur/web");
const nameIn = (purl) => decodeURIComponent(/^pkg:npm\/(.+?)@/.exec(purl)[1]);
bom.components = bom.components.filter(({ purl }) => reached.has(nameIn(purl)));
const shipped = new Set(bom.components.map((component) => component["bom-ref"]));
bom.dependencies = bom.dependencies
  .filter(({ ref }) => shipped.has(ref) || ref === bom.metadata.component["bom-ref"])
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => shipped.has(other)) }));
mkdirSync(`${cwd}target`, { recursive: true });
writeFileSync(`${cwd}target/bom.json`, `${JSON.stringify(bom, null, 2)}\n`);

function reach(name) {
  if (!reached.has(name)) {
    reached.add(name);
    const entry = packages[`node_modules/${name}`];
    const {
      dependencies = {},
      peerDependencies = {},
      peerDependenciesMeta = {},
    } = packages[entry?.resolved] ?? entry ?? {};
    const peers = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional);
    [...Object.keys(dependencies), ...peers].forEach(reach);
  }
}
