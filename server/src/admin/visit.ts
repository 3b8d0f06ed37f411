/** Commands at the terminal work by the same verbs as the pages, beside a running server or without one. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Kysely } from "kysely";
import pg from "pg";
import { Ctx } from "../context.ts";
import { databaseOf } from "../db/connect.ts";
import { migrationsOf, ranMigrations, requireKnown, rolesOf } from "../db/migrate.ts";
import { connectionAs, visitedDatabase, type Owned } from "../db/owned.ts";
import type { DB } from "../db/schema.gen.ts";
import { requireSecret } from "../db/secret-check.ts";
import { Fault } from "../fault.ts";
import { Seal } from "../identity/seal.ts";
import type { Settings } from "../settings.ts";

/** Under this name its events tell where a command came from. */
const REQUEST = "terminal";
const CONNECTIONS_MAX = 2;

export interface Visit {
  readonly db: Kysely<DB>;
  readonly seal: Seal;
  /** The system, for no company. */
  readonly ctx: Ctx;
}

/** Runs `work` on an installation that is there. Throws a `Fault` in one sentence when there is none, or of another version. */
export async function visit<T>(
  settings: Settings,
  notice: (line: string) => void,
  work: (visit: Visit) => Promise<T>,
): Promise<T> {
  const owned = await visitedDatabase(settings, notice);
  try {
    const seal = new Seal(owned.secret);
    await requireSecret(owned.owner, seal);
    await requirePresent(owned);
    const { app } = rolesOf(owned.database);
    const db = databaseOf(connectionAs(owned.owner, app, seal.passwordFor(app)), CONNECTIONS_MAX);
    try {
      const actor = { kind: "system", company: undefined } as const;
      return await work({ db, seal, ctx: new Ctx(db, actor, Date.now() as Instant, REQUEST) });
    } finally {
      await db.destroy();
    }
  } finally {
    await owned.stop();
  }
}

/** A command does not migrate: a server of the earlier version may be running. */
async function requirePresent({ owner }: Owned): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const ran = await ranMigrations(client);
    requireKnown(ran);
    if (ran.length < migrationsOf().length)
      throw new Fault(
        "the database is of an earlier version of Handschlag: start this one once, which brings it up to date",
      );
  } finally {
    await client.end();
  }
}
