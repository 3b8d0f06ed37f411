/** A contract as it is printed: clauses and annexes in either language, with everything that the document says. */
import type { Instant } from "../../instant.ts";
import { isoOf } from "../../instant.ts";
import { dateIn, offsetAt, zoneAt } from "../../calendar/zone.ts";
import type { ContractDocument } from "../document.ts";
import type { Said } from "../said.ts";
import type { Annex, Block, Clause, Draft, Frame, Language, Pair, PrintedContract, Signatory } from "./blocks.ts";
import { availabilityBlocks } from "./availability-clauses.ts";
import { kpiBlocks } from "./kpi-clause.ts";
import { clockBlocks } from "./clock-clauses.ts";
import { creditBlocks } from "./credit-clauses.ts";
import { attainmentBlocks, calendarBlocks, escalationBlocks, priorityBlocks, targetBlocks } from "./level-clauses.ts";
import { priceList } from "./price-clauses.ts";
import { protectionClauses } from "./protection-clauses.ts";
import { contactBlocks, serviceBlocks } from "./scope-clauses.ts";
import { securityClauses } from "./security-clauses.ts";
import { Speech } from "./speech.ts";
import { clausesOf } from "./main-clauses.ts";
import { both } from "./telling.ts";

/** How far a text has come, and who has signed it. */
export interface PrintStanding {
  /** SHA-256 of the contract's text in hexadecimal digits. */
  readonly hash: string;
  /** `elsewhere`: agreed outside of the product and put in. */
  readonly state: "draft" | "open" | "withdrawn" | "declined" | "agreed" | "elsewhere";
  readonly signatures: readonly PrintSignature[];
}

export interface PrintSignature {
  readonly side: "client" | "provider";
  readonly person: string;
  readonly company: string;
  readonly at: Instant;
}

/** Everything that a contract says, in the order in which it is printed. The same document and standing give the same print. */
export function printedContract(
  contract: ContractDocument,
  standing: PrintStanding,
  language: Language,
): PrintedContract {
  const speech = new Speech(contract, language);
  const annexes = annexesOf(contract, speech);
  const drafts = clausesOf(contract, annexes, speech).filter(({ blocks }) => blocks.length > 0);
  const signedOn = standing.signatures
    .map(({ at }) => dateIn(contract.timeZone, at))
    .toSorted()
    .at(-1);
  return {
    language,
    isOwnLanguage: language === contract.language,
    title: contract.title,
    facts: factsOf(contract, standing, speech),
    signatories: signatoriesOf(contract, standing, speech),
    clauses: drafts.map((draft, index) =>
      clauseOf(draft, language === "de" ? `§${NBSP}${index + 1}` : String(index + 1), speech),
    ),
    annexes,
    proof: proofOf(contract, standing, speech),
    versionName: versionOf(contract, speech),
    hash: standing.hash,
    datedOn: signedOn ?? contract.validFrom,
    frame: FRAME[language],
  };
}

const NBSP = "\u00a0";

const versionOf = ({ version }: ContractDocument, speech: Speech): string =>
  speech.in(both(`Fassung${NBSP}{version}`, `Version${NBSP}{version}`), { version: speech.number(version) });

const FRAME: Readonly<Record<Language, Frame>> = {
  de: {
    contents: "Inhalt",
    between: "zwischen",
    and: "und",
    annex: "Anlage",
    signatures: "Unterschriften",
    placeAndDate: "Ort, Datum",
    signature: "Unterschrift",
    nameAndFunction: "Name und Funktion",
    pageOf: "Seite {page} von {pages}",
    hash: "SHA-256 des Vertragstexts",
    attached: "Der Vertragstext liegt dieser Datei bei: {file}.",
  },
  en: {
    contents: "Contents",
    between: "between",
    and: "and",
    annex: "Annex",
    signatures: "Signatures",
    placeAndDate: "Place, date",
    signature: "Signature",
    nameAndFunction: "Name and function",
    pageOf: "Page {page} of {pages}",
    hash: "SHA-256 of the contract’s text",
    attached: "The contract’s text is attached to this file: {file}.",
  },
};

const STATE: Readonly<Record<PrintStanding["state"], Said>> = {
  draft: both("Entwurf, nicht unterzeichnet", "Draft, not signed"),
  open: both("Vorschlag, noch nicht von beiden Seiten unterzeichnet", "Proposal, not yet signed by both sides"),
  withdrawn: both("Vorschlag, zurückgezogen", "Proposal, withdrawn"),
  declined: both("Vorschlag, abgelehnt", "Proposal, declined"),
  agreed: both("Von beiden Seiten unterzeichnet", "Signed by both sides"),
  elsewhere: both("Außerhalb von Handschlag vereinbart", "Agreed outside of Handschlag"),
};

function factsOf(contract: ContractDocument, { state }: PrintStanding, speech: Speech): readonly Pair[] {
  const pair = (said: Said, line: string): Pair => ({ term: speech.in(said), lines: [line] });
  return [
    pair(both("Fassung", "Version"), speech.number(contract.version)),
    pair(both("Gilt ab", "Valid from"), speech.date(contract.validFrom)),
    pair(both("Kennung", "Id"), contract.id),
    pair(both("Stand", "Standing"), speech.in(STATE[state])),
  ];
}

