/** What a replay found, for people (German or English), as JSON and as CSV. */
import type { ContractDocument, Level } from "@handschlag/engine/contract/document.ts";
import { LEVELS } from "@handschlag/engine/contract/document.ts";
import { isoOf } from "@handschlag/engine/instant.ts";
import { shareMet, type Attainment, type Figure, type Verdict } from "@handschlag/engine/ticket/attainment.ts";
import { wordsOfInstant, wordsOfLength, type Locale } from "@handschlag/engine/ticket/wording.ts";
import type { Replayed } from "./replay.ts";

/** Met and missed of one level and priority over all periods and services. */
interface Line {
  readonly level: Level;
  readonly priority: string;
  readonly met: number;
  readonly missed: number;
  readonly excluded: number;
}

const WORDS = {
  de: {
    level: { response: "Antwort", update: "Rückmeldung", restore: "Wiederherstellung", resolve: "Lösung" },
    head: ["Zusage", "Priorität", "eingehalten", "verfehlt", "Anteil", "vereinbart"],
    all: "alle",
    worst: "Am weitesten verfehlt",
    past: "über der vereinbarten Zeit",
    due: "fällig",
    none: "Keine Zusage wurde verfehlt.",
    whatIf: "Vergleich",
    this: "dieser Vertrag",
    other: "anderer Vertrag",
    differences: "Anders beurteilt",
    outlook: { met: "eingehalten", missed: "verfehlt", open: "offen", none: "keine Zusage" },
  },
  en: {
    level: { response: "Answer", update: "Update", restore: "Restoration", resolve: "Resolution" },
    head: ["Promise", "Priority", "met", "missed", "share", "agreed"],
    all: "all",
    worst: "Missed by most",
    past: "past the agreed time",
    due: "due",
    none: "No promise was missed.",
    whatIf: "Comparison",
    this: "this contract",
    other: "other contract",
    differences: "Judged differently",
    outlook: { met: "met", missed: "missed", open: "open", none: "no promise" },
  },
} as const;

const number = (value: number, locale: Locale): string => value.toLocaleString(locale === "de" ? "de-DE" : "en-GB");

function percent(share: number | undefined, locale: Locale): string {
  if (share === undefined) return "–";
  const text = (share * 100).toLocaleString(locale === "de" ? "de-DE" : "en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return locale === "de" ? `${text}\u00a0%` : `${text}%`;
}

/** Sums over periods and services, by level and by priority in the contract's order. */
function linesOf(attainment: Attainment, { priorities }: ContractDocument): Line[] {
  const lines = new Map<string, Line>();
  for (const { level, priority, met, missed, excluded } of attainment.figures()) {
    const line = lines.get(`${level} ${priority}`) ?? { level, priority, met: 0, missed: 0, excluded: 0 };
    lines.set(`${level} ${priority}`, { ...line, met: line.met + met, missed: line.missed + missed, excluded: line.excluded + excluded });
  }
  const rank = ({ priority }: Line) => priorities.levels.indexOf(priority);
  return [...lines.values()].toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || rank(a) - rank(b));
}

/** One line for all priorities of each level. */
const totalsOf = (lines: readonly Line[], all: string): Line[] =>
  LEVELS.flatMap((level) => {
    const own = lines.filter((line) => line.level === level);
    const total = (field: "met" | "missed" | "excluded") => own.reduce((sum, line) => sum + line[field], 0);
    return own.length === 0 ? [] : [{ level, priority: all, met: total("met"), missed: total("missed"), excluded: total("excluded") }];
  });

/** Rows as a table: the first two columns to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join("  ").trimEnd());
}

/** The report for people: a sentence, the table, the worst misses, and the comparison if one was asked for. */
export function textReport(replayed: Replayed, contract: ContractDocument, other: ContractDocument | undefined, locale: Locale): string {
  const words = WORDS[locale];
  const { attainment, otherAttainment } = replayed;
  const lines = linesOf(attainment, contract);
  const totals = totalsOf(lines, words.all);
  const agreed = ({ level }: Line) => {
    const target = contract.attainment.targetPercent[level];
    return target === undefined ? "" : percent(target / 100, locale);
  };
  const row = (line: Line) => [words.level[line.level], line.priority, number(line.met, locale), number(line.missed, locale), percent(shareMet(line), locale), agreed(line)];
  const levels = totals.flatMap((total) => [total, ...lines.filter(({ level }) => level === total.level)]);
  const text = [opening(replayed, contract, totals, locale), "", ...table([words.head, ...levels.map(row)])];
  text.push("", ...worstLines(replayed, contract, locale));
  if (otherAttainment !== undefined && other !== undefined) text.push("", ...comparison(replayed, levels, linesOf(otherAttainment, other), contract, other, locale));
  return `${text.join("\n")}\n`;
}

