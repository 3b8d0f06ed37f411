import type { ReactNode } from "react";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { defineWords, LANGUAGES } from "../i18n/words.ts";
import { Mark } from "../ui/Icon.tsx";
import { usePageHeading } from "../ui/Page.tsx";
import "./threshold.css";

const words = defineWords({
  de: { language: "Sprache", de: "Deutsch", en: "English" },
  en: { language: "Language", de: "Deutsch", en: "English" },
});

interface ThresholdProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}

/** A page in front of the frame: one question in the middle, and the choice of language. */
export function Threshold({ title, lead, children }: ThresholdProps) {
  const t = useWords(words);
  const { language, chooseLanguage } = useLanguage();
  const heading = usePageHeading(title);
  return (
    <div className="threshold">
      <main className="threshold-card">
        <p className="threshold-brand">
          <Mark size={36} />
          <span>Handschlag</span>
        </p>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead === undefined ? null : <p className="soft">{lead}</p>}
        {children}
      </main>
      <nav className="threshold-foot" aria-label={t("language")}>
        {LANGUAGES.map((name) => (
          <button
            key={name}
            type="button"
            lang={name}
            aria-current={name === language}
            onClick={() => chooseLanguage(name)}
          >
            {t(name)}
          </button>
        ))}
      </nav>
    </div>
  );
}
