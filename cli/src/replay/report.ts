/** What a replay found, in German or English, for people: the figures, the worst misses, and the comparison of two contracts. */
import { dateIn } from "@handschlag/engine/calendar/zone.ts";
import { LEVELS, type ContractDocument, type Level } from "@handschlag/engine/contract/document.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import { shareMet } from "@handschlag/engine/ticket/attainment.ts";
import { wordsOfInstant, wordsOfLength, type Locale } from "@handschlag/engine/ticket/wording.ts";
import { printable } from "../fault.ts";
import { linesOf, totalsOf, type Contracts, type Line } from "./figures.ts";
import type { Difference } from "./judge.ts";
import type { Replayed } from "./replay.ts";
import { WORDS } from "./report-words.ts";

const DIFFERENCES_SHOWN_MAX = 10;

/** The report for people. It ends with a line break. */
export function textReport(replayed: Replayed, contracts: Contracts, locale: Locale): string {
  const report = new Report(replayed, contracts, locale);
  const sections = [report.opening(), report.figures(), report.worst(), report.comparison()];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** Rows below a head as a table. `sides` has a letter a column: l is set to the left, r to the right. */
function table(rows: readonly (readonly string[])[], sides: string, indent = ""): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const padded = (cell: string, column: number) =>
    sides[column] === "l" ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
  return rows.map((row) => `${indent}${row.map(padded).join("  ")}`.trimEnd());
}

class Report {
  private readonly replayed: Replayed;
  private readonly contract: ContractDocument;
  private readonly contracts: Contracts;
  private readonly locale: Locale;
  private readonly words: (typeof WORDS)[Locale];

  constructor(replayed: Replayed, contracts: Contracts, locale: Locale) {
    this.replayed = replayed;
    this.contract = contracts.versions.at(-1)!;
    this.contracts = contracts;
    this.locale = locale;
    this.words = WORDS[locale];
  }

  /** What was judged by which contract, in how much of it was kept, and what is open. */
  opening(): string[] {
    const { now, events, attainment } = this.replayed;
    const { words, contract } = this;
    const versions = this.contracts.versions.map(({ version }) => String(version));
    const judgedBy = words.contract(printable(contract.title), versions);
    const { tickets, running, paused, cancelled, withoutClock } = attainment;
    if (now === undefined) return [words.noEvents, judgedBy];
    const lines = [
      `${words.tickets(this.number(tickets), tickets)} ${words.events(this.number(events), events)}, ${words.asOf} ${this.instant(now)}`,
      judgedBy,
    ];
    const totals = totalsOf(linesOf(attainment, this.contracts.versions));
    const judged = totals.filter((line) => shareMet(line) !== undefined);
    lines.push(
      "",
      judged.length === 0
        ? words.nothingDue
        : `${words.met}: ${judged.map((line) => `${words.level[line.level]} ${this.share(line)}`).join(", ")}.`,
    );
    const open = [
      words.running(this.number(running), running),
      words.paused(this.number(paused), paused),
      words.withdrawn(this.number(cancelled), cancelled),
    ];
    const counted = open.filter((_, index) => [running, paused, cancelled][index]! > 0);
    if (counted.length > 0) lines.push(`${words.notJudged}: ${counted.join(", ")}.`);
    if (withoutClock > 0)
      lines.push(`${words.withoutClock(this.number(withoutClock), withoutClock)} (${this.reasons()}).`);
    return lines;
  }

  private reasons(): string {
    const reasons = [...this.replayed.withoutClock].toSorted(([, a], [, b]) => b - a);
    return reasons
      .map(([kind, count]) => (reasons.length === 1 ? "" : `${this.number(count)} `) + this.words.noClock[kind])
      .join("; ");
  }

  /** The table of what was met and missed; columns that would be empty are left out. */
  figures(): string[] {
    const { words } = this;
    const lines = linesOf(this.replayed.attainment, this.contracts.versions);
    if (lines.length === 0) return [];
    const rows = totalsOf(lines).flatMap((total) => [total, ...lines.filter(({ level }) => level === total.level)]);
    const someExcluded = rows.some(({ excluded }) => excluded > 0);
    const someContested = rows.some(
      ({ met, missed, metIfUpheld, missedIfUpheld }) => met !== metIfUpheld || missed !== missedIfUpheld,
    );
    const head: string[] = [words.promise, words.priority, words.metHead, words.missedHead, words.share];
    if (someExcluded) head.push(words.excluded);
    if (someContested) head.push(words.contested);
    head.push(words.agreed, "");
    const row = (line: Line): string[] => {
      const cells = [
        words.level[line.level],
        line.priority || words.all,
        this.number(line.met),
        this.number(line.missed),
        this.share(line),
      ];
      if (someExcluded) cells.push(this.number(line.excluded));
      if (someContested) cells.push(this.share({ met: line.metIfUpheld, missed: line.missedIfUpheld }));
      return [...cells, ...this.agreement(line)];
    };
    const written = table([head, ...rows.map(row)], `ll${"r".repeat(head.length - 3)}l`);
    return someContested ? [...written, "", words.contestedNote] : written;
  }

  /** What the contract agrees for a level as a whole, and a word if it was not reached. */
  private agreement({ level, priority, met, missed }: Line): string[] {
    const target = this.contract.attainment.targetPercent[level];
    if (target === undefined || priority !== "") return ["", ""];
    // Counts times a decimal percentage: a hair's breadth below is the machine's rounding.
    const reached = met * 100 - target * (met + missed) > -1e-6;
    return [this.percent(target, 3), met + missed === 0 || reached ? "" : this.words.notReached];
  }

