/** The clauses of a contract in their order. */
import type { ContractDocument } from "../document.ts";
import type { Said } from "../said.ts";
import type { Annex, Block, Draft } from "./blocks.ts";
import { changeBlocks, obligationBlocks, steeringBlocks, transitionBlocks } from "./change-clauses.ts";
import { governingBlocks, liabilityBlocks, precedence } from "./closing-clauses.ts";
import { exitBlocks } from "./exit-clause.ts";
import { feeBlocks, indexationBlocks } from "./price-clauses.ts";
import { regulationBlocks } from "./regulation-clause.ts";
import { partyBlocks, serviceList } from "./scope-clauses.ts";
import type { Speech } from "./speech.ts";
import { both, paragraph } from "./telling.ts";
import { termBlocks } from "./term-clause.ts";

/** The clauses of the contract itself, before its annexes; those of which it says nothing are empty. */
export function clausesOf(contract: ContractDocument, annexes: readonly Annex[], speech: Speech): readonly Draft[] {
  return [
    ...agreeing(contract, annexes, speech),
    ...workingTogether(contract, speech),
    ...lasting(contract, annexes, speech),
  ];
}

/** A sentence that leads to an annex; none where there is no such annex. */
function leading(annexes: readonly Annex[], title: Said, words: Said, speech: Speech): readonly Block[] {
  const annex = annexes.find((each) => each.title === speech.in(title));
  return annex === undefined ? [] : [paragraph(speech.in(words, { letter: annex.letter }))];
}

function agreeing(contract: ContractDocument, annexes: readonly Annex[], speech: Speech): readonly Draft[] {
  const { clientObligations, prices } = contract;
  const seeing = (title: Said, words: Said) => leading(annexes, title, words, speech);
  const priced = seeing(
    both("Preise", "Prices"),
    both("Die Preise stehen in Anlage {letter}.", "Prices stand in Annex {letter}."),
  );
  return [
    { title: both("Vertragsparteien", "Parties"), blocks: partyBlocks(contract, speech) },
    {
      title: both("Gegenstand und Bestandteile", "Subject and form"),
      blocks: subjectBlocks(contract, annexes, speech),
    },
    {
      title: both("Mitwirkung des Auftraggebers", "Obligations of the Client"),
      blocks: clientObligations === undefined ? [] : obligationBlocks(clientObligations, speech),
    },
    {
      title: both("Service-Levels", "Service levels"),
      blocks: seeing(
        both("Service-Level-Vereinbarung", "Service-level agreement"),
        both(
          "Servicezeiten, Prioritäten, zugesagte Zeiten und deren Zählung regelt Anlage {letter}.",
          "Support hours, priorities, promised times and how they are counted stand in Annex {letter}.",
        ),
      ),
    },
    {
      title: both("Vergütung und Abrechnung", "Fees and invoices"),
      blocks: prices === undefined ? [] : [...priced, ...feeBlocks(prices, speech)],
    },
    {
      title: both("Preisanpassung", "Price adjustment"),
      blocks: prices === undefined ? [] : indexationBlocks(prices, speech),
    },
  ];
}

function workingTogether({ changes, steering, transition }: ContractDocument, speech: Speech): readonly Draft[] {
  return [
    { title: both("Änderungen", "Changes"), blocks: changes === undefined ? [] : changeBlocks(changes, speech) },
    {
      title: both("Zusammenarbeit und Berichte", "Meetings and reports"),
      blocks: steering === undefined ? [] : steeringBlocks(steering, speech),
    },
    {
      title: both("Übergang", "Transition"),
      blocks: transition === undefined ? [] : transitionBlocks(transition, speech),
    },
  ];
}

function lasting(contract: ContractDocument, annexes: readonly Annex[], speech: Speech): readonly Draft[] {
  const { exit, liability, regulation, governing } = contract;
  const seeing = (title: Said, words: Said) => leading(annexes, title, words, speech);
  return [
    {
      title: both("Datenschutz und Informationssicherheit", "Data protection and security"),
      blocks: [
        ...seeing(
          both("Datenschutz", "Data protection"),
          both(
            "Die Verarbeitung personenbezogener Daten regelt Anlage {letter}.",
            "The processing of personal data stands in Annex {letter}.",
          ),
        ),
        ...seeing(
          both("Informationssicherheit", "Information security"),
          both(
            "Pflichten der Informationssicherheit regelt Anlage {letter}.",
            "Security duties stand in Annex {letter}.",
          ),
        ),
      ],
    },
    { title: both("Laufzeit und Kündigung", "Term and notice"), blocks: termBlocks(contract.term, speech) },
    { title: both("Beendigung und Herausgabe", "Exit"), blocks: exit === undefined ? [] : exitBlocks(exit, speech) },
    {
      title: both("Haftung und Versicherung", "Liability and insurance"),
      blocks: liability === undefined ? [] : liabilityBlocks(liability, speech),
    },
    {
      title: both("Aufsichtsrechtliche Anforderungen", "Regulation"),
      blocks: regulation === undefined ? [] : regulationBlocks(regulation, speech),
    },
    {
      title: both("Schlussbestimmungen", "Final provisions"),
      blocks: governing === undefined ? [] : governingBlocks(governing, speech),
    },
  ];
}

function subjectBlocks(contract: ContractDocument, annexes: readonly Annex[], speech: Speech): readonly Block[] {
  const facts = {
    letter: annexes[0]?.letter ?? "",
    version: speech.number(contract.version),
    from: speech.date(contract.validFrom),
    id: contract.id,
    zone: contract.timeZone,
    language: speech.contractLanguage,
  };
  const lead = both(
    "Der Auftragnehmer erbringt für den Auftraggeber die folgenden Leistungen nach Maßgabe der Leistungsscheine in Anlage {letter}.",
    "The Provider performs the following services for the Client as the service schedules in Annex {letter} say.",
  );
  const version = both(
    "Dies ist die Fassung {version} des Vertrags „{id}“. Sie gilt ab dem {from}. Kalendertage und Monate richten sich nach der Zeitzone {zone}. Vertragssprache ist {language}.",
    "This is version {version} of the contract “{id}”. It applies from {from}. Calendar days and months follow the time zone {zone}. The language of the contract is {language}.",
  );
  const parts = both(
    "Bestandteile dieses Vertrags sind die folgenden Anlagen:",
    "The following annexes are parts of this contract:",
  );
  const annex = both("Anlage {letter}: {title}", "Annex {letter}: {title}");
  return [
    paragraph(speech.in(lead, facts)),
    ...serviceList(contract, facts.letter, speech),
    paragraph(speech.in(parts)),
    { kind: "list", items: annexes.map(({ letter, title }) => speech.in(annex, { letter, title })) },
    ...precedence(contract.governing?.documents, speech),
    paragraph(speech.in(version, facts)),
  ];
}
