/** Going on with imports that were started, batch by batch: whatever interrupts, nothing is lost and nothing comes twice. */
import { OutsideKnownTime } from "@handschlag/engine/calendar/calendar.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import { sql, type Kysely } from "kysely";
import { termsFor } from "../contract/terms-book.ts";
import { Ctx, type Actor, type Place } from "../context.ts";
import type { DB } from "../db/schema.gen.ts";
import { inScope, type EngagementId, type PersonId, type TenantId, type Tx } from "../db/tenant.ts";
import { insertionOfMany, together } from "../db/together.ts";
import { requireEngagement } from "../engagement/requirement.ts";
import { nextEventId, record, recordAll } from "../event/record.ts";
import { problemOf } from "../http/problems.ts";
import { FAULTS_MAX, readLog, type LogFault, type LoggedTicket } from "./import-log.ts";
import { importedIds, nameOf, writtenOf, type Target, type Written } from "./import-rows.ts";
import { inTurn, knownAmong, readingFor, type ImportResult, type ImportRow } from "./imports.ts";
import { numbersTake } from "./number.ts";

/** So many tickets in one transaction: enough to be fast, few enough not to hold others up. */
const BATCH_TICKETS = 250;
const BATCH_EVENTS = 2_000;
const AT_ONCE_MAX = 10;

interface Running {
  readonly tenant: TenantId;
  readonly engagement: EngagementId;
  readonly id: string;
}

type Started = Pick<ImportRow, "state" | "mapping" | "actor" | "gone">;

/** What the work needs from outside. */
interface Means {
  readonly clock: () => Instant;
  readonly say: (text: string) => void;
  /** Breaks off between two batches. */
  readonly signal?: AbortSignal;
}

/** Goes on with every import that runs and that nobody else is at. Returns how many tickets were dealt with. */
export async function runImports(db: Kysely<DB>, means: Means): Promise<number> {
  const rows = await inScope(db, { scope: "sweep" }, { readOnly: true }, (tx) =>
    tx
      .selectFrom("ticket_import")
      .select(["tenant_id", "engagement_id", "import_id"])
      .where("state", "=", "running")
      .orderBy("started_at")
      .limit(AT_ONCE_MAX)
      .execute(),
  );
  let count = 0;
  for (const { tenant_id, engagement_id, import_id } of rows) {
    const running = { tenant: tenant_id as TenantId, engagement: engagement_id as EngagementId, id: import_id };
    if (means.signal?.aborted === true) break;
    count += await alone(db, import_id, () => new ImportRun(db, running, means).go());
  }
  return count;
}