  /** The clocks that were missed by most, the worst first. */
  worst(): string[] {
    const { words } = this;
    const { worst, attainment } = this.replayed;
    if (worst.length === 0) return attainment.figures().length === 0 ? [] : [words.noneMissed];
    const rows = worst.map(({ verdict: { ticket, level, cycle, priority, marginMs, deadline, exclusion } }) => [
      printable(ticket),
      this.clock(level, cycle),
      priority,
      this.length(marginMs),
      deadline === null ? "" : this.instant(deadline),
      exclusion === undefined ? "" : words.excluded,
    ]);
    const head = [words.ticket, words.promise, words.priority, words.overrun, words.due, ""];
    return [`${words.worst}:`, ...table([head, ...rows], "lllrll", "  ")];
  }

  /** Both contracts side by side, and the clocks that they judge differently. */
  comparison(): string[] {
    const { words, contract } = this;
    const { otherAttainment, attainment, differences, differenceCounts } = this.replayed;
    const { other, versions } = this.contracts;
    if (otherAttainment === undefined || other === undefined) return [];
    const [own, others] = [
      this.withTotals(linesOf(attainment, versions)),
      this.withTotals(linesOf(otherAttainment, [other])),
    ];
    const keys = [...new Set([...own.keys(), ...others.keys()])].toSorted((a, b) => this.rank(a) - this.rank(b));
    const side = (line: Line | undefined) =>
      line === undefined ? ["–", "–"] : [this.share(line), this.number(line.missed)];
    const rows = keys.map((key) => {
      const { level, priority } = (own.get(key) ?? others.get(key))!;
      return [words.level[level], priority || words.all, ...side(own.get(key)), ...side(others.get(key))];
    });
    const head = [
      words.promise,
      words.priority,
      `${words.sides[0]}: ${words.share}`,
      words.missedHead,
      `${words.sides[1]}: ${words.share}`,
      words.missedHead,
    ];
    const [first, second] = [contract, other].map(
      ({ title, id }) => words.quoted(printable(title)) + (contract.title === other.title ? ` (${id})` : ""),
    );
    const text = [`${words.comparison}: A = ${first}, B = ${second}`, ...table([head, ...rows], "llrrrr"), ""];
    const counts = Object.entries(differenceCounts).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    if (counts.length === 0) return [...text, words.noDifference];
    text.push(
      `${words.differences}: ${counts.map(([kind, count]) => `${this.number(count)}\u00a0× ${this.turn(kind.split("-") as [Difference["before"], Difference["after"]])}`).join(", ")}`,
    );
    const shown = differences.slice(0, DIFFERENCES_SHOWN_MAX);
    const cells = shown.map(({ ticket, level, cycle, priority, before, after }) => [
      printable(ticket),
      this.clock(level, cycle),
      priority,
      this.turn([before, after]),
    ]);
    return [...text, ...table([[words.ticket, words.promise, words.priority, "A → B"], ...cells], "llll", "  ")];
  }

  private withTotals(lines: readonly Line[]): ReadonlyMap<string, Line> {
    return new Map([...totalsOf(lines), ...lines].map((line) => [`${line.level} ${line.priority}`, line]));
  }

  /** The place of a level and priority in a table: levels in order, each with the sum first. */
  private rank(key: string): number {
    const [level, priority] = key.split(" ") as [Level, string];
    const priorities = [
      "",
      ...[...this.contracts.versions.toReversed(), this.contracts.other!].flatMap(
        (version) => version.priorities.levels,
      ),
    ];
    return LEVELS.indexOf(level) * priorities.length + priorities.indexOf(priority);
  }

  private turn([before, after]: readonly [Difference["before"], Difference["after"]]): string {
    return `${this.words.outlook[before]} → ${this.words.outlook[after]}`;
  }

  /** A clock by its level; update clocks of a ticket are told apart by their number. */
  private clock(level: Level, cycle: number): string {
    return cycle > 1 ? `${this.words.level[level]} ${this.words.numbered}\u00a0${cycle}` : this.words.level[level];
  }

  private number(value: number): string {
    return value.toLocaleString(this.locale === "de" ? "de-DE" : "en-GB");
  }

  private share(line: Pick<Line, "met" | "missed">): string {
    const share = shareMet(line);
    if (share === undefined) return "–";
    // Rounding must not hide a miss.
    return this.percent(share < 1 ? Math.min(share * 100, 99.9) : 100);
  }

  private percent(value: number, digitsMax = 1): string {
    const text = value.toLocaleString(this.locale === "de" ? "de-DE" : "en-GB", {
      minimumFractionDigits: 1,
      maximumFractionDigits: digitsMax,
    });
    return this.locale === "de" ? `${text}\u00a0%` : `${text}%`;
  }

  /** `Mo 23.11.2026, 09:30` or `Mon 23 Nov 2026, 09:30` in the contract's zone. */
  private instant(at: Instant): string {
    const { timeZone } = this.contract;
    const year = dateIn(timeZone, at).slice(0, 4);
    return wordsOfInstant(at, this.locale, timeZone).replace(", ", `${this.locale === "de" ? "" : "\u00a0"}${year}, `);
  }

  private length(ms: number): string {
    return wordsOfLength(ms, this.locale).replace(/^\d+/, (hours) => this.number(Number(hours)));
  }
}
