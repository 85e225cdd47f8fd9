import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** By name: the screenshots come before the tests that write. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.sort((a, b) => a.moduleId.localeCompare(b.moduleId));
  }
}

// These know the people and the groups of the mock, and change them: they run against it alone (npm run e2e:mock).
const OF_THE_MOCK = filesOf("comfort", "language", "unread", "unsent");
// The mock has no documentation.
const OF_THE_API = filesOf("docs");
// What the build waits for: the way through the pages, and what attackers write. The others are run as well where the
// build is to prove all (PagesIT).
const BRIEF = filesOf("hostile", "messaging");

function filesOf(...names: string[]): string[] {
  return names.map((name) => `test/${name}.test.ts`);
}

// One file after the other: they share a stack, and a machine has few cores.
export default defineConfig({
  test: {
    include: process.env.CRUDDUR_BRIEF ? BRIEF : ["test/**/*.test.ts"],
    exclude: process.env.CRUDDUR_MOCK ? OF_THE_API : OF_THE_MOCK,
    fileParallelism: false,
    sequence: { sequencer: ByName },
    testTimeout: 45_000,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
    // A machine that does other things as well is sometimes too slow for a browser. What passes only then is marked so.
    retry: process.env.CI ? 1 : 0,
  },
});
