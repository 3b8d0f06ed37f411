import { useState } from "react";
import { useFormats, useLanguage, useWords } from "../../i18n/language.tsx";
import { EntryMail } from "../../mailbox/EntryMail.tsx";
import { EvidenceChip } from "../../ui/EvidenceChip.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { TicketEntry } from "../../wire.ts";
import { isOnItsWay } from "../acts/optimistic.ts";
import { shortInstant } from "../times.ts";
import { sidesOf, useTicket } from "../view.ts";
import { AttachedFile } from "./AttachedFile.tsx";
import { useActorName, useEntrySentence } from "./useEntrySentence.ts";
import { SplitDialog } from "./SplitDialog.tsx";
import { splitWords, talkWords } from "./words.ts";

/** What somebody said: its text is the matter, not the sentence about it. */
const SPEECH: ReadonlySet<string> = new Set(
  ["opened", "messaged", "answered", "noted"].map((type) => `ticket.${type}`),
);

interface EntryProps {
  readonly entry: TicketEntry;
  /** With checksum and both times. */
  readonly showsAll: boolean;
}

/** One thing that happened: said by somebody, or done. */
export function Entry({ entry, showsAll }: EntryProps) {
  const { ticket } = useTicket();
  const { type, actor, visibleTo, text, id } = entry;
  const isInternal = visibleTo !== "both";
  const isOwn = actor.side === ticket.side;
  const attachment = ticket.attachments.find(({ eventId }) => eventId === id);
  const kind = isInternal ? "internal" : isOwn ? "own" : "other";
  // What moved a clock before the ticket was split off stands there, not here.
  const isCard = text !== null || (SPEECH.has(type) && entry.facts["carriedFrom"] === undefined);
  return (
    <li className={isCard ? `talk-card talk-${kind}` : "talk-line"}>
      {isCard ? <Head entry={entry} /> : <Line entry={entry} />}
      {text === null ? null : <LongText text={text} />}
      {isCard && !isOnItsWay(entry) ? <EntryMail ticketId={ticket.id} eventId={id} /> : null}
      {attachment === undefined ? null : <AttachedFile attachment={attachment} />}
      <SplitOffer entry={entry} />
      {showsAll ? <Evidence entry={entry} /> : null}
    </li>
  );
}

/** What the client wrote may be a matter of its own, for those who may say so. */
function SplitOffer({ entry }: { readonly entry: TicketEntry }) {
  const t = useWords(splitWords);
  const { ticket, rights } = useTicket();
  const [isOpen, setOpen] = useState(false);
  const { type, actor, text } = entry;
  const isOfClient = type === "ticket.opened" || (type === "ticket.messaged" && actor.side === "client");
  const isOver = ticket.stage === "merged" || ticket.stage === "cancelled" || ticket.acts.length === 0;
  const mayChange = rights.includes(ticket.side === "client" ? "ticket:agree" : "ticket:work");
  if (!isOfClient || text === null || isOver || !mayChange || isOnItsWay(entry)) return null;
  return (
    <>
      <button type="button" className="link-button talk-split" onClick={() => setOpen(true)}>
        {t("offer")}
      </button>
      {isOpen ? <SplitDialog entry={entry} close={() => setOpen(false)} /> : null}
    </>
  );
}

/** Who, when, for whose eyes; and what was done besides saying it. */
function Head({ entry }: { readonly entry: TicketEntry }) {
  const t = useWords(talkWords);
  const view = useTicket();
  const nameOf = useActorName();
  const say = useEntrySentence();
  const { actor, visibleTo, type, text } = entry;
  const company = actor.company ?? undefined;
  return (
    <>
      <p className="talk-head">
        <strong>{nameOf(actor, false)}</strong>
        {company === undefined ? null : <span className="soft">{company}</span>}
        {visibleTo === "both" ? null : (
          <span className="chip talk-internal-chip">
            <Icon name="lock" size={16} />
            {t("internal", { company: sidesOf(view).own })}
          </span>
        )}
        <When entry={entry} />
      </p>
      {SPEECH.has(type) ? null : <p className="talk-done">{say(entry, false)}</p>}
      {text === null ? <p className="soft">{t("erased")}</p> : null}
    </>
  );
}

function Line({ entry }: { readonly entry: TicketEntry }) {
  const say = useEntrySentence();
  return (
    <p className="talk-head">
      <span>{say(entry)}</span>
      <When entry={entry} />
    </p>
  );
}

/** When it happened; entered later, also when it was entered, for both sides to see. */
function When({ entry }: { readonly entry: TicketEntry }) {
  const t = useWords(talkWords);
  const { language } = useLanguage();
  const { exact } = useFormats();
  const { at, recordedAt, facts } = entry;
  if (isOnItsWay(entry)) return <span className="soft talk-when">{t("sending")}</span>;
  const isLater = facts["backdated"] !== undefined || facts["enteredLater"] !== undefined;
  const when = shortInstant(at, language);
  return (
    <time className="soft figures talk-when" dateTime={at} title={exact(at)}>
      {isLater ? t("later", { at: when, recorded: shortInstant(recordedAt, language) }) : when}
    </time>
  );
}

function Evidence({ entry }: { readonly entry: TicketEntry }) {
  return isOnItsWay(entry) ? null : (
    <p className="row talk-evidence">
      <EvidenceChip hash={entry.hash} />
    </p>
  );
}

const SHOWN_LENGTH = 1_200;
const SHOWN_LINES = 16;

/** What somebody wrote, as they wrote it; a very long text shows its beginning first. */
function LongText({ text }: { readonly text: string }) {
  const t = useWords(talkWords);
  const [isOpen, setOpen] = useState(false);
  const lines = text.split("\n");
  const isLong = text.length > SHOWN_LENGTH * 1.3 || lines.length > SHOWN_LINES * 1.3;
  const shown = isLong && !isOpen ? `${lines.slice(0, SHOWN_LINES).join("\n").slice(0, SHOWN_LENGTH)} …` : text;
  return (
    <>
      <p className="talk-text" lang="" dir="auto">
        {shown}
      </p>
      {isLong ? (
        <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? "readLess" : "readOn")}
        </button>
      ) : null}
    </>
  );
}
