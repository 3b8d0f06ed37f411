import { useFormats, useWords } from "../i18n/language.tsx";
import { FindingCard } from "../ui/FindingCard.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { FaultClause } from "./FaultClause.tsx";
import { importWords } from "./import-words.ts";
import { WeakPoints } from "./WeakPoints.tsx";
import type { Check, Finding } from "./useCheck.ts";

const SHOWN_MAX = 20;

interface FindingsProps {
  readonly check: Check;
  readonly goTo: (finding: Finding) => void;
}

/** What was found, each with its place in the text. */
export function Findings({ check, goTo }: FindingsProps) {
  const t = useWords(importWords);
  if (check.kind === "empty" || check.kind === "checking")
    return <p className="soft">{t(check.kind === "empty" ? "empty" : "checking")}</p>;
  if (check.kind === "ok") return <Complete document={check.document} />;
  return (
    <div className="import-findings" role="status">
      <StatusSentence standing="late">{t("faulty", { count: check.findings.length })}</StatusSentence>
      {check.findings.slice(0, SHOWN_MAX).map((finding) => (
        <FindingCard
          key={`${finding.line}:${finding.column}:${finding.message}`}
          severity="error"
          place={
            <button type="button" className="link-button figures" onClick={() => goTo(finding)}>
              {t("place", { line: finding.line, column: finding.column })}
            </button>
          }
          finding={<Said finding={finding} />}
        />
      ))}
    </div>
  );
}

/** The engine's clause after the place in the document. */
function Said({ finding: { path, message } }: { readonly finding: Finding }) {
  const t = useWords(importWords);
  const said = <FaultClause message={message} />;
  return path === ""
    ? t.rich("atStart", { message: said })
    : t.rich("at", { path: <code>{path}</code>, message: said });
}

function Complete({ document }: { readonly document: Extract<Check, { kind: "ok" }>["document"] }) {
  const t = useWords(importWords);
  const { date } = useFormats();
  const { version, validFrom, services, parties } = document;
  const nameOf = (role: "client" | "provider") =>
    Object.values(parties).find((party) => party.role === role)?.name ?? "–";
  return (
    <div className="import-findings" role="status">
      <StatusSentence standing="kept">
        {t("ok", { version, from: date(validFrom, "UTC"), services: t("services", { count: services.length }) })}
      </StatusSentence>
      <p>{t("between", { client: nameOf("client"), provider: nameOf("provider") })}</p>
      <WeakPoints document={document} />
    </div>
  );
}
