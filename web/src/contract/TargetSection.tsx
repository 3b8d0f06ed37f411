import { LEVELS, type ContractDocument, type TargetEntry } from "@handschlag/engine/contract/document.ts";
import { useWords } from "../i18n/language.tsx";
import { Section } from "../ui/Page.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { calendarName } from "./HoursSection.tsx";
import { Original, OriginalList } from "./Original.tsx";
import type { Side } from "./parties.ts";
import { targetInWords } from "./target-words.ts";
import { contractWords, termWords } from "./words.ts";

interface TargetSectionProps {
  readonly document: ContractDocument;
  readonly side: Side;
}

/** What is promised, by priority. */
export function TargetSection({ document, side }: TargetSectionProps) {
  const t = useWords(contractWords);
  return (
    <Section title={t("times")}>
      {Object.keys(document.serviceLevels).map((name) => (
        <ServiceLevel key={name} name={name} document={document} side={side} />
      ))}
      <Matrix document={document} />
    </Section>
  );
}

function ServiceLevel({ name, document, side }: TargetSectionProps & { readonly name: string }) {
  const t = useWords(contractWords);
  const term = useWords(termWords);
  const level = document.serviceLevels[name]!;
  const calendar = calendarName(level.calendar, document.calendars[level.calendar]!);
  const services = document.services.filter(({ serviceLevel }) => serviceLevel === name).map((service) => service.name);
  const priorities = document.priorities.levels.filter((priority) => level.targets[priority] !== undefined);
  const promised = LEVELS.filter((kind) =>
    priorities.some((priority) => level.targets[priority]?.[kind] !== undefined),
  );
  const columns: Column<string>[] = [
    { name: "priority", head: t("priority"), isKey: true, cell: (priority) => priority },
    ...promised.map((kind): Column<string> => ({
      name: kind,
      head: term(`${side}-${kind}`),
      cell: (priority) => {
        const targets = level.targets[priority];
        const entry = targets?.[kind];
        if (entry === undefined) return <span className="soft">{t("notPromised")}</span>;
        return <Target entry={entry} ownCalendar={targets?.calendar} level={level.calendar} document={document} />;
      },
    })),
  ];
  const title = level.name ?? name;
  return (
    <div className="level">
      <h3>
        <Original>{title}</Original>
      </h3>
      <p className="soft">
        {services.length === 0 ? null : t.rich("usedFor", { services: <OriginalList texts={services} /> })}{" "}
        {t.rich("timesLead", { calendar: <Original>{calendar}</Original> })}
      </p>
      <DataTable
        caption={<Original>{title}</Original>}
        columns={columns}
        rows={priorities}
        keyOf={(priority) => priority}
      />
    </div>
  );
}

interface TargetProps {
  readonly entry: TargetEntry;
  readonly ownCalendar: string | undefined;
  /** Calendar of the service level. */
  readonly level: string;
  readonly document: ContractDocument;
}

/** One promise, with the calendar where it is not the service level's. */
function Target({ entry, ownCalendar, level, document }: TargetProps) {
  const term = useWords(termWords);
  const text = typeof entry === "string" ? entry : entry.target;
  const name = typeof entry === "string" ? ownCalendar : entry.calendar;
  const calendar = name === undefined || name === level ? undefined : document.calendars[name];
  const isElapsed = text.endsWith(" elapsed");
  const said =
    calendar?.always === true ? term("always") : calendar && <Original>{calendarName(name!, calendar)}</Original>;
  return (
    <>
      {targetInWords(text, term)}
      {said === undefined || isElapsed ? null : <small className="soft target-calendar">{said}</small>}
    </>
  );
}

/** How impact and urgency make a priority, in the contract's own names. */
function Matrix({ document }: { readonly document: ContractDocument }) {
  const t = useWords(contractWords);
  const matrix = Object.entries(document.priorities.matrix ?? {});
  const urgencies = [...new Set(matrix.flatMap(([, row]) => Object.keys(row)))];
  if (matrix.length === 0) return null;
  const columns: Column<(typeof matrix)[number]>[] = [
    { name: "impact", head: t("impact"), isKey: true, cell: ([impact]) => impact },
    ...urgencies.map((urgency): Column<(typeof matrix)[number]> => ({
      name: `urgency-${urgency}`,
      head: urgency,
      cell: ([, row]) => row[urgency] ?? "–",
    })),
  ];
  return (
    <details className="more">
      <summary>{t("matrix")}</summary>
      <p className="soft">{t("matrixLead")}</p>
      <DataTable caption={t("matrix")} columns={columns} rows={matrix} keyOf={([impact]) => impact} />
    </details>
  );
}
