/** How well what was agreed is kept: figures of a month, and the tickets behind each. Source: product.md §9.7. */
import { LEVELS, type Level } from "@handschlag/engine/contract/document.ts";
import { isoOfDay, type Instant } from "@handschlag/engine/instant.ts";
import { Attainment, periodOf, verdictOf, type Figure, type Verdict } from "@handschlag/engine/ticket/attainment.ts";
import type { ClockReading } from "@handschlag/engine/ticket/clock.ts";
import { sentenceOf } from "@handschlag/engine/ticket/wording.ts";
import type { Terms } from "@handschlag/engine/contract/terms.ts";
import { localDayAt } from "@handschlag/engine/calendar/zone.ts";
import { termsFor } from "../contract/terms-book.ts";
import type { Ctx } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import { readUntil, requireEngagement } from "../engagement/requirement.ts";
import { chronicle, readingOf, type Chronicled } from "./chronicle.ts";
import { termsAt } from "./reading.ts";

/** A verdict with what a reader needs to believe it. */
export interface Told {
  readonly ticket: Pick<Chronicled, "id" | "number" | "subject">;
  readonly verdict: Verdict;
  readonly ifUpheld: "met" | "missed" | "none";
  readonly stoppedAt: Instant | null;
  readonly sentence: { readonly de: string; readonly en: string };
}

export interface VerdictWish {
  readonly period: string;
  readonly service?: string | undefined;
  readonly priority?: string | undefined;
  readonly level?: string | undefined;
  readonly outcome?: "met" | "missed" | "excluded" | undefined;
}

/** Behind one figure at most so many are listed. */
const LISTED_MAX = 1_000;
/** Of what was missed, or left out by both sides, a page shows no more. */
const SHOWN_MAX = 100;
const ZONE = "Europe/Berlin";

const thisPeriod = (terms: Terms | undefined, now: Instant): string =>
  terms === undefined
    ? new Date(now).toISOString().slice(0, 7)
    : isoOfDay(localDayAt(terms.zoneAt(now), now)).slice(0, 7);

/** The figures of an engagement's month, and of all months in short. */
export async function attainment(ctx: Ctx, engagement: EngagementId, wished?: string) {
  ctx.requireSignedIn();
  const place = ctx.placeOf(engagement);
  ctx.require("ticket:read", place);
  return ctx.read(place, async (tx) => {
    const now = readUntil(ctx.now, await requireEngagement(tx, place, engagement));
    const versions = await termsFor(tx, place.tenant, engagement);
    const terms = termsAt(versions, now);
    const zone = terms?.document.timeZone ?? ZONE;
    const period = wished ?? thisPeriod(terms, now);
    const sum = new Attainment();
    const misses: Judged[] = [];
    const excluded: Judged[] = [];
    for await (const tickets of chronicle(tx, place.tenant, engagement))
      for (const ticket of tickets) {
        const reading = readingOf(ticket, versions, now);
        sum.add(reading);
        for (const judged of judgedOf(ticket, reading, (clock) => periodOf(clock) === period)) {
          if (judged.verdict.exclusion !== undefined) excluded.push(judged);
          else if (!judged.verdict.met || judged.ifUpheld === "missed") misses.push(judged);
        }
      }
    const figures = sum.figures();
    const told = (all: readonly Judged[]) =>
      all
        .toSorted((a, b) => (b.verdict.deadline ?? 0) - (a.verdict.deadline ?? 0))
        .slice(0, SHOWN_MAX)
        .map((judged) => toldOf(judged, now, zone));
    return {
      period,
      periods: periodsOf(figures),
      targetPercent: terms?.document.attainment.targetPercent ?? {},
      levels: levelsOf(figures.filter((figure) => figure.period === period)),
      figures: figures.filter((figure) => figure.period === period),
      misses: [...told(misses), ...told(excluded)],
      missesLeft: Math.max(0, misses.length - SHOWN_MAX),
      excludedLeft: Math.max(0, excluded.length - SHOWN_MAX),
      open: sum.running + sum.paused,
      zone,
      now,
    };
  });
}

