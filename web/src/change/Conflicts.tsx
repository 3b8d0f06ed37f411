import { Link } from "@tanstack/react-router";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Typed } from "../ticket/Typed.tsx";
import { Section } from "../ui/Page.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import type { Change } from "../wire.ts";
import type { ChangeProps } from "./ChangePage.tsx";
import { useAgreement } from "./changes.ts";
import { changePageWords } from "./page-words.ts";
import { useSpanText } from "./shown.tsx";

/** What stands in the way, a sentence each; nothing where nothing does. */
export function Conflicts({ change, engagement }: ChangeProps) {
  const t = useWords(changePageWords);
  if (change.conflicts.length === 0) return null;
  return (
    <Section title={t("conflicts")}>
      <ul className="change-list">
        {change.conflicts.map((conflict, place) => (
          <li key={`${conflict.kind} ${place}`}>
            <StatusSentence standing="soon">
              <Sentence conflict={conflict} engagement={engagement} />
            </StatusSentence>
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface SentenceProps extends Pick<ChangeProps, "engagement"> {
  readonly conflict: Change["conflicts"][number];
}

function Sentence({ conflict, engagement }: SentenceProps) {
  const t = useWords(changePageWords);
  const { list, dateTime, number } = useFormats();
  const span = useSpanText();
  const agreement = useAgreement(engagement);
  switch (conflict.kind) {
    case "same-service": {
      const { other, services } = conflict;
      const names = services.map((id) => agreement?.services.find((service) => service.id === id)?.name ?? id);
      const link = (
        <Link to="/engagements/$id/changes/$change" params={{ id: engagement.id, change: other.id }}>
          {other.number}: <Typed>{other.title}</Typed>
        </Link>
      );
      return t.rich("conflict-same-service", { span: span(conflict.span), other: link, services: list(names) });
    }
    case "freeze":
      return t.rich("conflict-freeze", { span: span(conflict.span), reason: <Typed>{conflict.reason}</Typed> });
    case "notice-short":
      return t("conflict-notice-short", {
        agreed: number(conflict.agreedHours),
        given: number(conflict.givenHours),
      });
    case "decision-after-start":
      return t("conflict-decision-after-start", { at: dateTime(conflict.until) });
    case "approvers-missing":
      return t("conflict-approvers-missing");
  }
}
