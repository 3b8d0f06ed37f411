/**
 * What it costs to know who asks and what they may: the same answer with and without a session check and a right, asked of
 * the server in this process, so that only processor time counts. That of the database stands beside it.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Instant } from "@handschlag/engine/instant.ts";
import { RIGHTS } from "@handschlag/engine/rights.ts";
import { KEY_PREFIX } from "@handschlag/server/company/api-keys.ts";
import { Ctx } from "@handschlag/server/context.ts";
import { databaseOf } from "@handschlag/server/db/connect.ts";
import { type Embedded, startEmbedded } from "@handschlag/server/db/embedded.ts";
import { migrate, rolesOf } from "@handschlag/server/db/migrate.ts";
import { servesFolder } from "@handschlag/server/db/postmaster.ts";
import type { PersonId, TenantId } from "@handschlag/server/db/tenant.ts";
import { makeApp } from "@handschlag/server/http/app.ts";
import { NOBODY } from "@handschlag/server/http/authentication.ts";
import { LiveFeed } from "@handschlag/server/http/live-feed.ts";
import { Metrics } from "@handschlag/server/http/metrics.ts";
import { Seal } from "@handschlag/server/identity/seal.ts";
import { sessionBegin } from "@handschlag/server/identity/session-store.ts";
import { hashOf, newToken } from "@handschlag/server/identity/tokens.ts";
import { digits, median, showFault, showTable, showTitle, verdict, type Goal } from "./report.ts";

const quick = process.argv.includes("--quick");
const ROUNDS = 5;
const REQUESTS = quick ? 200 : 1_000;
const WARM_UP = quick ? 200 : 2_000;
const AT_ONCE = 8;
const GOAL: Goal = { limit: 0.3, unit: " ms" };
/** Of the clock that /proc counts with. */
const TICK_MS = 10;
/** The server's clock goes on by so much with each request: as many a second as one person may send. */
const STEP_MS = 25;

interface Case {
  readonly name: string;
  /** Asks once; throws unless the answer is the right one. */
  readonly ask: () => Promise<void>;
  readonly isJudged?: true;
}

const folder = mkdtempSync(join(tmpdir(), "handschlag-bench-"));
chmodSync(folder, 0o711);
const embedded = await startEmbedded(join(folder, "data"));
try {
  await measure(embedded);
} catch (error) {
  showFault(String(error));
} finally {
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure({ owner }: Embedded): Promise<void> {
  const roles = rolesOf(owner.database);
  const passwords = { app: newToken(), keeper: newToken() };
  await migrate(owner, roles, passwords);
  const asServer = { ...owner, user: roles.app, password: passwords.app };
  const db = databaseOf(asServer);
  let now = Date.now();
  const ctx = new Ctx(db, NOBODY, now as Instant, "bench");
  const { cookie, bearer } = await somebody(ctx);
  const live = new LiveFeed(db);
  const app = await makeApp({
    db,
    seal: new Seal(randomBytes(32)),
    clock: () => (now += STEP_MS) as Instant,
    publicUrl: "http://localhost:4400",
    sample: false,
    live,
    metrics: new Metrics(),
    privateHosts: false,
    webFolder: undefined,
    ready: () => Promise.resolve(true),
  });
  // Answers as /health does, to whoever may read engagements.
  app.get("/api/v1/bench", (request) => {
    request.ctx.require("engagement:read", request.ctx.own);
    return { status: "ok" };
  });
  await app.ready();
  const asked = (url: string, headers: Readonly<Record<string, string>>) => async () => {
    const { statusCode, body } = await app.inject({ url, headers });
    if (statusCode !== 200) throw new Error(`${url}: ${statusCode} ${body}`);
  };
  const alone = new pg.Client(asServer);
  await alone.connect();
  const tokenHash = hashOf(cookie.split("=")[1]!);
  const lookUp = async () => {
    const values = [tokenHash, new Date(now)];
    const { rowCount } = await alone.query({ name: "least", text: "select * from actor_by_session($1, $2)", values });
    if (rowCount !== 1) throw new Error("the session was not found");
  };
  const cases: readonly Case[] = [
    { name: "/health, nobody asked for", ask: asked("/health", {}) },
    { name: "the same for a session with a right", ask: asked("/api/v1/bench", { cookie }), isJudged: true },
    {
      name: "the same for an API key with a right",
      ask: asked("/api/v1/bench", { authorization: bearer }),
      isJudged: true,
    },
    { name: "the least: the look-up of a session by pg alone", ask: lookUp },
    { name: "list of engagements, for comparison", ask: asked("/api/v1/engagements", { cookie }) },
  ];
  show(cases, await roundsOf(cases));
  live.stop();
  await alone.end();
  await app.close();
  await db.destroy();
}

interface Figures {
  readonly ours: number;
  readonly database: number;
}

/** Every case in every round, after a warm-up. */
async function roundsOf(cases: readonly Case[]): Promise<readonly (readonly Figures[])[]> {
  const ask = async (each: Case, count: number) => {
    for (let left = count; left > 0; left -= AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, left) }, each.ask));
  };
  for (const each of cases) await ask(each, WARM_UP);
  const rounds: Figures[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const figures: Figures[] = [];
    for (const each of cases) figures.push(await cpuOf(() => ask(each, REQUESTS)));
    rounds.push(figures);
  }
  return rounds;
}

