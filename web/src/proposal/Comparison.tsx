import { targetOf } from "@handschlag/engine/calendar/target.ts";
import type { Difference } from "@handschlag/engine/contract/comparison.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { fieldWordsOf } from "@handschlag/engine/contract/field-words.ts";
import { partIn, type Part } from "@handschlag/engine/contract/parts.ts";
import { dayOfIso } from "@handschlag/engine/instant.ts";
import { Fragment } from "react";
import { InLanguageOf, Original } from "../contract/Original.tsx";
import { targetInWords } from "../contract/target-words.ts";
import { termWords } from "../contract/words.ts";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { compared, followed, linesOf, type Line, type PathStep } from "./compared.ts";
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
  const { language } = useLanguage();
  const sections = compared(before, after);
  if (sections.length === 0) return <p>{otherwise}</p>;
  const columns: Column<Difference>[] = [
    {
      name: "place",
      head: t("place"),
      isKey: true,
      cell: ({ path }) => <Place path={path} side={side} documents={[after, before]} />,
    },
    {
      name: "before",
      head: t("before"),
      cell: (each) => <Value part={each.before} path={each.path} documents={[before]} />,
    },
    {
      name: "after",
      head: t("after"),
      cell: (each) => <Value part={each.after} path={each.path} documents={[after]} />,
    },
  ];
  return (
    <InLanguageOf value={after.language}>
      {sections.map(({ section, differences }) => {
        const title = fieldWordsOf("Contract", section).label[language];
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
  const { steps } = followed(path, documents);
  const within = steps.length > 1 ? steps.slice(1) : steps;
  return within.map((step, place) => (
    <Fragment key={place}>
      {place === 0 ? null : " › "}
      {step.word === undefined ? <OwnName step={step} /> : step.word[language]}
    </Fragment>
  ));
}

/** What the contract itself calls a part: by the name that people read, else by its key. */
function OwnName({ step: { key, part } }: { readonly step: PathStep }) {
  const name = ["name", "title", "description"].map((field) => partIn(part, field)).find((each) => isText(each));
  return isText(name) ? <Original>{name}</Original> : <code>{key}</code>;
}

const isText = (part: Part | undefined): part is string => typeof part === "string";

interface ValueProps {
  readonly part: Part | undefined;
  readonly path: readonly string[];
  readonly documents: readonly ContractDocument[];
}

/** What stands there, each value on a line. */
function Value({ part, path, documents }: ValueProps) {
  const t = useWords(comparisonWords);
  const { language } = useLanguage();
  const lines = linesOf(part, followed(path, documents).place);
  if (lines.length === 0) return <span className="soft">{t("nothing")}</span>;
  return (
    <ul className="comparison-lines">
      {lines.slice(0, LINES_MAX).map((line, place) => (
        <li key={place}>
          {line.way.length === 0 ? null : (
            <span className="soft">{`${line.way.map(({ key, word }) => word?.[language] ?? key).join(" › ")}: `}</span>
          )}
          <LineValue line={line} />
        </li>
      ))}
      {lines.length > LINES_MAX ? <li className="soft">{t("more")}</li> : null}
    </ul>
  );
}

/** A value in the reader's words, where the format or the calendar gives it some; else as the contract writes it. */
function LineValue({ line: { value, word } }: { readonly line: Line }) {
  const t = useWords(comparisonWords);
  const term = useWords(termWords);
  const { language } = useLanguage();
  const { date } = useFormats();
  if (word !== undefined) return word[language];
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") return String(value);
  if (targetOf(value) !== undefined) return targetInWords(value, term);
  return dayOfIso(value) === undefined ? <Original>{value}</Original> : date(`${value}T12:00:00Z`, "UTC");
}
