import { AwaitedChangeSentence } from "../change/AwaitedChange.tsx";
import { useAwaitedChanges } from "../change/changes.ts";
import { useEngagements } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { frameWords } from "./words.ts";

/** The one banner there is: the changes that wait for the reader's decision. */
export function DecisionBanner() {
  const t = useWords(frameWords);
  const awaited = useAwaitedChanges(useEngagements());
  if (awaited.length === 0) return null;
  return (
    <section className="banner" aria-label={t("banner")}>
      <strong>{t("banner")}</strong>
      <ul>
        {awaited.map((each) => (
          <li key={each.change.id}>
            <AwaitedChangeSentence {...each} />
          </li>
        ))}
      </ul>
    </section>
  );
}
