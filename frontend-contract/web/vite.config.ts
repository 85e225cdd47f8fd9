import { parse } from "@formatjs/icu-messageformat-parser";
import react from "@vitejs/plugin-react";
import { runnerImport, type Plugin } from "vite";
import { defineConfig } from "vitest/config";

// npm run dev passes what is not a page on to a running stack, or to the mock (npm run mock).
const stack = process.env.CRUDDUR_URL ?? "http://127.0.0.1:4570";

const PARSER = "@formatjs/icu-messageformat-parser";

/** Parses the texts when the pages are built, so that the parser, a twelfth of all, is not part of them. */
const parsedTexts = (): Plugin => ({
  name: "parsed-texts",
  apply: "build",
  config: () => ({ resolve: { alias: [{ find: new RegExp(`^${PARSER}$`), replacement: `${PARSER}/no-parser.js` }] } }),
  async transform(_code, id) {
    const language = /\/src\/language\/(en|de)\.ts$/.exec(id)?.[1];
    if (!language) {
      return undefined;
    }
    const { module } = await runnerImport<Record<string, Record<string, string>>>(id, { configFile: false });
    const texts = Object.entries(module[language]!).map(([key, text]) => [key, parse(text)] as const);
    return { code: `export const ${language} = ${JSON.stringify(Object.fromEntries(texts))};`, map: null };
  },
});

export default defineConfig({
  plugins: [react(), parsedTexts()],
  server: { host: "127.0.0.1", proxy: { "/api": stack, "/config.json": stack } },
  build: {
    target: "es2023",
    // The Content-Security-Policy allows no data: scripts, fonts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    environment: "jsdom",
    setupFiles: ["test/setup.ts"],
    // A document for each file took three quarters of the time. The setup puts back what tests change.
    isolate: false,
    testTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
