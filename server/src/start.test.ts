/** Starts that cannot be, and starts that were broken off. */
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { readSecrets } from "./data-folder.ts";
import { createPassableFolder, createTestDatabase } from "./db/cluster.test-support.ts";
import { startEmbedded } from "./db/embedded.ts";
import { migrate, rolesOf } from "./db/migrate.ts";
import { externalDatabase } from "./db/owned.ts";
import { runningPostmaster } from "./db/postmaster.ts";
import { TEST_PASSWORDS } from "./db/test-cluster.test-support.ts";
import { requirePort } from "./http/port.ts";
import { prepare, serve } from "./main.ts";
import { forgetUnfinished } from "./sample/unfinished.ts";
import { isNew, needsPreparation, sampleText } from "./sample/sample-file.ts";
import { readSettings, type Settings } from "./settings.ts";

const folder = createPassableFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quiet = (): void => undefined;
const settingsOf = (name: string): Settings => readSettings({ HANDSCHLAG_DATA: join(folder, name) });

/** The address of a database of the test cluster, which listens on a Unix socket. */
const urlOf = ({ user, password, host, port, database }: pg.ClientConfig): string =>
  `postgres://${user}:${String(password)}@/${database}?host=${encodeURIComponent(host!)}&port=${port}`;

/** A server that says it is PostgreSQL 14, and nothing else. */
async function startOldDatabase(): Promise<{ readonly url: string; readonly stop: () => void }> {
  const message = (type: string, ...parts: Buffer[]) => {
    const content = Buffer.concat(parts);
    const length = Buffer.alloc(4);
    length.writeInt32BE(content.length + 4);
    return Buffer.concat([Buffer.from(type), length, content]);
  };
  const numbers = (...values: [number, 2 | 4][]) =>
    Buffer.concat(
      values.map(([value, size]) => {
        const bytes = Buffer.alloc(size);
        bytes.writeIntBE(value, 0, size);
        return bytes;
      }),
    );
  const ready = message("Z", Buffer.from("I"));
  const row = { number: "140012", version: "14.12", person: "owner", makes: "t" };
  const columns = Object.keys(row).map((name) =>
    Buffer.concat([Buffer.from(`${name}\0`), numbers([0, 4], [0, 2], [25, 4], [-1, 2], [-1, 4], [0, 2])]),
  );
  const cells = Object.values(row).map((value) => Buffer.concat([numbers([value.length, 4]), Buffer.from(value)]));
  const answer = Buffer.concat([
    message("T", numbers([columns.length, 2]), ...columns),
    message("D", numbers([cells.length, 2]), ...cells),
    message("C", Buffer.from("SELECT 1\0")),
    ready,
  ]);
  const server = createServer((socket: Socket) => {
    socket.on("error", quiet);
    socket.once("data", () => {
      socket.write(Buffer.concat([message("R", numbers([0, 4])), ready]));
      socket.on("data", (asked) => void (asked.toString("latin1", 0, 1) === "Q" && socket.write(answer)));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `postgres://owner:x@127.0.0.1:${(server.address() as AddressInfo).port}/database`,
    stop: () => void server.close(),
  };
}

test("an address of a database that does not serve is refused, with the reason and a way out", async () => {
  const { owner, superuser } = inject("cluster");
  const tried = (url: string) => externalDatabase(url);
  await expect(tried("postgres://owner:x@127.0.0.1:1/database")).rejects.toThrow(
    /^DATABASE_URL: the database cannot be reached \(connect ECONNREFUSED .*\): check address, name and password$/,
  );
  await expect(tried(urlOf({ ...owner, password: "wrong" }))).rejects.toThrow(/\(password authentication failed/);
  await expect(tried(urlOf({ ...owner, database: "no_such" }))).rejects.toThrow(
    /\(database "no_such" does not exist\)/,
  );
  await expect(tried("postgres://owner:x@127.0.0.1")).rejects.toThrow("expected the name of a database at its end");
  await expect(tried(urlOf({ ...owner, database: superuser.database! }))).rejects.toThrow(
    `DATABASE_URL: ${owner.user} does not own the database: name its owner, or let it (alter database ${superuser.database} owner to ${owner.user})`,
  );
  await expect(tried(urlOf(owner))).resolves.toMatchObject({ database: owner.database });
});

test("a PostgreSQL that is too old is named", async () => {
  const { url, stop } = await startOldDatabase();
  try {
    await expect(externalDatabase(url)).rejects.toThrow(
      "DATABASE_URL: this is PostgreSQL 14.12: expected PostgreSQL 15 or newer",
    );
  } finally {
    stop();
  }
});

test("a database of a newer version is left as it is", async () => {
  const cluster = inject("cluster");
  const database = await createTestDatabase(cluster);
  try {
    const client = new pg.Client(database.owner);
    await client.connect();
    await client.query("insert into migration (number, name, hash) values (9999, '9999-later', 'x')");
    await client.end();
    await expect(migrate(database.owner, rolesOf(cluster.owner.database), TEST_PASSWORDS)).rejects.toThrow(
      /^the database is of a newer version of Handschlag: start that version, or restore/,
    );
  } finally {
    await database.drop();
  }
});

test.each(["", "{", "null", "[]", '{"installation":7}', '{"installation":"short"}'])(
  "secrets such as %j are damaged",
  (text) => {
    const path = join(folder, "damaged");
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "secrets"), text);
    expect(() => readSecrets(path)).toThrow(`${path}/secrets is damaged: put it back from a backup.`);
  },
);

test("a port in use is told before anything is made", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const address = { host: "127.0.0.1", port };
  await expect(requirePort(address)).rejects.toThrow(
    `Port ${port} is in use: stop what listens there, or choose another one with PORT`,
  );
  server.close();
  await once(server, "close");
  await requirePort(address);
  await expect(requirePort({ host: "192.0.2.1", port })).rejects.toThrow(
    "HOST 192.0.2.1 is no address of this machine",
  );
});

async function ask<Row extends object>({ dataFolder }: Settings, ...statements: string[]): Promise<Row[]> {
  const embedded = await startEmbedded(dataFolder);
  const client = new pg.Client({ ...embedded.superuser, database: embedded.owner.database });
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const statement of statements) rows = (await client.query<Row>(statement)).rows;
    return rows;
  } finally {
    await client.end();
    await embedded.stop();
  }
}

