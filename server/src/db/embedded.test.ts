import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { fileFault } from "../data-folder.ts";
import { createPassableFolder } from "./cluster.test-support.ts";
import { type Connection, type Embedded, attachEmbedded, startEmbedded } from "./embedded.ts";
import { runningPostmaster } from "./postmaster.ts";
import { databaseUser } from "./system-user.ts";

const isRoot = process.getuid?.() === 0;
const started: Embedded[] = [];
const children: ChildProcess[] = [];
let folder: string;
let data: string;

beforeAll(() => {
  folder = createPassableFolder();
  data = join(folder, "data");
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const embedded of started.splice(0)) await embedded.stop();
});
afterAll(async () => {
  await (await startEmbedded(data)).stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(path = data, notices: string[] = []): Promise<Embedded> {
  const embedded = await startEmbedded(path, {
    notice: (line) => notices.push(line),
    commonFolder: join(folder, "common"),
  });
  started.push(embedded);
  return embedded;
}

async function run<Row extends object>(connection: Connection, statement: string): Promise<Row[]> {
  const client = new pg.Client(connection);
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

const words = async (connection: Connection) =>
  (await run<{ word: string }>(connection, "select word from kept order by word")).map(({ word }) => word);

/** A process of its own that starts the database of `path` and says so on its output, or what stood in its way. */
function startElsewhere(path: string, as: { uid?: number; gid?: number } = {}): ChildProcess {
  const program = `
    import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, "embedded.ts"))};
    await startEmbedded(${JSON.stringify(path)}).then(
      ({ found }) => { console.log(found); setInterval(() => {}, 1e6); },
      ({ kind, message }) => console.log(kind ?? message),
    );`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
    ...as,
  });
  children.push(child);
  return child;
}

async function firstWord(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) return line;
  return "";
}

async function killAndWait(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

test("a first start broken off half-way leaves nothing that the next one minds", async () => {
  const first = startElsewhere(data);
  while (!existsSync(data) || !readdirSync(data).some((name) => name.startsWith("pg.new-"))) await sleep(5);
  await killAndWait(first);
  expect(existsSync(join(data, "pg"))).toBe(false);
  const { found, owner } = await start();
  expect(found).toBe("started");
  await run(owner, "create table kept (word text)");
  await run(owner, "insert into kept values ('first')");
  expect(readdirSync(data).filter((name) => name.includes("new"))).toEqual([]);
});

test("the owner of the database is no superuser and may make roles; nobody is reached over the network", async () => {
  const { owner } = await start();
  expect(await run(owner, "select rolsuper, rolcreaterole, rolbypassrls from pg_roles where rolname = user")).toEqual([
    { rolsuper: false, rolcreaterole: true, rolbypassrls: false },
  ]);
  const settings = await run<{ name: string; setting: string }>(
    owner,
    "select name, setting from pg_settings where name in ('listen_addresses', 'fsync', 'data_checksums', 'TimeZone')",
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    listen_addresses: "",
    fsync: "on",
    data_checksums: "on",
    TimeZone: "UTC",
  });
  expect(statSync(join(data, "secrets")).mode & 0o777).toBe(0o600);
});

test("a later start is quick and finds what was kept", async () => {
  const before = performance.now();
  const { owner } = await start();
  expect(performance.now() - before).toBeLessThan(3_000); // 100 ms on an idle machine
  expect(await words(owner)).toEqual(["first"]);
});

test("of two that start at once exactly one has the data, and the other says so", async () => {
  const both = [startElsewhere(data), startElsewhere(data)];
  const said = await Promise.all(both.map(firstWord));
  expect(said.toSorted()).toEqual(["locked", "started"]);
  await expect(startEmbedded(data)).rejects.toThrow(/^Another Handschlag \(process \d+\) is using the data in /);
});

test("the server that a killed process left behind is taken over", async () => {
  const first = startElsewhere(data);
  await firstWord(first);
  const { owner } = await attachEmbedded(data);
  await run(owner, "insert into kept values ('killed')");
  await killAndWait(first);
  const { found } = await start();
  expect(found).toBe("adopted");
  expect(await words(owner)).toEqual(["first", "killed"]);
});

