/** The parts of a mail as they lie in its bytes, found in one pass and within limits, before anything is decoded. */

/** What a mail may be made of; a mail that goes beyond it is kept and not taken apart. */
const HEADER_BYTES_MAX = 256 * 1024;
const HEADERS_MAX = 1_000;
const DEPTH_MAX = 20;
const PARTS_MAX = 500;
/** RFC 5322 §2.1.1 allows 998 bytes a line; a boundary is at most 70 characters long. */
const BOUNDARY_LINE_MAX = 256;

const NEWLINE = 10;
const DASH = 45;

export interface Header {
  /** In small letters. */
  readonly name: string;
  /** Unfolded, otherwise as it stands; bytes beyond ASCII as UTF-8. */
  readonly value: string;
}

export interface Part {
  readonly headers: readonly Header[];
  /** In small letters, without parameters. */
  readonly type: string;
  readonly depth: number;
  /** Where its content lies in the bytes of the mail. */
  readonly from: number;
  readonly to: number;
}

export type Limit = "headers" | "depth" | "parts";

export interface Structure {
  /** The mail itself first, then its parts as they follow each other. */
  readonly parts: readonly Part[];
  /** A limit that the mail exceeds. */
  readonly beyond: Limit | undefined;
  /** Whether something other than a header stands where the headers begin. */
  readonly isHeadless: boolean;
}

/** Values of a header, in the order of the mail. */
export const valuesOf = ({ headers }: Part, name: string): readonly string[] =>
  headers.filter((header) => header.name === name).map(({ value }) => value);

/** The first value of a header. */
export const valueOf = ({ headers }: Part, name: string): string | undefined =>
  headers.find((header) => header.name === name)?.value;

interface Line {
  readonly from: number;
  /** Where its text ends, without the line break. */
  readonly end: number;
  readonly next: number;
}

function lineAt(raw: Buffer, from: number): Line {
  const newline = raw.indexOf(NEWLINE, from);
  if (newline < 0) return { from, end: raw.length, next: raw.length };
  return { from, end: newline > from && raw[newline - 1] === 13 ? newline - 1 : newline, next: newline + 1 };
}

interface Head {
  readonly headers: readonly Header[];
  readonly next: number;
  readonly isHeadless: boolean;
  readonly isBeyond: boolean;
}

const NAME = /^[!-9;-~]{1,100}$/;

/** The headers from `from` on, up to the empty line. */
function headFrom(raw: Buffer, from: number): Head {
  const headers: { name: string; value: string }[] = [];
  let isHeadless = false;
  let at = from;
  while (at < raw.length) {
    const line = lineAt(raw, at);
    if (line.next - from > HEADER_BYTES_MAX || headers.length > HEADERS_MAX)
      return { headers, next: raw.length, isHeadless, isBeyond: true };
    const text = raw.toString("utf8", line.from, line.end);
    at = line.next;
    if (text === "") break;
    const colon = text.indexOf(":");
    const last = headers.at(-1);
    if (text.startsWith(" ") || text.startsWith("\t")) {
      if (last !== undefined) last.value += ` ${text.trim()}`;
    } else if (colon > 0 && NAME.test(text.slice(0, colon).trimEnd()))
      headers.push({ name: text.slice(0, colon).trimEnd().toLowerCase(), value: text.slice(colon + 1).trim() });
    // A mailbox file begins each mail with such a line.
    else if (!(line.from === from && text.startsWith("From "))) isHeadless ||= headers.length === 0;
  }
  return { headers, next: at, isHeadless, isBeyond: false };
}

/** A parameter of a header's value: `boundary` of `multipart/mixed; boundary="x"`. */
export function parameterOf(value: string | undefined, name: string): string | undefined {
  if (value === undefined) return undefined;
  const low = value.toLowerCase();
  for (let at = low.indexOf(`${name}=`); at >= 0; at = low.indexOf(`${name}=`, at + 1)) {
    const before = low[at - 1];
    if (before !== undefined && before !== ";" && before !== " " && before !== "\t") continue;
    const rest = value.slice(at + name.length + 1);
    if (!rest.startsWith('"')) return rest.split(/[;\s]/, 1)[0];
    const end = rest.indexOf('"', 1);
    return end < 0 ? rest.slice(1) : rest.slice(1, end);
  }
  return undefined;
}

const typeOf = (headers: readonly Header[]): string =>
  (headers.find(({ name }) => name === "content-type")?.value ?? "text/plain").split(";", 1)[0]!.trim().toLowerCase();

const boundaryOf = (headers: readonly Header[], type: string): string | undefined =>
  type.startsWith("multipart/")
    ? parameterOf(headers.find(({ name }) => name === "content-type")?.value, "boundary")?.trimEnd()
    : undefined;

interface Open {
  readonly boundary: string;
  readonly depth: number;
}

class Walk {
  private readonly raw: Buffer;
  private readonly parts: (Part & { to: number })[] = [];
  private readonly open: Open[] = [];
  private beyond: Limit | undefined;
  private isHeadless = false;

  constructor(raw: Buffer) {
    this.raw = raw;
  }

  /** Reads the headers of a part; returns where its content begins. */
  private begin(from: number, depth: number): number {
    const head = headFrom(this.raw, from);
    const type = typeOf(head.headers);
    if (this.parts.length === 0) this.isHeadless = head.isHeadless || head.headers.length === 0;
    if (head.isBeyond) this.beyond ??= "headers";
    if (depth > DEPTH_MAX) this.beyond ??= "depth";
    if (this.parts.length >= PARTS_MAX) this.beyond ??= "parts";
    this.parts.push({ headers: head.headers, type, depth, from: head.next, to: this.raw.length });
    const boundary = boundaryOf(head.headers, type);
    if (boundary !== undefined && boundary !== "") this.open.push({ boundary, depth });
    return head.next;
  }

  private end(at: number, depth: number): void {
    for (let index = this.parts.length - 1; index >= 0 && this.parts[index]!.depth >= depth; index -= 1) {
      const part = this.parts[index]!;
      if (part.to !== this.raw.length) break;
      part.to = Math.max(part.from, at);
    }
  }

  /** Where reading goes on after a line that begins with two dashes. */
  private boundary(line: Line): number {
    const text = this.raw
      .toString("latin1", line.from + 2, Math.min(line.end, line.from + BOUNDARY_LINE_MAX))
      .trimEnd();
    const index = this.open.findLastIndex(({ boundary }) => text === boundary || text === `${boundary}--`);
    if (index < 0) return line.next;
    const { boundary, depth } = this.open[index]!;
    this.end(line.from, depth + 1);
    const isEnd = text !== boundary;
    this.open.length = isEnd ? index : index + 1;
    return isEnd ? line.next : this.begin(line.next, depth + 1);
  }

  read(): Structure {
    let at = this.begin(0, 0);
    while (at < this.raw.length && this.beyond === undefined) {
      const line = lineAt(this.raw, at);
      const isDashed = this.open.length > 0 && this.raw[at] === DASH && this.raw[at + 1] === DASH;
      at = isDashed ? this.boundary(line) : line.next;
    }
    return { parts: this.parts, beyond: this.beyond, isHeadless: this.isHeadless };
  }
}

/** The parts of a mail. Never throws, takes time with the length of the mail only, and decodes nothing. */
export const structureOf = (raw: Buffer): Structure => new Walk(raw).read();
