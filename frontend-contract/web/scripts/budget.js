// The build fails when the pages' JavaScript, compressed, outgrows its budgets: what opens first, and what is loaded on demand.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const FIRST_KB = 155;
const ON_DEMAND_KB = 30;
const dist = new URL("../dist/", import.meta.url);
const assets = readdirSync(new URL("assets/", dist));
const document = readFileSync(new URL("index.html", dist), "utf8");
const size = (names) =>
  names.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(`assets/${name}`, dist))).length, 0) / 1024;

const scripts = assets.filter((name) => name.endsWith(".js"));
// The document names what it begins with, and what that imports. Of the texts one language is loaded: the longer one counts.
const texts = scripts.filter((name) => /^(en|de)-/.test(name));
const first = size(scripts.filter((name) => document.includes(name))) + Math.max(...texts.map((name) => size([name])));
const onDemand = size(scripts.filter((name) => !document.includes(name) && !texts.includes(name)));
const css = size(assets.filter((name) => name.endsWith(".css")));
console.log(
  `Compressed: ${first.toFixed(1)} KB of JavaScript at first (budget ${FIRST_KB}), ${onDemand.toFixed(1)} KB on demand ` +
    `(budget ${ON_DEMAND_KB}), ${css.toFixed(1)} KB of CSS`,
);
if (first > FIRST_KB || onDemand > ON_DEMAND_KB) {
  console.error("The pages are too heavy");
  process.exit(1);
}
