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
    for await (const tickets of chronicle(tx, place.tenant, engagement, spanOf(from, until)))
      for (const ticket of tickets)
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

const outcomeOf = (clock: ClockReading | undefined): Outcome =>
  clock?.state === "met" ? "met" : clock?.state === "breached" ? "missed" : "none";

const RANK: Readonly<Record<Outcome, number>> = { none: 0, met: 1, missed: 2 };

/** Both judgements side by side. */
export class Sums {
  tickets = 0;
  readonly withoutClock = { now: 0, other: 0 };
  readonly differences: Difference[] = [];
  differencesLeft = 0;
  private readonly byPriority = new Map<string, Map<Level, Pair>>();

  add(ticket: Chronicled, now: TicketReading, other: TicketReading): void {
    this.tickets++;
    if (now.clocks.length === 0) this.withoutClock.now++;
    if (other.clocks.length === 0) this.withoutClock.other++;
    for (const clock of now.clocks) this.count(clock, "now");
    for (const clock of other.clocks) this.count(clock, "other");
    for (const level of LEVELS) this.compare(ticket, level, now.clocks, other.clocks);
  }

  /** Levels with their counts. */
  get levels() {
    return LEVELS.flatMap((level) => {
      const pairs = [...this.byPriority.values()].flatMap((byLevel) => byLevel.get(level) ?? []);
      return pairs.length === 0 ? [] : [{ level, ...pairs.reduce(together) }];
    });
  }

  /** The same by priority, in the order of the levels. */
  get priorities() {
    return [...this.byPriority]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([priority, byLevel]) =>
        LEVELS.flatMap((level) => (byLevel.has(level) ? [{ priority, level, ...byLevel.get(level)! }] : [])),
      );
  }

  private count(clock: ClockReading, whose: "now" | "other"): void {
    const verdict = outcomeOf(clock);
    if (verdict === "none") return;
    const { priority } = clock.regime;
    let byLevel = this.byPriority.get(priority);
    if (byLevel === undefined) this.byPriority.set(priority, (byLevel = new Map()));
    let pair = byLevel.get(clock.level);
    if (pair === undefined) byLevel.set(clock.level, (pair = newPair()));
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
    if (outcomeOf(a) === outcomeOf(b)) return;
    if (this.differences.length >= DIFFERENCES_MAX) this.differencesLeft++;
    else
      this.differences.push({
        ticket: { id, number, subject },
        level,
        now: outcomeOf(a),
        other: outcomeOf(b),
        deadlineNow: a?.deadline ?? null,
        deadlineOther: b?.deadline ?? null,
      });
  }
}

const newPair = (): Pair => ({ now: { met: 0, missed: 0 }, other: { met: 0, missed: 0 } });

const together = (a: Pair, b: Pair): Pair => ({
  now: { met: a.now.met + b.now.met, missed: a.now.missed + b.now.missed },
  other: { met: a.other.met + b.other.met, missed: a.other.missed + b.other.missed },
});

/** The clock of a level that counts: a missed one before one that was met, else the first. */
function worst(clocks: readonly ClockReading[], level: Level): ClockReading | undefined {
  let found: ClockReading | undefined;
  for (const clock of clocks)
    if (clock.level === level && (found === undefined || RANK[outcomeOf(clock)] > RANK[outcomeOf(found)]))
      found = clock;
  return found;
}

/** The comparison in a sentence, in both languages. */
export function sentencesOf({ tickets, levels }: Sums): { readonly de: string; readonly en: string } {
  const total = (whose: "now" | "other") => levels.reduce((sum, level) => sum + level[whose].missed, 0);
  const [now, other] = [total("now"), total("other")];
  const change =
    other === now
      ? { de: "nicht mehr und nicht weniger", en: "no more and no fewer" }
      : other < now
        ? { de: `${now - other} weniger`, en: `${now - other} fewer` }
        : { de: `${other - now} mehr`, en: `${other - now} more` };
  const [de, en] = [new Intl.NumberFormat("de"), new Intl.NumberFormat("en")];
  const [missedDe, missedEn] =
    other === 1
      ? ["wäre mit dem anderen Vertrag eine Zeit", "once"]
      : [`wären mit dem anderen Vertrag ${de.format(other)} Zeiten`, `${en.format(other)} times`];
  return {
    de: `Bei ${de.format(tickets)} ${tickets === 1 ? "Ticket" : "Tickets"} ${missedDe} verfehlt worden, ${change.de} als mit Ihrem (${de.format(now)}).`,
    en: `Over ${en.format(tickets)} ${tickets === 1 ? "ticket" : "tickets"} the other contract would have missed ${missedEn}, ${change.en} than yours (${en.format(now)}).`,
  };
}
