import { defineWords } from "../i18n/words.ts";

export const weakWords = defineWords({
  de: {
    title: "Was die Prüfung findet",
    none: "Die Prüfung findet nichts, was fehlt oder sich widerspricht.",
    found: "Die Prüfung findet {what}.",
    aid: "Sie zeigt, was erfahrungsgemäß zu Streit führt oder ein Gesetz verlangt. Sie ist keine Rechtsberatung.",
    error: { one: "1 Fehler", other: "{count} Fehler" },
    warning: { one: "1 Warnung", other: "{count} Warnungen" },
    hint: { one: "1 Hinweis", other: "{count} Hinweise" },
    source: "Quelle: {source}",
  },
  en: {
    title: "What the check finds",
    none: "The check finds nothing that is missing or contradicts itself.",
    found: "The check finds {what}.",
    aid: "It shows what usually leads to disputes or what a law asks for. It is no legal advice.",
    error: { one: "1 error", other: "{count} errors" },
    warning: { one: "1 warning", other: "{count} warnings" },
    hint: { one: "1 hint", other: "{count} hints" },
    source: "Source: {source}",
  },
});
