import pg from "pg";
import { startEmbedded } from "../db/embedded.ts";
import { SAMPLE_REQUEST } from "./sample.ts";

/**
 * Drops the database with a sample whose making was broken off; the next start makes it again, empty. It is kept when
 * there is more in it than the making of the sample has left.
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

/** Whether there is somebody, or has happened something, that does not belong to the sample. */
async function holdsMore(connection: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ there: boolean }>(
      "select to_regclass('public.event') is not null and to_regclass('public.person_account') is not null as there",
    );
    if (!tables[0]!.there) return false;
    // No real address ends so: RFC 2606 §2.
    const { rows } = await client.query<{ more: boolean }>(
      `select exists (select from person_account where email not like '%.example')
         or exists (select from event where body::jsonb ->> 'request' <> $1) as more`,
      [SAMPLE_REQUEST],
    );
    return rows[0]!.more;
  } finally {
    await client.end();
  }
}
