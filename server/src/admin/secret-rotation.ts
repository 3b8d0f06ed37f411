/**
 * Another secret for the installation. What is sealed is opened and sealed anew in one transaction, with the mark by which
 * the database knows its secret; the new one is written down before, so that neither can be without the other.
 */
import pg from "pg";
import { keepSecret, readSecrets } from "../data-folder.ts";
import { LOCK_LIMIT, openTarget, requireAlone, type Target } from "../backup/target.ts";
import { migrationsOf, ranMigrations, requireKnown, rolesOf } from "../db/migrate.ts";
import { NEXT_SECRET_NAME, SECRET_NAME, settleSecret } from "../db/owned.ts";
import { knowsSecret, secretCheckOf } from "../db/secret-check.ts";
import { Fault } from "../fault.ts";
import { Seal } from "../identity/seal.ts";
import { newToken } from "../identity/tokens.ts";
import type { Settings } from "../settings.ts";

/** What is sealed, with the purpose for which it is. A table that is missing here would be locked for ever: a test looks. */
export const SEALED = [
  { table: "totp", key: "person_id", column: "secret", purpose: "totp" },
  { table: "single_sign_on", key: "tenant_id", column: "client_secret", purpose: "single-sign-on" },
  { table: "mailbox", key: "mailbox_id", column: "password", purpose: "mailbox" },
  { table: "webhook", key: "webhook_id", column: "secret", purpose: "webhook" },
  { table: "webhook", key: "webhook_id", column: "earlier_secret", purpose: "webhook" },
] as const;

export interface Rotation {
  /** How many values were sealed anew; 0 also when a rotation that was broken off was only finished. */
  readonly sealed: number;
  /** Whether the new secret is kept in the data folder; else it is the one that was given. */
  readonly isKept: boolean;
}

/**
 * Gives the installation another secret: one of its own making in the data folder, or `next` where HANDSCHLAG_SECRET names
 * the present one. No server may be running. Killed at any moment it leaves the old or the new state whole, and can be
 * repeated. Throws a `Fault` in one sentence.
 */
export async function rotateSecret(
  settings: Settings,
  next: string | undefined,
  notice: (line: string) => void,
): Promise<Rotation> {
  const { secret, dataFolder } = settings;
  if (secret === undefined && next !== undefined)
    throw new Fault("HANDSCHLAG_NEW_SECRET is for installations whose secret HANDSCHLAG_SECRET names: leave it out");
  if (secret === undefined && readSecrets(dataFolder)[SECRET_NAME] === undefined)
    throw new Fault(`${dataFolder} holds no installation's secret: there is nothing to rotate`);
  const target = await openTarget(settings, notice);
  try {
    return await (secret === undefined ? rotateKept(target) : rotateGiven(target, secret, next));
  } finally {
    await target.stop();
  }
}

async function rotateKept(target: Target): Promise<Rotation> {
  const { folder, owner } = target;
  // Of a rotation that was broken off: the database says how far it came.
  const before = readSecrets(folder)[SECRET_NAME]!;
  const present = await settleSecret(owner, folder, before);
  if (present !== before) return { sealed: 0, isKept: true };
  await requirePresent(owner, new Seal(Buffer.from(present)));
  const next = newToken();
  keepSecret(folder, NEXT_SECRET_NAME, next);
  const sealed = await reseal(target, present, next);
  await settleSecret(owner, folder, present);
  return { sealed, isKept: true };
}

async function rotateGiven(target: Target, secret: string, next: string | undefined): Promise<Rotation> {
  if (next === undefined || next.length < 32)
    throw new Fault("name the new secret with HANDSCHLAG_NEW_SECRET: at least 32 characters");
  if (next === secret) throw new Fault("HANDSCHLAG_NEW_SECRET is the same as HANDSCHLAG_SECRET: choose another one");
  if (await knowsSecret(target.owner, new Seal(Buffer.from(next)))) return { sealed: 0, isKept: false };
  await requirePresent(target.owner, new Seal(Buffer.from(secret)));
  return { sealed: await reseal(target, secret, next), isKept: false };
}

/** Throws a `Fault` unless the database is of this version and sealed with this secret. */
async function requirePresent(owner: pg.ClientConfig, seal: Seal): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const ran = await ranMigrations(client);
    requireKnown(ran);
    if (ran.length < migrationsOf().length)
      throw new Fault("the database is of an earlier version of Handschlag: start this one once, and stop it again");
  } finally {
    await client.end();
  }
  if (!(await knowsSecret(owner, seal)))
    throw new Fault("the present secret is not the one with which this database is sealed: nothing was changed");
}

/** Opens with one secret and seals with another, everything or nothing. Returns how many values. */
async function reseal({ owner, database }: Target, present: string, next: string): Promise<number> {
  const [from, to] = [new Seal(Buffer.from(present)), new Seal(Buffer.from(next))];
  const roles = rolesOf(database);
  const client = new pg.Client({ ...owner, application_name: "handschlag secret" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("begin");
    await client.query(LOCK_LIMIT);
    // Also against two of these at once.
    await client.query("lock table installation in exclusive mode");
    await requireAlone(client, roles.app, "rotate");
    let sealed = 0;
    for (const each of SEALED) sealed += await resealTable(client, each, from, to);
    // Its keys are hashes under the old secret, by which nothing is found any more.
    await open(client, "throttle", () => client.query("delete from throttle"));
    await client.query("update installation set secret_check = $1", [secretCheckOf(to)]);
    for (const role of [roles.app, roles.keeper])
      await client.query(`alter role ${pg.escapeIdentifier(role)} password ${pg.escapeLiteral(to.passwordFor(role))}`);
    await client.query("commit");
    return sealed;
  } finally {
    await client.end();
  }
}

async function resealTable(
  client: pg.Client,
  { table, key, column, purpose }: (typeof SEALED)[number],
  from: Seal,
  to: Seal,
): Promise<number> {
  return open(client, table, async () => {
    const { rows } = await client.query<{ key: string; sealed: Buffer }>(
      `select ${key} as key, ${column} as sealed from ${table} where ${column} is not null for update`,
    );
    const anew = rows.map((row) => ({
      key: row.key,
      sealed: to.close(purpose, from.open(purpose, row.sealed)).toString("hex"),
    }));
    const { rowCount } = await client.query(
      `update ${table} t set ${column} = decode(a.sealed, 'hex')
       from jsonb_to_recordset($1::jsonb) as a(key uuid, sealed text) where t.${key} = a.key`,
      [JSON.stringify(anew)],
    );
    if (rowCount !== rows.length) throw new Error(`broken invariant: every row of ${table} is sealed anew`);
    return rows.length;
  });
}

/** Row-level security is forced on the owner, too: within this transaction it is taken back for the work on a table. */
async function open<T>(client: pg.Client, table: string, work: () => Promise<T>): Promise<T> {
  await client.query(`alter table ${table} no force row level security`);
  const result = await work();
  await client.query(`alter table ${table} force row level security`);
  return result;
}
