/** Term, renewal and notice as a clause. Source: docs/rules/contract-parts.md §9. */
import type { ContractDocument } from "../document.ts";
import { valueWordOf } from "../field-words.ts";
import type { Block } from "./blocks.ts";
import type { Speech } from "./speech.ts";
import {
  asCount,
  asDate,
  both,
  chosen,
  column,
  paragraph,
  paragraphsOf,
  sentence,
  sentencesOf,
  table,
  tell,
  whether,
  type Tellings,
} from "./telling.ts";

type Term = ContractDocument["term"];

const NOTICE_TO: Tellings<Term> = {
  noticeTo: chosen({
    "end-of-term": ["Gekündigt werden kann zum Ende der Laufzeit.", "Notice may be given to the end of the term."],
    "end-of-month": [
      "Gekündigt werden kann zum Ende eines Kalendermonats.",
      "Notice may be given to the end of a calendar month.",
    ],
    "end-of-quarter": [
      "Gekündigt werden kann zum Ende eines Kalendervierteljahres.",
      "Notice may be given to the end of a calendar quarter.",
    ],
    "end-of-year": [
      "Gekündigt werden kann zum Ende eines Kalenderjahres.",
      "Notice may be given to the end of a calendar year.",
    ],
    "any-day": ["Gekündigt werden kann zu jedem Tag.", "Notice may be given to any day."],
  }),
};

const NOTICE: Tellings<Term> = {
  noticeMonths: sentence(asCount("month"), "Die Kündigungsfrist beträgt {value}.", "The period of notice is {value}."),
  noticeDays: sentence(asCount("day"), "Die Kündigungsfrist beträgt {value}.", "The period of notice is {value}."),
  providerNoticeMonths: sentence(
    asCount("month"),
    "Kündigt der Auftragnehmer, so beträgt sie {value}.",
    "For notice given by the Provider it is {value}.",
  ),
  ...NOTICE_TO,
  noticeForm: chosen({
    written: ["Die Kündigung bedarf der Schriftform.", "Notice must be given in writing."],
    text: ["Die Kündigung bedarf der Textform.", "Notice must be given in text form."],
    electronic: ["Die Kündigung kann in elektronischer Form erklärt werden.", "Notice is given in electronic form."],
  }),
  partialNotice: whether(
    ["Einzelne Leistungen können für sich allein gekündigt werden.", "Single services may be ended alone."],
    ["Einzelne Leistungen können nicht für sich allein gekündigt werden.", "Single services cannot be ended alone."],
  ),
};

const DURATION: Tellings<Term> = {
  start: sentence(asDate, "Der Vertrag beginnt am {value}.", "The contract begins on {value}."),
  end: sentence(asDate, "Er endet mit Ablauf des {value}.", "It ends at the end of {value}."),
  minimumMonths: sentence(
    asCount("month"),
    "Die Mindestlaufzeit beträgt {value} ab dem Beginn; in dieser Zeit beendet keine ordentliche Kündigung den Vertrag.",
    "The minimum term is {value} from the beginning; no ordinary notice ends the contract within it.",
  ),
  renewalMonths: sentence(
    asCount("month"),
    "Wird er nicht gekündigt, verlängert er sich um jeweils {value}.",
    "Unless notice is given, it is renewed by {value} each time.",
  ),
};

export function termBlocks(term: Term, speech: Speech): readonly Block[] {
  const duration = sentencesOf(term, DURATION, speech);
  const isOpen = term.end === undefined;
  const open = both("Er läuft auf unbestimmte Zeit.", "It runs for an indefinite time.");
  const hasNotice = term.noticeMonths !== undefined || term.noticeDays !== undefined;
  const silent = term.noticeTo === undefined && hasNotice;
  const implied = NOTICE_TO.noticeTo!(isOpen ? "end-of-month" : "end-of-term", speech);
  return [
    ...paragraphsOf(isOpen ? [duration[0]!, speech.in(open), ...duration.slice(1)] : duration),
    ...paragraphsOf([...sentencesOf(term, NOTICE, speech), ...(silent ? [implied] : [])]),
    ...causes(term, speech),
    ...tell("Term", term, [], speech, [...keysOf(DURATION), ...keysOf(NOTICE), "forCause"]),
  ];
}

const keysOf = <Part extends object>(tellings: Tellings<Part>) => Object.keys(tellings) as (keyof Part & string)[];

function causes({ forCause }: Term, speech: Speech): readonly Block[] {
  if (forCause === undefined || forCause.length === 0) return [];
  const caption = speech.in(both("Kündigung aus besonderem Grund", "Termination for cause"));
  const columns = [
    column(speech, both("Wer kündigen kann", "Who may give notice"), 3),
    column(speech, both("Grund", "Cause"), 7),
    column(speech, both("Frist", "Notice"), 3),
  ];
  const rows = forCause.map(({ by, reason, noticeDays }) => [
    [speech.in(valueWordOf("TerminationForCause", "by", by))],
    [reason],
    [noticeDays === undefined ? speech.in(both("fristlos", "at once")) : speech.count(noticeDays, "day")],
  ]);
  const lead = both(
    "Aus den folgenden Gründen kann der Vertrag vorzeitig gekündigt werden.",
    "The contract may be ended early for the following causes.",
  );
  return [paragraph(speech.in(lead)), ...table(caption, columns, rows)];
}
