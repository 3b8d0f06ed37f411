/** The words of contracts for who is affected and how badly, as people say them. */
import { defineWords, type Translate } from "../i18n/words.ts";

export const ratingWords = defineWords({
  de: {
    "own-impact-office": "Alle im Büro",
    "own-impact-team": "Mein Team oder mehrere Personen",
    "own-impact-person": "Nur ich",
    "own-impact-department": "Meine ganze Abteilung",
    "own-urgency-blocked": "Ich kann nicht arbeiten",
    "own-urgency-hindered": "Ich kann nur eingeschränkt arbeiten",
    "own-urgency-minor": "Es stört, ich kann aber arbeiten",
    "impact-office": "Alle im Büro",
    "impact-team": "Ein Team",
    "impact-person": "Eine Person",
    "impact-plant": "Das ganze Werk",
    "impact-department": "Eine Abteilung",
    "impact-site": "Ein ganzer Standort",
    "impact-line": "Eine Linie oder ein Bereich",
    "impact-device": "Ein einzelnes Gerät",
    "impact-company": "Das ganze Unternehmen",
    "impact-high": "Viele Personen",
    "impact-medium": "Einige Personen",
    "impact-low": "Wenige Personen",
    "urgency-blocked": "Arbeiten ist nicht möglich",
    "urgency-hindered": "Arbeiten geht nur eingeschränkt",
    "urgency-minor": "Es stört, Arbeiten ist möglich",
    "urgency-stopped": "Alles steht still",
    "urgency-degraded": "Es läuft nur eingeschränkt",
    "urgency-outage": "Ganz ausgefallen",
    "urgency-impaired": "Es läuft, aber schlecht",
    "urgency-none": "Nichts ist gestört",
    "urgency-high": "Es kann nicht warten",
    "urgency-medium": "Es sollte bald geschehen",
    "urgency-low": "Es kann warten",
    both: "{impact}: {urgency}",
    withCode: "{rating} ({priority})",
    codeOnly: "Priorität {priority}",
    none: "noch nicht eingestuft",
  },
  en: {
    "own-impact-office": "Everybody in the office",
    "own-impact-team": "My team or several people",
    "own-impact-person": "Only me",
    "own-impact-department": "My whole department",
    "own-urgency-blocked": "I cannot work",
    "own-urgency-hindered": "I can only work in part",
    "own-urgency-minor": "It is a nuisance, but I can work",
    "impact-office": "Everybody in the office",
    "impact-team": "A team",
    "impact-person": "One person",
    "impact-plant": "The whole plant",
    "impact-department": "A department",
    "impact-site": "A whole site",
    "impact-line": "A line or an area",
    "impact-device": "A single device",
    "impact-company": "The whole company",
    "impact-high": "Many people",
    "impact-medium": "Some people",
    "impact-low": "Few people",
    "urgency-blocked": "work is not possible",
    "urgency-hindered": "work is possible in part",
    "urgency-minor": "a nuisance, work is possible",
    "urgency-stopped": "everything stands still",
    "urgency-degraded": "it runs only in part",
    "urgency-outage": "down altogether",
    "urgency-impaired": "it runs, but badly",
    "urgency-none": "nothing is disturbed",
    "urgency-high": "it cannot wait",
    "urgency-medium": "it should be done soon",
    "urgency-low": "it can wait",
    both: "{impact}: {urgency}",
    withCode: "{rating} ({priority})",
    codeOnly: "Priority {priority}",
    none: "not rated yet",
  },
});

type RatingWords = Translate<(typeof ratingWords)["de"]>;

/** A word of the contract's matrix as people say it; `own` where the reader speaks for themselves. Unknown words stay as they are. */
export function ratingWord(t: RatingWords, kind: "impact" | "urgency", word: string, own = false): string {
  const key = [...(own ? [`own-${kind}-${word}`] : []), `${kind}-${word}`].find((each) => t.has(each));
  return key === undefined ? word.replaceAll("-", " ") : t(key as "impact-office");
}

interface Rated {
  readonly impact: string | null;
  readonly urgency: string | null;
  readonly priority: string | null;
}

/** The priority in words, with the contract's code: `Alle im Büro: Arbeiten ist nicht möglich (P1)`. */
export function ratingSentence(t: RatingWords, { impact, urgency, priority }: Rated): string {
  if (impact === null || urgency === null) return priority === null ? t("none") : t("codeOnly", { priority });
  const rating = t("both", {
    impact: ratingWord(t, "impact", impact),
    urgency: ratingWord(t, "urgency", urgency),
  });
  return priority === null ? rating : t("withCode", { rating, priority });
}
