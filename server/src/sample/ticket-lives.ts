/** The lives of the sample's tickets: most go well, some do not, and a few are still going on. */
import type { Promised, Promises, Terms } from "@handschlag/engine/contract/terms.ts";
import { priorityNamed } from "@handschlag/engine/contract/terms.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from "@handschlag/engine/instant.ts";
import type { EngagementId } from "../db/tenant.ts";
import { termsAt } from "../ticket/reading.ts";
import type { Chance } from "./chance.ts";
import { goalOf, shareUsedAt, workedAfter, workingFrom } from "./moments.ts";
import type { Case, Person, SampleDesk } from "./sample-desk.ts";
import type { Scene, Theatre } from "./scene.ts";

/** Who plays in an engagement, under which contract. */
export interface Cast {
  readonly engagement: EngagementId;
  readonly versions: readonly Terms[];
  readonly theatre: Theatre;
  readonly reporters: readonly Person[];
  /** Speaks for the client; the manager for the provider. */
  readonly coordinator: Person;
  readonly manager: Person;
  readonly agents: readonly Person[];
}

/** What becomes of a ticket. */
export type Fate =
  | "plain"
  | "answered-late"
  | "solved-late"
  | "reopened"
  | "cancelled"
  | "lowered"
  | "objection-upheld"
  | "objection-open"
  | "excluded";

/** Somebody at work on a ticket, at an instant. */
interface Work {
  readonly ticket: Case;
  readonly cast: Cast;
  readonly scene: Scene;
  readonly chance: Chance;
  readonly reporter: Person;
  readonly agent: Person;
  readonly promises: Promises;
  readonly goal: Promised;
  readonly openedAt: Instant;
}

export function promisesFor({ versions }: Cast, { service, impact, urgency }: Scene, at: Instant): Promises {
  const terms = termsAt(versions, at)!;
  const priority = priorityNamed({ impact, urgency }, terms) ?? "";
  return terms.promisesByService.get(service ?? "")?.get(priority) ?? {};
}

const ahead = (at: Instant, ms: number): Instant => (at + Math.round(ms / SECOND_MS) * SECOND_MS) as Instant;

const PHONE_PERCENT = 25;

/** Reports a scene: by the client, or by the provider for a caller. */
export async function report(desk: SampleDesk, cast: Cast, scene: Scene, openedAt: Instant, chance: Chance) {
  const reporter = chance.pick(cast.reporters);
  const agent = chance.pick(cast.agents);
  const isCall = chance.is(PHONE_PERCENT);
  const { kind = "incident", subject, text, service, impact, urgency, asset, category, clause } = scene;
  const wish = { kind, subject, text, service, impact, urgency, asset, category, clause };
  const ticket = isCall
    ? await desk.report(agent, ahead(openedAt, chance.between(3, 12) * MINUTE_MS), cast.engagement, {
        ...wish,
        channel: "phone",
        requesterId: reporter.id,
        contactAt: new Date(openedAt).toISOString(),
      })
    : await desk.report(reporter, openedAt, cast.engagement, { ...wish, channel: "web" });
  const promises = promisesFor(cast, scene, openedAt);
  const goal = goalOf(promises);
  if (ticket === undefined || goal === undefined) return undefined;
  return { ticket, cast, scene, chance, reporter, agent, promises, goal, openedAt } satisfies Work;
}

/** As a rule well in time, now and then not much before the end. */
const inTime = (chance: Chance): number => (chance.is(85) ? chance.between(0.1, 0.48) : chance.between(0.5, 0.85));

/** Lives a ticket to its end, or to the present. */
export async function live(work: Work, fate: Fate): Promise<void> {
  const { ticket, chance } = work;
  let at = await answer(work, fate === "answered-late" ? chance.between(1.1, 2.4) : inTime(chance));
  if (fate === "cancelled") {
    const text = "Hat sich erledigt, wir haben es selbst gefunden. Danke trotzdem.";
    await ticket.act(work.reporter, ahead(at, chance.between(5, 50) * MINUTE_MS), { type: "cancelled", text });
    return ticket.rest();
  }
  if (fate === "lowered") at = await lower(work, at);
  if (fate === "objection-upheld" || fate === "objection-open") at = await dispute(work, at, fate);
  else at = await wait(work, at);
  const share = fate === "solved-late" || fate === "excluded" ? chance.between(1.05, 1.5) : inTime(chance);
  at = await solve(work, at, fate === "reopened" ? share / 4 : share);
  if (fate === "reopened") at = await solveAgain(work, at);
  if (fate === "excluded") at = await exclude(work, at);
  await close(work, at);
  await ticket.rest();
}

