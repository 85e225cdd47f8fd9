import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** By name: the screenshots come before the tests that write. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.sort((a, b) => a.moduleId.localeCompare(b.moduleId));
  }
}

// One file after the other: they share a stack, and a machine has few cores.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    fileParallelism: false,
    sequence: { sequencer: ByName },
    testTimeout: 45_000,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
  },
});
