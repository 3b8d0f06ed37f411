/**
 * The questions from which the risk of a change is read, dated: a change keeps the set under which it was judged.
 * Source: docs/rules/changes.md §2; practice after ITIL 4 (change enablement) and BSI IT-Grundschutz OPS.1.1.3.
 */
import type { Said } from "../contract/said.ts";
import type { Risk } from "./approval.ts";

export interface RiskAnswer {
  readonly id: string;
  readonly points: number;
  /** Whatever else was answered, the risk is not below this. */
  readonly atLeast?: Risk;
  readonly answer: Said;
  /** Why it counts, as it is shown beside the risk; what counts nothing needs no reason. */
  readonly reason: Said;
}

export interface RiskQuestion {
  readonly id: string;
  readonly question: Said;
  readonly answers: readonly RiskAnswer[];
}

export interface RiskSet {
  /** Day from which it is asked; its name, too. */
  readonly from: string;
  readonly questions: readonly RiskQuestion[];
  /** Points from which the risk is medium, and from which it is high. */
  readonly mediumFrom: number;
  readonly highFrom: number;
}

const said = (de: string, en: string): Said => ({ de, en });
const answer = (id: string, points: number, words: Said, reason: Said, atLeast?: Risk): RiskAnswer => ({
  id,
  points,
  answer: words,
  reason,
  ...(atLeast !== undefined && { atLeast }),
});

const FIRST: RiskSet = {
  from: "2026-01-01",
  mediumFrom: 5,
  highFrom: 10,
  questions: [
    {
      id: "users",
      question: said("Wie viele Personen merken es, wenn es schiefgeht?", "How many people notice if it goes wrong?"),
      answers: [
        answer("nobody", 0, said("niemand", "nobody"), said("Niemand merkt etwas.", "Nobody notices anything.")),
        answer(
          "few",
          1,
          said("einzelne", "a few"),
          said("Einzelne Personen sind betroffen.", "A few people are affected."),
        ),
        answer("many", 2, said("viele", "many"), said("Viele Personen sind betroffen.", "Many people are affected.")),
        answer("all", 3, said("alle", "everybody"), said("Alle sind betroffen.", "Everybody is affected.")),
      ],
    },
    {
      id: "undo",
      question: said("Lässt es sich rückgängig machen?", "Can it be undone?"),
      answers: [
        answer(
          "at-once",
          0,
          said("sofort", "at once"),
          said("Es lässt sich sofort rückgängig machen.", "It can be undone at once."),
        ),
        answer(
          "hours",
          1,
          said("in einigen Stunden", "within hours"),
          said("Es rückgängig zu machen dauert Stunden.", "Undoing it takes hours."),
        ),
        answer(
          "hardly",
          3,
          said("nur mit großem Aufwand", "only with great effort"),
          said("Es lässt sich nur mit großem Aufwand rückgängig machen.", "It can be undone with great effort only."),
          "medium",
        ),
        answer(
          "not",
          4,
          said("nein", "no"),
          said("Es lässt sich nicht rückgängig machen.", "It cannot be undone."),
          "medium",
        ),
      ],
    },
    {
      id: "before",
      question: said("Wurde es hier schon einmal so gemacht?", "Has it been done here before?"),
      answers: [
        answer("often", 0, said("oft", "often"), said("Es ist hier eingeübt.", "It is well practised here.")),
        answer(
          "once",
          1,
          said("einmal", "once"),
          said("Es wurde hier erst einmal gemacht.", "It has been done here once only."),
        ),
        answer(
          "never",
          2,
          said("nie", "never"),
          said("Es wird hier zum ersten Mal gemacht.", "It is done here for the first time."),
        ),
      ],
    },
    {
      id: "outage",
      question: said("Fällt dabei etwas aus?", "Is anything down meanwhile?"),
      answers: [
        answer("nothing", 0, said("nein", "no"), said("Dabei fällt nichts aus.", "Nothing is down meanwhile.")),
        answer(
          "outside",
          1,
          said("ja, außerhalb der Servicezeit", "yes, outside service hours"),
          said("Außerhalb der Servicezeit fällt etwas aus.", "Something is down outside service hours."),
        ),
        answer(
          "inside",
          2,
          said("ja, in der Servicezeit", "yes, within service hours"),
          said("In der Servicezeit fällt etwas aus.", "Something is down within service hours."),
        ),
      ],
    },
    {
      id: "security",
      question: said(
        "Berührt es Berechtigungen, Schutz vor Angriffen oder personenbezogene Daten?",
        "Does it touch access rights, protection against attacks or personal data?",
      ),
      answers: [
        answer(
          "no",
          0,
          said("nein", "no"),
          said("Sicherheit und Datenschutz sind nicht berührt.", "Security and data protection are not touched."),
        ),
        answer(
          "yes",
          2,
          said("ja", "yes"),
          said("Sicherheit oder Datenschutz sind berührt.", "Security or data protection are touched."),
        ),
      ],
    },
    {
      id: "trial",
      question: said("Wird es vorher erprobt?", "Is it tried out before?"),
      answers: [
        answer("yes", 0, said("ja", "yes"), said("Es wird vorher erprobt.", "It is tried out before.")),
        answer(
          "partly",
          1,
          said("zum Teil", "in part"),
          said("Es wird vorher nur zum Teil erprobt.", "It is tried out in part only."),
        ),
        answer("no", 2, said("nein", "no"), said("Es wird vorher nicht erprobt.", "It is not tried out before.")),
      ],
    },
  ],
};

/** All sets, the first one first. */
export const RISK_SETS: readonly RiskSet[] = [FIRST];
