/** What a replay found, for programs: as JSON and as CSV. */
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { isoOf } from "@handschlag/engine/instant.ts";
import { shareMet, type Attainment, type Verdict } from "@handschlag/engine/ticket/attainment.ts";
import { linesOf, type Contracts } from "./figures.ts";
import type { Replayed } from "./replay.ts";

const withShare = <Line extends { readonly met: number; readonly missed: number }>(
  line: Line,
): Line & { readonly share: number | null } => ({ ...line, share: shareMet(line) ?? null });

function attainmentJson(attainment: Attainment, versions: readonly ContractDocument[]): object {
  const { id, title, version, validFrom } = versions.at(-1)!;
  const { tickets, withoutClock, running, paused, cancelled } = attainment;
  const totals = linesOf(attainment, versions).map(withShare);
  return {
    contract: { id, title, version, validFrom },
    tickets,
    withoutClock,
    running,
    paused,
    cancelled,
    totals,
    figures: attainment.figures().map(withShare),
  };
}

const verdictJson = ({ deadline, exclusion, ...verdict }: Verdict): object => ({
  ...verdict,
  deadline: deadline === null ? null : isoOf(deadline),
  ...(exclusion !== undefined && { exclusion: { ...exclusion, at: isoOf(exclusion.at) } }),
});

/** The report as one JSON document. */
export function jsonReport(replayed: Replayed, { versions, other }: Contracts): string {
  const { now, events, attainment, otherAttainment, worst, differences, differenceCounts, withoutClock } = replayed;
  const report = {
    now: now === undefined ? null : isoOf(now),
    events,
    ...attainmentJson(attainment, versions),
    withoutClockReasons: Object.fromEntries(withoutClock),
    worst: worst.map(({ verdict }) => verdictJson(verdict)),
    ...(otherAttainment !== undefined &&
      other !== undefined && {
        whatIf: {
          ...attainmentJson(otherAttainment, [other]),
          differenceCounts,
          differences: differences.map(({ ticket, level, cycle, priority, before, after }) => ({
            ticket,
            level,
            cycle,
            priority,
            before,
            after,
          })),
        },
      }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

const CSV_FIELDS = [
  "period",
  "service",
  "priority",
  "level",
  "met",
  "missed",
  "excluded",
  "metIfUpheld",
  "missedIfUpheld",
] as const;

const csvCell = (value: string | number): string =>
  /[",\n\r]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

/** The figures by period, service, priority and level as CSV, of both contracts if there are two. */
export function csvReport(replayed: Replayed, { versions, other }: Contracts): string {
  const rows = [["contract", ...CSV_FIELDS].join(",")];
  const add = (attainment: Attainment, name: string) => {
    for (const figure of attainment.figures())
      rows.push([name, ...CSV_FIELDS.map((field) => figure[field])].map(csvCell).join(","));
  };
  const { id } = versions.at(-1)!;
  add(replayed.attainment, id);
  // An offer may be the contract itself with other times: its rows need another name.
  if (replayed.otherAttainment !== undefined && other !== undefined)
    add(replayed.otherAttainment, other.id === id ? `${id} (what if)` : other.id);
  return `${rows.join("\n")}\n`;
}
