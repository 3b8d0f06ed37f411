/** The commands on an installation as a user runs them: backup, restore, user, key. */
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TestInstallation } from "@handschlag/server/backup/installation.test-support.ts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ended, type Ended, Place } from "./command.test-support.ts";

/** The owner of client A of the universe; o is the operator, x an external of provider P. */
const OWNER = "a@example.org";

// Each command is a process of its own.
vi.setConfig({ testTimeout: 90_000 });

const place = new Place();
let installation: TestInstallation;
beforeAll(async () => {
  installation = await TestInstallation.filled();
});
afterAll(() => installation.remove());

const environmentOf = ({ folder, settings }: TestInstallation) => ({
  HANDSCHLAG_DATA: folder,
  DATABASE_URL: settings.databaseUrl!,
  PUBLIC_URL: "https://handschlag.example.org",
});
const run = (args: readonly string[], on = installation): Promise<Ended> => ended(place.start(args, environmentOf(on)));

test("help shows examples for each of them", async () => {
  const helps = await Promise.all(
    [["backup"], ["restore"], ["user"], ["user", "password-link"], ["key", "create"], ["key", "list"]].map((args) =>
      place.run([...args, "--help"]),
    ),
  );
  for (const help of helps) {
    expect(help).toMatchObject({ code: 0, stderr: "" });
    expect(help.stdout).toMatch(/Examples:\n(?: {2}\S.*\n)+/);
  }
});

test.each([
  { args: ["backup"], error: "missing required argument 'file'" },
  { args: ["key", "create", "--role", "owner"], error: "required option '--company <name-or-id>' not specified" },
  {
    args: ["key", "create", "--company", "x", "--role", "owner", "--expires", "367"],
    error: "option '--expires <days>' argument '367' is invalid. Expected a whole number from 1 to 366.",
  },
  {
    args: ["user", "show", "nobody"],
    error: "command-argument value 'nobody' is invalid for argument 'address'. Expected an e-mail address.",
  },
  {
    args: ["key", "revoke", "x"],
    error: "command-argument value 'x' is invalid for argument 'id'. Expected an id as key list shows it.",
  },
])("$args is refused in one sentence", async ({ args, error }) => {
  expect(await place.run(args)).toMatchObject({
    code: 2,
    stdout: "",
    stderr: `handschlag: ${error}\n(add --help for how to use it)\n`,
  });
});

test("a backup and its way back into another installation", async () => {
  const made = await run(["backup", "b.tar.gz"]);
  expect(made).toMatchObject({ code: 0, stderr: "" });
  expect(made.stdout).toMatch(
    /b\.tar\.gz: [\d,]+ rows of \d+ tables, \d+ kB, as of \d{4}-.*Z\.\nIt holds everybody's data/,
  );
  expect(statSync(join(place.folder, "b.tar.gz")).mode & 0o777).toBe(0o600);
  const file = join(place.folder, "b.tar.gz");
  expect(await run(["backup", "b.tar.gz"])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: `handschlag: ${file} is there already: name another file, or replace it with --force\n`,
  });
  const json = await run(["backup", "--force", "--json", "--without-secret", "c.tar.gz"]);
  expect(JSON.parse(json.stdout)).toMatchObject({ file: join(place.folder, "c.tar.gz"), hasSecret: false });

  const target = await TestInstallation.empty();
  expect(await run(["restore", "b.tar.gz"], target)).toMatchObject({
    code: 0,
    stderr: "",
    stdout: expect.stringMatching(/^Restored [\d,]+ rows of \d+ tables, as of .*Z\. Everybody signs in anew\./),
  });
  expect(await target.rows()).toEqual(await installation.rows());
  expect(await run(["restore", "b.tar.gz"], target)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^handschlag: there are people in this installation already: .*--replace\n$/),
  });
  await target.remove();
});

test("a file that is not there, a folder and a full file system are told by name", async () => {
  expect(await run(["restore", "nothing.tar.gz"])).toMatchObject({
    code: 2,
    stderr: "handschlag: nothing.tar.gz: cannot be read: there is no such file\n",
  });
  mkdirSync(join(place.folder, "folder"));
  expect(await run(["restore", "folder"])).toMatchObject({
    code: 2,
    stderr: "handschlag: folder: cannot be read: it is a folder\n",
  });
  // A limit on the size of files stands for a full disk.
  const args = ["-c", 'ulimit -f 1; exec "$@"', "sh", process.execPath, join(import.meta.dirname, "main.ts")];
  const { spawn } = await import("node:child_process");
  const env = { PATH: process.env["PATH"] ?? "", ...environmentOf(installation) };
  const full = spawn("/bin/sh", [...args, "backup", "full.tar.gz"], { cwd: place.folder, env });
  expect(await ended(full)).toMatchObject({
    code: 2,
    stderr: "handschlag: full.tar.gz: cannot be written: the file grows larger than is allowed here\n",
  });
  expect(readdirSync(place.folder).filter((name) => name.startsWith("full"))).toEqual([]);
});

