/** The clauses of the readers of documents in German. In English they are the messages of `DocumentFault` themselves. */
import { compiled, germanBy, inGermanQuotes, type CompiledForms, type Forms } from "./fault-forms.ts";

/** What may follow "expected". */
const EXPECTED: Forms = {
  // Kinds of values and their bounds.
  "a text": "wird ein Text",
  "a number": "wird eine Zahl",
  "a whole number": "wird eine ganze Zahl",
  "true or false": "wird ja oder nein (true oder false)",
  fields: "werden Felder",
  "a list": "wird eine Liste",
  "at least {n}": "wird mindestens {n}",
  "at most {n}": "wird höchstens {n}",
  "at least 1 character": "wird mindestens 1 Zeichen",
  "at most 1 character": "wird höchstens 1 Zeichen",
  "at least {n} characters": "werden mindestens {n} Zeichen",
  "at most {n} characters": "werden höchstens {n} Zeichen",
  "at least 1 entry": "wird mindestens 1 Eintrag",
  "at most 1 entry": "wird höchstens 1 Eintrag",
  "at least {n} entries": "werden mindestens {n} Einträge",
  "at most {n} entries": "werden höchstens {n} Einträge",
  "at most {n} exceptions": "werden höchstens {n} besondere Tage",
  "another name": "wird ein anderer Name",
  "something else: {text}": "wird eine andere Angabe",
  "no such field here": "ein solches Feld gibt es hier nicht",

  // Forms of texts.
  "a text that is not empty": "wird ein Text, der nicht leer ist",
  "a short name of letters, digits, dots, hyphens and underscores":
    "wird ein kurzer Name aus Buchstaben, Ziffern, Punkten, Binde- und Unterstrichen",
  'an amount in quotes such as "49.90", without currency or thousands separators':
    'wird ein Betrag in Anführungszeichen wie "49.90", ohne Währung und Tausenderpunkte',
  'a percentage in quotes such as "99.9", without the sign':
    'wird ein Prozentwert in Anführungszeichen wie "99.9", ohne Prozentzeichen',
  'a number in quotes such as "2.5"': 'wird eine Zahl in Anführungszeichen wie "2.5"',
  "a country of two capital letters such as DE (ISO 3166-1)":
    "wird ein Land aus zwei Großbuchstaben wie DE (ISO 3166-1)",
  "a currency of three capital letters such as EUR (ISO 4217)":
    "wird eine Währung aus drei Großbuchstaben wie EUR (ISO 4217)",
  "a month such as 2026-01": "wird ein Monat wie 2026-01",
  "an existing date between 1970 and 2100 such as 2026-12-24":
    "wird ein Tag zwischen 1970 und 2100, den es gibt, wie 2026-12-24",
  "a time zone of the IANA database such as Europe/Berlin": "wird eine Zeitzone der IANA-Datenbank wie Europe/Berlin",
  "local hours such as 08:00-12:00 (22:00-06:00 runs into the next day, 24:00 ends the day)":
    "werden Uhrzeiten wie 08:00-12:00 (22:00-06:00 reicht in den nächsten Tag, 24:00 beendet den Tag)",
  "a region such as DE-BY (ISO 3166-2), a date such as 2026-12-24, or a date of every year such as *-12-24":
    "wird eine Region wie DE-BY (ISO 3166-2), ein Tag wie 2026-12-24 oder ein jährlicher Tag wie *-12-24",
  "a region, a date, or a list of them": "wird eine Region, ein Tag oder eine Liste davon",
  "a region with known public holidays": "wird eine Region, deren Feiertage bekannt sind",
  "a target such as {text}, or target and calendar":
    "wird eine Frist wie „PT4H“ (Supportzeit), „PT4H elapsed“ (verstrichene Zeit) oder „end of next working day“ (Ende des nächsten Arbeitstags), oder Frist und Supportzeit",
  "a target such as {text}":
    "wird eine Frist wie „PT4H“ (Supportzeit), „PT4H elapsed“ (verstrichene Zeit) oder „end of next working day“ (Ende des nächsten Arbeitstags)",
  "an e-mail address": "wird eine E-Mail-Adresse",
  "a telephone number": "wird eine Telefonnummer",
  "a type of the DORA register such as S14": "wird eine Art des DORA-Registers wie S14",
  "EEA or a country such as DE": "wird EEA (Europäischer Wirtschaftsraum) oder ein Land wie DE",
  "a party or a list of parties": "wird ein Beteiligter oder eine Liste von Beteiligten",
  "activities by name": "werden Tätigkeiten mit ihrem Namen",
  "a kind of credit: tiers, linear, points, weight or lost-time":
    "wird eine Art der Gutschrift: tiers, linear, points, weight oder lost-time",
  "a kind of price: per-unit, flat, hourly, hour-block, one-off, project or discount":
    "wird eine Art des Preises: per-unit, flat, hourly, hour-block, one-off, project oder discount",
  "update, restore or resolve: response never pauses":
    "wird update, restore oder resolve: Die Reaktionszeit pausiert nie",

  // What parts say together.
  "either always or hours, holidays and exceptions, not both":
    "wird entweder „always“ oder „hours“, „holidays“ und „exceptions“, nicht beides",
  "hours, exceptions or always: this calendar never opens":
    "werden „hours“, „exceptions“ oder „always“: Diese Supportzeit öffnet nie",
  "a party with the role {word}": "wird ein Beteiligter mit der Rolle {word}",
  "one party with the role {word}": "wird nur ein Beteiligter mit der Rolle {word}",
  "the same urgencies in each row ({known})": "werden in jeder Zeile dieselben Dringlichkeiten ({known})",
  "a priority for urgency {text}": "wird eine Priorität für die Dringlichkeit {text}",
  "a day not before the start of the term, {word}": "wird ein Tag nicht vor dem Beginn der Laufzeit, {word}",
  "a day not after the end of the term, {word}": "wird ein Tag nicht nach dem Ende der Laufzeit, {word}",
  "only one of {text} and {word}": "wird nur eines von {text} und {word}",
  "one of {text}": "wird eines von {text}",

  // The text as a whole.
  "named fields": "werden benannte Felder",
  "a document": "wird ein Dokument",
  "one document in the file": "wird nur ein Dokument in der Datei",
  "YAML 1.2": "wird YAML 1.2",
  "a name as key": "wird ein Name als Schlüssel",
  "at most {n} MiB of text": "werden höchstens {n} MiB Text",
  "at most {n} values, aliases written out": "werden höchstens {n} Werte, Verweise ausgeschrieben",
  "at most {n} aliases": "werden höchstens {n} Verweise (*)",
  "at most {n} directives": "werden höchstens {n} Anweisungen (%)",
  "less nesting": "wird eine geringere Verschachtelung",
  "a shorter document": "wird ein kürzeres Dokument",
  "text in UTF-8": "wird Text in UTF-8",
  "readable characters": "werden lesbare Zeichen",
  "each field once": "jedes Feld darf nur einmal vorkommen",
  "an anchor {word} before this alias": "wird eine Marke {word} vor diesem Verweis",
  "an alias of something complete": "wird ein Verweis auf etwas Abgeschlossenes",
  "valid YAML or JSON: {yaml}": "wird gültiges YAML oder JSON: {yaml}",

  // The description of an export.
  "at most {n} words": "werden höchstens {n} Wörter",
};

