import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Section } from "../ui/Page.tsx";
import { Original } from "./Original.tsx";
import { ContactLines } from "./PartySection.tsx";
import { contactById, type Side } from "./parties.ts";
import { contractWords } from "./words.ts";

interface EscalationSectionProps {
  readonly document: ContractDocument;
  readonly side: Side;
}

/** Who is told when a time gets short, the first first. */
export function EscalationSection({ document, side }: EscalationSectionProps) {
  const t = useWords(contractWords);
  const { list, number } = useFormats();
  const levels = document.escalation.toSorted((a, b) => a.level - b.level);
  if (levels.length === 0) return null;
  return (
    <Section title={t(side === "client" ? "escalation" : "escalationProvider")} about={t("escalationLead")}>
      <ol className="escalation">
        {levels.map(({ level, name, contacts, atPercent }) => (
          <li key={level} className="card">
            <h3>
              {side === "client" ? (
                <Original>{name}</Original>
              ) : (
                t.rich("escalationLevel", { level, name: <Original>{name}</Original> })
              )}
            </h3>
            <p className="soft figures">
              {t("escalationAt", { percents: list(atPercent.map((percent) => `${number(percent)}\u00A0%`)) })}
            </p>
            {contacts.map((id) => {
              const contact = contactById(document, id);
              return contact === undefined ? null : <ContactLines key={id} contact={contact} />;
            })}
          </li>
        ))}
      </ol>
    </Section>
  );
}