/** A client's owner with a session, and a key of the company. */
async function somebody(ctx: Ctx): Promise<{ cookie: string; bearer: string }> {
  const [company, person] = [randomUUID() as TenantId, randomUUID() as PersonId];
  const at = new Date(ctx.now);
  const secret = newToken();
  const token = await ctx.identity(async (tx) => {
    await tx.insertInto("company").values({ id: company, name: "Client", created_at: at }).execute();
    await tx.insertInto("person").values({ id: person, name: "Owner", language: "en", created_at: at }).execute();
    await tx.insertInto("person_account").values({ person_id: person, email: "owner@example.org" }).execute();
    const role = { client_role: "owner", provider_role: null, joined_at: at };
    await tx
      .insertInto("membership")
      .values({ tenant_id: company, person_id: person, ...role })
      .execute();
    const scopes = RIGHTS.filter((right) => !right.startsWith("installation:"));
    const key = { key_id: randomUUID(), secret_hash: hashOf(secret), name: "bench", role: "owner", scopes };
    const ends_at = new Date(ctx.now + 86_400_000);
    await tx
      .insertInto("api_key")
      .values({ tenant_id: company, ...key, created_at: at, ends_at })
      .execute();
    const session = { personId: person, companyId: company, state: "full", confirmedAt: ctx.now } as const;
    return sessionBegin(tx, session, { address: "127.0.0.1", agent: "bench" }, ctx.now);
  });
  const bearer = `Bearer ${KEY_PREFIX}${company.replaceAll("-", "")}${secret}`;
  return { cookie: `handschlag=${token}`, bearer };
}

/** Processor time a request in milliseconds, ours and that of all processes of the database. */
async function cpuOf(work: () => Promise<void>): Promise<Figures> {
  const databaseBefore = databaseMs();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ours: (user + system) / 1_000 / REQUESTS, database: (databaseMs() - databaseBefore) / REQUESTS };
}

function databaseMs(): number {
  if (process.platform !== "linux") return Number.NaN;
  const cluster = join(folder, "data", "pg");
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && servesFolder(Number(name), cluster));
  const ticks = pids.map((pid) => {
    // The name before the brackets' end may hold blanks; user and system time stand 12th and 13th after it.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, each) => sum + each, 0) * TICK_MS;
}

function show(cases: readonly Case[], rounds: readonly (readonly Figures[])[]): void {
  const of = (index: number, figure: "ours" | "database") => median(rounds.map((round) => round[index]![figure]));
  // Round by round, so that what slows the machine down slows both.
  const beside = (index: number) => median(rounds.map((round) => round[index]!.ours - round[0]!.ours));
  showTitle("Who asks, and what they may: processor time a request");
  showTable(
    ["", "server", "database", "above /health", "ratio", ""],
    cases.map(({ name, isJudged = false }, index) => {
      const above = beside(index);
      return [
        name,
        `${digits(of(index, "ours"))} ms`,
        `${digits(of(index, "database"))} ms`,
        index === 0 ? "" : `${digits(above)} ms`,
        `${digits(of(index, "ours") / of(0, "ours"))} ×`,
        isJudged ? verdict(above, GOAL) : "",
      ];
    }),
  );
}
