/** What another contract would have done: the same tickets, judged twice. Source: product.md §9.6. */
import { LEVELS, type Level } from "@handschlag/engine/contract/document.ts";
import { termsOf, type Terms } from "@handschlag/engine/contract/terms.ts";
import { instantOfIso, type Instant } from "@handschlag/engine/instant.ts";
import type { ClockReading } from "@handschlag/engine/ticket/clock.ts";
import type { TicketReading } from "@handschlag/engine/ticket/ticket.ts";
import { checkedDocument } from "../contract/documents.ts";
import { termsFor } from "../contract/terms-book.ts";
import type { Ctx } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import { Problem } from "../problem.ts";
import { requireEngagement } from "../engagement/requirement.ts";
import { chronicle, readingOf, type Chronicled } from "./chronicle.ts";

const DIFFERENCES_MAX = 500;

type Outcome = "met" | "missed" | "none";
interface Pair {
  now: { met: number; missed: number };
  other: { met: number; missed: number };
}

export interface Difference {
  readonly ticket: Pick<Chronicled, "id" | "number" | "subject">;
  readonly level: Level;
  readonly now: Outcome;
  readonly other: Outcome;
  readonly deadlineNow: Instant | null;
  readonly deadlineOther: Instant | null;
}

export interface BacktestWish {
  readonly text: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/**
 * Judges an engagement's tickets by another contract beside their own. Nothing is changed. The other contract is taken to
 * have been in force all the time: its term and the date from which it is valid do not matter.
 */
export async function backtest(ctx: Ctx, engagement: EngagementId, { text, from, until }: BacktestWish) {
  ctx.requireSignedIn();
  const place = ctx.placeOf(engagement);
  ctx.require("ticket:read", place);
  const { document, holidays } = await checkedDocument(text);
  const terms = termsOf([document], holidays);
  if (!terms.ok) throw new Problem(422, "contract-version-unfit", { field: "body.text", refusal: terms.refusal });
  const other = terms.value.map(always);
  const sums = new Sums();
  await ctx.read(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    const versions = await termsFor(tx, place.tenant, engagement);
    for await (const ticket of chronicle(tx, place.tenant, engagement, spanOf(from, until)))
      sums.add(ticket, readingOf(ticket, versions, ctx.now), readingOf(ticket, other, ctx.now));
  });
  return sums;
}

const always = (terms: Terms): Terms => ({
  ...terms,
  validFrom: Number.NEGATIVE_INFINITY as Instant,
  validUntil: Number.POSITIVE_INFINITY as Instant,
});

function spanOf(from: string | undefined, until: string | undefined) {
  const day = (date: string | undefined) =>
    date === undefined ? undefined : new Date(instantOfIso(`${date}T00:00:00Z`) ?? Number.NaN);
  const span = { from: day(from), until: day(until) };
  for (const [name, at] of Object.entries(span))
    if (at !== undefined && Number.isNaN(at.getTime()))
      throw new Problem(422, "date-unknown", { field: `body.${name}` });
  return span;
}

const outcome = (clock: ClockReading | undefined): Outcome =>
  clock?.state === "met" ? "met" : clock?.state === "breached" ? "missed" : "none";

/** Both judgements side by side. */
export class Sums {
  tickets = 0;
  readonly withoutClock = { now: 0, other: 0 };
  readonly differences: Difference[] = [];
  differencesLeft = 0;
  private readonly byLevel = new Map<Level, Pair>();
  private readonly byPriority = new Map<string, Pair>();

  add(ticket: Chronicled, now: TicketReading, other: TicketReading): void {
    this.tickets++;
    if (now.clocks.length === 0) this.withoutClock.now++;
    if (other.clocks.length === 0) this.withoutClock.other++;
    for (const clock of now.clocks) this.count(clock, "now");
    for (const clock of other.clocks) this.count(clock, "other");
    for (const level of LEVELS) this.compare(ticket, level, now.clocks, other.clocks);
  }

  /** Levels with their counts, and the same by priority, in the order of the levels. */
  get levels() {
    return LEVELS.flatMap((level) => (this.byLevel.has(level) ? [{ level, ...this.byLevel.get(level)! }] : []));
  }

  get priorities() {
    return [...this.byPriority]
      .map(([key, pair]) => {
        const [priority, level] = key.split("\n") as [string, Level];
        return { priority, level, ...pair };
      })
      .toSorted(
        (a, b) =>
          (a.priority < b.priority ? -1 : a.priority > b.priority ? 1 : 0) ||
          LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level),
      );
  }

  private count(clock: ClockReading, whose: "now" | "other"): void {
    const verdict = outcome(clock);
    if (verdict === "none") return;
    for (const pair of [
      pairIn(this.byLevel, clock.level),
      pairIn(this.byPriority, `${clock.regime.priority}\n${clock.level}`),
    ])
      pair[whose][verdict]++;
  }

  /** Whether a level of a ticket came out otherwise: missed once in any of its clocks is missed. */
  private compare(
    { id, number, subject }: Chronicled,
    level: Level,
    now: readonly ClockReading[],
    other: readonly ClockReading[],
  ): void {
    const [a, b] = [worst(now, level), worst(other, level)];
    if (outcome(a) === outcome(b)) return;
    if (this.differences.length >= DIFFERENCES_MAX) this.differencesLeft++;
    else
      this.differences.push({
        ticket: { id, number, subject },
        level,
        now: outcome(a),
        other: outcome(b),
        deadlineNow: a?.deadline ?? null,
        deadlineOther: b?.deadline ?? null,
      });
  }
}

function pairIn<Key>(pairs: Map<Key, Pair>, key: Key): Pair {
  let pair = pairs.get(key);
  if (pair === undefined) pairs.set(key, (pair = { now: { met: 0, missed: 0 }, other: { met: 0, missed: 0 } }));
  return pair;
}

function worst(clocks: readonly ClockReading[], level: Level): ClockReading | undefined {
  const own = clocks.filter((clock) => clock.level === level);
  return own.find(({ state }) => state === "breached") ?? own.find(({ state }) => state === "met") ?? own[0];
}

/** The comparison in a sentence, in both languages. */
export function sentencesOf({ tickets, levels }: Sums): { readonly de: string; readonly en: string } {
  const total = (whose: "now" | "other") => levels.reduce((sum, level) => sum + level[whose].missed, 0);
  const [now, other] = [total("now"), total("other")];
  const change =
    other === now
      ? { de: "genauso viele", en: "just as many" }
      : other < now
        ? { de: `${now - other} weniger`, en: `${now - other} fewer` }
        : { de: `${other - now} mehr`, en: `${other - now} more` };
  const [de, en] = [new Intl.NumberFormat("de"), new Intl.NumberFormat("en")];
  return {
    de: `Über ${de.format(tickets)} Tickets wären mit dem anderen Vertrag ${de.format(other)} Zeiten verfehlt worden, ${change.de} als mit Ihrem (${de.format(now)}).`,
    en: `Over ${en.format(tickets)} tickets the other contract would have missed ${en.format(other)} times, ${change.en} than yours (${en.format(now)}).`,
  };
}
