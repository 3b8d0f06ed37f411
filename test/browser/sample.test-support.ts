/** The sample in a database of its own, made once a run: it takes a while, and a copy of it 50 ms. */
import pg from "pg";
import { inject } from "vitest";
import type { Instant } from "../../engine/src/instant.ts";
import { createTestDatabase, type TestCluster } from "../../server/src/db/cluster.test-support.ts";
import { rolesOf } from "../../server/src/db/migrate.ts";
import { TEST_PASSWORDS } from "../../server/src/db/test-cluster.test-support.ts";
import { databaseOf } from "../../server/src/db/connect.ts";
import { Sample, type SamplePerson } from "../../server/src/sample/sample.ts";
import { TEST_SEAL } from "../../server/src/server.test-support.ts";

export interface SampleDatabase {
  /** Of the database, to be copied. */
  readonly template: string;
  readonly people: readonly SamplePerson[];
}

/** Any number: of several test files that start at once, one makes the sample. */
const LOCK = 4_400_901;

export async function sampleDatabase(): Promise<SampleDatabase> {
  const cluster = inject("cluster");
  const template = `${cluster.owner.database}_sample`;
  const superuser = new pg.Client(cluster.superuser);
  await superuser.connect();
  try {
    await superuser.query("select pg_advisory_lock($1)", [LOCK]);
    const { rows } = await superuser.query<{ kept: string }>(
      "select shobj_description(oid, 'pg_database') as kept from pg_database where datname = $1",
      [template],
    );
    // Their links are known only to who made them.
    const people = rows[0] === undefined ? await make(cluster, superuser, template) : JSON.parse(rows[0].kept);
    return { template, people };
  } finally {
    await superuser.end();
  }
}

async function make(cluster: TestCluster, superuser: pg.Client, template: string): Promise<readonly SamplePerson[]> {
  const made = await createTestDatabase(cluster);
  const db = databaseOf(made.as(rolesOf(cluster.owner.database).app, TEST_PASSWORDS.app));
  const people = await new Sample(db, TEST_SEAL, Date.now() as Instant).make();
  await db.destroy();
  await superuser.query(`comment on database ${made.name} is ${superuser.escapeLiteral(JSON.stringify(people))}`);
  await superuser.query(`alter database ${made.name} rename to ${template}`);
  return people;
}
