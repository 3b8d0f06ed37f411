import { HOUR_MS, instant } from "@handschlag/engine/instant.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { termsFor } from "../contract/terms-book.ts";
import { inScope, type TenantId, type Tx } from "../db/tenant.ts";
import { TestServer } from "../server.test-support.ts";
import { logsFor, storyOf } from "../ticket/events.ts";
import { columnsOf, read } from "../ticket/reading.ts";
import { Sample } from "./sample.ts";

/** Late on a Sunday: nobody is at work. */
const PRESENT = instant("2026-11-22T22:30:00Z");
let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start({ sample: true });
  await new Sample(server.db, server.seal, PRESENT).make();
}, 180_000);
afterAll(() => server.stop());

interface Row {
  readonly tenant_id: string;
  readonly engagement_id: string;
  readonly ticket_id: string;
  readonly stage: string;
  readonly awaiting: string | null;
  readonly story: string;
  readonly due_at: Date | number;
  readonly notice_at: Date | null;
  readonly ended_at: Date | null;
  readonly disputed: boolean;
  readonly engagement: string;
}

/** Reads all tenants, one after the other. */
async function everywhere<T>(work: (tx: Tx, tenant: TenantId) => Promise<readonly T[]>): Promise<T[]> {
  const companies = await server.nobody().identity((tx) => tx.selectFrom("company").select("id").execute());
  const found = companies.map(({ id }) =>
    inScope(server.db, { tenant: id as TenantId, side: "system" }, { readOnly: true }, (tx) =>
      work(tx, id as TenantId),
    ),
  );
  return (await Promise.all(found)).flat();
}

const tickets = () =>
  everywhere<Row>((tx, tenant) =>
    tx
      .selectFrom("ticket as t")
      .innerJoin("engagement as e", "e.engagement_id", "t.engagement_id")
      .selectAll("t")
      .select("e.name as engagement")
      .where("t.tenant_id", "=", tenant)
      .execute(),
  );

test("every engagement has half a year of tickets, the one without contract a few", async () => {
  const byEngagement = Map.groupBy(await tickets(), ({ engagement }) => engagement);
  const count = (engagement: string) => byEngagement.get(engagement)?.length ?? 0;
  for (const engagement of ["Arbeitsplätze und Server", "IT-Betreuung", "Netz und Sicherheit"])
    expect(count(engagement)).toBeGreaterThan(90);
  expect(count("Netzwerk und Firewall")).toBe(3);
});

test("at the first start one ticket is near its deadline, one late and one with the client, in each engagement", async () => {
  const withContract = (await tickets()).filter(({ engagement }) => engagement !== "Netzwerk und Firewall");
  for (const [, rows] of Map.groupBy(withContract, ({ engagement }) => engagement)) {
    const open = rows.filter(({ ended_at }) => ended_at === null);
    const due = open.flatMap(({ due_at }) => (due_at instanceof Date ? [due_at.getTime() - PRESENT] : []));
    expect(due.some((ms) => ms < 0)).toBe(true);
    expect(due.some((ms) => ms > 0 && ms < 24 * HOUR_MS)).toBe(true);
    expect(open.some(({ stage, awaiting }) => stage === "paused" && awaiting === "client")).toBe(true);
  }
});

test("there is what makes a relationship: objections open and settled, exclusions, merges, reopenings, withdrawals", async () => {
  const types = await everywhere((tx, tenant) =>
    sql<{ type: string; facts: Record<string, unknown> }>`
      select type, body::jsonb -> 'facts' as facts from event where tenant_id = ${tenant} and type like 'ticket.%'`
      .execute(tx)
      .then(({ rows }) => rows),
  );
  const having = (type: string, fact?: string, value?: unknown) =>
    types.filter((each) => each.type === type && (fact === undefined || each.facts[fact] === value)).length;
  expect(having("ticket.settled", "outcome", "upheld")).toBe(3);
  expect((await tickets()).filter(({ disputed }) => disputed)).toHaveLength(3);
  expect(having("ticket.excluded")).toBe(12);
  expect(having("ticket.merged")).toBe(6);
  expect(having("ticket.reopened")).toBeGreaterThan(3);
  expect(having("ticket.cancelled")).toBeGreaterThan(3);
  expect(having("ticket.noted")).toBeGreaterThan(3);
  expect(having("ticket.time-recorded")).toBeGreaterThan(200);
});

test("most of what was promised was kept, some of it was not", async () => {
  const clocks = (await tickets()).flatMap(
    (row) => (row as unknown as { clocks: { state: string; level: string }[] }).clocks,
  );
  for (const level of ["response", "restore", "resolve", "update"]) {
    const own = clocks.filter((clock) => clock.level === level);
    const missed = own.filter(({ state }) => state === "breached").length;
    const met = own.filter(({ state }) => state === "met").length;
    expect(missed, level).toBeGreaterThan(0);
    expect(met / (met + missed), level).toBeGreaterThan(0.85);
  }
});

test("warnings and breaches were recorded when they fell due, and none is outstanding", async () => {
  const late = await everywhere((tx, tenant) =>
    tx
      .selectFrom("event")
      .select(["type", "at", "recorded_at"])
      .where("tenant_id", "=", tenant)
      .where("type", "in", ["ticket.warned", "ticket.breached"])
      .execute(),
  );
  expect(late.filter(({ type }) => type === "ticket.breached").length).toBeGreaterThan(10);
  expect(late.filter(({ at, recorded_at }) => recorded_at.getTime() - at.getTime() > 10)).toEqual([]);
  expect((await tickets()).filter(({ notice_at }) => notice_at !== null && notice_at.getTime() <= PRESENT)).toEqual([]);
});

test("nothing happened after the present, and every row says what its events say", async () => {
  const rows = await tickets();
  for (const [tenant, own] of Map.groupBy(rows, ({ tenant_id }) => tenant_id as TenantId)) {
    await inScope(server.db, { tenant, side: "system" }, { readOnly: true }, async (tx) => {
      const logs = await logsFor(
        tx,
        tenant,
        own.map(({ ticket_id }) => ticket_id),
      );
      for (const row of own) {
        const log = logs.get(row.ticket_id)!;
        expect(log.events.filter(({ recordedAt }) => recordedAt > PRESENT)).toEqual([]);
        expect(JSON.parse(row.story)).toEqual(JSON.parse(storyOf(log)));
        const versions = await termsFor(tx, tenant, row.engagement_id);
        const { stage, awaiting, disputed } = columnsOf(read(row.ticket_id, log, versions, PRESENT));
        expect(row).toMatchObject({ stage, awaiting, disputed });
      }
    });
  }
});
