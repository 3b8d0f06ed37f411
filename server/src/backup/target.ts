/** Where a backup is restored to. */
import pg from "pg";
import { openDataFolder, readSecrets, type DataFolder } from "../data-folder.ts";
import { startEmbedded } from "../db/embedded.ts";
import { externalDatabase, SECRET_NAME } from "../db/owned.ts";
import { Fault } from "../fault.ts";
import type { Settings } from "../settings.ts";

export interface Target {
  readonly owner: pg.ClientConfig;
  readonly database: string;
  /** The data folder, which this process holds. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** The secret that the target's data folder keeps, if there is one. */
export const secretKept = ({ dataFolder }: Settings): string | undefined => readSecrets(dataFolder)[SECRET_NAME];

/**
 * Starts the embedded database, which must not be running with a server, or reaches the one of DATABASE_URL; either
 * way the data folder is held, so that no server starts on it meanwhile.
 */
export async function openTarget(
  { dataFolder, databaseUrl }: Settings,
  notice: (line: string) => void,
): Promise<Target> {
  if (databaseUrl === undefined) {
    const embedded = await startEmbedded(dataFolder, { notice });
    const { owner } = embedded;
    return { owner, database: owner.database, folder: dataFolder, stop: () => embedded.stop() };
  }
  const { owner, database } = await externalDatabase(databaseUrl);
  const data: DataFolder = openDataFolder(dataFolder);
  return {
    owner,
    database,
    folder: data.path,
    stop: () => {
      data.release();
      return Promise.resolve();
    },
  };
}

/** Throws a `Fault` while a server is connected: it would go on with what it remembers of other data. */
export async function requireAlone(client: pg.Client, appRole: string, then = "restore"): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where datname = current_database() and usename = $1",
    [appRole],
  );
  if (rows[0]!.count > 0)
    throw new Fault(`a Handschlag server is using this database: stop all its processes, then ${then}`);
}

/** Throws a `Fault` when there are people or companies. */
export async function requireEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('public.person') is not null as there");
  if (!rows[0]!.there) return;
  await client.query("begin");
  try {
    await client.query(LOCK_LIMIT);
    // Row-level security is forced on the owner, too: for the look it is taken back, and back again with the rollback.
    await client.query("alter table public.person no force row level security");
    await client.query("alter table public.company no force row level security");
    const found = await client.query<{ used: boolean }>(
      "select exists (select from public.person) or exists (select from public.company) as used",
    );
    if (found.rows[0]!.used)
      throw new Fault(
        "there are people in this installation already: choose an empty one, or give theirs up with --replace",
      );
  } finally {
    await client.query("rollback");
  }
}

/** So that a restore does not wait for ever for somebody who reads. */
export const LOCK_LIMIT = "set local lock_timeout to '20s'";
