/**
 * What somebody wrote, apart from what their mail program repeats and what stands below every mail of theirs.
 * Nothing is lost: what is folded is returned as well. Time goes with the length of the text. Source:
 * docs/rules/mail-in.md §4.
 */

export interface ReplyText {
  /** What is to be read. */
  readonly visible: string;
  /** What is folded: the quote and the signature, as they stand; empty when there is neither. */
  readonly folded: string;
}

type Role = "own" | "quote" | "signature";

const LINES_MAX = 50_000;
/** Nothing that is looked for takes more of a line. */
const LOOKED_AT = 400;
const HEADER_LINES_MAX = 8;
const DEVICE_WORDS_MAX = 5;
const SIGNATURE_LINES_MAX = 30;

const WROTE = ["wrote:", "schrieb:", "geschrieben:", "écrit :", "writes:", "schreibt:"];
const SEPARATORS = [
  "original message",
  "ursprüngliche nachricht",
  "originalnachricht",
  "forwarded message",
  "weitergeleitete nachricht",
  "original-nachricht",
];
const HEADER_NAMES = new Set(
  "from von sent gesendet date datum to an cc kopie subject betreff reply-to antwort an gesendet am".split(" "),
);
const FIRST_HEADERS = new Set(["from", "von"]);
const DEVICES = [
  "sent from my ",
  "von meinem ",
  "gesendet von ",
  "sent from ",
  "get outlook for ",
  "diese nachricht wurde von meinem ",
];
const DEVICE_NAMES =
  /iphone|ipad|android|blackberry|handy|smartphone|samsung|galaxy|outlook|mail für windows|mail for windows|huawei|pixel|gmx|web\.de|tablet|mobile$|mobiltelefon/;
const GREETINGS = [
  "mit freundlichen grüßen",
  "mit freundlichem gruß",
  "mit freundlichen gruessen",
  "mit besten grüßen",
  "freundliche grüße",
  "viele grüße",
  "beste grüße",
  "liebe grüße",
  "mfg",
  "best regards",
  "kind regards",
  "regards",
  "yours sincerely",
];
const OFFICE =
  /@|www\.|http|\btel|\bfon\b|phone|\bfax|mobil|gmbh|\bkg\b|\bag\b|hrb|geschäftsführ|amtsgericht|ust-?id|straße|str\.|ltd|inc\.|\+\d\d/;

const plain = (line: string): string => line.slice(0, LOOKED_AT).replaceAll("*", "").trim();
const isQuoted = (line: string): boolean => plain(line).startsWith(">");
const isBlank = (line: string): boolean => line.trim() === "";
const isRule = (line: string): boolean => {
  const text = plain(line);
  return text.length >= 5 && (text === "-".repeat(text.length) || text === "_".repeat(text.length));
};

/** How many lines from `at` on say who wrote the quote: "On …, … wrote:", "Am … schrieb …:"; 0 when none does. */
function attributionAt(lines: readonly string[], at: number): number {
  const first = plain(lines[at]!).toLowerCase();
  if (!/^(on|am|le|il|-+ ?on) /.test(first)) return 0;
  let text = "";
  for (let count = 1; count <= 3 && at + count - 1 < lines.length; count += 1) {
    const line = plain(lines[at + count - 1]!).toLowerCase();
    if (line === "" || line.startsWith(">")) return 0;
    text = `${text} ${line}`;
    const isEnd = WROTE.some((word) => line.endsWith(word)) || (text.includes(" schrieb ") && line.endsWith(":"));
    if (isEnd) return /\d/.test(text) ? count : 0;
  }
  return 0;
}

/** Whether the head of a mail as programs print it begins at `at`: From, Sent, To, Subject. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!FIRST_HEADERS.has(headerName(lines[at]!))) return false;
  const rest = lines.slice(at + 1, at + HEADER_LINES_MAX).filter((line) => HEADER_NAMES.has(headerName(line)));
  return rest.length >= 2;
}

function headerName(line: string): string {
  const text = plain(line);
  const colon = text.indexOf(":");
  return colon > 0 && colon < 20 ? text.slice(0, colon).trim().toLowerCase() : "";
}

/** "-----Original Message-----" and the like. */
function isSeparator(line: string): boolean {
  const text = plain(line).toLowerCase();
  return text.startsWith("--") && SEPARATORS.some((words) => text.includes(words));
}

