import { sql } from "kysely";
import type { Tx } from "../db/tenant.ts";

/** Names of people, as far as they are to be seen. */
export async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (known.length === 0) return new Map();
  // However many there are, it is one and the same statement.
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`select id, name from person where id = any (${known}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
