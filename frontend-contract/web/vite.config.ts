import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// npm run dev passes what is not a page on to a running stack, or to the mock (npm run mock).
const stack = process.env.CRUDDUR_URL ?? "http://127.0.0.1:4570";

export default defineConfig({
  plugins: [react()],
  server: { host: "127.0.0.1", proxy: { "/api": stack, "/config.json": stack } },
  build: {
    target: "es2023",
    // The Content-Security-Policy allows no data: scripts, fonts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: { include: ["test/**/*.test.{ts,tsx}"], environment: "jsdom", setupFiles: ["test/setup.ts"] },
});
