/**
 * Reads events from the bytes of a log without values between: no object a line, no text that was seen before. A line of
 * plain texts in the usual form is read; any other is left to the JSON parser, whose word counts.
 */
import { DAY_MS, dayOf, instantOfIso, type Instant } from "@handschlag/engine/instant.ts";
import {
  EVENT_TYPES,
  lackOf,
  SIDES,
  TEXT_FIELDS,
  type EventType,
  type Side,
  type TicketEvent,
} from "@handschlag/engine/ticket/event.ts";

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const HYPHEN = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Fields that are read here, by number; the texts that an event may have come first. */
const FIELDS = [...TEXT_FIELDS, "ticket", "at", "recordedAt", "by", "type", "automatic", "workaround"] as const;
/** A field as it is written, with its colon. */
const KEYS = FIELDS.map((field) => Buffer.from(`"${field}":`));
const NO_FIELD = -1;
const TICKET = TEXT_FIELDS.length;
const AT = TICKET + 1;
const RECORDED_AT = TICKET + 2;
const BY = TICKET + 3;
const TYPE = TICKET + 4;
const AUTOMATIC = TICKET + 5;
const WORKAROUND = TICKET + 6;

const NEEDED = (1 << TICKET) | (1 << AT) | (1 << BY) | (1 << TYPE);
const TRUE = Buffer.from("true");
const FALSE = Buffer.from("false");

/** Types whose fields are not all plain texts. */
const LEFT_TO_JSON: ReadonlySet<string> = new Set(["objected", "settled", "excluded"]);

/** A text that was read before, and what it can mean. */
interface Word {
  readonly text: string;
  readonly hash: number;
  readonly field: number;
  readonly side: Side | undefined;
  readonly type: EventType | undefined;
}

const WORDS_MAX = 1 << 15;
/** At most half full, so that a search ends soon. */
const SLOTS = WORDS_MAX * 2;
const WORD_BYTES_MAX = 200;
/** Longer texts are left to the JSON parser, behind which their length is judged. */
const TEXT_BYTES_MAX = 1_000;

/** Texts by their bytes, each made once. Forgets all but the words of the form when it is full. */
class Words {
  private readonly slots = new Int32Array(SLOTS);
  private readonly words: Word[] = [];

  constructor() {
    this.clear();
  }

  private clear(): void {
    this.slots.fill(0);
    this.words.length = 0;
    for (const text of new Set<string>([...FIELDS, ...SIDES, ...EVENT_TYPES])) {
      const hash = hashOf(text);
      let slot = hash & (SLOTS - 1);
      while (this.slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
      this.put(slot, {
        text,
        hash,
        field: (FIELDS as readonly string[]).indexOf(text),
        side: SIDES.find((side) => side === text),
        type: LEFT_TO_JSON.has(text) ? undefined : EVENT_TYPES.find((type) => type === text),
      });
    }
  }

  private put(slot: number, word: Word): Word {
    this.slots[slot] = this.words.push(word);
    return word;
  }

  /** The word of ASCII bytes [start, end), whose hash is known. */
  wordOf(bytes: Buffer, start: number, end: number, hash: number): Word {
    let slot = hash & (SLOTS - 1);
    for (let place = this.slots[slot]!; place !== 0; place = this.slots[slot]!) {
      const word = this.words[place - 1]!;
      if (word.hash === hash && isWritten(word.text, bytes, start, end)) return word;
      slot = (slot + 1) & (SLOTS - 1);
    }
    const word = {
      text: bytes.toString("latin1", start, end),
      hash,
      field: NO_FIELD,
      side: undefined,
      type: undefined,
    };
    if (end - start > WORD_BYTES_MAX) return word;
    if (this.words.length >= WORDS_MAX) {
      this.clear();
      return word;
    }
    return this.put(slot, word);
  }
}

function isWritten(text: string, bytes: Buffer, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) !== bytes[start + index]) return false;
  return true;
}

/** FNV-1a, as the scanner takes it over bytes. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return spread(hash);
}

/** The last bytes of FNV-1a do not reach its low bits well enough for a table of slots. */
const spread = (hash: number): number => (hash ^ (hash >>> 15)) & 0x3fffffff;

