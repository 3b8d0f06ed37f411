/** Another contract over 25,000 tickets, and a month's attainment of them: what the pages wait for. */
import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Instant } from "@handschlag/engine/instant.ts";
import { Ctx } from "@handschlag/server/context.ts";
import { attainment } from "@handschlag/server/ticket/attainment.ts";
import { backtest } from "@handschlag/server/ticket/backtest.ts";
import { runImports } from "@handschlag/server/ticket/import-run.ts";
import { importAdd, importStart } from "@handschlag/server/ticket/imports.ts";
import { digits, median, showFault, showTable, showTitle, verdict, whole } from "./report.ts";
import { makeWorld, SCOPES, type World } from "./world.ts";

const TICKETS = 25_000;
const ROUNDS = process.argv.includes("--quick") ? 3 : 15;
const LIMIT_MS = 1_000;
const PERIOD = "2016-05";
const read = (path: string) => readFileSync(new URL(`../fixtures/${path}`, import.meta.url));
const CONTRACT = read("contracts/servicenow-log.yaml").toString();
const OTHER = CONTRACT.replace("P3: { response: PT4H", "P3: { response: PT2H");
const LOG = read("logs/servicenow-event-log.csv");

const now = (): Instant => Date.now() as Instant;

/** The provider's manager, by a key. */
function manager({ db, provider, client, engagement }: World): Ctx {
  const engagements = [{ id: engagement, tenant: client }];
  const company = { id: provider, name: "Provider", clientRole: null, providerRole: "service-manager", engagements };
  const actor = { kind: "key", id: randomUUID(), company, scopes: new Set(SCOPES) } as const;
  return new Ctx(db, actor as ConstructorParameters<typeof Ctx>[1], now(), "bench");
}

/** Brings the part of the log in that ships, and repeats its tickets. */
async function fill(world: World, ctx: Ctx): Promise<void> {
  const { db, engagement, superuser } = world;
  const { import_id } = await importAdd(ctx, engagement, { fileName: "log.csv", mapping: undefined }, LOG);
  await importStart(ctx, engagement, import_id);
  const count = await runImports(db, { clock: now, say: showFault });
  await superuser.query(
    `insert into ticket select copy.* from ticket t, generate_series(1, $1::int) as n,
      jsonb_populate_record(t, jsonb_build_object('ticket_id', gen_random_uuid(), 'number', t.number * 1000 + n,
        'source', t.source || '-' || n)) as copy`,
    [Math.ceil(TICKETS / count)],
  );
  await superuser.query("delete from ticket where ticket_id not in (select ticket_id from ticket limit $1)", [TICKETS]);
  await superuser.query("vacuum analyze ticket");
}

interface Spent {
  readonly ms: number;
  readonly cpuMs: number;
}

async function spend(work: () => Promise<unknown>): Promise<Spent> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - begun, cpuMs: (user + system) / 1_000 };
}

const folder = mkdtempSync(join(tmpdir(), "handschlag-bench-"));
chmodSync(folder, 0o711);
let world: World | undefined;
try {
  const made = (world = await makeWorld(join(folder, "data"), CONTRACT));
  const ctx = manager(made);
  await fill(made, ctx);
  const works = {
    "another contract": async () => {
      const { tickets } = await backtest(ctx, made.engagement, { text: OTHER });
      if (tickets !== TICKETS) showFault(`${tickets} tickets were judged`);
    },
    "a month's attainment": () => attainment(ctx, made.engagement, PERIOD),
    "the least: the database hands them out": () =>
      made.superuser.query("select ticket_id, number, subject, story from ticket"),
  };
  const first = await spend(works["another contract"]);
  const spent = new Map<string, Spent[]>();
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, work] of Object.entries(works)) spent.set(name, [...(spent.get(name) ?? []), await spend(work)]);
  showTitle(`${whole(TICKETS)} tickets judged anew`);
  const rowOf = (name: string, all: readonly Spent[], goal: string) => {
    const [ms, cpu] = [all.map((each) => each.ms), all.map((each) => each.cpuMs)];
    return [name, `${digits(median(ms))} ms`, `${digits(Math.min(...ms))} ms`, `${digits(median(cpu))} ms`, goal];
  };
  const goalOf = (name: string) =>
    name === "another contract"
      ? verdict(median(spent.get(name)!.map(({ ms }) => ms)), { limit: LIMIT_MS, unit: " ms" })
      : "";
  showTable(
    ["", "median", "least", "CPU", ""],
    [
      rowOf("another contract, the first time", [first], ""),
      ...[...spent].map(([name, all]) => rowOf(name, all, goalOf(name))),
    ],
  );
} catch (error) {
  showFault(String(error));
} finally {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
}
