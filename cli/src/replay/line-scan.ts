/**
 * Finds a log line's ticket and instant, and that the line is one JSON object, without building values: the lines of a
 * log are read twice, and the first time only says where each belongs.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Scans line after line. What it found of the last one stands in its fields until the next. */
export class LineScanner {
  /** The bytes in which ticket and instant stand: the line's own, or others where the line had to be decoded. */
  source: Buffer = NO_BYTES;
  ticketFrom = 0;
  ticketTo = 0;
  /** The instant as written; empty when the line has no such text. */
  atFrom = 0;
  atTo = 0;

  /** Scans bytes [start, end); says why they are no event. A line of fields that are plain texts, numbers or words is scanned; any other is left to the JSON parser. */
  scan(bytes: Buffer, start: number, end: number): string | undefined {
    this.source = bytes;
    this.ticketFrom = this.ticketTo = this.atFrom = this.atTo = 0;
    return this.isPlain(bytes, start, end) ? undefined : this.parse(bytes.toString("utf8", start, end));
  }

  private isPlain(bytes: Buffer, start: number, end: number): boolean {
    let at = skipBlanks(bytes, start, end);
    if (bytes[at++] !== OPEN) return false;
    while (true) {
      at = skipBlanks(bytes, at, end);
      const keyStart = at + 1;
      const keyEnd = endOfText(bytes, at, end);
      if (keyEnd < 0) return false;
      at = skipBlanks(bytes, keyEnd + 1, end);
      if (bytes[at++] !== COLON) return false;
      at = skipBlanks(bytes, at, end);
      if (bytes[at] === QUOTE) {
        const valueEnd = endOfText(bytes, at, end);
        if (valueEnd < 0) return false;
        if (keyEnd - keyStart === 6 && isKey(bytes, keyStart, TICKET)) {
          this.ticketFrom = at + 1;
          this.ticketTo = valueEnd;
        } else if (keyEnd - keyStart === 2 && isKey(bytes, keyStart, AT)) {
          this.atFrom = at + 1;
          this.atTo = valueEnd;
        }
        at = valueEnd + 1;
      } else {
        const wordEnd = endOfWord(bytes, at, end);
        if (wordEnd === at) return false;
        at = wordEnd;
      }
      at = skipBlanks(bytes, at, end);
      const next = bytes[at++];
      if (next === COMMA) continue;
      return next === CLOSE && skipBlanks(bytes, at, end) === end && this.ticketTo > this.ticketFrom;
    }
  }

  private parse(text: string): string | undefined {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return `expected one JSON object a line: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) return "expected a JSON object";
    const { ticket, at } = value as Record<string, unknown>;
    if (typeof ticket !== "string" || ticket === "") return "ticket: expected a text that is not empty";
    this.ticketFrom = 0;
    this.ticketTo = this.atFrom = Buffer.byteLength(ticket);
    this.source = Buffer.from(typeof at === "string" ? ticket + at : ticket);
    this.atTo = this.source.length;
    return undefined;
  }
}

const NO_BYTES = Buffer.alloc(0);
const TICKET = Buffer.from("ticket");
const AT = Buffer.from("at");

function isKey(bytes: Buffer, start: number, key: Buffer): boolean {
  for (let index = 0; index < key.length; index++) if (bytes[start + index] !== key[index]) return false;
  return true;
}

function skipBlanks(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d)) at++;
  return at;
}

/** The closing quote of the text whose opening quote is at `at`; -1 when there is none, or the text is not plain. */
function endOfText(bytes: Buffer, at: number, end: number): number {
  if (bytes[at] !== QUOTE) return -1;
  for (let index = at + 1; index < end; index++) {
    const code = bytes[index]!;
    if (code === QUOTE) return index;
    if (code === BACKSLASH || code < 0x20) return -1;
  }
  return -1;
}

/** The end of a number or a word such as true: letters, digits and signs of numbers. */
function endOfWord(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = bytes[at]!;
    const isOfWord =
      (code >= 0x30 && code <= 0x39) ||
      (code >= 0x61 && code <= 0x7a) ||
      code === 0x2b ||
      code === 0x2d ||
      code === 0x2e ||
      code === 0x45;
    if (!isOfWord) break;
    at++;
  }
  return at;
}
