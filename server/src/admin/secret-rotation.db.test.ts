import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { never, quiet, TestInstallation } from "../backup/installation.test-support.ts";
import { backup } from "../backup/backup.ts";
import { keepSecret, readSecrets } from "../data-folder.ts";
import { connectionAs, NEXT_SECRET_NAME, SECRET_NAME, visitedDatabase } from "../db/owned.ts";
import { migrate, rolesOf } from "../db/migrate.ts";
import { knowsSecret, requireSecret } from "../db/secret-check.ts";
import { Seal } from "../identity/seal.ts";
import { newToken } from "../identity/tokens.ts";
import { rotateSecret, SEALED } from "./secret-rotation.ts";

const CLEAR = {
  totp: "JBSWY3DPEHPK3PXP",
  "single-sign-on": "client-secret",
  webhook: "whsec_clear",
  mailbox: "imap-password",
} as const;

let installation: TestInstallation;
let old: string;
beforeEach(async () => {
  installation = await TestInstallation.filled();
  old = kept(SECRET_NAME)!;
  await seal(new Seal(Buffer.from(old)));
});
afterEach(() => installation.remove());

const kept = (name: string): string | undefined => readSecrets(installation.folder)[name];
const sealOf = (secret: string) => new Seal(Buffer.from(secret));
/** Seals every value that is sealed, as the server does. */
const seal = (by: Seal) =>
  installation.look(async (client) => {
    for (const { table, column, purpose } of SEALED) {
      const { rowCount } = await client.query(`update ${table} set ${column} = $1`, [
        by.close(purpose, CLEAR[purpose]),
      ]);
      expect(rowCount).toBeGreaterThan(0);
    }
  });
/** Every sealed value, opened by a secret. */
const opened = (secret: string) =>
  installation.look(async (client) => {
    const values: string[] = [];
    for (const { table, column, purpose } of SEALED) {
      const { rows } = await client.query<{ sealed: Buffer }>(`select ${column} as sealed from ${table}`);
      for (const { sealed } of rows) values.push(sealOf(secret).open(purpose, sealed));
    }
    return [...new Set(values)].toSorted();
  });
const clear = Object.values(CLEAR).toSorted();
const rotate = (next?: string) => rotateSecret(installation.settings, next, quiet);
/** As a server does when it starts. */
async function started(): Promise<string> {
  const { owner, secret, stop } = await visitedDatabase(installation.settings, quiet);
  await requireSecret(owner, new Seal(secret));
  await stop();
  return secret.toString();
}

test("everything that is sealed opens with the new secret alone, and the server starts with it", async () => {
  const { sealed, isKept } = await rotate();
  expect(isKept).toBe(true);
  expect(sealed).toBeGreaterThan(1);
  const next = kept(SECRET_NAME)!;
  expect(next).not.toBe(old);
  expect(kept(NEXT_SECRET_NAME)).toBeUndefined();
  expect(await opened(next)).toEqual(clear);
  await expect(opened(old)).rejects.toThrow("unable to authenticate data");
  expect(await started()).toBe(next);
});

test("the database's roles have new passwords, and a backup is made with them", async () => {
  await rotate();
  const { database } = installation;
  const { app } = rolesOf(database.name);
  const enters = async (secret: string) => {
    const client = new pg.Client(connectionAs(database.owner, app, sealOf(secret).passwordFor(app)));
    await client.connect();
    await client.end();
  };
  await expect(enters(old)).rejects.toThrow("password authentication failed");
  await enters(kept(SECRET_NAME)!);
  const file = installation.file("after.tar.gz");
  const made = await backup(installation.settings, { file, force: false, withSecret: true, signal: never() }, quiet);
  expect(made.hasSecret).toBe(true);
});

test("what hangs on the old secret and cannot be sealed anew is gone: counts of failed attempts", async () => {
  await installation.look((client) =>
    client.query("insert into throttle values ($1, 3, now()) on conflict do nothing", [Buffer.alloc(32, 1)]),
  );
  await rotate();
  const { rows } = await installation.look((client) => client.query("select from throttle"));
  expect(rows).toEqual([]);
});

describe("broken off", () => {
  test("before the database was changed, the old secret holds, and it can be done again", async () => {
    keepSecret(installation.folder, NEXT_SECRET_NAME, newToken());
    expect(await started()).toBe(old);
    expect(await opened(old)).toEqual(clear);
    await rotate();
    expect(await opened(kept(SECRET_NAME)!)).toEqual(clear);
    expect(kept(NEXT_SECRET_NAME)).toBeUndefined();
  });

  test.each([
    { next: "a start", run: started },
    { next: "the same again", run: () => rotate() },
  ])("after it was changed, $next finds the new one", async ({ run }) => {
    await rotate();
    const next = kept(SECRET_NAME)!;
    keepSecret(installation.folder, SECRET_NAME, old);
    keepSecret(installation.folder, NEXT_SECRET_NAME, next);
    await run();
    expect([kept(SECRET_NAME), kept(NEXT_SECRET_NAME)]).toEqual([next, undefined]);
    expect(await opened(next)).toEqual(clear);
  });

  test("by a value that does not open, nothing was changed", async () => {
    await installation.look((client) =>
      client.query("update single_sign_on set client_secret = $1", [Buffer.alloc(60)]),
    );
    await expect(rotate()).rejects.toThrow("unable to authenticate data");
    expect(kept(SECRET_NAME)).toBe(old);
    expect(await knowsSecret(installation.database.owner, sealOf(old))).toBe(true);
    expect(await started()).toBe(old);
  });
});

test("not while a server is there", async () => {
  const { database } = installation;
  const { app } = rolesOf(database.name);
  const server = new pg.Client(connectionAs(database.owner, app, sealOf(old).passwordFor(app)));
  await server.connect();
  await expect(rotate()).rejects.toThrow("stop all its processes, then rotate");
  await server.end();
  expect(kept(SECRET_NAME)).toBe(old);
  expect(await opened(old)).toEqual(clear);
});

test("a secret that HANDSCHLAG_SECRET names is replaced by the one that is given, and nothing is kept", async () => {
  const given = await TestInstallation.empty(old);
  const roles = rolesOf(given.database.name);
  const by = sealOf(old);
  await migrate(given.database.owner, roles, { app: by.passwordFor(roles.app), keeper: by.passwordFor(roles.keeper) });
  await requireSecret(given.database.owner, by);
  const next = newToken();
  const turned = (to?: string) => rotateSecret(given.settings, to, quiet);
  await expect(turned()).rejects.toThrow("HANDSCHLAG_NEW_SECRET");
  await expect(turned("too short")).rejects.toThrow("at least 32 characters");
  await expect(turned(old)).rejects.toThrow("choose another one");
  expect(await turned(next)).toEqual({ sealed: 0, isKept: false });
  expect(await knowsSecret(given.database.owner, sealOf(next))).toBe(true);
  expect(await turned(next)).toEqual({ sealed: 0, isKept: false });
  await expect(turned(newToken())).rejects.toThrow("the present secret is not the one");
  expect(readSecrets(given.folder)).toEqual({});
  await given.remove();
});

test("every column that the database says is encrypted is sealed anew", async () => {
  const { rows } = await installation.look((client) =>
    client.query<{ name: string }>(
      `select a.attrelid::regclass || '.' || a.attname as name from pg_attribute a
       where col_description(a.attrelid, a.attnum) like '%encrypted with the installation%'`,
    ),
  );
  expect(rows.map(({ name }) => name).toSorted()).toEqual(
    SEALED.map(({ table, column }) => `${table}.${column}`).toSorted(),
  );
});