/** What may follow "found". */
const FOUND: Forms = {
  none: "gefunden wurde keines",
  nothing: "gefunden wurde nichts",
  "an empty value": "gefunden wurde kein Wert",
  "an empty list": "gefunden wurde eine leere Liste",
  "a list": "gefunden wurde eine Liste",
  fields: "gefunden wurden Felder",
  "something else": "gefunden wurde etwas anderes",
  "an empty file": "gefunden wurde eine leere Datei",
  "a second one": "gefunden wurde ein zweites",
  "the end of the file": "gefunden wurde das Ende der Datei",
  "a character that could not be read (U+FFFD)": "gefunden wurde ein Zeichen, das nicht gelesen werden konnte (U+FFFD)",
  "the number {word}": "gefunden wurde die Zahl {word}",
  "{text} again": "{text} steht hier noch einmal",
  "{word} beside {word2}": "gefunden wurde {word} neben {word2}",
  "{word} inside {word2}": "gefunden wurde {word} innerhalb von {word2}",
  "{text}": "gefunden wurde {text}",
};

/** What a field may name, and what has a name of its own: with its article, and as "each". */
const KINDS: Readonly<Record<string, readonly [one: string, each: string]>> = {
  service: ["eine Leistung", "jede Leistung"],
  "service level": ["ein Service-Level", "jedes Service-Level"],
  calendar: ["eine Supportzeit", "jede Supportzeit"],
  priority: ["eine Priorität", "jede Priorität"],
  party: ["ein Beteiligter", "jeder Beteiligte"],
  contact: ["ein Kontakt", "jeder Kontakt"],
  "availability objective": ["eine Verfügbarkeitszusage", "jede Verfügbarkeitszusage"],
  KPI: ["eine Kennzahl", "jede Kennzahl"],
  "price item": ["eine Preisposition", "jede Preisposition"],
  "sub-processor": ["ein Unterauftragsverarbeiter", "jeder Unterauftragsverarbeiter"],
  "credit rule": ["eine Gutschriftsregel", "jede Gutschriftsregel"],
  surcharge: ["ein Zuschlag", "jeder Zuschlag"],
  milestone: ["ein Meilenstein", "jeder Meilenstein"],
  "indexation clause": ["eine Preisanpassung", "jede Preisanpassung"],
  approval: ["eine Freigabe", "jede Freigabe"],
  "standard change": ["eine Standardänderung", "jede Standardänderung"],
  meeting: ["ein Termin", "jeder Termin"],
  obligation: ["eine Pflicht", "jede Pflicht"],
  "AI system": ["ein KI-System", "jedes KI-System"],
  "backup plan": ["ein Sicherungsplan", "jeder Sicherungsplan"],
  certificate: ["ein Zertifikat", "jedes Zertifikat"],
  document: ["ein Dokument", "jedes Dokument"],
  "pause reason": ["ein Pausengrund", "jeder Pausengrund"],
  "escalation level": ["eine Eskalationsstufe", "jede Eskalationsstufe"],
};

