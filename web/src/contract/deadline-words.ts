import { DEADLINE_NAMES } from "@handschlag/engine/contract/deadline-names.ts";
import { defineWords } from "../i18n/words.ts";

export const deadlineWords = defineWords({
  de: {
    title: "Fristen und Termine des Vertrags",
    lead: "Die nächsten zwölf Monate.",
    none: "In den nächsten zwölf Monaten ist nichts fällig.",
    day: "Tag",
    what: "Was",
    left: "Noch",
    today: "heute",
    days: { one: "{count} Tag", other: "{count} Tage" },
    save: "Als Kalenderdatei speichern",
    subscribe: "Kalender abonnieren",
    ...DEADLINE_NAMES.de,
    of: "{what}: {of}",
  },
  en: {
    title: "Deadlines and dates of the contract",
    lead: "The next twelve months.",
    none: "Nothing is due in the next twelve months.",
    day: "Day",
    what: "What",
    left: "Left",
    today: "today",
    days: { one: "{count} day", other: "{count} days" },
    save: "Save as a calendar file",
    subscribe: "Subscribe to a calendar",
    ...DEADLINE_NAMES.en,
    of: "{what}: {of}",
  },
});
