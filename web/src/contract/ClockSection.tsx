import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Section } from "../ui/Page.tsx";
import { clockRuleSentences, clockSentences, clockWords } from "./clock-words.ts";
import { Original } from "./Original.tsx";
import type { Side } from "./parties.ts";
import { contractWords } from "./words.ts";

interface ClockSectionProps {
  readonly document: ContractDocument;
  readonly side: Side;
}

/** How time is counted; the provider's page has the fine print too. */
export function ClockSection({ document, side }: ClockSectionProps) {
  const t = useWords(contractWords);
  const clock = useWords(clockWords);
  const { list } = useFormats();
  const { pauses } = document.clocks;
  return (
    <Section title={t("clocks")}>
      <ul className="sentences">
        {clockSentences(document, clock).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        <li>
          {clock(pauses.length === 0 ? "noPause" : "pauses")}
          {pauses.length === 0 ? null : (
            <ul>
              {pauses.map(({ reason, description }) => (
                <li key={reason}>
                  <Original>{description ?? reason}</Original>
                </li>
              ))}
            </ul>
          )}
        </li>
        {side === "provider"
          ? clockRuleSentences(document, clock, list).map((sentence) => <li key={sentence}>{sentence}</li>)
          : null}
      </ul>
    </Section>
  );
}
