import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";
import "./facts.css";

const words = defineWords({
  de: { evidence: "Prüfsumme {short}", whole: "SHA-256 {hash}" },
  en: { evidence: "Checksum {short}", whole: "SHA-256 {hash}" },
});

const SHORT_LENGTH = 8;

/** The hash under which something was recorded: whoever holds it can prove that nothing was changed since. */
export function EvidenceChip({ hash }: { readonly hash: string }) {
  const t = useWords(words);
  return (
    <span className="chip figures" title={t("whole", { hash })}>
      <Icon name="evidence" size={16} />
      {t("evidence", { short: hash.slice(0, SHORT_LENGTH) })}
    </span>
  );
}
