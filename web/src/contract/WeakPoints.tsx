import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { useQuery } from "@tanstack/react-query";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { FindingCard } from "../ui/FindingCard.tsx";
import { ErrorState } from "../ui/Problem.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import { weakPointsQuery, type WeakPoint } from "./weak-points.ts";
import { weakWords } from "./weak-words.ts";

const SEVERITIES = ["error", "warning", "hint"] as const;

/** What is weak in a contract: how much of what at once, each with its reason and remedy for whoever opens it. */
export function WeakPoints({ document }: { readonly document: ContractDocument }) {
  const t = useWords(weakWords);
  const { language } = useLanguage();
  const { list } = useFormats();
  const { data, error, refetch } = useQuery(weakPointsQuery(document, language));
  if (error !== null && data === undefined) return <ErrorState error={error} again={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={3} />;
  if (data.length === 0) return <StatusSentence standing="kept">{t("none")}</StatusSentence>;
  const groups = SEVERITIES.map((severity) => ({
    severity,
    points: data.filter((point) => point.severity === severity),
  })).filter(({ points }) => points.length > 0);
  const counted = ({ severity, points }: (typeof groups)[number]) => t(severity, { count: points.length });
  const isGrave = groups[0]?.severity === "error";
  return (
    <div className="weak-points">
      <StatusSentence standing={isGrave ? "late" : "soon"}>
        {t("found", { what: list(groups.map(counted)) })} {t("aid")}
      </StatusSentence>
      {groups.map((group) => (
        <details key={group.severity} className="more">
          <summary>{counted(group)}</summary>
          <div className="weak-points">
            {group.points.map((point) => (
              <Point key={point.id} point={point} />
            ))}
          </div>
        </details>
      ))}
    </div>
  );
}

function Point({ point: { severity, place, title, reason, remedy, source } }: { readonly point: WeakPoint }) {
  const t = useWords(weakWords);
  return (
    <FindingCard
      severity={severity}
      place={<code>{place}</code>}
      finding={title}
      why={reason}
      remedy={
        <>
          {remedy} <span className="soft">{t("source", { source })}</span>
        </>
      }
    />
  );
}
