// Writes what the pages hold of others to target/bom.json (CycloneDX). `npm sbom --omit dev` leaves React out, as it does
// every package that another also names as a development dependency (https://github.com/npm/cli/issues/7909). So the list
// is taken whole, and what npm itself marks as for development is left out here.
import { execSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const cwd = fileURLToPath(new URL("..", import.meta.url));
const npm = (command) => execSync(`npm ${command}`, { cwd, encoding: "utf8", maxBuffer: 2 ** 26 });

const [major, minor] = npm("--version").split(".").map(Number);
if (major < 10 || (major === 10 && minor < 2)) {
  // Debian's Node comes with an older one. The pages are none the worse; maven.js says what is missing.
  process.exit(0);
}
const bom = JSON.parse(npm("sbom --sbom-format cyclonedx --workspace web"));
const forDevelopment = ({ name, value }) => name === "cdx:npm:package:development" && value === "true";
bom.components = bom.components.filter(({ properties = [] }) => !properties.some(forDevelopment));
const shipped = new Set(bom.components.map((component) => component["bom-ref"]));
bom.dependencies = bom.dependencies
  .filter(({ ref }) => shipped.has(ref) || ref === bom.metadata.component["bom-ref"])
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => shipped.has(other)) }));
mkdirSync(`${cwd}target`, { recursive: true });
writeFileSync(`${cwd}target/bom.json`, `${JSON.stringify(bom, null, 2)}\n`);