function opening({ attainment, events, now }: Replayed, contract: ContractDocument, totals: readonly Line[], locale: Locale): string {
  const words = WORDS[locale];
  const { tickets, withoutClock, running, paused, cancelled } = attainment;
  const at = `${wordsOfInstant(now, locale, contract.timeZone)} ${isoOf(now).slice(0, 4)}`;
  const kept = totals.map((total) => `${words.level[total.level]} ${percent(shareMet(total), locale)}`).join(", ");
  const de = locale === "de";
  const counted = de
    ? `${number(tickets, locale)} Tickets mit ${number(events, locale)} Ereignissen, Stand ${at}, beurteilt nach „${contract.title}“ (Version ${contract.version}).`
    : `${number(tickets, locale)} tickets with ${number(events, locale)} events as of ${at}, judged by “${contract.title}” (version ${contract.version}).`;
  const verdict = kept === "" ? (de ? "Keine Zusage ist bisher fällig geworden." : "No promise has fallen due yet.") : de ? `Eingehalten: ${kept}.` : `Met: ${kept}.`;
  const open = de
    ? `Noch offen: ${number(running, locale)} laufende und ${number(paused, locale)} angehaltene Fristen; entfallen: ${number(cancelled, locale)}; ohne Frist: ${number(withoutClock, locale)} Tickets.`
    : `Still open: ${number(running, locale)} running and ${number(paused, locale)} paused clocks; withdrawn: ${number(cancelled, locale)}; without a clock: ${number(withoutClock, locale)} tickets.`;
  return [counted, verdict, open].join("\n");
}

function missLine({ ticket, level, priority, deadline, marginMs }: Verdict, contract: ContractDocument, locale: Locale): string {
  const words = WORDS[locale];
  const due = deadline === null ? "" : `, ${words.due} ${wordsOfInstant(deadline, locale, contract.timeZone)} ${isoOf(deadline).slice(0, 4)}`;
  return `  ${ticket}  ${words.level[level]} ${priority}: ${wordsOfLength(marginMs, locale)} ${words.past}${due}`;
}

function worstLines({ worst }: Replayed, contract: ContractDocument, locale: Locale): string[] {
  const words = WORDS[locale];
  if (worst.length === 0) return [words.none];
  return [`${words.worst}:`, ...worst.map(({ verdict }) => missLine(verdict, contract, locale))];
}

function comparison(replayed: Replayed, lines: readonly Line[], others: readonly Line[], contract: ContractDocument, other: ContractDocument, locale: Locale): string[] {
  const words = WORDS[locale];
  const otherLines = [...totalsOf(others, words.all), ...others];
  const rows = lines.map((line) => {
    const match = otherLines.find(({ level, priority }) => level === line.level && priority === line.priority);
    return [words.level[line.level], line.priority, percent(shareMet(line), locale), number(line.missed, locale), match === undefined ? "–" : percent(shareMet(match), locale), match === undefined ? "–" : number(match.missed, locale)];
  });
  const head = [words.head[0], words.head[1], words.this, words.head[3], words.other, words.head[3]];
  const counts = Object.entries(replayed.differenceCounts).toSorted(([, a], [, b]) => b - a);
  const named = (kind: string) => kind.split("-").map((outlook) => words.outlook[outlook as keyof typeof words.outlook]).join(" → ");
  return [
    `${words.whatIf}: „${contract.title}“ (${words.this}), „${other.title}“ (${words.other})`,
    ...table([head, ...rows]),
    "",
    `${words.differences}: ${counts.length === 0 ? "–" : counts.map(([kind, count]) => `${number(count, locale)} ${named(kind)}`).join(", ")}`,
    ...replayed.differences.slice(0, 10).map(({ ticket, level, priority, before, after }) => `  ${ticket}  ${words.level[level]} ${priority}: ${named(`${before}-${after}`)}`),
  ];
}

const figureJson = (figure: Figure): object => ({ ...figure, share: shareMet(figure) ?? null });

const contractJson = ({ id, title, version, validFrom }: ContractDocument): object => ({ id, title, version, validFrom });

function attainmentJson(attainment: Attainment, contract: ContractDocument): object {
  const { tickets, withoutClock, running, paused, cancelled } = attainment;
  const totals = linesOf(attainment, contract).map((line) => ({ ...line, share: shareMet(line) ?? null }));
  return { contract: contractJson(contract), tickets, withoutClock, running, paused, cancelled, totals, figures: attainment.figures().map(figureJson) };
}

/** The report as one JSON document. */
export function jsonReport(replayed: Replayed, contract: ContractDocument, other: ContractDocument | undefined): string {
  const { now, events, attainment, otherAttainment, worst, differences, differenceCounts } = replayed;
  const report = {
    now: isoOf(now),
    events,
    ...attainmentJson(attainment, contract),
    worst: worst.map(({ verdict: { deadline, ...verdict } }) => ({ ...verdict, deadline: deadline === null ? null : isoOf(deadline) })),
    ...(otherAttainment !== undefined && other !== undefined && { whatIf: { ...attainmentJson(otherAttainment, other), differenceCounts, differences: differences.map(({ order: _, ...difference }) => difference) } }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

const CSV_FIELDS = ["period", "service", "priority", "level", "met", "missed", "excluded", "metIfUpheld", "missedIfUpheld"] as const;

const csvCell = (value: string | number): string => (/[",\n\r]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

/** The figures by period, service, priority and level as CSV, of both contracts if there are two. */
export function csvReport(replayed: Replayed, contract: ContractDocument, other: ContractDocument | undefined): string {
  const rows = [["contract", ...CSV_FIELDS].join(",")];
  const add = (attainment: Attainment, { id }: ContractDocument) => {
    for (const figure of attainment.figures()) rows.push([id, ...CSV_FIELDS.map((field) => figure[field])].map(csvCell).join(","));
  };
  add(replayed.attainment, contract);
  if (replayed.otherAttainment !== undefined && other !== undefined) add(replayed.otherAttainment, other);
  return `${rows.join("\n")}\n`;
}
