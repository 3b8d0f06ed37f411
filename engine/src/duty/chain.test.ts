import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readContract } from "../contract/reader.ts";
import { termsOf } from "../contract/terms.ts";
import { instant, isoOf, later, MINUTE_MS, type Instant } from "../instant.ts";
import type { TicketEvent } from "../ticket/event.ts";
import { chainOf, isAlarm, type Callee, type DutyEvent, type Ladder } from "./chain.ts";
import { calledContactsOf, fixedContactsOf, toldOf } from "./escalation.ts";
import { handledAt } from "./need.ts";
import { rotaOf } from "./rota.ts";

const contract = readContract(readFileSync("fixtures/contracts/brenner-maschinenbau-msp.yaml", "utf8"));
if (!contract.ok) throw new Error("the fixture is a contract");
const compiled = termsOf([contract.value]);
if (!compiled.ok) throw new Error("the fixture has one version");
const [terms] = compiled.value as [(typeof compiled.value)[number]];

const layer = (id: string, people: string[]) => ({
  id,
  name: id,
  people,
  turnDays: 1,
  from: "2026-01-01",
  at: "08:00",
  hours: { mode: "always" as const },
});
const ladder = (layers: ReturnType<typeof layer>[], contacts: Ladder["contacts"] = []): Ladder => ({
  rota: rotaOf({
    plan: { timeZone: "Etc/UTC", layers, needed: { mode: "always" }, acknowledgeMinutes: 15, ranks: 2 },
    overrides: [],
    absences: [],
    gone: new Set(),
  }),
  contacts,
});
const raised = (at: string): DutyEvent => ({ type: "raised", at: instant(at) });
const level = (number: number, contact: string, person?: string) =>
  ({ by: "level", level: number, contact, person }) as const;
const AT = "2026-03-03T01:00Z";
const now = instant(AT);

/** Plays an alarm that nobody takes over: who is called when. */
function played(of: Ladder, from: Instant): string[] {
  const events: DutyEvent[] = [{ type: "raised", at: from }];
  const told: string[] = [];
  for (;;) {
    const next = chainOf(events, of, from)!.next!;
    if (next.callee === undefined) return [...told, `${isoOf(next.at).slice(11, 16)} nobody`];
    told.push(
      `${isoOf(next.at).slice(11, 16)} ${next.callee.person ?? (next.callee.by === "level" ? next.callee.contact : "")}`,
    );
    events.push({ type: "called", at: next.at, callee: next.callee });
  }
}

test("nobody takes over: layer by layer, then the contacts by level, each once and after the agreed minutes", () => {
  const of = ladder([layer("first", ["ann"]), layer("second", ["ben"])], [level(1, "desk"), level(2, "boss", "ann")]);
  expect(played(of, now)).toEqual(["01:00 ann", "01:15 ben", "01:30 desk", "01:45 nobody"]);
  expect(played(ladder([]), now)).toEqual(["01:00 nobody"]);
});

test("whoever comes on duty meanwhile is called before the contacts", () => {
  const of = ladder([layer("first", ["ann", "ben"])], [level(1, "desk")]);
  expect(played(of, instant("2026-03-03T07:50Z"))).toEqual(["07:50 ann", "08:05 ben", "08:20 desk", "08:35 nobody"]);
});

test("what is due while nothing runs is due at once, and the minutes count from when somebody was called", () => {
  const of = ladder([layer("first", ["ann"]), layer("second", ["ben"])]);
  expect(chainOf([raised(AT)], of, instant("2026-03-03T04:00Z"))!.next).toMatchObject({
    at: now,
    callee: { person: "ann" },
  });
  const called: DutyEvent = {
    type: "called",
    at: instant("2026-03-03T04:00Z"),
    callee: { by: "layer", layer: "first", person: "ann" },
  };
  expect(chainOf([raised(AT), called], of, instant("2026-03-03T04:01Z"))!.next).toMatchObject({
    at: instant("2026-03-03T04:15Z"),
    callee: { person: "ben" },
  });
});

test("an alarm that was taken over, or needs nobody any more, calls nobody", () => {
  const of = ladder([layer("first", ["ann"])]);
  const taken: DutyEvent = { type: "acknowledged", at: later(now, MINUTE_MS), person: "ann" };
  expect(chainOf([raised(AT), taken], of, now)).toMatchObject({
    state: "acknowledged",
    next: undefined,
    acknowledged: { person: "ann" },
  });
  expect(chainOf([raised(AT), { type: "withdrawn", at: now }], of, now)).toMatchObject({
    state: "withdrawn",
    next: undefined,
  });
  expect(chainOf([raised(AT), { type: "exhausted", at: now }], of, now)).toMatchObject({
    state: "exhausted",
    next: undefined,
  });
  expect(chainOf([raised(AT), { type: "exhausted", at: now }, taken], of, now)!.state).toBe("acknowledged");
  expect(chainOf([], of, now)).toBeUndefined();
});

