import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { readersZone } from "../ticket/times.ts";
import { Section } from "../ui/Page.tsx";
import type { Preview } from "./PreviewStep.tsx";
import { importWords } from "./words.ts";

type First = Preview["first"][number];

interface FirstTicketsProps {
  readonly tickets: readonly First[];
  readonly contract: ContractDocument | undefined;
}

/** Some tickets as they will be, in the time of the contract, so that it can be seen whether they are read rightly. */
export function FirstTickets({ tickets, contract }: FirstTicketsProps) {
  const t = useWords(importWords);
  const { language } = useLanguage();
  const { dateTime } = useFormats();
  const zone = contract?.timeZone ?? readersZone();
  const services = new Map(contract?.services.map(({ id, name }) => [id, name]));
  const columns: Column<First>[] = [
    {
      name: "ticket",
      head: t("ticket"),
      isKey: true,
      cell: ({ source, subject }) => (
        <>
          <bdi>{source}</bdi>
          {subject === "" ? null : (
            <small className="soft first-subject">
              <bdi>{subject}</bdi>
            </small>
          )}
        </>
      ),
    },
    { name: "opened", head: t("opened"), cell: ({ openedAt }) => dateTime(openedAt, zone) },
    {
      name: "service",
      head: t("service"),
      cell: ({ service }) => (service === null ? t("none") : (services.get(service) ?? service)),
    },
    { name: "priority", head: t("priority"), cell: ({ priority }) => priority ?? t("none") },
    {
      name: "reading",
      head: t("reading1"),
      cell: ({ clocks }) =>
        clocks.length === 0 ? (
          <span className="soft">{t("noClock")}</span>
        ) : (
          <ul className="first-clocks">
            {clocks.map(({ level, sentence }) => (
              <li key={level}>{sentence[language]}</li>
            ))}
          </ul>
        ),
    },
  ];
  return (
    <Section title={t("first")} about={zone === readersZone() ? undefined : t("zone", { zone })}>
      <div className="first-tickets">
        <DataTable caption={t("first")} columns={columns} rows={tickets} keyOf={({ source }) => source} />
      </div>
    </Section>
  );
}
