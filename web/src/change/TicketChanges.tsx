import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useWords } from "../i18n/language.tsx";
import { Typed } from "../ticket/Typed.tsx";
import { Section } from "../ui/Page.tsx";
import { changesQuery } from "./changes.ts";
import { useStageText } from "./shown.tsx";
import { changeWords } from "./words.ts";
import "./change.css";

interface TicketChangesProps {
  readonly engagement: string;
  readonly ticket: string;
  readonly subject: string;
  readonly rights: readonly string[];
  /** Whether the ticket goes on. */
  readonly mayRequest: boolean;
}

/** The changes that come of a ticket, and the way to ask for one; nothing for who may not see changes. */
export function TicketChanges({ engagement, ticket, subject, rights, mayRequest }: TicketChangesProps) {
  const t = useWords(changeWords);
  const stage = useStageText();
  const { data } = useQuery({
    ...changesQuery(engagement, { show: "all", ticket }),
    enabled: rights.includes("change:read"),
  });
  if (data === undefined) return null;
  const isAsking = mayRequest && rights.includes("change:request");
  if (data.items.length === 0 && !isAsking) return null;
  return (
    <Section
      title={t("title")}
      actions={
        isAsking ? (
          <Link to="/engagements/$id/changes/new" params={{ id: engagement }} search={{ ticket, subject }}>
            {t("request")}
          </Link>
        ) : undefined
      }
    >
      {data.items.length === 0 ? <p className="soft">{t("noneOfTicket")}</p> : null}
      <ul className="change-list">
        {data.items.map((change) => (
          <li key={change.id}>
            <Link to="/engagements/$id/changes/$change" params={{ id: engagement, change: change.id }}>
              {change.number}: <Typed>{change.title}</Typed>
            </Link>{" "}
            <span className="soft">{stage(change)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
