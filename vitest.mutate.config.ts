import { defineConfig } from "vitest/config";

// A mutant is tried with the tests of its own slices, and with few draws of each law: there are thousands of mutants.
process.env["HANDSCHLAG_LAW_RUNS"] ??= "0.02";

export default defineConfig({
  test: {
    include: ["engine/src/{calendar,ticket}/**/*.test.ts"],
    root: import.meta.dirname,
    watch: false,
    testTimeout: 30_000,
  },
});
