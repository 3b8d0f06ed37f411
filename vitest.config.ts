import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take a minute or more, whatever their size says. Begun last, one of them would run on alone at the end. */
const LONG = ["test/browser/pages-", "test/hostile/", "test/rights/", "test/crash", "test/ticket-import"];

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = LONG.findIndex((part) => moduleId.includes(`/${part}`));
  return rank === -1 ? LONG.length : rank;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- a sequencer's own method, not an array's
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

export default defineConfig({
  test: {
    include: ["{engine,api,server,web,cli}/src/**/*.test.ts", "test/**/*.test.ts"],
    // Every path in a test starts at the root, from wherever the tests are run.
    root: import.meta.dirname,
    globalSetup: ["server/src/db/test-cluster.test-support.ts"],
    watch: false,
    sequence: { sequencer: LongestFirst },
    // Vitest leaves one core free, which on two cores halves the speed.
    maxWorkers: "100%",
    // Some tests start processes, and a shared machine may be busy.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