function isDevice(line: string): boolean {
  const text = plain(line).toLowerCase().replace(/\.$/, "");
  const start = DEVICES.find((words) => text.startsWith(words));
  if (start === undefined) return false;
  const rest = text.slice(start.length);
  return rest.split(" ").length <= DEVICE_WORDS_MAX && DEVICE_NAMES.test(rest);
}

/** Where the text turns from something own at `at`: into a quote that goes on to the end, or into a signature. */
function turnAt(lines: readonly string[], at: number, isForwarded: boolean): Role {
  const line = lines[at]!;
  if (line === "-- " || line === "--" || isDevice(line)) return "signature";
  if (isRule(line) && line.trim().startsWith("_") && !isHeaderBlock(lines, nextOwn(lines, at))) return "signature";
  if (isForwarded) return "own";
  if (isSeparator(line) || isHeaderBlock(lines, at)) return "quote";
  return isRule(line) && isHeaderBlock(lines, nextOwn(lines, at)) ? "quote" : "own";
}

/** The next line after `at` in which something stands; at most three on. */
function nextOwn(lines: readonly string[], at: number): number {
  let next = at + 1;
  while (next < at + 4 && next < lines.length && isBlank(lines[next]!)) next += 1;
  return Math.min(next, lines.length - 1);
}

/** What each line is. */
function rolesOf(lines: readonly string[], isForwarded: boolean): Role[] {
  const roles: Role[] = [];
  /** What the rest of the text is, once it has turned. */
  let rest: Role = "own";
  while (roles.length < lines.length) {
    const at = roles.length;
    if (isQuoted(lines[at]!) && !isForwarded) {
      roles.push("quote");
      continue;
    }
    const attribution = isForwarded ? 0 : attributionAt(lines, at);
    if (attribution > 0) {
      for (let count = 0; count < attribution; count += 1) roles.push("quote");
      // Without marks at the lines, all that follows is the quote.
      if (!isQuoted(lines[afterBlanks(lines, at + attribution)] ?? ">")) rest = "quote";
      continue;
    }
    if (rest === "own") rest = turnAt(lines, at, isForwarded);
    roles.push(rest);
  }
  return roles;
}

function afterBlanks(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && isBlank(lines[at]!)) at += 1;
  return at;
}

/** "-Abhishek Kona" below the text, and what follows a greeting and a name if it looks like an office. */
function signatureBelow(lines: readonly string[], roles: Role[]): void {
  let end = roles.lastIndexOf("own");
  while (end >= 0 && (isBlank(lines[end]!) || roles[end] !== "own")) end -= 1;
  if (end < 0) return;
  if (/^-\p{Lu}/u.test(plain(lines[end]!)) && end > 0 && isBlank(lines[end - 1]!)) roles[end] = "signature";
  const first = Math.max(0, end - SIGNATURE_LINES_MAX);
  for (let at = first; at <= end; at += 1) {
    const text = plain(lines[at]!)
      .toLowerCase()
      .replace(/[,.!]$/, "");
    if (!GREETINGS.includes(text)) continue;
    const name = afterBlanks(lines, at + 1);
    const below = lines.slice(name + 1, end + 1);
    if (!below.some((line) => OFFICE.test(plain(line).toLowerCase())) || below.some(isAfterthought)) return;
    for (let each = name + 1; each <= end; each += 1) if (roles[each] === "own") roles[each] = "signature";
    return;
  }
}

const isAfterthought = (line: string): boolean => /^p\.? ?s\.?[ :]/i.test(plain(line)) || plain(line).endsWith("?");

const trimmed = (text: string): string => text.replace(/^(?:[ \t]*\n)+/, "").trimEnd();

/**
 * Divides the text of an answer. `isForwarded`: what others wrote is what it is about, so only signatures are folded.
 * A text in which nothing own is left stays whole.
 */
export function replyText(text: string, { isForwarded = false } = {}): ReplyText {
  const whole = trimmed(text.replaceAll("\r\n", "\n"));
  const lines = whole.split("\n");
  if (lines.length > LINES_MAX) return { visible: whole, folded: "" };
  const roles = rolesOf(lines, isForwarded);
  signatureBelow(lines, roles);
  const visible = trimmed(lines.filter((_, at) => roles[at] === "own").join("\n"));
  if (visible === "") return { visible: whole, folded: "" };
  const folded = lines.filter((_, at) => roles[at] !== "own").join("\n");
  return { visible, folded: trimmed(folded) };
}

/** Whether a subject says that the mail hands on another one. */
export const isForwarding = (subject: string): boolean => /^\s{0,5}(fwd?|wg)\s?:/i.test(subject);
