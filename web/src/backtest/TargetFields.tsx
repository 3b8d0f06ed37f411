import { Button, TextInput } from "@mantine/core";
import { LEVELS, type ContractDocument, type Level } from "@handschlag/engine/contract/document.ts";
import { calendarName } from "../contract/HoursSection.tsx";
import { Original, OriginalList } from "../contract/Original.tsx";
import type { Side } from "../contract/parties.ts";
import { targetInWords } from "../contract/target-words.ts";
import { contractWords, termWords } from "../contract/words.ts";
import { useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { keyOf, textOfEntry, type Edits } from "./tried.ts";
import { backtestWords } from "./words.ts";

interface TargetFieldsProps {
  readonly document: ContractDocument;
  readonly side: Side;
  readonly edits: Edits;
  readonly setEdits: (edits: Edits) => void;
  readonly misfits: ReadonlySet<string>;
}

/** The contract's times, each in a field of its own. */
export function TargetFields(props: TargetFieldsProps) {
  const t = useWords(backtestWords);
  const { document, edits, setEdits } = props;
  return (
    <div className="trial-times">
      <p className="soft">{t("timesHelp")}</p>
      {Object.keys(document.serviceLevels).map((name) => (
        <LevelFields key={name} name={name} {...props} />
      ))}
      {Object.keys(edits).length === 0 ? null : (
        <div className="row">
          <Button variant="default" onClick={() => setEdits({})}>
            {t("reset")}
          </Button>
        </div>
      )}
    </div>
  );
}

function LevelFields({ name, ...props }: TargetFieldsProps & { readonly name: string }) {
  const t = useWords(backtestWords);
  const said = useWords(contractWords);
  const term = useWords(termWords);
  const { document, side } = props;
  const level = document.serviceLevels[name]!;
  const services = document.services.filter(({ serviceLevel }) => serviceLevel === name).map((service) => service.name);
  const priorities = document.priorities.levels.filter((priority) => level.targets[priority] !== undefined);
  const columns: Column<string>[] = [
    { name: "priority", head: t("priority"), isKey: true, cell: (priority) => priority },
    ...LEVELS.map((kind): Column<string> => ({
      name: kind,
      head: term(`${side}-${kind}`),
      cell: (priority) => <TargetField {...props} serviceLevel={name} priority={priority} kind={kind} />,
    })),
  ];
  const title = <Original>{level.name ?? name}</Original>;
  const calendar = calendarName(level.calendar, document.calendars[level.calendar]!);
  return (
    <div className="level">
      <h2 className="level-name">{title}</h2>
      <p className="soft">
        {services.length === 0 ? null : said.rich("usedFor", { services: <OriginalList texts={services} /> })}{" "}
        {said.rich("timesLead", { calendar: <Original>{calendar}</Original> })}
      </p>
      <DataTable caption={title} columns={columns} rows={priorities} keyOf={(priority) => priority} />
    </div>
  );
}

interface TargetFieldProps extends TargetFieldsProps {
  readonly serviceLevel: string;
  readonly priority: string;
  readonly kind: Level;
}

/** One time, in the reader's words. */
function TargetField({ document, side, edits, setEdits, misfits, serviceLevel, priority, kind }: TargetFieldProps) {
  const t = useWords(backtestWords);
  const term = useWords(termWords);
  const key = keyOf(serviceLevel, priority, kind);
  const entry = document.serviceLevels[serviceLevel]!.targets[priority]?.[kind];
  const own = entry === undefined ? "" : targetInWords(textOfEntry(entry), term);
  const change = (value: string) => {
    const { [key]: _before, ...others } = edits;
    setEdits(value === own ? others : { ...others, [key]: value });
  };
  return (
    <TextInput
      aria-label={t("target", { level: term(`${side}-${kind}`), priority })}
      value={edits[key] ?? own}
      onChange={(event) => change(event.currentTarget.value)}
      error={misfits.has(key) ? t("notUnderstood") : undefined}
      data-changed={edits[key] === undefined ? undefined : true}
      classNames={{ input: "trial-target" }}
      size="sm"
    />
  );
}
