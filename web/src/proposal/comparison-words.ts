import { defineWords } from "../i18n/words.ts";

export const comparisonWords = defineWords({
  de: {
    place: "Stelle",
    before: "Bisher",
    after: "Neu",
    nothing: "–",
    more: "… und mehr",
    yes: "ja",
    no: "nein",
    target: "{level} bei {priority}",
    targetOf: "{level} bei {priority} ({name})",
  },
  en: {
    place: "Place",
    before: "Before",
    after: "New",
    nothing: "–",
    more: "… and more",
    yes: "yes",
    no: "no",
    target: "{level} for {priority}",
    targetOf: "{level} for {priority} ({name})",
  },
});
