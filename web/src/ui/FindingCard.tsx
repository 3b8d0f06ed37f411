import type { ReactNode } from "react";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { Icon, type IconName } from "./Icon.tsx";
import "./facts.css";

const words = defineWords({
  de: { error: "Fehler", warning: "Warnung", hint: "Hinweis", why: "Warum das zählt", remedy: "So wird es gut" },
  en: { error: "Error", warning: "Warning", hint: "Hint", why: "Why it matters", remedy: "How to mend it" },
});

const ICONS: Record<Severity, IconName> = { error: "late", warning: "soon", hint: "hint" };
type Severity = "error" | "warning" | "hint";

interface FindingCardProps {
  readonly severity: Severity;
  readonly finding: ReactNode;
  readonly why?: ReactNode;
  readonly remedy?: ReactNode;
  /** Where in the document, best as something that leads there. */
  readonly place?: ReactNode;
}

/** What a check found: what, where, why it matters, how to mend it. */
export function FindingCard({ severity, finding, why, remedy, place }: FindingCardProps) {
  const t = useWords(words);
  return (
    <article className={`finding finding-${severity}`}>
      <p className="finding-head">
        <Icon name={ICONS[severity]} size={18} />
        <strong>{t(severity)}</strong>
        {place}
      </p>
      <p>{finding}</p>
      {why === undefined ? null : (
        <p>
          <strong>{t("why")}:</strong> {why}
        </p>
      )}
      {remedy === undefined ? null : (
        <p>
          <strong>{t("remedy")}:</strong> {remedy}
        </p>
      )}
    </article>
  );
}
