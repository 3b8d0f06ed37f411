import { riskOf, riskSetNamed } from "@handschlag/engine/change/risk.ts";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { Section } from "../ui/Page.tsx";
import type { Change } from "../wire.ts";
import { RISK_WORDS } from "./changes.ts";
import { changePageWords } from "./page-words.ts";
import { changeWords } from "./words.ts";

/** The risk with what raised it, or how many questions are open. */
export function RiskReasons({
  change: { riskSet, answers },
}: {
  readonly change: Pick<Change, "riskSet" | "answers">;
}) {
  const t = useWords(changePageWords);
  const words = useWords(changeWords);
  const { language } = useLanguage();
  const set = riskSetNamed(riskSet);
  if (set === undefined) return null;
  const { questions, mediumFrom, highFrom } = set;
  const outcome = riskOf(set, answers);
  if (!outcome.ok)
    return (
      <Section title={t("riskTitle")}>
        <p className="soft">
          {t("riskOpen", {
            count: String(questions.filter(({ id }) => answers[id] === undefined).length),
            all: String(questions.length),
          })}
        </p>
      </Section>
    );
  const { risk, points, reasons } = outcome.value;
  return (
    <Section title={t("riskTitle")} about={t("riskRule", { medium: String(mediumFrom), high: String(highFrom) })}>
      <p>{t("riskIs", { risk: words(RISK_WORDS[risk]), points: String(points) })}</p>
      {reasons.length === 0 ? (
        <p className="soft">{t("riskNothing")}</p>
      ) : (
        <ul>
          {reasons.map(({ question, points: each, reason }) => (
            <li key={question}>
              {reason[language]} (+{each})
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
