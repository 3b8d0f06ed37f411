import { useQuery } from "@tanstack/react-query";
import { useFormats, useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { EvidenceChip } from "../ui/EvidenceChip.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Section } from "../ui/Page.tsx";
import type { Contract, ContractVersion } from "../wire.ts";
import { versionsQuery } from "./contract.ts";
import { printWords } from "./print-words.ts";
import { PrintLinks } from "./PrintLinks.tsx";
import { contractWords } from "./words.ts";

interface VersionSectionProps {
  readonly contract: Contract;
  readonly engagementId: string;
}

/** All versions with their checksums and documents, and the text of this one as it was read in. */
export function VersionSection({ contract, engagementId }: VersionSectionProps) {
  const t = useWords(contractWords);
  const print = useWords(printWords);
  const { date } = useFormats();
  const { data } = useQuery(versionsQuery(engagementId));
  const columns: Column<ContractVersion>[] = [
    {
      name: "number",
      head: t("versionRow", { number: "" }),
      isKey: true,
      cell: ({ id, number }) =>
        `${t("versionRow", { number })}${id === contract.version.id ? ` (${t("thisOne")})` : ""}`,
    },
    {
      name: "from",
      head: t("validFrom"),
      cell: ({ validFrom }) => <time dateTime={validFrom}>{date(validFrom, "UTC")}</time>,
    },
    { name: "imported", head: t("importedAt"), cell: ({ importedAt }) => <Moment at={importedAt} dated /> },
    { name: "proof", head: t("proof"), cell: ({ hash }) => <EvidenceChip hash={hash} /> },
    {
      name: "document",
      head: print("head"),
      cell: ({ number }) => (
        <PrintLinks path={`/engagements/${engagementId}/contract-versions/${number}/document`} number={number} />
      ),
    },
  ];
  return (
    <Section title={t("versions")}>
      <DataTable
        caption={t("versions")}
        columns={columns}
        rows={data?.items ?? [contract.version]}
        keyOf={({ id }) => id}
      />
      <details className="more">
        <summary>{t("source")}</summary>
        <pre className="source" tabIndex={0} lang="">
          {contract.text}
        </pre>
      </details>
    </Section>
  );
}
