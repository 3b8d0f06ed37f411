import { targetOf } from "@handschlag/engine/calendar/target.ts";
import type { Difference, Part } from "@handschlag/engine/contract/comparison.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { InLanguageOf, Original } from "../contract/Original.tsx";
import { targetInWords } from "../contract/target-words.ts";
import { termWords } from "../contract/words.ts";
import { calendarName } from "../contract/HoursSection.tsx";
import { weekdayName } from "../contract/hours-words.ts";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { compared, linesOf } from "./compared.ts";
import { comparisonWords } from "./comparison-words.ts";
import "./proposal.css";

/** More of a part that is wholly new would hide the other changes. */
const LINES_MAX = 12;
const LEVEL_NAMES: readonly string[] = ["response", "update", "restore", "resolve"];

interface ComparisonProps {
  readonly before: ContractDocument;
  readonly after: ContractDocument;
  readonly side: "client" | "provider";
  /** Said where nothing differs. */
  readonly otherwise: string;
}

/** What one version says otherwise than the one before, by the parts of the contract. */
export function Comparison({ before, after, side, otherwise }: ComparisonProps) {
  const t = useWords(comparisonWords);
  const sections = compared(before, after);
  if (sections.length === 0) return <p>{otherwise}</p>;
  const columns: Column<Difference>[] = [
    {
      name: "place",
      head: t("place"),
      isKey: true,
      cell: ({ path }) => <Place path={path} side={side} documents={[after, before]} />,
    },
    { name: "before", head: t("before"), cell: (each) => <Said part={each.before} path={each.path} /> },
    { name: "after", head: t("after"), cell: (each) => <Said part={each.after} path={each.path} /> },
  ];
  return (
    <InLanguageOf value={after.language}>
      {sections.map(({ section, differences }) => {
        const title = t(section in comparisonWords.de ? (section as "title") : "other");
        return (
          <div key={section} className="comparison">
            <h3>{title}</h3>
            <DataTable caption={title} columns={columns} rows={differences} keyOf={({ path }) => path.join("/")} />
          </div>
        );
      })}
    </InLanguageOf>
  );
}

interface PlaceProps {
  readonly path: readonly string[];
  readonly side: "client" | "provider";
  readonly documents: readonly ContractDocument[];
}

/** Where it stands: agreed times by their words, the rest by the way to it. */
function Place({ path, side, documents }: PlaceProps) {
  const t = useWords(comparisonWords);
  const term = useWords(termWords);
  const { language } = useLanguage();
  const [section, name, part, priority, level] = path;
  if (section === "serviceLevels" && part === "targets" && level !== undefined && LEVEL_NAMES.includes(level)) {
    const said = term(`${side}-${level as "response"}`);
    const title = documents.map(({ serviceLevels }) => serviceLevels[name!]?.name).find((each) => each !== undefined);
    return title === undefined
      ? t("target", { level: said, priority: priority! })
      : t("targetOf", { level: said, priority: priority!, name: title });
  }
  const calendar = documents.map(({ calendars }) => calendars[name ?? ""]).find((each) => each !== undefined);
  if (section === "calendars" && calendar !== undefined && part === "hours" && priority !== undefined)
    return (
      <>
        <Original>{calendarName(name!, calendar)}</Original>
        {` · ${weekdayName(priority, language, "long")}`}
      </>
    );
  const service =
    section === "services" ? documents.flatMap(({ services }) => services).find(({ id }) => id === name) : undefined;
  const way = path.slice(service === undefined ? 1 : 2);
  return (
    <>
      {service === undefined ? null : <Original>{service.name}</Original>}
      {way.length === 0 ? null : <code>{way.join(" › ")}</code>}
      {service === undefined && way.length === 0 ? <code>{path[0]}</code> : null}
    </>
  );
}

function Said({ part, path }: { readonly part: Part | undefined; readonly path: readonly string[] }) {
  const t = useWords(comparisonWords);
  const term = useWords(termWords);
  const lines = part === undefined ? [] : linesOf(part);
  if (lines.length === 0) return <span className="soft">{t("nothing")}</span>;
  const isTime = path[0] === "serviceLevels" && path[2] === "targets";
  const worded = (value: boolean | number | string): string => {
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    return isTime && targetOf(String(value)) !== undefined ? targetInWords(String(value), term) : String(value);
  };
  return (
    <ul className="comparison-lines">
      {lines.slice(0, LINES_MAX).map(([way, value], place) => (
        <li key={place}>
          {way === "" ? null : <code>{way} </code>}
          <Original>{worded(value)}</Original>
        </li>
      ))}
      {lines.length > LINES_MAX ? <li className="soft">{t("more")}</li> : null}
    </ul>
  );
}