function signatoriesOf(
  { parties, timeZone }: ContractDocument,
  { signatures }: PrintStanding,
  speech: Speech,
): readonly Signatory[] {
  return (["client", "provider"] as const).flatMap((side): Signatory[] => {
    const entry = Object.entries(parties).find(([, { role }]) => role === side);
    if (entry === undefined) return [];
    const [key, { name, address, representedBy }] = entry;
    const signature = signatures.find((each) => each.side === side);
    const signed = signature && [
      signature.person,
      signature.company,
      speech.in(both("elektronisch unterzeichnet am {at}", "signed electronically on {at}"), {
        at: momentIn(signature.at, timeZone, speech),
      }),
    ];
    return [{ side, role: speech.party(key), name, address, representedBy, signed }];
  });
}

/** `23. November 2026, 14:05 Uhr (Europe/Berlin)`. */
function momentIn(at: Instant, timeZone: string, speech: Speech): string {
  const local = isoOf((at + offsetAt(zoneAt(timeZone, at), at)) as Instant);
  const time = both("{date}, {time} Uhr ({zone})", "{date}, {time} ({zone})");
  return speech.in(time, { date: speech.date(local.slice(0, 10)), time: local.slice(11, 16), zone: timeZone });
}

function proofOf(contract: ContractDocument, { state }: PrintStanding, speech: Speech): readonly string[] {
  const facts = { format: contract.format, language: speech.contractLanguage };
  const words = both(
    "Dieses Dokument gibt den Vertragstext im Format {format} wieder, dessen Prüfsumme hier steht.",
    "This document renders the contract’s text in the format {format} whose checksum stands here.",
  );
  const signed = both(
    "Elektronisch unterzeichnet wird der Vertragstext mit dieser Prüfsumme.",
    "What is signed electronically is the contract’s text with this checksum.",
  );
  const translated = both(
    "Die eigenen Worte des Vertrags stehen in seiner Sprache ({language}); die Worte um sie herum sind eine Übersetzung.",
    "The contract’s own words stand in its language ({language}); the words around them are a translation.",
  );
  return [
    speech.in(words, facts),
    ...(state === "elsewhere" || state === "draft" ? [] : [speech.in(signed)]),
    ...(contract.language === speech.language ? [] : [speech.in(translated, facts)]),
  ];
}

function clauseOf({ title, blocks }: Draft, number: string, speech: Speech): Clause {
  const isAlone = blocks.filter(({ kind }) => kind === "paragraph").length < 2;
  let count = 0;
  const labelled = blocks.map((block): Block => {
    if (block.kind !== "paragraph" || isAlone) return block;
    count += 1;
    return { ...block, label: speech.language === "de" ? `(${count})` : `${number}.${count}` };
  });
  return { number, title: speech.in(title), blocks: labelled };
}

function annexesOf(contract: ContractDocument, speech: Speech): readonly Annex[] {
  const { services, prices, dataProtection, security } = contract;
  const contacts = contactBlocks(contract, speech);
  const annexes: readonly { readonly title: Said; readonly drafts: readonly Draft[] }[] = [
    {
      title: both("Leistungsscheine", "Service schedules"),
      drafts: services.map((service) => ({
        title: both(service.name, service.name),
        blocks: serviceBlocks(service, speech),
      })),
    },
    { title: both("Service-Level-Vereinbarung", "Service-level agreement"), drafts: levelDrafts(contract, speech) },
    {
      title: both("Preise", "Prices"),
      drafts:
        prices === undefined
          ? []
          : [{ title: both("Preispositionen", "Price items"), blocks: priceList(prices, speech) }],
    },
    {
      title: both("Datenschutz", "Data protection"),
      drafts: dataProtection === undefined ? [] : protectionClauses(dataProtection, speech),
    },
    {
      title: both("Informationssicherheit", "Information security"),
      drafts: security === undefined ? [] : securityClauses(security, speech),
    },
    {
      title: both("Ansprechpersonen", "Contacts"),
      drafts: [{ title: both("Ansprechpersonen", "Contacts"), blocks: contacts }],
    },
  ];
  return annexes
    .map(({ title, drafts }) => ({ title, drafts: drafts.filter(({ blocks }) => blocks.length > 0) }))
    .filter(({ drafts }) => drafts.length > 0)
    .map(({ title, drafts }, index) => {
      const letter = String.fromCodePoint(FIRST_LETTER + index);
      return {
        letter,
        title: speech.in(title),
        clauses: drafts.map((draft, place) => clauseOf(draft, `${letter}.${place + 1}`, speech)),
      };
    });
}

const FIRST_LETTER = 65;

function levelDrafts(contract: ContractDocument, speech: Speech): readonly Draft[] {
  const { clocks, availability, kpis, credits } = contract;
  return [
    { title: both("Servicezeiten", "Support hours"), blocks: calendarBlocks(contract, speech) },
    { title: both("Prioritäten", "Priorities"), blocks: priorityBlocks(contract, speech) },
    { title: both("Zugesagte Zeiten", "Promised times"), blocks: targetBlocks(contract, speech) },
    { title: both("Wie Zeit gezählt wird", "How time is counted"), blocks: clockBlocks(clocks, speech) },
    { title: both("Eskalation", "Escalation"), blocks: escalationBlocks(contract, speech) },
    { title: both("Einhaltung der Zusagen", "Attainment"), blocks: attainmentBlocks(contract, speech) },
    {
      title: both("Verfügbarkeit", "Availability"),
      blocks: availability === undefined ? [] : availabilityBlocks(availability, speech),
    },
    { title: both("Kennzahlen", "Key figures"), blocks: kpis === undefined ? [] : kpiBlocks(kpis, speech) },
    {
      title: both("Gutschriften", "Service credits"),
      blocks: credits === undefined ? [] : creditBlocks(credits, speech),
    },
  ];
}
