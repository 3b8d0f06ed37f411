import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { gridWords } from "../draft/grid-words.ts";
import { OutsourcingForm } from "../draft/OutsourcingForm.tsx";
import { ResponsibilityGrid } from "../draft/ResponsibilityGrid.tsx";
import { useFormats, useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Section } from "../ui/Page.tsx";
import { Original } from "./Original.tsx";
import { accountableFor, type ActivityName, type Service, type Side } from "./parties.ts";
import { contractWords } from "./words.ts";

interface DecisionSectionProps {
  readonly document: ContractDocument;
  readonly side: Side;
}

const QUESTIONS = [
  ["runs", "operate"],
  ["decides", "decide-changes"],
  ["bearsRisk", "bear-outage-risk"],
] as const;

/** The three questions that clients ask of each service; for clients also the form of outsourcing and the whole matrix. */
export function DecisionSection({ document, side }: DecisionSectionProps) {
  const t = useWords(contractWords);
  const columns: Column<Service>[] = [
    { name: "service", head: t("service"), isKey: true, cell: ({ name }) => <Original>{name}</Original> },
    ...QUESTIONS.map(([question, activity]): Column<Service> => ({
      name: activity,
      head: t(question),
      cell: (service) => <Accountable {...{ document, service, activity, side }} />,
    })),
  ];
  return (
    <Section title={t("decisions")} about={t("decisionsClientLead")}>
      <div className="decisions">
        {side === "client" ? <OutsourcingForm document={document} /> : null}
        <DataTable caption={t("decisions")} columns={columns} rows={document.services} keyOf={({ id }) => id} />
        {side === "client" ? <AllActivities document={document} /> : null}
      </div>
    </Section>
  );
}

/** Who answers for each activity, for clients who ask for more than the three; providers read it in a section of its own. */
function AllActivities({ document }: Pick<DecisionSectionProps, "document">) {
  const t = useWords(gridWords);
  return (
    <details className="more">
      <summary>{t("grid")}</summary>
      <ResponsibilityGrid document={document} side="client" isFormSaid mayEdit={false} edit={unchanged} />
    </details>
  );
}

/** A contract in force is read, not edited. */
const unchanged = (): void => {};

interface AccountableProps extends DecisionSectionProps {
  readonly service: Service;
  readonly activity: ActivityName;
}

function Accountable({ document, service, activity, side }: AccountableProps) {
  const t = useWords(contractWords);
  const { list } = useFormats();
  const { names, contact } = accountableFor(document, service, activity, side, t("you"));
  if (names.length === 0) return <span className="soft">{t("noOne")}</span>;
  return (
    <>
      {list(names)}
      {contact === undefined ? null : <small className="soft target-calendar">{contact.name}</small>}
    </>
  );
}
