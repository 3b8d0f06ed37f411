import { Link } from "@tanstack/react-router";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { deskWords } from "../ticket/desk-words.ts";
import { Icon } from "../ui/Icon.tsx";
import type { Verdict } from "../wire.ts";
import { attainmentWords } from "./words.ts";

interface VerdictListProps {
  readonly verdicts: readonly Verdict[];
  /** Names of services by id. */
  readonly services: ReadonlyMap<string, string>;
}

/** Tickets with what is said of one of their promises, and why. */
export function VerdictList({ verdicts, services }: VerdictListProps) {
  const desk = useWords(deskWords);
  const { language } = useLanguage();
  return (
    <ul className="verdicts">
      {verdicts.map((verdict) => {
        const { ticket, level, life, cycle, service, priority, sentence } = verdict;
        return (
          <li key={`${ticket.id} ${level} ${life} ${cycle}`}>
            <Link to="/tickets/$ticket" params={{ ticket: ticket.id }}>
              <span className="figures">{desk("number", { number: String(ticket.number) })}</span> {ticket.subject}
            </Link>
            <span className="soft">
              {desk(`level-${level}`)} · {services.get(service) ?? service} · {priority}
            </span>
            <span>{sentence[language]}</span>
            <Remark verdict={verdict} />
          </li>
        );
      })}
    </ul>
  );
}

/** What else is to be known of a verdict: that it is left out, or would be another one. */
function Remark({ verdict: { met, excluded, ifUpheld } }: { readonly verdict: Verdict }) {
  const t = useWords(attainmentWords);
  const isContested = ifUpheld !== (met ? "met" : "missed");
  if (excluded === null && !isContested) return null;
  const contested = { met: "wouldBeMet", missed: "wouldBeMissed", none: "wouldBeNone" } as const;
  return (
    <span className="verdict-remark">
      <Icon name="hint" size={18} />
      <span>
        {excluded === null ? null : t("excludedFor", { reason: excluded })}{" "}
        {isContested ? t(contested[ifUpheld]) : null}
      </span>
    </span>
  );
}
