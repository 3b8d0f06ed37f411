import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useFormats, useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { TicketImport } from "../wire.ts";
import { FileStep } from "./FileStep.tsx";
import { importsQuery } from "./imports.ts";
import { Outcome } from "./Outcome.tsx";
import { PreviewStep } from "./PreviewStep.tsx";
import { ReadAs } from "./ReadAs.tsx";
import { importWords } from "./words.ts";
import "./import.css";

/** Brings tickets of another tool along: a file, what is in it, and what came of it. */
export function TicketImportPage() {
  const t = useWords(importWords);
  const { id } = useParams({ from: "/frame/engagements/$id/import" });
  const { data, error, refetch } = useQuery(importsQuery(id));
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={6} />;
  const [present, ...others] = data.items;
  const earlier = others.filter(({ state }) => state === "done");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <div className="bringing">
        <FileStep engagement={id} present={present} />
        {present === undefined ? null : <Present engagement={id} present={present} />}
      </div>
      {earlier.length === 0 ? null : <Earlier imports={earlier} />}
    </Page>
  );
}

function Present({ engagement, present }: { readonly engagement: string; readonly present: TicketImport }) {
  const { state } = present;
  if (state === "unread") return <ReadAs key={present.id} engagement={engagement} present={present} />;
  if (state === "read") return <PreviewStep key={present.id} engagement={engagement} present={present} />;
  return <Outcome engagement={engagement} present={present} />;
}

/** What was brought along before. */
function Earlier({ imports }: { readonly imports: readonly TicketImport[] }) {
  const t = useWords(importWords);
  const { number } = useFormats();
  const columns: Column<TicketImport>[] = [
    { name: "file", head: t("file"), isKey: true, cell: ({ fileName }) => <bdi>{fileName}</bdi> },
    { name: "when", head: t("when"), cell: ({ endedAt }) => <Moment at={endedAt} /> },
    {
      name: "imported",
      head: t("imported"),
      kind: "figures",
      cell: ({ result }) => number(result?.imported ?? 0),
    },
  ];
  return (
    <Section title={t("earlier")}>
      <DataTable caption={t("earlier")} columns={columns} rows={imports} keyOf={({ id }) => id} />
    </Section>
  );
}