/** The verdicts behind a figure. */
export async function verdicts(ctx: Ctx, engagement: EngagementId, wish: VerdictWish) {
  ctx.requireSignedIn();
  const place = ctx.placeOf(engagement);
  ctx.require("ticket:read", place);
  return ctx.read(place, async (tx) => {
    const now = readUntil(ctx.now, await requireEngagement(tx, place, engagement));
    const versions = await termsFor(tx, place.tenant, engagement);
    const zone = termsAt(versions, now)?.document.timeZone ?? ZONE;
    const items: Told[] = [];
    let left = 0;
    for await (const tickets of chronicle(tx, place.tenant, engagement))
      for (const ticket of tickets)
        for (const judged of judgedOf(ticket, readingOf(ticket, versions, now), (clock) => isWished(clock, wish))) {
          if (wish.outcome !== undefined && wish.outcome !== outcomeOf(judged.verdict)) continue;
          if (items.length < LISTED_MAX) items.push(toldOf(judged, now, zone));
          else left++;
        }
    return { items, left };
  });
}

const outcomeOf = ({ met, exclusion }: Verdict) => (exclusion === undefined ? (met ? "met" : "missed") : "excluded");

const isWished = (clock: ClockReading, { period, service, priority, level }: VerdictWish): boolean =>
  periodOf(clock) === period &&
  (service === undefined || clock.regime.service === service) &&
  (priority === undefined || clock.regime.priority === priority) &&
  (level === undefined || clock.level === level);

/** A clock with its verdict, before it is put in words: of many only some are shown. */
interface Judged extends Pick<Told, "ticket" | "verdict" | "ifUpheld"> {
  readonly clock: ClockReading;
}

/** The verdicts of a ticket's clocks that are wished for. */
function judgedOf(
  { id, number, subject }: Chronicled,
  { clocks, ifUpheld, exclusions }: ReturnType<typeof readingOf>,
  isWanted: (clock: ClockReading) => boolean,
): Judged[] {
  return clocks.flatMap((clock): Judged[] => {
    const verdict = verdictOf(id, clock, exclusions);
    if (verdict === undefined || !isWanted(clock)) return [];
    const { level, course } = clock;
    const other = ifUpheld?.find(
      (each) => each.level === level && each.course.life === course.life && each.course.cycle === course.cycle,
    );
    const state = ifUpheld === undefined ? clock.state : other?.state;
    const upheld = state === "met" ? "met" : state === "breached" ? "missed" : "none";
    return [{ ticket: { id, number, subject }, verdict, ifUpheld: upheld, clock }];
  });
}

const toldOf = ({ clock, ...judged }: Judged, now: Instant, zone: string): Told => ({
  ...judged,
  stoppedAt: clock.stoppedAt,
  sentence: { de: sentenceOf(clock, now, "de", zone), en: sentenceOf(clock, now, "en", zone) },
});

const COUNTS = ["met", "missed", "excluded", "metIfUpheld", "missedIfUpheld"] as const;
type Counts = Record<(typeof COUNTS)[number], number>;

function levelsOf(figures: readonly Figure[]): (Counts & { readonly level: Level })[] {
  return LEVELS.flatMap((level) => {
    const own = figures.filter((figure) => figure.level === level);
    const total = (count: keyof Counts) => own.reduce((sum, figure) => sum + figure[count], 0);
    return own.length === 0
      ? []
      : [{ level, ...(Object.fromEntries(COUNTS.map((count) => [count, total(count)])) as Counts) }];
  });
}

function periodsOf(figures: readonly Figure[]): { period: string; met: number; missed: number }[] {
  const periods = new Map<string, { period: string; met: number; missed: number }>();
  for (const { period, met, missed } of figures) {
    const sum = periods.get(period) ?? { period, met: 0, missed: 0 };
    periods.set(period, { period, met: sum.met + met, missed: sum.missed + missed });
  }
  return [...periods.values()].toSorted((a, b) => (a.period < b.period ? -1 : 1));
}