const COUNTS = "select (select count(*)::int from company) as companies, (select count(*)::int from person) as people";

/** A signal that comes when it has been looked at so many times. */
function comesAfter(looks: number, reason: Error): AbortSignal {
  let left = looks;
  const throwIfAborted = () => {
    if (left-- === 0) throw reason;
  };
  return Object.assign(new AbortController().signal, { throwIfAborted });
}

test("a sample whose making was broken off is made again from the beginning", { timeout: 180_000 }, async () => {
  const settings = settingsOf("broken-off");
  expect(needsPreparation(settings, true)).toBe(true);
  expect(needsPreparation(settings, false)).toBe(false);
  const reason = new Error("told to stop");
  await expect(prepare(settings, quiet, { signal: comesAfter(12, reason) })).rejects.toBe(reason);
  expect(runningPostmaster(join(settings.dataFolder, "pg"))).toBeUndefined();
  expect(sampleText(settings.dataFolder)).toBeUndefined();
  // Whoever goes on without the sample does not get a half of it either.
  expect(needsPreparation(settings, false)).toBe(true);
  // Real addresses are not those of the sample.
  const change = (email: string, like: string) =>
    `update person_account set email = '${email}' where email like '${like}'`;
  const before = await ask<{ people: number }>(settings, change("robin@example.org", "betrieb@%"), COUNTS);
  expect(before[0]!.people).toBeGreaterThan(0);
  await forgetUnfinished(settings.dataFolder, quiet);
  expect(await ask(settings, COUNTS, change("betrieb@handschlag.example", "robin@%"), COUNTS)).toEqual(before);
  await prepare(settings, quiet);
  expect(needsPreparation(settings, true)).toBe(false);
  const people = JSON.parse(sampleText(settings.dataFolder)!) as { name: string }[];
  expect(before[0]!.people).toBeLessThan(people.length);
  expect(await ask(settings, COUNTS)).toEqual([{ companies: 5, people: people.length }]);
});

test("a start that is broken off leaves nothing running, and a folder without its secrets is not new", async () => {
  const settings = settingsOf("stopped");
  const wish = { http: true, jobs: true, webFolder: undefined, say: quiet };
  const reason = new Error("told to stop");
  await expect(serve(settings, { ...wish, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(runningPostmaster(join(settings.dataFolder, "pg"))).toBeUndefined();
  const secrets = readFileSync(join(settings.dataFolder, "secrets"));
  rmSync(join(settings.dataFolder, "secrets"));
  expect(isNew(settings.dataFolder)).toBe(false);
  await expect(serve(settings, wish)).rejects.toThrow("put back the one that belongs to it");
  writeFileSync(join(settings.dataFolder, "secrets"), secrets);
  await expect(serve(settings, { ...wish, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