/** The two digits at `at` as a number; more than 99 when they are none. */
function twoDigits(bytes: Buffer, at: number): number {
  const tens = bytes[at]! - ZERO;
  const ones = bytes[at + 1]! - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 1_000;
}

/** Reads events from one buffer after the other. */
export class EventScanner {
  private readonly words = new Words();
  /** Where the text read last ends, its hash, and whether it is ASCII throughout. */
  private end = 0;
  private hash = 0;
  private isAscii = true;
  /** What was read of the present event: which fields, by bits, and their values. */
  private seen = 0;
  private readonly texts: string[] = Array.from({ length: TICKET + 1 }, () => "");
  private happenedAt = Number.NaN;
  private recordedAt = Number.NaN;
  private side: Side | undefined;
  private type: EventType | undefined;
  private automatic = false;
  private workaround = false;
  /** The fields of the lines before by their place in the line. */
  private readonly order = new Int32Array(FIELDS.length);

  /** The event whose JSON object stands in bytes [start, end); `undefined` when it is not in the usual form or no event. The bytes must be UTF-8. */
  read(bytes: Buffer, start: number, end: number): TicketEvent | undefined {
    if (bytes[start] !== OPEN) return undefined;
    this.seen = 0;
    let at = start + 1;
    let next = COMMA;
    for (let place = 0; next === COMMA; place++) {
      if (bytes[at] === SPACE) at++;
      const field = this.scanKey(bytes, at, end, place);
      // Not known here, or there twice.
      if (field === NO_FIELD || (this.seen & (1 << field)) !== 0) return undefined;
      this.seen |= 1 << field;
      at = this.end;
      if (bytes[at] === SPACE) at++;
      const isRead =
        field === AT || field === RECORDED_AT
          ? this.scanInstant(bytes, at, end, field)
          : field >= AUTOMATIC
            ? this.scanFlag(bytes, at, field)
            : this.scanValue(bytes, at, end, field);
      if (!isRead) return undefined;
      at = this.end + 1;
      next = bytes[at++]!;
    }
    return next === CLOSE && at === end ? this.event() : undefined;
  }

  /** The field whose key begins at `at`; `end` becomes the position behind its colon. Lines have their fields in the same order, so the key of the line before is tried first. */
  private scanKey(bytes: Buffer, at: number, end: number, place: number): number {
    const guess = this.order[place] ?? 0;
    const key = KEYS[guess]!;
    let same = 0;
    while (same < key.length && bytes[at + same] === key[same]) same++;
    if (same === key.length) {
      this.end = at + same;
      return guess;
    }
    if (!this.scanText(bytes, at, end)) return NO_FIELD;
    const { field } = this.words.wordOf(bytes, at + 1, this.end, this.hash);
    if (bytes[++this.end] !== COLON) return NO_FIELD;
    this.end++;
    if (field !== NO_FIELD && place < FIELDS.length) this.order[place] = field;
    return field;
  }

  private scanInstant(bytes: Buffer, at: number, end: number, field: number): boolean {
    const from = at + 1;
    if (bytes[at] !== QUOTE) return false;
    let instant = Number.NaN;
    if (bytes[from + 24] === QUOTE) instant = instantOf(bytes, from, (this.end = from + 24));
    else if (bytes[from + 20] === QUOTE) instant = instantOf(bytes, from, (this.end = from + 20));
    if (Number.isNaN(instant)) {
      if (!this.scanText(bytes, at, end)) return false;
      instant = instantOfIso(bytes.toString("latin1", from, this.end)) ?? Number.NaN;
    }
    if (field === AT) this.happenedAt = instant;
    else this.recordedAt = instant;
    return !Number.isNaN(instant);
  }

  /** Reads the text of a field; false when it has none that is read here. */
  private scanValue(bytes: Buffer, at: number, end: number, field: number): boolean {
    if (!this.scanText(bytes, at, end)) return false;
    if (!this.isAscii) {
      if (field > TICKET) return false;
      this.texts[field] = bytes.toString("utf8", at + 1, this.end);
      return true;
    }
    const word = this.words.wordOf(bytes, at + 1, this.end, this.hash);
    if (field === BY) this.side = word.side;
    else if (field === TYPE) this.type = word.type;
    else this.texts[field] = word.text;
    return true;
  }