/** Takes the ticket and answers it, when a share of the promised time is used. */
export async function answer({ ticket, scene, agent, promises, goal, openedAt, chance, cast }: Work, share: number) {
  const answeredAt = shareUsedAt(promises.response ?? goal, openedAt, share);
  const assignedAt = Math.max(openedAt + 30 * SECOND_MS, answeredAt - chance.between(1, 6) * MINUTE_MS);
  const dispatcher = chance.is(30) ? cast.manager : agent;
  await ticket.act(dispatcher, ahead(assignedAt as Instant, 0), { type: "assigned", to: agent.id });
  const at = ahead(Math.max(answeredAt, assignedAt + 30 * SECOND_MS) as Instant, 0);
  await ticket.act(agent, at, { type: "answered", text: scene.answer });
  if (scene.note !== undefined) await ticket.act(agent, ahead(at, 4 * MINUTE_MS), { type: "noted", text: scene.note });
  return ahead(at, 5 * MINUTE_MS);
}

async function lower({ ticket, cast, agent }: Work, at: Instant): Promise<Instant> {
  const reason = "Nach Rücksprache weniger dringend als gemeldet; ein anderer Weg ist da.";
  const wish = { type: "priority-changed", ...cast.theatre.lower, reason } as const;
  await ticket.act(agent, at, wish);
  return ahead(at, MINUTE_MS);
}

/** Stands still where the scene has to wait for somebody. */
async function wait(work: Work, at: Instant): Promise<Instant> {
  const { ticket, scene, agent, cast, reporter, goal, chance } = work;
  if (scene.ask !== undefined) {
    const [text, reply] = scene.ask;
    const askedAt = workedAfter(goal, at, chance.between(10, 60));
    await ticket.act(agent, askedAt, { type: "paused", reason: "waiting-for-client", text });
    const repliedAt = workedAfter(goal, askedAt, chance.between(40, 600));
    await ticket.act(reporter, repliedAt, { type: "messaged", text: reply });
    return ahead(repliedAt, MINUTE_MS);
  }
  if (scene.wait === undefined) return at;
  const [reason, text] = scene.wait;
  const pausedAt = workedAfter(goal, at, chance.between(10, 60));
  await ticket.act(agent, pausedAt, { type: "paused", reason, text });
  const resumedAt = workedAfter(goal, pausedAt, chance.between(60, 400));
  const isApproval = reason === "waiting-for-approval";
  await ticket.act(isApproval ? cast.coordinator : agent, resumedAt, {
    type: "resumed",
    text: isApproval ? "Genehmigt." : "Es geht weiter.",
  });
  return ahead(resumedAt, MINUTE_MS);
}

const NEWS = [
  "Zwischenstand: Wir sind dran, die Ursache ist eingegrenzt.",
  "Kurz zum Stand: Der erste Versuch hat nicht gereicht, wir prüfen den nächsten Schritt.",
  "Zwischenstand: Die Änderung ist vorbereitet, wir testen sie gerade.",
  "Zum Stand: Es fehlt noch eine Prüfung, dann melden wir uns mit dem Ergebnis.",
];
const NEWS_MAX = 12;

/** Says what is new as often as it is promised, until an instant. */
export async function inform({ ticket, agent, promises: { update }, chance }: Work, from: Instant, until: Instant) {
  if (update === undefined) return;
  const share = () => (chance.is(85) ? 0.48 : 0.8);
  let at = shareUsedAt(update, from, share());
  for (let count = 0; at < until && count < NEWS_MAX; count++) {
    await ticket.act(agent, at, { type: "answered", text: NEWS[count % NEWS.length]! });
    at = shareUsedAt(update, at, share());
  }
}

/** Solves it when a share of what is promised is used, and not before it has been worked on. */
async function solve(work: Work, from: Instant, share: number): Promise<Instant> {
  const { ticket, scene, agent, goal, openedAt, chance } = work;
  const worked = workedAfter(goal, from, chance.between(10, 45));
  const at = Math.max(shareUsedAt(goal, openedAt, share), worked) as Instant;
  const relievedAt = workingFrom(goal, ((from + at) / 2) as Instant);
  const isRelieved = scene.workaround !== undefined && relievedAt < at;
  await inform(work, from, isRelieved ? relievedAt : at);
  if (isRelieved) {
    await ticket.act(agent, relievedAt, { type: "restored", workaround: true, text: scene.workaround });
    await ticket.act(agent, ahead(relievedAt, MINUTE_MS), {
      type: "answered",
      text: "Wir arbeiten weiter an der Ursache.",
    });
    await inform(work, ahead(relievedAt, MINUTE_MS), at);
  }
  await ticket.act(agent, at, { type: "resolved", text: scene.solution });
  await book(work, at, scene.minutes * chance.between(0.8, 1.25));
  return at;
}

async function book({ ticket, scene, agent, chance }: Work, at: Instant, minutes: number): Promise<void> {
  await ticket.time(agent, ahead(at, 2 * MINUTE_MS), {
    day: new Date(at).toISOString().slice(0, 10),
    minutes: Math.max(5, Math.round(minutes / 5) * 5),
    chargeable: scene.clause !== undefined,
    note: chance.is(25) ? "Vor Ort" : "Fernwartung",
  });
}