test("however the ladder looks, nobody is called twice and everybody is called", () => {
  const people = fc.constantFrom("ann", "ben", "cem", "dan");
  const contacts = fc.array(
    fc.tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom("desk", "boss", "night"),
      fc.option(people, { nil: undefined }),
    ),
    { maxLength: 4 },
  );
  const ladders = fc.tuple(fc.array(fc.array(people, { minLength: 1, maxLength: 2 }), { maxLength: 3 }), contacts);
  fc.assert(
    fc.property(ladders, ([layers, told]) => {
      const of = ladder(
        layers.map((each, index) => layer(`l${index}`, each)),
        told.map((each) => level(...each)),
      );
      const names = played(of, now)
        .slice(0, -1)
        .map((line) => line.slice(6));
      expect(new Set(names).size).toBe(names.length);
      const key = ({ contact, person }: Callee & { by: "level" }) => person ?? contact;
      for (const contact of of.contacts) expect(names).toContain(key(contact));
    }),
  );
});

test.each([
  { service: "servers", priority: "P1", ranks: 1, is: true },
  { service: "servers", priority: "P2", ranks: 1, is: false },
  { service: "m365", priority: "P2", ranks: 2, is: false },
  { service: undefined, priority: "P1", ranks: 1, is: false },
  { service: "servers", priority: undefined, ranks: 4, is: false },
  { service: "servers", priority: "P9", ranks: 9, is: false },
])(
  "a ticket about $service of priority $priority is an alarm, of the highest $ranks: $is",
  ({ is, ranks, ...ticket }) => {
    expect(isAlarm(terms, ticket, ranks)).toBe(is);
  },
);

const event = (type: TicketEvent["type"], minute: number, others: object = {}): TicketEvent => ({
  ticket: "T",
  by: "provider",
  type,
  at: later(now, minute * MINUTE_MS),
  recordedAt: later(now, minute * MINUTE_MS),
  ...others,
});

test("an alarm is needless from the first answer of a person, or the end, since the last opening", () => {
  const opened = event("opened", 0, { by: "client" });
  expect(handledAt([opened, event("answered", 1, { automatic: true }), event("assigned", 2)])).toBeUndefined();
  expect(handledAt([opened, event("answered", 3), event("resolved", 4)])).toBe(later(now, 3 * MINUTE_MS));
  expect(handledAt([opened, event("cancelled", 5)])).toBe(later(now, 5 * MINUTE_MS));
  expect(handledAt([opened, event("resolved", 3), event("reopened", 9)])).toBeUndefined();
});

const share = (used: object) =>
  toldOf(terms, { service: "servers", priority: "P1", level: "response", share: 75, at: now, ...used }).map(
    ({ contact, level: number, notBefore }) =>
      `${number} ${contact.side} ${contact.id} ${isoOf(notBefore).slice(11, 16)}`,
  );

test("at a share the contacts of its levels are told, each in the hours that the level or the target has", () => {
  // Level 1 has no calendar of its own: the target's, which is around the clock. Level 2 waits for the first shift.
  expect(share({})).toEqual([
    "1 provider service-desk 01:00",
    "2 provider service-manager 05:00",
    "2 client it-coordinator 05:00",
    "4 provider on-call 01:00",
  ]);
  expect(share({ share: 60 })).toEqual([]);
});

test("the breach of a target that counts around the clock is told at once, another in its hours", () => {
  expect(share({ share: 100 }).every((line) => line.endsWith("01:00"))).toBe(true);
  const office = share({ service: "m365", priority: "P2", share: 100 });
  expect(office.length).toBeGreaterThan(0);
  expect(office).toEqual([
    "3 provider head-of-operations 07:00",
    "3 client managing-director 07:00",
    "4 provider on-call 01:00",
  ]);
});

test("who can be called are the provider's contacts with an address, by level and each once", () => {
  expect(calledContactsOf(terms.document).map(({ contact, level: number }) => `${number} ${contact.id}`)).toEqual([
    "1 service-desk",
    "2 service-manager",
    "3 head-of-operations",
  ]);
  expect(new Set(fixedContactsOf(terms.document).map(({ side }) => side))).toEqual(new Set(["client", "provider"]));
});
