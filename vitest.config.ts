import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{engine,api,server,web,cli}/src/**/*.test.ts", "test/**/*.test.ts"],
    // Every path in a test starts at the root, from wherever the tests are run.
    root: import.meta.dirname,
    globalSetup: ["server/src/db/test-cluster.test-support.ts"],
    watch: false,
    // Vitest leaves one core free, which on two cores halves the speed.
    maxWorkers: "100%",
    // Some tests start processes, and a shared machine may be busy.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