/** Does the work unless another process does: the lock lives as long as the connection of whoever holds it. */
async function alone(db: Kysely<DB>, id: string, work: () => Promise<number>): Promise<number> {
  return db.connection().execute(async (connection) => {
    const key = sql`hashtextextended(${`ticket-import ${id}`}, 0)`;
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(${key}) as got`.execute(connection);
    if (rows[0]?.got !== true) return 0;
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(connection).catch(() => undefined);
    }
  });
}

/** Whoever started it may do there what the import does, and nothing else. */
function actorOf({ actor: { kind, id, company } }: Started, { tenant, engagement }: Running): Actor {
  const acting = {
    id: company as TenantId,
    name: "",
    clientRole: null,
    providerRole: "service-manager",
    engagements: [{ id: engagement, tenant }],
  } as const;
  if (kind === "key") return { kind, id, company: acting, scopes: new Set() };
  const session = { sessionId: "", state: "full", confined: false, confirmedAt: undefined } as const;
  return { kind, id: id as PersonId, name: "", operator: false, company: acting, ...session };
}

/** One import, from where it stands to its end. */
class ImportRun {
  private readonly db: Kysely<DB>;
  private readonly running: Running;
  private readonly means: Means;
  private readonly place: Place;

  constructor(db: Kysely<DB>, running: Running, means: Means) {
    this.db = db;
    this.running = running;
    this.means = means;
    this.place = { tenant: running.tenant, side: "provider", engagement: running.engagement };
  }

  /** Returns how many tickets were dealt with. */
  async go(): Promise<number> {
    const { say } = this.means;
    const { id } = this.running;
    const row = await this.row();
    if (row?.state !== "running") return 0;
    try {
      return await this.run(row);
    } catch (error) {
      const problem = problemOf(error);
      say(`import ${id} was interrupted: ${String(error)}`);
      // The database is away for a moment: it goes on from where it stands.
      if (problem?.status !== 503) await this.fail(row, problem?.kind ?? "defect");
      return 0;
    }
  }

  private row(): Promise<Started | undefined> {
    const { tenant, id } = this.running;
    return inScope(this.db, { tenant, side: "system" }, { readOnly: true }, async (tx) => {
      const row = await tx
        .selectFrom("ticket_import")
        .select(["state", "mapping", "actor", "gone"])
        .where("tenant_id", "=", tenant)
        .where("import_id", "=", id)
        .executeTakeFirst();
      return row as Started | undefined;
    });
  }

  private ctx(row: Started): Ctx {
    return new Ctx(this.db, actorOf(row, this.running), this.means.clock(), this.running.id);
  }

  private async run(row: Started): Promise<number> {
    const { mapping } = row;
    const ctx = this.ctx(row);
    const { content, target } = await ctx.read(this.place, async (tx) => {
      await requireEngagement(tx, this.place, this.running.engagement);
      return { content: await this.contentOf(tx), target: await this.targetOf(tx) };
    });
    const log = await inTurn(() => readLog(content, readingFor(mapping), mapping));
    const ids = importedIds(target, log.tickets);
    let gone = row.gone;
    while (gone < log.tickets.length) {
      if (this.means.signal?.aborted === true) return gone - row.gone;
      const some = batchFrom(log.tickets, gone);
      await this.write(this.ctx(row), some, gone, target, ids);
      gone += some.length;
    }
    await this.finish(this.ctx(row), log.leftOut);
    return gone - row.gone;
  }

  private async contentOf(tx: Tx): Promise<Buffer> {
    const { tenant, id } = this.running;
    const { content } = await tx
      .selectFrom("ticket_import_file")
      .select("content")
      .where("tenant_id", "=", tenant)
      .where("import_id", "=", id)
      .executeTakeFirstOrThrow();
    return content;
  }

  private async targetOf(tx: Tx): Promise<Target> {
    const { tenant, engagement } = this.running;
    const people = await tx
      .selectFrom("membership as m")
      .innerJoin("person as p", "p.id", "m.person_id")
      .innerJoin("engagement as e", "e.provider_id", "m.tenant_id")
      .select(["p.id", "p.name"])
      .where("e.tenant_id", "=", tenant)
      .where("e.engagement_id", "=", engagement)
      .where("m.provider_role", "is not", null)
      .execute();
    const byName = Map.groupBy(people, ({ name }) => nameOf(name));
    const unique = [...byName].flatMap(([name, same]) => (same.length === 1 ? [[name, same[0]!.id] as const] : []));
    return { tenant, engagement, versions: await termsFor(tx, tenant, engagement), people: new Map(unique) };
  }

  /** Writes those of a batch that are not there, and how far it has got, in one transaction. */
  private async write(
    ctx: Ctx,
    tickets: readonly LoggedTicket[],
    gone: number,
    target: Target,
    ids: ReadonlyMap<string, string>,
  ): Promise<void> {
    const { engagement } = this.running;
    const sources = tickets.map(({ source }) => source);
    const known = await ctx.read(this.place, (tx) => knownAmong(tx, this.place, engagement, sources));
    const fresh = tickets.filter(({ source }) => !known.has(source));
    let number = fresh.length === 0 ? 0 : await numbersTake(ctx, this.place, engagement, fresh.length);
    await ctx.note(this.place, async (tx) => {
      const result = await this.hold(tx, gone);
      let seq = 0;
      const nextId = () => nextEventId(tx, ctx, seq++);
      const { written, faults } = all(fresh, (ticket) =>
        writtenOf(ticket, { number: number++, target, ids, nextId, now: ctx.now }),
      );
      await insert(tx, ctx, this.place, written);
      await this.keep(tx, gone + tickets.length, faults, {
        imported: result.imported + written.length,
        known: result.known + known.size,
        leftOut: result.leftOut + faults.length,
        events: result.events + written.reduce((sum, { facts }) => sum + facts.length, 0),
      });
    });
  }

  /** Locks the import where it is thought to stand. Throws when somebody else has gone on with it. */
  private async hold(tx: Tx, gone: number): Promise<ImportResult> {
    const { tenant, id } = this.running;
    const row = await tx
      .selectFrom("ticket_import")
      .select(["state", "gone", "result"])
      .where("tenant_id", "=", tenant)
      .where("import_id", "=", id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (row.state !== "running" || row.gone !== gone) throw new Error("the import goes on elsewhere");
    return { imported: 0, known: 0, leftOut: 0, events: 0, ...(row.result as Partial<ImportResult>) };
  }

  private async keep(tx: Tx, gone: number, faults: readonly LogFault[], result: ImportResult): Promise<void> {
    const { tenant, id } = this.running;
    await tx
      .updateTable("ticket_import")
      .set({ gone, result: JSON.stringify(result) })
      .$if(faults.length > 0, (query) =>
        query.set({
          faults: sql`case when jsonb_array_length(faults) < ${FAULTS_MAX} then faults || ${JSON.stringify(faults)}::jsonb else faults end`,
        }),
      )
      .where("tenant_id", "=", tenant)
      .where("import_id", "=", id)
      .execute();
  }

  private async finish(ctx: Ctx, leftOut: number): Promise<void> {
    await this.end(ctx, "ticket-import.finished", async (tx) => {
      const before = await this.resultOf(tx);
      const result = { ...before, leftOut: before.leftOut + leftOut };
      await this.set(tx, { state: "done", ended_at: new Date(ctx.now), result: JSON.stringify(result) });
      await tx
        .deleteFrom("ticket_import_file")
        .where("tenant_id", "=", this.running.tenant)
        .where("import_id", "=", this.running.id)
        .execute();
      return result;
    });
  }

  /** Leaves it where it stands, for somebody to look at and start again. */
  private async fail(row: Started, problem: string): Promise<void> {
    await this.end(this.ctx(row), "ticket-import.failed", async (tx) => {
      await this.set(tx, { state: "failed", problem });
      return { problem };
    });
  }

  private async end(ctx: Ctx, type: string, work: (tx: Tx) => Promise<object>): Promise<void> {
    const { id, engagement } = this.running;
    await ctx.change(this.place, async (tx) => {
      const facts = { ...(await work(tx)) };
      await record(tx, ctx, this.place, { type, subjectId: id, engagementId: engagement, visibleTo: "both", facts });
    });
  }

  private async resultOf(tx: Tx): Promise<ImportResult> {
    const { tenant, id } = this.running;
    const { result } = await tx
      .selectFrom("ticket_import")
      .select("result")
      .where("tenant_id", "=", tenant)
      .where("import_id", "=", id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    return { imported: 0, known: 0, leftOut: 0, events: 0, ...(result as Partial<ImportResult>) };
  }

  private async set(
    tx: Tx,
    columns: { readonly state: string; readonly problem?: string; readonly ended_at?: Date; readonly result?: string },
  ): Promise<void> {
    const { tenant, id } = this.running;
    await tx
      .updateTable("ticket_import")
      .set(columns)
      .where("tenant_id", "=", tenant)
      .where("import_id", "=", id)
      .execute();
  }
}

/** The next tickets: not many, and not many events. */
function batchFrom(tickets: readonly LoggedTicket[], from: number): readonly LoggedTicket[] {
  let events = tickets[from]!.events.length;
  let to = from + 1;
  while (to < tickets.length && to - from < BATCH_TICKETS) {
    events += tickets[to]!.events.length;
    if (events > BATCH_EVENTS) break;
    to++;
  }
  return tickets.slice(from, to);
}

/** What is written of tickets; those of a time that no calendar knows become faults. */
function all(tickets: readonly LoggedTicket[], write: (ticket: LoggedTicket) => Written) {
  const written: Written[] = [];
  const faults: LogFault[] = [];
  for (const ticket of tickets) {
    try {
      written.push(write(ticket));
    } catch (error) {
      if (!(error instanceof OutsideKnownTime)) throw error;
      const { line, source } = ticket;
      faults.push({ line, column: "", found: "", message: `ticket ${source}: ${error.message}` });
    }
  }
  return { written, faults };
}

async function insert(tx: Tx, ctx: Ctx, place: Place, written: readonly Written[]): Promise<void> {
  if (written.length === 0) return;
  const words = JSON.stringify(written.map((each) => each.words));
  const facts = written.flatMap((each) => each.facts);
  await together(tx, [
    insertionOfMany(
      "ticket",
      written.map(({ row }) => row),
    ),
  ]);
  await recordAll(tx, ctx, place, facts, [
    sql`insert into ticket_words (tenant_id, event_id, ticket_id, engagement_id, visible_to, words)
      select tenant_id, event_id, ticket_id, engagement_id, visible_to, words_of(text) from json_to_recordset(${words}::json)
      as r(tenant_id uuid, event_id uuid, ticket_id uuid, engagement_id uuid, visible_to text, text text)`,
  ]);
}
