/** Half a year of tickets for the sample, told backwards from the moment of the first start. */
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from "@handschlag/engine/instant.ts";
import type { EngagementId } from "../db/tenant.ts";
import { Chance } from "./chance.ts";
import type { Promises } from "@handschlag/engine/contract/terms.ts";
import {
  goalOf,
  isAtWork,
  reportedFor,
  reportedForDeadline,
  shareUsedAt,
  workedAfter,
  workingFrom,
} from "./moments.ts";
import type { Person, SampleDesk } from "./sample-desk.ts";
import { filled, type Scene } from "./scene.ts";
import { answer, inform, live, promisesFor, report, twins, type Cast, type Fate } from "./ticket-lives.ts";

const DAYS = 182;
const TICKETS = 90;
/** Tickets that live at the same time: the database has two processors at least. */
const AT_ONCE = 8;

/** In so many of a hundred tickets; the others go well. */
const FATES: readonly (readonly [Fate, number])[] = [
  ["answered-late", 3],
  ["solved-late", 4],
  ["reopened", 5],
  ["cancelled", 4],
  ["lowered", 4],
];
/** At these places of the half year, from 0 to 1, so that each is there whatever chance says. */
const SET_FATES: readonly (readonly [number, Fate])[] = [
  [0.35, "objection-upheld"],
  [0.6, "excluded"],
  [0.8, "excluded"],
  [0.955, "objection-open"],
];
const TWINS_AT = [0.25, 0.7];

/** A ticket to be lived, from an instant on. */
interface Life {
  readonly openedAt: Instant;
  readonly run: () => Promise<void>;
}

