/** Figures of a replay summed for reports. */
import { LEVELS, type ContractDocument, type Level } from "@handschlag/engine/contract/document.ts";
import type { Attainment } from "@handschlag/engine/ticket/attainment.ts";

/** The contracts that a report is about. */
export interface Contracts {
  /** The versions of the contract, the latest last. */
  readonly versions: readonly ContractDocument[];
  /** The contract with which it is compared. */
  readonly other: ContractDocument | undefined;
}

const COUNTS = ["met", "missed", "excluded", "metIfUpheld", "missedIfUpheld"] as const;
type Counts = Readonly<Record<(typeof COUNTS)[number], number>>;

/** Met and missed of one level and priority over all periods and services. */
export interface Line extends Counts {
  readonly level: Level;
  readonly priority: string;
}

const sum = (a: Counts | undefined, b: Counts): Counts =>
  Object.fromEntries(COUNTS.map((count) => [count, (a?.[count] ?? 0) + b[count]])) as Counts;

/** Sums over periods and services, by level and by priority in the contract's order, the latest version first. */
export function linesOf(attainment: Attainment, versions: readonly ContractDocument[]): Line[] {
  const lines = new Map<string, Line>();
  for (const figure of attainment.figures()) {
    const { level, priority } = figure;
    const key = `${level} ${priority}`;
    lines.set(key, { level, priority, ...sum(lines.get(key), figure) });
  }
  const priorities = versions.toReversed().flatMap((version) => version.priorities.levels);
  const rank = ({ priority }: Line) => priorities.indexOf(priority);
  return [...lines.values()].toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || rank(a) - rank(b));
}

/** One line for all priorities of each level; its priority is empty. */
export const totalsOf = (lines: readonly Line[]): Line[] =>
  LEVELS.flatMap((level) => {
    const counts = lines.filter((line) => line.level === level).reduce<Counts | undefined>(sum, undefined);
    return counts === undefined ? [] : [{ level, priority: "", ...counts }];
  });
