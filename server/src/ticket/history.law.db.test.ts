/**
 * Whatever is done to tickets through the API, by both sides, on two servers: the clocks are those of the engine's slow
 * oracle, and what the rows keep of themselves is what the events say.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readContract } from "@handschlag/engine/contract/reader.ts";
import { instant, type Instant } from "@handschlag/engine/instant.ts";
import { tell, weeksOf, type Told, type Weeks } from "@handschlag/engine/ticket/clock.oracle.test-support.ts";
import type { TicketEvent } from "@handschlag/engine/ticket/event.ts";
import { TestServer } from "../server.test-support.ts";
import { CONTRACT, Desk, type Ticket } from "./desk.test-support.ts";
import { sweep } from "./sweep.ts";
import { verifyReadings } from "./verification.ts";

let server: TestServer;
let desk: Desk;
beforeAll(async () => {
  server = await TestServer.start();
  desk = await Desk.make(server);
});
afterAll(() => server.stop());

const contract = readContract(CONTRACT);
if (!contract.ok) throw new Error("the sample contract reads without fault");
const BEGIN = instant("2026-11-18T06:00:00Z");
const weeks = new Map<string, Weeks>();
const weeksFor = (definition: Parameters<typeof weeksOf>[0]): Weeks => {
  const key = JSON.stringify(definition);
  let found = weeks.get(key);
  if (found === undefined) weeks.set(key, (found = weeksOf(definition, BEGIN - 86_400_000, 70)));
  return found;
};

interface Step {
  readonly minutes: number;
  readonly who: "employee" | "coordinator" | "agent" | "manager";
  readonly type: string;
  readonly wish: object;
}

/** The contract's matrix, written down once more: the oracle knows priorities only. */
const PRIORITIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  office: { blocked: "P1", hindered: "P2", minor: "P3" },
  team: { blocked: "P2", hindered: "P3", minor: "P3" },
  person: { blocked: "P3", hindered: "P3", minor: "P4" },
};
const prioritised = ({ impact, urgency }: { readonly impact?: string; readonly urgency?: string }) =>
  impact === undefined ? {} : { priority: PRIORITIES[impact]![urgency!]! };

const text = "Text";
const rating = fc.record({
  impact: fc.constantFrom("office", "team", "person"),
  urgency: fc.constantFrom("blocked", "hindered", "minor"),
});
const act = (who: Step["who"], type: string, wish: object = {}) => fc.constant({ who, type, wish });
const steps = fc.array(
  fc
    .record({
      minutes: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 60, max: 4_000 })),
      act: fc.oneof(
        act("employee", "messaged", { text }),
        act("agent", "answered", { text }),
        act("agent", "noted", { text }),
        fc
          .constantFrom("waiting-for-client", "waiting-for-approval", "appointment")
          .map((reason) => ({ who: "agent" as const, type: "paused", wish: { reason } })),
        act("agent", "resumed"),
        act("agent", "restored", { workaround: true }),
        act("agent", "resolved", { text }),
        act("employee", "reopened", { text }),
        act("employee", "closed"),
        rating.map((rated) => ({
          who: "coordinator" as const,
          type: "priority-changed",
          wish: { ...rated, reason: "x" },
        })),
        fc.constantFrom("m365", "network", "backup").map((service) => ({
          who: "manager" as const,
          type: "service-changed",
          wish: { service, reason: "x" },
        })),
      ),
    })
    .map(({ minutes, act: { who, type, wish } }): Step => ({ minutes, who, type, wish })),
  { minLength: 1, maxLength: 12 },
);

const sideOf = (who: Step["who"]) => (who === "agent" || who === "manager" ? "provider" : "client");

/** Does the steps one after the other; returns what was taken, as events. */
async function live(
  id: string,
  opened: { impact: string; urgency: string },
  story: readonly Step[],
): Promise<TicketEvent[]> {
  const at = () => ({ ticket: id, at: server.now, recordedAt: server.now });
  const events = [{ ...at(), by: "client", type: "opened", service: "m365", ...prioritised(opened) } as TicketEvent];
  let pause: string | undefined;
  for (const { minutes, who, type, wish } of story) {
    desk.later(minutes);
    const answer = await desk.act(who, id, type, wish);
    expect([201, 409]).toContain(answer.statusCode);
    if (answer.statusCode !== 201) continue;
    const { reason, service, ...rated } = wish as Partial<Record<"reason" | "service" | "impact" | "urgency", string>>;
    const facts = { ...prioritised(rated), ...(service !== undefined && { service }) };
    events.push({ ...at(), by: sideOf(who), type, ...facts, ...(type === "paused" && { reason }) } as TicketEvent);
    if (type === "messaged" && pause === "waiting-for-client") {
      events.push({ ...at(), by: "client", type: "resumed" });
      pause = undefined;
    } else if (type === "paused") pause = reason;
    else if (["resumed", "resolved", "reopened", "closed"].includes(type)) pause = undefined;
  }
  return events;
}

const keyOf = ({ level, life, cycle }: Pick<Told, "level" | "life" | "cycle">) => `${level} ${life} ${cycle}`;
const time = (iso: string | null) => (iso === null ? null : Date.parse(iso));

function toldOf({ readings }: Ticket): Map<string, Partial<Told>> {
  return new Map(
    readings.map((clock) => [
      keyOf(clock),
      {
        state: clock.state,
        priority: clock.priority,
        startedAt: Date.parse(clock.startedAt),
        stoppedAt: time(clock.stoppedAt),
        breachedAt: time(clock.breachedAt),
        elapsedMs: clock.elapsedMs,
        pausedMs: clock.pausedMs,
      },
    ]),
  );
}

test("random histories read as the oracle reads them", { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(rating, fc.nat({ max: 5 * 1_440 }), steps, async (rated, minute, story) => {
      server.now = (BEGIN + minute * 60_000) as Instant;
      const id = await desk.open("employee", rated);
      const events = await live(id, rated, story);
      desk.later(30);
      const shown = await desk.show("coordinator", id);
      const got = toldOf(shown);
      const wanted = tell(events, [contract.value], server.now, [], weeksFor);
      expect([...got.keys()].toSorted()).toEqual(wanted.map(keyOf).toSorted());
      for (const told of wanted) {
        const { state, priority, startedAt, stoppedAt, breachedAt, elapsedMs, pausedMs } = told;
        expect([keyOf(told), got.get(keyOf(told))]).toEqual([
          keyOf(told),
          { state, priority, startedAt, stoppedAt, breachedAt, elapsedMs, pausedMs },
        ]);
      }
      expect((await desk.show("agent", id)).readings).toEqual(shown.readings);
    }),
    { numRuns: 40 },
  );
  await sweep(server.db, server.now);
  const { tickets, differences } = await verifyReadings(server.db, server.now);
  expect(tickets).toBeGreaterThanOrEqual(40);
  expect(differences).toEqual([]);
});

test("what a row keeps wrongly is found", async () => {
  server.now = BEGIN;
  const id = await desk.open("employee");
  await server
    .nobody()
    .note({ tenant: desk.client, side: "system" }, (tx) =>
      tx.updateTable("ticket").set({ stage: "resolved", story: '{"events":[]}' }).where("ticket_id", "=", id).execute(),
    );
  const { differences } = await verifyReadings(server.db, server.now);
  expect(differences).toEqual([{ ticket: id, columns: ["story", "stage"] }]);
});
