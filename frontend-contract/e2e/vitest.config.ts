import { defineConfig } from "vitest/config";

// One file after the other: they share a stack, and a machine has few cores.
export default defineConfig({
  test: { include: ["test/**/*.test.ts"], fileParallelism: false, testTimeout: 30_000, hookTimeout: 60_000 },
});