/** Makes the tickets of all engagements, in the order in which they were reported. */
export async function makeTickets(desk: SampleDesk, casts: readonly Cast[], bare: Bare): Promise<void> {
  const lives = [...casts.flatMap((cast) => livesOf(desk, cast)), ...bareLivesOf(desk, bare)];
  lives.sort((a, b) => a.openedAt - b.openedAt);
  let next = 0;
  const one = async () => {
    while (next < lives.length) await lives[next++]!.run();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

function livesOf(desk: SampleDesk, cast: Cast): Life[] {
  const { theatre, engagement, versions } = cast;
  const chance = new Chance(theatre.scenes[0]!.subject);
  const first = Math.max(desk.present - DAYS * DAY_MS, versions[0]!.validFrom + DAY_MS);
  if (first >= desk.present) return [];
  const momentAt = (share: number) => (first + (desk.present - first) * share) as Instant;
  const lives: Life[] = [];
  const count = Math.ceil((TICKETS * (desk.present - first)) / (DAYS * DAY_MS));
  const scenes = shuffled(theatre.scenes, count, chance);
  for (const [index, raw] of scenes.entries()) {
    const place = (index + chance.next()) / count;
    const own = new Chance(`${raw.subject} ${index}`);
    const scene = filled(raw, (name) => own.pick(theatre.props[name]!));
    const set = SET_FATES.find(([at]) => Math.floor(at * count) === index)?.[1];
    const openedAt = reportTime(cast, scene, momentAt(place), own);
    const fate = set ?? fateBy(own);
    const run = async () => {
      const work = await report(desk, cast, scene, openedAt, own);
      if (work !== undefined) await live(work, fate);
    };
    lives.push({ openedAt, run });
  }
  for (const share of TWINS_AT) {
    const own = new Chance(`twins ${engagement} ${share}`);
    const pair = theatre.twin.map((scene) => filled(scene, (name) => theatre.props[name]![0]!)) as [Scene, Scene];
    const openedAt = reportTime(cast, pair[0], momentAt(share), own);
    lives.push({ openedAt, run: () => twins(desk, cast, pair, openedAt, own) });
  }
  return [...lives, ...presentLivesOf(desk, cast)];
}

/** Each scene as often as the others, none twice in a row. */
function shuffled(scenes: readonly Scene[], count: number, chance: Chance): Scene[] {
  const order: Scene[] = [];
  while (order.length < count) {
    const round = scenes.map((scene) => ({ scene, rank: chance.next() })).toSorted((a, b) => a.rank - b.rank);
    if (round[0]!.scene === order.at(-1)) round.reverse();
    order.push(...round.map(({ scene }) => scene));
  }
  return order.slice(0, count);
}

function fateBy(chance: Chance): Fate {
  let drawn = chance.between(0, 100);
  for (const [fate, percent] of FATES) if ((drawn -= percent) < 0) return fate;
  return "plain";
}

/** People report while the provider is at work, as a rule; what stops everybody is reported when it happens. */
function reportTime(cast: Cast, scene: Scene, near: Instant, chance: Chance): Instant {
  const at = (Math.floor(near / DAY_MS) * DAY_MS + chance.between(5.6, 14.8) * HOUR_MS) as Instant;
  const { response } = promisesFor(cast, scene, at);
  const rounded = (Math.floor(at / MINUTE_MS) * MINUTE_MS) as Instant;
  if (response === undefined || isAtWork(response, rounded) || chance.is(10)) return rounded;
  return workedAfter(response, workingFrom(response, rounded), chance.between(1, 200));
}

/** What is open at the first start, whenever that is. */
function presentLivesOf(desk: SampleDesk, cast: Cast): Life[] {
  const { present } = desk;
  const { near, late, waiting, fresh } = cast.theatre.open;
  const life = (scene: Scene, openedAtFor: (promises: Promises) => Instant | undefined, isUnseen = false): Life[] => {
    const openedAt = openedAtFor(promisesFor(cast, scene, present));
    if (openedAt === undefined) return [];
    return [{ openedAt, run: () => openLife(desk, cast, scene, openedAt, isUnseen) }];
  };
  const due = (side: "ahead" | "behind") => (promises: Promises) => {
    const goal = goalOf(promises);
    return goal && reportedForDeadline(goal, present, side);
  };
  const used = (share: number, level?: "response") => (promises: Promises) => {
    const promised = level === undefined ? goalOf(promises) : promises[level];
    return promised && reportedFor(promised, present, share);
  };
  const [unseen, ...others] = fresh;
  return [
    ...life(near, due("ahead")),
    ...life(late, due("behind")),
    ...life(waiting, used(0.4)),
    ...life(unseen!, used(0.3, "response"), true),
    ...others.flatMap((scene) => life(scene, used(0.2))),
  ];
}

/** A ticket that is still open: not looked at yet, worked on, or waiting for the client. */
async function openLife(desk: SampleDesk, cast: Cast, scene: Scene, openedAt: Instant, isUnseen: boolean) {
  const work = await report(desk, cast, scene, openedAt, new Chance(scene.subject));
  if (work === undefined) return;
  const { ticket, goal, agent } = work;
  if (!isUnseen) {
    const answeredAt = await answer(work, 0.1);
    if (scene.ask !== undefined) {
      const [text] = scene.ask;
      const pausedAt = shareUsedAt(goal, answeredAt, 0.05);
      await ticket.act(agent, pausedAt, { type: "paused", reason: "waiting-for-client", text });
    } else await inform(work, answeredAt, desk.present);
  }
  await ticket.rest();
}

/** An engagement that has no contract yet. */
export interface Bare {
  readonly engagement: EngagementId;
  readonly begunAt: Instant;
  readonly scenes: readonly Scene[];
  readonly reporter: Person;
  readonly agent: Person;
}

function bareLivesOf(desk: SampleDesk, { engagement, begunAt, scenes, reporter, agent }: Bare): Life[] {
  if (begunAt >= desk.present) return [];
  return scenes.map(({ kind = "incident", subject, text, answer: answered, solution }, index) => {
    const day = Math.floor((begunAt + ((desk.present - begunAt) * (index + 1)) / (scenes.length + 1)) / DAY_MS);
    const openedAt = (day * DAY_MS + (8 + index) * HOUR_MS) as Instant;
    const after = (hours: number) => Math.round(openedAt + hours * HOUR_MS) as Instant;
    const run = async () => {
      const at = after(0);
      const ticket = await desk.report(reporter, at, engagement, { kind, subject, text, channel: "web" });
      await ticket?.act(agent, after(0.5), { type: "assigned", to: agent.id });
      await ticket?.act(agent, after(0.6), { type: "answered", text: answered });
      if (solution !== "") await ticket?.act(agent, after(50), { type: "resolved", text: solution });
    };
    return { openedAt, run };
  });
}
