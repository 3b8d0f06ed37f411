/** Many deadlines in the same second: how long until all of them are recorded, each once. */
import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Instant } from "@handschlag/engine/instant.ts";
import { Ctx } from "@handschlag/server/context.ts";
import { ticketOpen } from "@handschlag/server/ticket/open.ts";
import { sweep } from "@handschlag/server/ticket/sweep.ts";
import { digits, median, showFault, showTable, showTitle, verdict, whole } from "./report.ts";
import { makeWorld, SCOPES, type World } from "./world.ts";

const quick = process.argv.includes("--quick");
const DEADLINES = 10_000;
const ROUNDS = quick ? 1 : 3;
const LIMIT_MS = 5_000;
const PATIENCE_MS = 120_000;
/** The contract's time to answer, round the clock. */
const ANSWER_MS = 15 * 60_000;
/** Time to copy the tickets and to start the processes before the deadline comes. */
const AHEAD_MS = 12_000;
const CONTRACT = readFileSync(new URL("../fixtures/contracts/servicenow-log.yaml", import.meta.url), "utf8").replace(
  "end: 2017-12-31",
  "end: 2099-12-31",
);

interface Swept {
  readonly ms: number;
  readonly cpuMs: number;
}

/** Tickets whose time to answer ends at an instant; what they are warned of before is recorded already. */
async function ticketsDueAt({ db, superuser, provider, client, engagement }: World, due: number): Promise<void> {
  const company = {
    id: provider,
    name: "Provider",
    clientRole: null,
    providerRole: "service-manager",
    engagements: [{ id: engagement, tenant: client }],
  } as const;
  const actor = { kind: "key", id: randomUUID(), company, scopes: new Set(SCOPES) } as const;
  const ctx = new Ctx(db, actor, Date.now() as Instant, "bench");
  const { id } = await ticketOpen(ctx, engagement, {
    kind: "incident",
    subject: "Due",
    text: "Due",
    channel: "phone",
    service: "it-support",
    impact: "high",
    urgency: "high",
    contactAt: new Date(due - ANSWER_MS).toISOString(),
    reason: "bench",
  });
  await sweep(db, Date.now() as Instant, undefined, { ticket: id });
  await superuser.query(
    `insert into ticket select copy.* from ticket t, generate_series(1, $2::int) as n,
      jsonb_populate_record(t, jsonb_build_object('ticket_id', gen_random_uuid(), 'number', t.number * 1000000 + n)) as copy
      where t.ticket_id = $1`,
    [id, DEADLINES - 1],
  );
  await superuser.query("vacuum analyze ticket");
}

const BREACHES = "select count(*)::int as count from event where type = 'ticket.breached' and at = $1";

/** From the deadline until all are recorded, with so many processes that look for it. */
async function measure(world: World, processes: number): Promise<Swept> {
  const due = Math.ceil((Date.now() + AHEAD_MS) / 1_000) * 1_000;
  await ticketsDueAt(world, due);
  const nodes = Array.from({ length: processes }, () =>
    fork(new URL("./sweep-node.ts", import.meta.url), [JSON.stringify(world.connection)]),
  );
  for (const node of nodes)
    node.on("message", (told: { readonly fault?: string }) => (told.fault === undefined ? {} : showFault(told.fault)));
  await Promise.all(nodes.map((node) => new Promise((done) => node.once("message", done))));
  for (const node of nodes) node.send("go");
  if (Date.now() > due) showFault("the deadline came before all was ready");
  await sleep(Math.max(0, due - Date.now()));
  const ms = await untilRecorded(world, due);
  const cpus = await Promise.all(nodes.map(stopped));
  await check(world, due);
  return { ms, cpuMs: cpus.reduce((sum, cpu) => sum + cpu, 0) };
}

async function untilRecorded({ superuser }: World, due: number): Promise<number> {
  while (Date.now() < due + PATIENCE_MS) {
    const { rows } = await superuser.query<{ count: number }>(BREACHES, [new Date(due)]);
    if (rows[0]!.count >= DEADLINES) return Date.now() - due;
    await sleep(25);
  }
  showFault("the deadlines are not recorded");
  return Number.NaN;
}

/** Ends a process; the processor time that it used, in milliseconds. */
const stopped = (node: ChildProcess): Promise<number> =>
  new Promise((done) => {
    node.on("message", ({ cpu }: { readonly cpu?: NodeJS.CpuUsage }) => {
      if (cpu !== undefined) done((cpu.user + cpu.system) / 1_000);
    });
    node.send("stop");
  });

/** Each once, and nothing left that is due. */
async function check({ superuser }: World, due: number): Promise<void> {
  const { rows } = await superuser.query<{ tickets: number; events: number; left: number }>(
    `select count(distinct subject_id)::int as tickets, count(*)::int as events,
      (select count(*)::int from ticket where notice_at <= $1) as left
      from event where type = 'ticket.breached' and at = $1`,
    [new Date(due)],
  );
  const { tickets, events, left } = rows[0]!;
  if (tickets !== DEADLINES || events !== DEADLINES || left !== 0)
    showFault(`${events} breaches of ${tickets} tickets are recorded, ${left} are left`);
}

/** The least: as many events and changed tickets in one statement. */
async function least({ superuser }: World): Promise<number> {
  const begun = performance.now();
  await superuser.query(
    `with due as (update ticket set notice_at = notice_at, recorded_at = now() where ticket_id in (select ticket_id from ticket limit $1) returning tenant_id, ticket_id, engagement_id)
     insert into event (tenant_id, event_id, engagement_id, visible_to, type, subject_id, at, recorded_at, body, hash)
       select tenant_id, gen_random_uuid(), engagement_id, 'both', 'bench.least', ticket_id, now(), now(), repeat('x', 600), sha256(convert_to(ticket_id::text, 'UTF8')) from due`,
    [DEADLINES],
  );
  return performance.now() - begun;
}

const folder = mkdtempSync(join(tmpdir(), "handschlag-bench-"));
chmodSync(folder, 0o711);
let world: World | undefined;
try {
  world = await makeWorld(join(folder, "data"), CONTRACT);
  showTitle(`${whole(DEADLINES)} deadlines in the same second`);
  const rows: string[][] = [];
  const bySize = new Map<number, Swept[]>();
  const leasts: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    for (const processes of [1, 2]) {
      bySize.set(processes, [...(bySize.get(processes) ?? []), await measure(world, processes)]);
      leasts.push(await least(world));
    }
  for (const [processes, all] of bySize) {
    const ms = median(all.map((each) => each.ms));
    const cpu = median(all.map(({ cpuMs }) => cpuMs));
    const goal = verdict(ms, { limit: LIMIT_MS, unit: " ms" });
    rows.push([`${processes} processes`, `${digits(ms)} ms`, `${digits(cpu)} ms`, goal]);
  }
  const ofLeast = median(leasts);
  const two = median(bySize.get(2)!.map(({ ms }) => ms));
  rows.push([
    "the least, one statement",
    `${digits(ofLeast)} ms`,
    "",
    `ours is ${digits(two / ofLeast)} times as long`,
  ]);
  showTable(["", "until all are recorded", "CPU of the processes", ""], rows);
} catch (error) {
  showFault(String(error));
} finally {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
}
