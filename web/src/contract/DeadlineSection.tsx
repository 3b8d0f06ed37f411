import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { Link } from "@tanstack/react-router";
import { addressOf } from "../api.ts";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Section } from "../ui/Page.tsx";
import { deadlineWords } from "./deadline-words.ts";
import { upcoming, type Upcoming } from "./upcoming.ts";

interface DeadlineSectionProps {
  readonly document: ContractDocument;
  readonly engagementId: string;
}

/** The days to come on which the contract asks for something, to read and to take into one's calendar. */
export function DeadlineSection({ document, engagementId }: DeadlineSectionProps) {
  const t = useWords(deadlineWords);
  const { date } = useFormats();
  const { language } = useLanguage();
  const rows = upcoming(document, new Date());
  const said = ({ kind, of }: Upcoming) => (of === undefined ? t(kind) : t("of", { what: t(kind), of }));
  const columns: Column<Upcoming>[] = [
    { name: "what", head: t("what"), isKey: true, cell: said },
    { name: "day", head: t("day"), cell: ({ on }) => <time dateTime={on}>{date(on, "UTC")}</time> },
    {
      name: "left",
      head: t("left"),
      cell: ({ days }) => (days === 0 ? t("today") : t("days", { count: days })),
    },
  ];
  const file = addressOf("GET /engagements/:id/calendar", { id: engagementId });
  return (
    <Section title={t("title")}>
      {rows.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <>
          <p className="soft">{t("lead")}</p>
          <DataTable
            caption={t("title")}
            columns={columns}
            rows={rows}
            keyOf={({ kind, of, on }) => [kind, of, on].join()}
          />
        </>
      )}
      <p>
        <a href={`${file}?language=${language}`} download="contract.ics">
          {t("save")}
        </a>{" "}
        · <Link to="/profile/calendars">{t("subscribe")}</Link>
      </p>
    </Section>
  );
}
