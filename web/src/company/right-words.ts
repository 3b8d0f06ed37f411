import type { Right } from "@handschlag/engine/rights.ts";
import { defineWords, type Words } from "../i18n/words.ts";

/** What each right lets its holder do. */
export const rightWords = defineWords({
  de: {
    "company:read": "Unternehmen ansehen",
    "company:write": "Unternehmen ändern",
    "people:read": "Personen ansehen",
    "people:write": "Personen einladen, Rollen vergeben, entfernen",
    "key:read": "API-Schlüssel ansehen",
    "key:write": "API-Schlüssel anlegen und beenden",
    "single-sign-on:read": "Firmenanmeldung ansehen",
    "single-sign-on:write": "Firmenanmeldung einrichten",
    "history:read": "Verlauf lesen",
    "engagement:read": "Auslagerungen ansehen",
    "engagement:write": "Auslagerungen beginnen und ändern",
    "contract:read": "Verträge lesen",
    "contract:write": "Verträge einlesen",
    "installation:read": "Installation ansehen",
    "installation:write": "Unternehmen gründen",
  },
  en: {
    "company:read": "See the company",
    "company:write": "Change the company",
    "people:read": "See people",
    "people:write": "Invite people, give roles, remove",
    "key:read": "See API keys",
    "key:write": "Create and end API keys",
    "single-sign-on:read": "See single sign-on",
    "single-sign-on:write": "Set up single sign-on",
    "history:read": "Read the history",
    "engagement:read": "See engagements",
    "engagement:write": "Begin and change engagements",
    "contract:read": "Read contracts",
    "contract:write": "Read in contracts",
    "installation:read": "See the installation",
    "installation:write": "Found companies",
  },
}) satisfies Words<Record<Right, string>>;