/** What the parser of YAML says most often; for the rest the place says enough. */
const YAML: Forms = {
  "Missing closing {word}": "das schließende Anführungszeichen fehlt",
  'Missing closing "quote': "das schließende Anführungszeichen fehlt",
  "Missing closing 'quote": "das schließende Anführungszeichen fehlt",
  "Missing , between {text} items": "zwischen zwei Einträgen fehlt ein Komma",
  "Missing , or : between {text} items": "zwischen zwei Einträgen fehlt ein Komma oder ein Doppelpunkt",
  "Missing space after : in {text}": "nach dem Doppelpunkt fehlt ein Leerzeichen",
  "Tabs are not allowed as indentation": "eingerückt wird mit Leerzeichen, nicht mit Tabulatoren",
  "All sequence items must start at the same column": "die Einträge einer Liste müssen gleich weit eingerückt sein",
  "Nested mappings are not allowed in compact mappings":
    "hier steht ein Doppelpunkt zu viel, oder Anführungszeichen fehlen",
  "Implicit map keys need to be followed by map values": "nach dem Namen fehlt der Doppelpunkt",
  "Implicit keys need to be on a single line": "der Name eines Feldes muss in einer Zeile stehen",
  "Sequence item without - indicator": "vor dem Eintrag der Liste fehlt der Strich",
  "Comments must be separated from other tokens by white space characters":
    "vor der Bemerkung (#) fehlt ein Leerzeichen",
  "Plain value cannot start with {text}": "ein Wert, der mit {text} beginnt, braucht Anführungszeichen",
  "Invalid escape sequence {text}": "die Zeichenfolge {text} ist in Anführungszeichen nicht erlaubt",
  "Unresolved tag: {text}": "die Kennzeichnung {text} ist nicht bekannt",
  "more than a hundred wrong escapes": "mehr als hundert unerlaubte Zeichenfolgen in Anführungszeichen",
  "{text}": "die Schreibweise stimmt an dieser Stelle nicht",
};

