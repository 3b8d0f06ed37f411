/** Key figures as a clause. Source: docs/rules/contract-parts.md §3. */
import type { ContractDocument } from "../document.ts";
import { valueWordOf } from "../field-words.ts";
import type { Said } from "../said.ts";
import type { Block } from "./blocks.ts";
import { LEVEL } from "./level-clauses.ts";
import type { Speech } from "./speech.ts";
import {
  asCount,
  asCountAfter,
  asName,
  asNames,
  asNumber,
  asPercent,
  asText,
  both,
  column,
  linesOf,
  paragraph,
  sentence,
  table,
  type Tellings,
} from "./telling.ts";

type Kpi = NonNullable<ContractDocument["kpis"]>[number];

const KPI: Tellings<Kpi> = {
  formula: sentence(asText, "Formel: {value}.", "Formula: {value}."),
  level: (level, speech) => speech.in(both("Zeit: {value}.", "Level: {value}."), { value: speech.in(LEVEL[level]) }),
  priorities: (list, speech) =>
    speech.in(both("Prioritäten: {value}.", "Priorities: {value}."), { value: speech.list(list) }),
  services: sentence(asNames("service"), "Leistungen: {value}.", "Services: {value}."),
  availability: sentence(asName("availability objective"), "Zusage: {value}.", "Objective: {value}."),
  withinSeconds: sentence(asCountAfter("second"), "Annahme innerhalb von {value}.", "Answered within {value}."),
  withinDays: sentence(asCountAfter("day"), "Innerhalb von {value}.", "Within {value}."),
  source: sentence(asText, "Quelle: {value}.", "Source: {value}."),
};

const UNIT: Readonly<Record<Kpi["unit"], (value: string, speech: Speech) => string>> = {
  percent: asPercent,
  hours: asCount("hour"),
  days: asCount("day"),
  count: asNumber,
  points: asCount("point"),
};

const DIRECTION: Readonly<Record<Kpi["direction"], Said>> = {
  "at-least": both("mindestens {value}", "at least {value}"),
  "at-most": both("höchstens {value}", "at most {value}"),
};

export function kpiBlocks(kpis: readonly Kpi[], speech: Speech): readonly Block[] {
  if (kpis.length === 0)
    return [paragraph(speech.in(both("Kennzahlen sind keine vereinbart.", "No key figures are agreed.")))];
  const columns = [
    column(speech, both("Kennzahl", "Key figure"), 5),
    column(speech, both("Was gemessen wird", "What is measured"), 7),
    column(speech, both("Zielwert", "Target"), 4),
    column(speech, both("Zeitraum", "Period"), 3),
  ];
  const rows = kpis.map((kpi) => [
    [kpi.name, `(${kpi.id})`],
    [
      speech.in(valueWordOf("Kpi", "measure", kpi.measure)),
      ...linesOf("Kpi", kpi, KPI, speech, ["id", "name", "measure", "target", "unit", "direction", "period"]),
    ],
    [speech.in(DIRECTION[kpi.direction], { value: UNIT[kpi.unit](kpi.target, speech) })],
    [speech.in(valueWordOf("Kpi", "period", kpi.period))],
  ]);
  const lead = both(
    "Über die Service-Levels hinaus sind folgende Kennzahlen zugesagt.",
    "Beyond the service levels the following figures are promised.",
  );
  return [paragraph(speech.in(lead)), ...table(speech.in(both("Kennzahlen", "Key figures")), columns, rows)];
}
