import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../i18n/language.tsx";
import { Section } from "../../ui/Page.tsx";
import type { TicketEntry } from "../../wire.ts";
import { useTicket } from "../view.ts";
import { Entry } from "./Entry.tsx";
import { talkWords } from "./words.ts";
import "./talk.css";

/** What a reader would miss of a ticket's story; the rest is there for whoever asks. */
const ESSENTIAL: ReadonlySet<string> = new Set(
  ["opened", "messaged", "answered", "noted", "paused", "resumed", "restored", "resolved", "reopened", "closed"]
    .concat("cancelled", "priority-changed", "service-changed", "assigned", "merged", "absorbed", "objected")
    .concat("settled", "excluded", "attached", "breached", "split", "rated")
    .map((type) => `ticket.${type}`),
);
/** Of a long story the beginning and the end; the middle on demand. */
const UNFOLDED_MAX = 40;
const FIRST_SHOWN = 3;
const LAST_SHOWN = 25;

/** The conversation and all that happened, the oldest first. */
export function Conversation() {
  const t = useWords(talkWords);
  const { ticket } = useTicket();
  const [showsAll, setShowsAll] = useState(false);
  const shown = ticket.entries.filter(({ type }) => showsAll || ESSENTIAL.has(type));
  const hiddenCount = ticket.entries.length - shown.length;
  return (
    <Section
      title={t("title")}
      actions={
        <Button variant="subtle" size="compact-md" onClick={() => setShowsAll(!showsAll)}>
          {t(showsAll ? "showEssential" : "showAll")}
        </Button>
      }
    >
      {hiddenCount === 0 ? null : <p className="soft talk-hidden">{t("hidden", { count: hiddenCount })}</p>}
      <Entries entries={shown} showsAll={showsAll} />
    </Section>
  );
}

interface EntriesProps {
  readonly entries: readonly TicketEntry[];
  readonly showsAll: boolean;
}

function Entries({ entries, showsAll }: EntriesProps) {
  const t = useWords(talkWords);
  const [isUnfolded, setUnfolded] = useState(false);
  const isFolded = !isUnfolded && entries.length > UNFOLDED_MAX;
  const first = isFolded ? entries.slice(0, FIRST_SHOWN) : entries;
  const last = isFolded ? entries.slice(-LAST_SHOWN) : [];
  const between = entries.length - first.length - last.length;
  return (
    <ol className="talk">
      {first.map((entry) => (
        <Entry key={entry.id} entry={entry} showsAll={showsAll} />
      ))}
      {between === 0 ? null : (
        <li className="talk-fold">
          <Button variant="default" size="compact-md" onClick={() => setUnfolded(true)}>
            {t("folded", { count: between })}
          </Button>
        </li>
      )}
      {last.map((entry) => (
        <Entry key={entry.id} entry={entry} showsAll={showsAll} />
      ))}
    </ol>
  );
}