const EXPECTED_FORMS = compiled(EXPECTED);
const FOUND_FORMS = compiled(FOUND);
const YAML_FORMS = compiled(YAML);

/** Values that a field may have, as the reader lists them. */
const VALUES = /^[\w@/.*-]+(?:, [\w@/.*-]+)*(?: or [\w@/.*-]+)?$/;
const A_FIELD = /^a field ("(?:[^"\\]|\\.)*")(?: with (.+))?$/s;
/** A text in quotes stays whole, also where it says "found". */
const PARTS = /^expected ((?:"(?:[^"\\]|\\.)*"|.)*?)(?:, found (.*))?$/s;

/** The clause of a document's fault in German; `undefined` for one that no reader makes. */
export function faultInGerman(message: string, further: CompiledForms = []): string | undefined {
  const [, expected, found] = PARTS.exec(message) ?? [];
  const said = expected === undefined ? undefined : expectationInGerman(expected, further);
  return said === undefined || found === undefined ? said : `${said}, ${findingInGerman(found)}`;
}

/** What follows "found", as a clause. */
export const findingInGerman = (found: string): string => germanBy(FOUND_FORMS, found)!;

/** What follows "expected", as a clause. */
export function expectationInGerman(expected: string, further: CompiledForms): string | undefined {
  const [, name, holding] = A_FIELD.exec(expected) ?? [];
  if (name !== undefined && holding === undefined) return `erwartet wird ein Feld ${inGermanQuotes(name)}`;
  const phrase = phraseOf(holding ?? expected, further);
  if (phrase === undefined) return undefined;
  const [, alone] = /^(?:wird|werden) (.+)$/s.exec(phrase) ?? [];
  if (name !== undefined) return `erwartet wird ein Feld ${inGermanQuotes(name)} (${alone ?? phrase})`;
  return alone === undefined ? phrase : `erwartet ${phrase}`;
}

const phraseOf = (expected: string, further: CompiledForms): string | undefined =>
  kindPhrase(expected) ??
  germanBy(further, expected) ??
  germanBy(EXPECTED_FORMS, expected, wordAt) ??
  (VALUES.test(expected) ? `wird ${expected.replace(" or ", " oder ")}` : undefined);

/** `a service (known: network)`, `each service once`: what a field names, and what has a name of its own. */
function kindPhrase(expected: string): string | undefined {
  const [, kind, known] = /^an? ([\w -]+) \((known: .+|none is defined)\)$/s.exec(expected) ?? [];
  if (kind !== undefined && Object.hasOwn(KINDS, kind)) return `wird ${KINDS[kind]![0]} (${wordAt("known", known!)})`;
  const [, named] = /^each ([\w -]+) once(?: in all parties)?$/.exec(expected) ?? [];
  const isKnown = named !== undefined && Object.hasOwn(KINDS, named);
  return isKnown ? `${KINDS[named]![1]} darf nur einmal vorkommen` : undefined;
}

function wordAt(place: string, word: string): string {
  if (place === "yaml") return germanBy(YAML_FORMS, word)!;
  if (place !== "known") return inGermanQuotes(word);
  return word === "none is defined" ? "bisher ist nichts angelegt" : word.replace(/^known:/, "bekannt:");
}
