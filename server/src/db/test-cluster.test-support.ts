/** Vitest's global set-up: one cluster a run, one migrated template, from which each test file copies its database. */
import type { TestProject } from "vitest/node";
import { startTestCluster, type TestCluster } from "./cluster.test-support.ts";
import { migrate, rolesOf } from "./migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

/** Passwords of the roles, in tests alone. */
export const TEST_PASSWORDS = { app: "app", keeper: "keeper" };

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const started = await startTestCluster((owner) => migrate(owner, rolesOf(owner.database), TEST_PASSWORDS));
  project.provide("cluster", started.cluster);
  return () => started.stop();
}
