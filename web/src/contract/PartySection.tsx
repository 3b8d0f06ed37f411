import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { useWords } from "../i18n/language.tsx";
import { Address } from "../ui/Address.tsx";
import { Section } from "../ui/Page.tsx";
import { Original } from "./Original.tsx";
import type { Contact } from "./parties.ts";
import { contractWords, termWords } from "./words.ts";

export function PartySection({ document }: { readonly document: ContractDocument }) {
  const t = useWords(contractWords);
  const term = useWords(termWords);
  return (
    <Section title={t("parties")}>
      <div className="cards">
        {Object.entries(document.parties).map(([key, { role, name, address, contacts = [] }]) => (
          <article key={key} className="card party">
            <p className="soft">{term(role)}</p>
            <h3>{name}</h3>
            {address === undefined ? null : <p className="soft">{address}</p>}
            {contacts.map((contact) => (
              <ContactLines key={contact.id} contact={contact} />
            ))}
          </article>
        ))}
      </div>
    </Section>
  );
}

/** A person or desk, and how to reach it. */
export function ContactLines({ contact }: { readonly contact: Contact }) {
  const { name, function: task, email, phone } = contact;
  return (
    <div className="contact">
      <strong>{name}</strong>
      {task === undefined ? null : (
        <span className="soft">
          <Original>{task}</Original>
        </span>
      )}
      <span className="contact-ways">
        {phone === undefined ? null : (
          <a className="figures no-wrap" href={`tel:${phone.replaceAll(/[^+\d]/g, "")}`}>
            {phone}
          </a>
        )}
        {email === undefined ? null : (
          <a href={`mailto:${email}`}>
            <Address email={email} />
          </a>
        )}
      </span>
    </div>
  );
}
