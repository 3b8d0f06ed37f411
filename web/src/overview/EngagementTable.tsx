import { otherSideOf } from "../engagement/engagements.ts";
import { lastDayOf } from "../engagement/last-day.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { FactLink } from "../ui/FactLink.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Section } from "../ui/Page.tsx";
import type { Engagement } from "../wire.ts";
import { overviewWords } from "./words.ts";

interface EngagementTableProps {
  readonly side: "client" | "provider";
  readonly engagements: readonly Engagement[];
}

/** The engagements in which the company stands on one side. */
export function EngagementTable({ side, engagements }: EngagementTableProps) {
  const t = useWords(overviewWords);
  const { date } = useFormats();
  if (engagements.length === 0) return null;
  const title = t(side === "client" ? "providers" : "clients");
  const columns: Column<Engagement>[] = [
    {
      name: "other",
      head: t(side === "client" ? "provider" : "client"),
      isKey: true,
      cell: (engagement) => (
        <FactLink to="/engagements/$id" params={{ id: engagement.id }}>
          {otherSideOf(engagement).name}
        </FactLink>
      ),
    },
    {
      name: "name",
      head: t("name"),
      cell: ({ name, ending }) => (
        <>
          {name}
          {ending === null ? null : (
            <span className="soft">
              {" "}
              · {t(ending.isOver ? "ended" : "ending", { day: date(lastDayOf(ending.at)) })}
            </span>
          )}
        </>
      ),
    },
    {
      name: "contract",
      head: t("contract"),
      cell: ({ id, contractNumber }) =>
        contractNumber === null ? (
          <span className="soft">{t("noContract")}</span>
        ) : (
          <FactLink to="/engagements/$id/contract" params={{ id }}>
            {t("version", { number: contractNumber })}
          </FactLink>
        ),
    },
    { name: "since", head: t("since"), cell: ({ createdAt }) => <Moment at={createdAt} dated /> },
  ];
  return (
    <Section title={title}>
      <DataTable caption={title} columns={columns} rows={engagements} keyOf={({ id }) => id} />
    </Section>
  );
}