async function solveAgain(work: Work, solvedAt: Instant): Promise<Instant> {
  const { ticket, agent, reporter, goal, chance } = work;
  const reopenedAt = workedAfter(goal, solvedAt, chance.between(120, 900));
  await ticket.act(reporter, reopenedAt, { type: "reopened", text: "Leider ist es heute wieder aufgetreten." });
  const answeredAt = workedAfter(goal, reopenedAt, chance.between(5, 25));
  await ticket.act(agent, answeredAt, {
    type: "answered",
    text: "Danke für die Rückmeldung, wir sehen noch einmal genauer hin.",
  });
  const at = workedAfter(goal, answeredAt, chance.between(20, 60));
  await ticket.act(agent, at, {
    type: "resolved",
    text: "Die eigentliche Ursache ist jetzt auch behoben, ein Neustart hatte sie nur verdeckt.",
  });
  await book(work, at, 25);
  return at;
}

const HELD = 0.75;

/** Pauses longer than the client thinks right; the client objects. */
async function dispute(work: Work, from: Instant, fate: Fate): Promise<Instant> {
  const { ticket, agent, cast, goal, chance } = work;
  const pausedAt = workedAfter(goal, from, 15);
  const text = "Wir brauchen noch eine Auskunft von Ihnen, bevor wir weitermachen.";
  const paused = await ticket.act(agent, pausedAt, { type: "paused", reason: "waiting-for-client", text });
  const resumedAt = shareUsedAt(goal, pausedAt, HELD);
  await ticket.act(agent, resumedAt, { type: "resumed", text: "Die Auskunft liegt vor, es geht weiter." });
  if (paused === undefined) return resumedAt;
  const objectedAt = workedAfter(goal, resumedAt, chance.between(5, 20));
  const objection = "Die Auskunft hatten wir schon am Telefon gegeben, es gab nichts zu warten.";
  const objected = await ticket.act(cast.coordinator, objectedAt, { type: "objected", event: paused, text: objection });
  if (fate === "objection-upheld" && objected !== undefined) {
    const settledAt = workedAfter(goal, objectedAt, chance.between(30, 50));
    const settled = "Stimmt, der Anruf steht im Protokoll. Die Pause zählt nicht.";
    await ticket.act(cast.manager, settledAt, { type: "settled", event: paused, outcome: "upheld", text: settled });
    return ahead(settledAt, MINUTE_MS);
  }
  return ahead(objectedAt, MINUTE_MS);
}

/** Both sides leave a miss out of the figures. */
async function exclude({ ticket, cast, goal, chance }: Work, at: Instant): Promise<Instant> {
  const wish = { type: "excluded", level: goal.level, reason: cast.theatre.excuse } as const;
  const proposedAt = workedAfter(goal, at, chance.between(60, 300));
  await ticket.act(cast.manager, proposedAt, wish);
  const agreedAt = workedAfter(goal, proposedAt, chance.between(60, 500));
  await ticket.act(cast.coordinator, agreedAt, wish);
  return agreedAt;
}

async function close({ ticket, reporter, agent, scene, goal, chance }: Work, solvedAt: Instant): Promise<void> {
  if (scene.thanks !== undefined)
    await ticket.act(reporter, ahead(solvedAt, chance.between(10, 90) * MINUTE_MS), {
      type: "messaged",
      text: scene.thanks,
    });
  const byClient = chance.is(55);
  const closedAt = byClient
    ? workingFrom(goal, ahead(solvedAt, chance.between(3, 60) * HOUR_MS))
    : workingFrom(goal, ahead(solvedAt, 10 * DAY_MS));
  await ticket.act(byClient ? reporter : agent, closedAt, { type: "closed" });
}

const MERGED_AFTER_MS = 12 * MINUTE_MS;

/** Two reports of the same: the second goes on in the first. */
export async function twins(
  desk: SampleDesk,
  cast: Cast,
  scenes: readonly [Scene, Scene],
  at: Instant,
  chance: Chance,
) {
  const first = await report(desk, cast, scenes[0], at, chance);
  const second = await report(desk, cast, scenes[1], ahead(at, chance.between(5, 15) * MINUTE_MS), chance);
  if (first === undefined || second === undefined) return;
  const answeredAt = await answer(first, 0.3);
  const mergedAt = ahead(Math.max(answeredAt, second.openedAt) as Instant, MERGED_AFTER_MS);
  await second.ticket.mergeInto(first.ticket, first.agent, mergedAt);
  await second.ticket.rest();
  await close(first, await solve(first, ahead(mergedAt, MINUTE_MS), 0.5));
  await first.ticket.rest();
}
