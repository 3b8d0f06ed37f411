import { addressOf } from "../api.ts";
import { FaultClause } from "../contract/FaultClause.tsx";
import { useFormats, useWords } from "../i18n/language.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import type { TicketImport } from "../wire.ts";
import { importWords } from "./words.ts";

interface FaultsProps {
  readonly engagement: string;
  readonly present: TicketImport;
}

/** The lines that do not fit: the first of them here, all of them in a file. */
export function Faults({ engagement, present: { id, preview, firstFaults } }: FaultsProps) {
  const t = useWords(importWords);
  const { number } = useFormats();
  if (preview === null || preview.fileFault !== null) return null;
  if (preview.faults === 0 && preview.tickets === 0) return null;
  if (preview.faults === 0) return <StatusSentence standing="kept">{t("noFaults")}</StatusSentence>;
  return (
    <>
      <StatusSentence standing="soon">
        {t("faults", { count: preview.faults })}{" "}
        {preview.leftOut === 0 ? null : t("leftOut", { count: preview.leftOut })}
      </StatusSentence>
      <ul className="faults">
        {firstFaults.map(({ line, message }) => (
          <li key={`${line} ${message}`}>
            <strong className="figures">{t("line", { line: number(line) })}:</strong> <FaultClause message={message} />
          </li>
        ))}
      </ul>
      <p>
        <a
          href={addressOf("GET /engagements/:id/ticket-imports/:other/faults", { id: engagement, other: id })}
          download
        >
          {t("allFaults")}
        </a>
      </p>
    </>
  );
}
