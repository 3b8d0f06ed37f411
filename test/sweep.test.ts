/** Deadlines that fall due together, with two server processes that look for them. */
import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Instant } from "@handschlag/engine/instant.ts";
import { rolesOf } from "@handschlag/server/db/migrate.ts";
import { TEST_PASSWORDS } from "@handschlag/server/db/test-cluster.test-support.ts";
import { TestServer } from "@handschlag/server/server.test-support.ts";
import { ticketOpen } from "@handschlag/server/ticket/open.ts";
import { verifyReadings } from "@handschlag/server/ticket/verification.ts";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

/** More than a process records at once. */
const TICKETS = 600;
const AT_ONCE = 30;
/** The contract's time to answer, round the clock; of the fixture the year it ends in is moved. */
const ANSWER_MS = 15 * 60_000;
const CONTRACT = readFileSync(join(import.meta.dirname, "../fixtures/contracts/servicenow-log.yaml"), "utf8").replace(
  "end: 2017-12-31",
  "end: 2099-12-31",
);
const PATIENT = { timeout: 120_000, interval: 100 };

let server: TestServer;
const nodes: ChildProcess[] = [];
const said: string[] = [];
beforeAll(async () => {
  server = await TestServer.start();
  server.now = Date.now() as Instant;
});
afterAll(async () => {
  await stopAll();
  await server.stop();
});

/** Ends the processes once they have done what they are at. */
async function stopAll(): Promise<void> {
  for (const node of nodes.splice(0)) {
    const ended = new Promise((done) => node.once("exit", done));
    node.send("stop");
    await ended;
  }
}

/** A process that looks for deadlines as a server does, each second, once it is told to. */
async function launch(): Promise<void> {
  const { app: role } = rolesOf(inject("cluster").owner.database);
  const connection = server.database.as(role, TEST_PASSWORDS.app);
  const node = fork(join(import.meta.dirname, "../bench/sweep-node.ts"), [JSON.stringify(connection)]);
  node.on("message", ({ fault }: { readonly fault?: string }) => (fault === undefined ? undefined : said.push(fault)));
  nodes.push(node);
  await new Promise((ready) => node.once("message", ready));
}

const shareOf = (body: string) => (JSON.parse(body) as { facts: { share: number } }).facts.share;

test(
  "each is recorded once, at its instant, and nothing of it is left",
  async () => {
    const [client, provider] = [await server.company("Lindenhof"), await server.company("Lechbogen")];
    const engagement = await server.engagement(client, provider);
    const manager = await server.person(provider, null, "service-manager");
    await server.importContract(manager, engagement, CONTRACT);
    const due = Date.now() - 1_000;
    const ctx = await server.ctx(manager);
    const about = {
      service: "it-support",
      impact: "high",
      urgency: "high",
      kind: "incident",
      channel: "phone",
    } as const;
    const contact = { contactAt: new Date(due - ANSWER_MS).toISOString(), reason: "Test" };
    const open = () => ticketOpen(ctx, engagement, { ...about, ...contact, subject: "Fällig", text: "Fällig" });
    for (let made = 0; made < TICKETS; made += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, open));
    await Promise.all([launch(), launch()]);
    // At the same moment, so that they meet.
    for (const node of nodes) node.send("go");
    const place = { tenant: client, side: "system" } as const;
    const left = () =>
      server.nobody().read(place, async (tx) => {
        const rows = await tx.selectFrom("ticket").select("ticket_id").where("notice_at", "<=", new Date()).execute();
        return rows.length;
      });
    await expect.poll(left, PATIENT).toBe(0);
    // The other one may still be at it.
    await stopAll();
    const rows = await server
      .nobody()
      .read(place, (tx) =>
        tx
          .selectFrom("event")
          .select(["subject_id", "at", "body"])
          .where("type", "in", ["ticket.warned", "ticket.breached"])
          .orderBy("at")
          .execute(),
      );
    const instants = [50, 75, 90, 100].map((share) => `${share} ${due - ANSWER_MS * (1 - share / 100)}`);
    const byTicket = Map.groupBy(rows, ({ subject_id }) => subject_id);
    expect(byTicket.size).toBe(TICKETS);
    for (const told of byTicket.values())
      expect(told.map(({ body, at }) => `${shareOf(body)} ${at.getTime()}`)).toEqual(instants);
    expect((await verifyReadings(server.db, Date.now() as Instant)).differences).toEqual([]);
    expect(said).toEqual([]);
  },
  PATIENT.timeout * 2,
);
