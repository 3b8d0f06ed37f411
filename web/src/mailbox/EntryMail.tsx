import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { addressOf, request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import type { EventMail } from "../wire.ts";
import { mailInWords } from "./words.ts";
import "./mailbox.css";

/** What mail adds to an entry of a ticket: the folded quote, the mail as it came, and whom its news did not reach. */
export function EntryMail({ ticketId, eventId }: { readonly ticketId: string; readonly eventId: string }) {
  const { data } = useQuery({
    queryKey: ["ticket", ticketId, "mails"],
    queryFn: ({ signal }) => request("GET /tickets/:id/mails", { params: { id: ticketId }, signal }),
    staleTime: 5_000,
  });
  const mail = data?.items.find((each) => each.eventId === eventId);
  return mail === undefined ? null : <Added mail={mail} />;
}

function Added({ mail: { folded, mailId, returned } }: { readonly mail: EventMail }) {
  const t = useWords(mailInWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="entry-mail">
      {returned.map(({ name, why }) => (
        <p key={`${name} ${why}`}>
          <strong>{name === null ? t("returnedContact", { why }) : t("returned", { name, why })}</strong>
        </p>
      ))}
      <p className="row">
        {folded === null ? null : (
          <button
            type="button"
            className="link-button"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? "fold" : "unfold")}
            title={t(isOpen ? "fold" : "unfold")}
            onClick={() => setOpen(!isOpen)}
          >
            …
          </button>
        )}
        {mailId === null ? null : (
          <a href={addressOf("GET /company/mails-in/:id/raw", { id: mailId })} download>
            {t("original")}
          </a>
        )}
      </p>
      {isOpen && folded !== null ? (
        <pre className="mail-in-text" lang="" dir="auto" tabIndex={0}>
          {folded}
        </pre>
      ) : null}
    </div>
  );
}
