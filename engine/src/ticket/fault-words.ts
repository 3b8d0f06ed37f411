/** The clauses of what reads exports of other tools, in German: descriptions of exports, their rows, and the file itself. */
import { compiled, inGermanQuotes } from "../contract/fault-forms.ts";
import { expectationInGerman, faultInGerman, findingInGerman } from "../contract/fault-words.ts";

const FORMS = compiled({
  // The description.
  "a comma, a semicolon or a tab": "wird ein Komma, ein Semikolon oder ein Tabulator",
  "iso, or a format such as d/M/yyyy H:mm with year, month, day, hour and minute":
    "wird iso oder ein Format wie d/M/yyyy H:mm mit Jahr, Monat, Tag, Stunde und Minute",
  "a text without blanks at its ends: cells are read without them":
    "wird ein Text ohne Leerzeichen am Anfang und am Ende: Zellen werden ohne sie gelesen",
  "a column by its heading, or a list of columns that are read as one":
    "wird eine Spalte mit ihrer Überschrift oder eine Liste von Spalten, die zusammen gelesen werden",
  "{text}, or waiting with a reason": "wird {text} oder waiting mit einem Grund",
  "a column with the time of a row's state: it is missing": "wird eine Spalte mit der Zeit des Stands: Sie fehlt",
  "a column with the status: it is missing": "wird eine Spalte mit dem Status: Sie fehlt",
  "a column with the time of the report: it is missing": "wird eine Spalte mit der Zeit der Meldung: Sie fehlt",
  "a column beside {word}: it is missing": "wird eine weitere Spalte neben {word}: Sie fehlt",
  "no such column in shape {word}": "bei der Form {word} gibt es diese Spalte nicht",
  "what each status means: it is missing": "wird die Bedeutung jedes Status: Sie fehlt",
  "a column {word} for these words": "wird eine Spalte {word} zu diesen Wörtern",
  "the heading of a column": "wird die Überschrift einer Spalte",

  // The first row.
  "the column {text} once": "die Spalte {text} darf nur einmal vorkommen",
  "the column {text}": "wird die Spalte {text}",
  "the columns {text} once": "die Spalten {text} dürfen nur einmal vorkommen",
  "the columns {text}": "werden die Spalten {text}",

  // Rows.
  "{n} cells as in the header": "werden {n} Zellen wie in der Kopfzeile",
  "a ticket": "wird ein Ticket",
  "the ticket {text}": "wird das Ticket {text}",
  "one row a ticket": "jedes Ticket darf nur eine Zeile haben",
  "a time": "wird eine Zeit",
  "an existing time, written as {text}": "wird eine Zeit, die es gibt, in der Form {text}",
  "the time at which the ticket ended": "wird die Zeit, zu der das Ticket endete",
  "a status of the mapping": "wird ein Status, den die Beschreibung kennt",
  "a priority of the mapping": "wird eine Priorität, die die Beschreibung kennt",
  "a service of the mapping": "wird eine Leistung, die die Beschreibung kennt",
  "a impact of the mapping": "wird eine Auswirkung, die die Beschreibung kennt",
  "a urgency of the mapping": "wird eine Dringlichkeit, die die Beschreibung kennt",
  "a {word} of the mapping": "wird ein Wort für {word}, das die Beschreibung kennt",
  "no time before the ticket was opened": "vor der Meldung des Tickets darf keine Zeit liegen",
  "no time before the ticket was resolved": "vor der Lösung des Tickets darf diese Zeit nicht liegen",
  "no end before the ticket was opened": "vor der Meldung des Tickets darf kein Ende liegen",
  "no end while the status says that the ticket goes on: when it was reopened is not known":
    "ein Ende passt nicht zum Status, nach dem das Ticket weiterläuft: Wann es wieder geöffnet wurde, ist nicht bekannt",

  // The file.
  "text in UTF-8: for a file in Latin-1 or Windows-1252 set the mapping's encoding to windows-1252":
    "wird Text in UTF-8: Für eine Datei in Latin-1 oder Windows-1252 ist in der Beschreibung encoding windows-1252 zu setzen",
  "a quote at the end of a quoted cell": "wird ein Anführungszeichen am Ende einer Zelle in Anführungszeichen",
  "the delimiter or the end of the row after a quoted cell":
    "wird das Trennzeichen oder das Ende der Zeile nach einer Zelle in Anführungszeichen",
  "a cell that holds a quote to be in quotes as a whole":
    "eine Zelle mit einem Anführungszeichen muss ganz in Anführungszeichen stehen",
  "rows of at most {n} MiB: is a quote missing?": "werden Zeilen von höchstens {n} MiB: Fehlt ein Anführungszeichen?",
});

const IN_COLUMN = /^expected (.+?), in column ("(?:[^"\\]|\\.)*"), found (.+)$/s;

/** The clause of a fault in German, of a document too; `undefined` for one that no reader makes. */
export function importFaultInGerman(message: string): string | undefined {
  const [, expected, column, found] = IN_COLUMN.exec(message) ?? [];
  if (expected === undefined) return faultInGerman(message, FORMS);
  const said = expectationInGerman(expected, FORMS);
  return said === undefined
    ? undefined
    : `${said}, in der Spalte ${inGermanQuotes(column!)}, ${findingInGerman(found!)}`;
}
