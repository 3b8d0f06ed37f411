import pg from "pg";
import { Fault } from "../fault.ts";
import type { Seal } from "../identity/seal.ts";

/** By what the secret of an installation is known again in its database, and cannot be found out. */
export const secretCheckOf = (seal: Seal): Buffer => seal.fingerprint("secret-check", "installation");

/**
 * Throws a `Fault` when the database was begun with another secret: what is sealed in it could not be read, and the
 * processes that know the right one would be locked out. The first secret after the migrations is the one that stays.
 */
export async function requireSecret(owner: pg.ClientConfig, seal: Seal): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ there: boolean }>(
      "select to_regclass('public.installation') is not null as there",
    );
    if (!tables[0]!.there) return;
    const check = secretCheckOf(seal);
    await client.query("insert into installation (secret_check) values ($1) on conflict do nothing", [check]);
    const { rows } = await client.query<{ secret_check: Buffer }>("select secret_check from installation");
    if (!rows[0]!.secret_check.equals(check)) throw new Fault(OTHER_SECRET);
  } finally {
    await client.end();
  }
}
const OTHER_SECRET =
  "the secret of this installation is not the one with which its database was begun: set HANDSCHLAG_SECRET to that " +
  "one, or HANDSCHLAG_DATA to the folder that keeps it";

/** Whether a secret is the one by which the database is sealed; no, where none is known to it yet. */
export async function knowsSecret(owner: pg.ClientConfig, seal: Seal): Promise<boolean> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ there: boolean }>(
      "select to_regclass('public.installation') is not null as there",
    );
    if (!tables[0]!.there) return false;
    const { rows } = await client.query<{ secret_check: Buffer }>("select secret_check from installation");
    return rows[0]?.secret_check.equals(secretCheckOf(seal)) === true;
  } finally {
    await client.end();
  }
}