  /** Reads `true` or `false`. */
  private scanFlag(bytes: Buffer, at: number, field: number): boolean {
    const word = bytes[at] === TRUE[0] ? TRUE : FALSE;
    for (let index = 0; index < word.length; index++) if (bytes[at + index] !== word[index]) return false;
    if (field === AUTOMATIC) this.automatic = word === TRUE;
    else this.workaround = word === TRUE;
    this.end = at + word.length - 1;
    return true;
  }

  /** The event of the fields that were read; fields are set in the same order for all, so that V8 knows few shapes. */
  private event(): TicketEvent | undefined {
    const { seen, texts, side, type } = this;
    if ((seen & NEEDED) !== NEEDED || texts[TICKET] === "" || side === undefined || type === undefined)
      return undefined;
    const at = this.happenedAt as Instant;
    const recordedAt = (seen & (1 << RECORDED_AT)) === 0 ? at : (this.recordedAt as Instant);
    const event: { -readonly [Field in keyof TicketEvent]: TicketEvent[Field] } = {
      ticket: texts[TICKET]!,
      at,
      recordedAt,
      by: side,
      type,
    };
    for (let rest = seen & ((1 << TICKET) - 1); rest !== 0; rest &= rest - 1) {
      const field = 31 - Math.clz32(rest & -rest);
      event[TEXT_FIELDS[field]!] = texts[field]!;
    }
    if ((seen & (1 << AUTOMATIC)) !== 0) event.automatic = this.automatic;
    if ((seen & (1 << WORKAROUND)) !== 0) event.workaround = this.workaround;
    return lackOf(event) === undefined ? event : undefined;
  }

  /** The name of a ticket that stands in bytes [from, to), which are part of a text that needs no decoding. */
  name(bytes: Buffer, from: number, to: number): string {
    let hash = 0x811c9dc5 | 0;
    let all = 0;
    for (let index = from; index < to; index++) {
      const code = bytes[index]!;
      hash = Math.imul(hash ^ code, 0x01000193);
      all |= code;
    }
    return all < 0x80 ? this.words.wordOf(bytes, from, to, spread(hash)).text : bytes.toString("utf8", from, to);
  }

  /** Reads the text whose opening quote is at `at`; whether there is one that needs no decoding and is not too long. */
  private scanText(bytes: Buffer, at: number, end: number): boolean {
    if (bytes[at] !== QUOTE) return false;
    const last = Math.min(end, at + TEXT_BYTES_MAX);
    let hash = 0x811c9dc5 | 0;
    let all = 0;
    for (let index = at + 1; index < last; index++) {
      const code = bytes[index]!;
      if (code === QUOTE) {
        this.end = index;
        this.hash = spread(hash);
        this.isAscii = all < 0x80;
        return true;
      }
      if (code === BACKSLASH || code < 0x20) return false;
      hash = Math.imul(hash ^ code, 0x01000193);
      all |= code;
    }
    return false;
  }
}

/** The instant written in bytes [from, end) as `2026-12-24T08:00:00Z` or `…00.000Z`; NaN when it is written otherwise or does not exist. */
function instantOf(bytes: Buffer, from: number, end: number): number {
  const isSeparated =
    bytes[from + 4] === HYPHEN &&
    bytes[from + 7] === HYPHEN &&
    bytes[from + 10] === LETTER_T &&
    bytes[from + 13] === COLON &&
    bytes[from + 16] === COLON &&
    bytes[end - 1] === LETTER_Z;
  if (!isSeparated) return Number.NaN;
  const year = twoDigits(bytes, from) * 100 + twoDigits(bytes, from + 2);
  const day = dayOf(year, twoDigits(bytes, from + 5), twoDigits(bytes, from + 8));
  const hour = twoDigits(bytes, from + 11);
  const minute = twoDigits(bytes, from + 14);
  const second = twoDigits(bytes, from + 17);
  if (day === undefined || hour > 23 || minute > 59 || second > 59) return Number.NaN;
  let ms = 0;
  if (end - from === 24) {
    const hundreds = bytes[from + 20]! - ZERO;
    const rest = twoDigits(bytes, from + 21);
    if (bytes[from + 19] !== DOT || hundreds < 0 || hundreds > 9 || rest > 99) return Number.NaN;
    ms = hundreds * 100 + rest;
  }
  return day * DAY_MS + hour * 3_600_000 + minute * 60_000 + second * 1_000 + ms;
}