test("after kill -9 of process and server all that was acknowledged is there", async () => {
  const first = startElsewhere(data);
  await firstWord(first);
  const { owner } = await attachEmbedded(data);
  await run(owner, "insert into kept values ('shot')");
  // A worker that is busy does not notice the end of its server, and holds its shared memory.
  const busy = run(owner, "select count(*) from generate_series(1, 2000000000)").catch(() => "cut");
  await sleep(100);
  await killAndWait(first);
  process.kill(runningPostmaster(join(data, "pg"))!, "SIGKILL");
  const { found } = await start();
  expect(found).toBe("started");
  expect(await words(owner)).toEqual(["first", "killed", "shot"]);
  expect(await busy).toBe("cut");
});

test("a server that dies while it is held is started again", async () => {
  const notices: string[] = [];
  const { owner } = await start(data, notices);
  process.kill(runningPostmaster(join(data, "pg"))!, "SIGKILL");
  while (notices.at(-1) !== "The database is back.") await sleep(20);
  expect(await words(owner)).toEqual(["first", "killed", "shot"]);
});

test("a pid left in the server's file that now is another process does not count", async () => {
  const user = databaseUser(join(data, "pg"));
  const stranger = spawn("sleep", ["60"], user && { uid: user.uid, gid: user.gid });
  children.push(stranger);
  const file = join(data, "pg", "postmaster.pid");
  writeFileSync(file, `${stranger.pid}\n${join(data, "pg")}\n1700000000\n5432\n${join(data, "run")}\n\n  1 1\nready\n`);
  if (user) chownSync(file, user.uid, user.gid);
  expect((await start()).found).toBe("started");
});

test.skipIf(process.platform !== "linux")(
  "a server whose folder was deleted under it does not disturb the new one",
  async () => {
    const path = join(folder, "deleted");
    const first = startElsewhere(path);
    await firstWord(first);
    const pid = runningPostmaster(join(path, "pg"))!;
    await killAndWait(first);
    rmSync(path, { recursive: true });
    const { found } = await start(path);
    expect(found).toBe("started");
    expect(() => readlinkSync(`/proc/${pid}/exe`)).toThrow("ENOENT");
  },
);

test("another process of the installation joins the running server and leaves it running", async () => {
  await expect(attachEmbedded(data)).rejects.toMatchObject({ kind: "not-running" });
  const late = attachEmbedded(data, 10_000);
  await start();
  const attached = await late;
  expect(attached.found).toBe("attached");
  await attached.stop();
  expect(await words(attached.owner)).toContain("first");
});

test("data of another PostgreSQL, and secrets that do not fit, are refused with a way out", async () => {
  const version = join(data, "pg", "PG_VERSION");
  writeFileSync(version, "17\n");
  await expect(startEmbedded(data)).rejects.toThrow(/is of PostgreSQL 17, and .* has PostgreSQL 18: make a backup/);
  writeFileSync(version, "18\n");
  const secrets = readFileSync(join(data, "secrets"), "utf8");
  rmSync(join(data, "secrets"));
  await expect(startEmbedded(data)).rejects.toMatchObject({ kind: "damaged" });
  expect(runningPostmaster(join(data, "pg"))).toBeUndefined();
  writeFileSync(join(data, "secrets"), secrets);
});

test("a folder that may not be written is refused in one sentence", async () => {
  const closed = join(folder, "closed");
  mkdirSync(closed, { mode: 0o555 });
  // For root no folder is closed.
  const child = startElsewhere(join(closed, "data"), isRoot ? { uid: 65_534, gid: 65_534 } : {});
  expect(await firstWord(child)).toBe("foreign");
  const readOnly = Object.assign(new Error("EROFS"), { code: "EROFS" });
  expect(fileFault(readOnly, "/data")).toMatchObject({
    message: "/data lies on a read-only disk: make it writable, or choose another folder with HANDSCHLAG_DATA.",
  });
});

test.skipIf(!isRoot)("in a folder only for root, the database lies where its user can reach it", async () => {
  const closed = join(folder, "only-root");
  mkdirSync(closed);
  chmodSync(closed, 0o700);
  const notices: string[] = [];
  const first = await start(join(closed, "data"), notices);
  await run(first.owner, "create table kept (word text)");
  await first.stop();
  expect(notices).toEqual([expect.stringContaining(`The database lies in ${folder}/common/`)]);
  const { owner } = await start(join(closed, "data"));
  expect(await words(owner)).toEqual([]);
});
