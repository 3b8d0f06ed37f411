import { useLanguage, useWords } from "../../i18n/language.tsx";
import { defineWords } from "../../i18n/words.ts";
import type { TicketEntry } from "../../wire.ts";
import { ticketSentence } from "../event-sentences.ts";
import { useTicket } from "../view.ts";

const words = defineWords({
  de: {
    system: "Handschlag",
    key: "Ein Programm",
    someone: "Jemand",
    other: "{who}: {type}",
    of: "{name} ({company})",
  },
  en: { system: "Handschlag", key: "A program", someone: "Someone", other: "{who}: {type}", of: "{name} ({company})" },
});

/** Who did something: by name, with the company where it is the other one. */
export function useActorName(): (actor: TicketEntry["actor"], withCompany?: boolean) => string {
  const t = useWords(words);
  const { ticket } = useTicket();
  return ({ kind, name, company, side }, withCompany = true) => {
    if (kind === "system") return t("system");
    const known = name ?? t(kind === "key" ? "key" : "someone");
    return withCompany && company !== null && side !== ticket.side ? t("of", { name: known, company }) : known;
  };
}

/** The sentence of an entry. A type without words of its own is told by its name: nothing is hidden. */
export function useEntrySentence(): (entry: TicketEntry, withCompany?: boolean) => string {
  const t = useWords(words);
  const { language } = useLanguage();
  const { people, services } = useTicket();
  const nameOf = useActorName();
  return (entry, withCompany = true) => {
    const who = nameOf(entry.actor, withCompany);
    return ticketSentence(entry, who, language, { people, services }) ?? t("other", { who, type: entry.type });
  };
}
