// The build fails when the pages' JavaScript, compressed, outgrows its budget.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 150;
const assets = new URL("../dist/assets/", import.meta.url);
const size = (ending) =>
  readdirSync(assets)
    .filter((name) => name.endsWith(ending))
    .reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, assets))).length, 0) / 1024;

const script = size(".js");
console.log(
  `Compressed: ${script.toFixed(1)} KB of JavaScript (budget ${BUDGET_KB}), ${size(".css").toFixed(1)} KB of CSS`,
);
if (script > BUDGET_KB) {
  console.error("The pages are too heavy");
  process.exit(1);
}