test("told to stop, a backup or a restore ends at once, and leaves nothing behind", async () => {
  await run(["backup", "whole.tar.gz"]);
  const before = await installation.rows();
  for (const args of [
    ["backup", "stopped.tar.gz"],
    ["restore", "--replace", "whole.tar.gz"],
  ])
    await installation.look(async (client) => {
      await client.query("begin; lock table company in access exclusive mode");
      const child = place.start(args, environmentOf(installation));
      const end = ended(child);
      const waiting = "select from pg_stat_activity where application_name ~ 'handschlag' and wait_event_type = 'Lock'";
      // Within a transaction it would be the activity as of the first look.
      while ((await installation.look((other) => other.query(waiting))).rowCount === 0) await sleep(50);
      child.kill("SIGTERM");
      expect(await end).toMatchObject({ code: 2, stdout: "", stderr: "handschlag: stopped: nothing was changed\n" });
      await client.query("rollback");
    });
  expect(readdirSync(place.folder).filter((name) => name.startsWith("stopped"))).toEqual([]);
  expect(await installation.rows()).toEqual(before);
});

test("people are listed and shown, for people and for programs", async () => {
  const listed = await run(["user", "list"]);
  expect(listed).toMatchObject({ code: 0, stderr: "" });
  expect(listed.stdout).toMatch(/^address +name +second factor +last seen +roles\n/);
  expect(listed.stdout).toMatch(/^a@example\.org +a +app, 1 passkey +\S+ \S+ UTC +A: owner$/m);
  const all = JSON.parse((await run(["user", "list", "--json"])).stdout) as { email: string }[];
  expect(all.length).toBe(listed.stdout.trimEnd().split("\n").length - 1);
  expect(JSON.parse((await run(["user", "show", OWNER.toUpperCase(), "--json"])).stdout)).toEqual(
    all.find(({ email }) => email === OWNER),
  );
  expect(await run(["user", "show", "nobody@example.org"])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: "handschlag: nobody@example.org: nobody here has this address\n",
  });
});

test("links go to standard output alone, what is to be said of them beside", async () => {
  const password = await run(["user", "password-link", OWNER]);
  expect(password.code).toBe(0);
  expect(password.stdout).toMatch(/^https:\/\/handschlag\.example\.org\/new-password\/[\w-]{43}\n$/);
  expect(password.stderr).toContain("Good once, until ");
  const invitation = await run(["user", "invite", "neu@example.org", "--company", "A", "--role", "owner", "--json"]);
  expect(invitation.stderr).toBe("");
  expect(JSON.parse(invitation.stdout)).toEqual({
    link: expect.stringMatching(/^https:\/\/handschlag\.example\.org\/invitation\/[\w-]{75}$/),
    endsAt: expect.any(String),
  });
});

test("what is done to accounts is told in a sentence, and what rules refuse as well", async () => {
  const told: readonly [string, RegExp][] = [
    [`sign-out ${OWNER}`, /: one session ended\./],
    [`reset-second-factor ${OWNER}`, /are void, sessions ended/],
    [`make-operator ${OWNER}`, /runs this installation now/],
    ["remove x@example.org --company P", /no more, and is out at once/],
    ["disable b@example.org", /: shut; /],
  ];
  for (const [words, sentence] of told)
    expect([words, await run(["user", ...words.split(" ")])]).toMatchObject([
      words,
      { code: 0, stderr: "", stdout: expect.stringMatching(sentence) },
    ]);
  const refused: readonly [string, string][] = [
    [`remove ${OWNER} --company A`, "nobody would be left who leads that company: invite somebody else first"],
    [`remove ${OWNER} --company B`, `${OWNER} does not belong to B`],
    [`invite ${OWNER} --company A --role owner`, "this address belongs to somebody in that company already"],
  ];
  for (const [words, sentence] of refused)
    expect([words, await run(["user", ...words.split(" ")])]).toMatchObject([
      words,
      { code: 2, stdout: "", stderr: `handschlag: ${sentence}\n` },
    ]);
});

test("a key is made, shown once on standard output, listed and revoked", async () => {
  const made = await run(["key", "create", "--company", "B", "--role", "auditor", "--expires", "1"]);
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^hsk_[0-9a-f]{32}[\w-]{43}\n$/) });
  expect(made.stderr).toMatch(/^Key \S+ of B as auditor, until .*: company:read, .*\n$/);
  const listed = await run(["key", "list", "--company", "B", "--json"]);
  expect(listed.stdout).not.toContain(made.stdout.trim().slice(36));
  const keys = JSON.parse(listed.stdout) as { id: string; role: string; name: string }[];
  const key = keys.find(({ name }) => name === "made at the terminal");
  expect(key).toMatchObject({ role: "auditor" });
  expect(await run(["key", "revoke", key!.id])).toMatchObject({ code: 0, stderr: "" });
  expect((await run(["key", "list"])).stdout).toMatch(new RegExp(`^${key!.id} .* revoked `, "m"));
  expect(await run(["key", "revoke", key!.id])).toMatchObject({
    code: 2,
    stderr: "handschlag: there is no such key, or it has ended already\n",
  });
  expect(await run(["key", "create", "--company", "B", "--role", "auditor", "--scope", "people:write"])).toMatchObject({
    code: 2,
    stderr: "handschlag: this role has not the right people:write\n",
  });
});

test("a database of an earlier version is left as it is", async () => {
  const old = await TestInstallation.ofVersion(5, "ein-Geheimnis-von-mehr-als-32-Zeichen");
  const environment = { ...environmentOf(old), HANDSCHLAG_SECRET: "ein-Geheimnis-von-mehr-als-32-Zeichen" };
  expect(await ended(place.start(["user", "list"], environment))).toMatchObject({
    code: 2,
    stderr:
      "handschlag: the database is of an earlier version of Handschlag: start this one once, which brings it up to date\n",
  });
  const { rows } = await old.look((client) => client.query<{ count: number }>("select count(*)::int from migration"));
  expect(rows).toEqual([{ count: 5 }]);
  await old.remove();
});
