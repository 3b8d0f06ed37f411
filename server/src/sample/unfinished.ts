import pg from "pg";
import { startEmbedded } from "../db/embedded.ts";
import { SAMPLE_REQUEST } from "./sample.ts";

/**
 * Drops the database with a sample whose making was broken off; the next start makes it again, empty. It is kept when
 * something has happened in it that was not the making of the sample.
 */
export async function forgetUnfinished(folder: string, notice: (line: string) => void): Promise<void> {
  const embedded = await startEmbedded(folder, { notice });
  try {
    const { database } = embedded.owner;
    if (await holdsMore({ ...embedded.superuser, database })) return;
    const client = new pg.Client(embedded.superuser);
    await client.connect();
    try {
      await client.query(`drop database if exists ${pg.escapeIdentifier(database)} with (force)`);
    } finally {
      await client.end();
    }
  } finally {
    await embedded.stop();
  }
}

/** Whether there is an event of anything but the making of the sample. */
async function holdsMore(connection: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ there: boolean }>(
      "select to_regclass('public.event') is not null as there",
    );
    if (!tables[0]!.there) return false;
    const { rowCount } = await client.query("select from event where body::jsonb ->> 'request' <> $1 limit 1", [
      SAMPLE_REQUEST,
    ]);
    return rowCount !== 0;
  } finally {
    await client.end();
  }
}
