/** `handschlag worktime`: questions of working time as NDJSON, answered line by line in order. */
import { isUtf8 } from "node:buffer";
import {
  addWorkingTime,
  isWorkingTime,
  nextWorkingInstant,
  OutsideKnownTime,
  workingTimeBetween,
  type Calendar,
} from "@handschlag/engine/calendar/calendar.ts";
import { dueAt, TARGET_FORMS, targetOf } from "@handschlag/engine/calendar/target.ts";
import { instantOfIso, isoOf, millis, type Instant } from "@handschlag/engine/instant.ts";
import { Fault, reasonOf } from "./fault.ts";

/** Longest amount of working time that can be added: more than all known years have. */
const MILLISECONDS_MAX = 5e12;
const OUTPUT_CHUNK = 64 * 1024;
const LINE_BYTES_MAX = 1024 * 1024;

/** A question that cannot be answered: field and what was expected there. */
class BadQuestion extends Error {}

const expected = (field: string, what: string): BadQuestion => new BadQuestion(`${field}: expected ${what}`);

function instantIn(question: Record<string, unknown>, field: string): Instant {
  const value = question[field];
  const at = typeof value === "string" ? instantOfIso(value) : undefined;
  if (at === undefined)
    throw expected(field, "an existing instant with offset between 1970 and 2100 such as 2026-11-23T08:00:00Z");
  return at;
}

const known = (at: Instant | undefined): { readonly at: string } => {
  if (at === undefined) throw new BadQuestion("no answer: the known time of the calendar ends first");
  return { at: isoOf(at) };
};

/** The answer to one question, without its id. Throws `BadQuestion` or `OutsideKnownTime`. */
function answerTo(question: Record<string, unknown>, calendar: Calendar): object {
  switch (question["op"]) {
    case "between":
      return { milliseconds: workingTimeBetween(calendar, instantIn(question, "from"), instantIn(question, "to")) };
    case "add": {
      const { milliseconds } = question;
      if (
        typeof milliseconds !== "number" ||
        !Number.isSafeInteger(milliseconds) ||
        milliseconds < 0 ||
        milliseconds > MILLISECONDS_MAX
      ) {
        throw expected("milliseconds", `a whole number from 0 to ${MILLISECONDS_MAX}`);
      }
      return known(addWorkingTime(calendar, instantIn(question, "from"), millis(milliseconds)));
    }
    case "isWorking":
      return { isWorking: isWorkingTime(calendar, instantIn(question, "at")) };
    case "next":
      return known(nextWorkingInstant(calendar, instantIn(question, "from")));
    case "target": {
      const target = typeof question["target"] === "string" ? targetOf(question["target"]) : undefined;
      if (target === undefined) throw expected("target", TARGET_FORMS);
      return known(dueAt(calendar, instantIn(question, "from"), target));
    }
    default:
      throw expected("op", "between, add, isWorking, next or target");
  }
}

/** The answer to one line: always an object with the question's id, `null` where it has none. */
function answerLine(line: string, calendar: Calendar): { readonly id: unknown; readonly error?: string } {
  let question: unknown;
  try {
    question = JSON.parse(line);
  } catch (error) {
    return {
      id: null,
      error: `expected one JSON object a line: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
  if (typeof question !== "object" || question === null || Array.isArray(question))
    return { id: null, error: "expected a JSON object" };
  const id = idIn(question as Record<string, unknown>, line);
  try {
    return { id, ...answerTo(question as Record<string, unknown>, calendar) };
  } catch (error) {
    if (error instanceof BadQuestion || error instanceof OutsideKnownTime) return { id, error: error.message };
    throw error;
  }
}

/** What TypeScript's library does not know yet of JSON: numbers as they are written. */
type ExactReviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
const { parse: parseExactly, rawJSON } = JSON as unknown as {
  parse: (text: string, reviver: ExactReviver) => unknown;
  rawJSON: (text: string) => unknown;
};

/** The id as the line has it: a number of more than 15 digits must come back with all of them. */
function idIn({ id = null }: Record<string, unknown>, line: string): unknown {
  if (typeof id === "string" || typeof id === "boolean" || id === null || Number.isSafeInteger(id)) return id;
  const exact = parseExactly(line, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined ? rawJSON(source) : value,
  );
  return (exact as Record<string, unknown>)["id"];
}

/** The answer to the bytes of a line as text, and whether it is an error. `undefined` stands for a line that is too long. */
function answerBytes(
  bytes: Buffer | undefined,
  calendar: Calendar,
): { readonly text: string; readonly failed: boolean } {
  const refuse = (error: string) => ({ text: JSON.stringify({ id: null, error }), failed: true });
  if (bytes === undefined) return refuse(`expected lines of at most ${LINE_BYTES_MAX / 1024 / 1024} MiB`);
  if (!isUtf8(bytes)) return refuse("expected text in UTF-8");
  try {
    const answer = answerLine(bytes.toString("utf8").replace(/^\uFEFF/, ""), calendar);
    return { text: JSON.stringify(answer), failed: answer.error !== undefined };
  } catch (error) {
    // Lists in lists by the ten thousand can be read, but not written again.
    if (error instanceof RangeError) return refuse("id: expected less nesting");
    throw error;
  }
}

/** Takes a stream of bytes apart into lines. */
class Lines {
  private kept: Buffer[] = [];
  private keptBytes = 0;

  /** The lines that end in a further chunk; `undefined` for one that is too long, of which no more than the limit is kept. */
  *endingIn(chunk: Buffer): Generator<Buffer | undefined> {
    let from = 0;
    for (let to = chunk.indexOf(0x0a); to >= 0; to = chunk.indexOf(0x0a, from)) {
      this.keep(chunk.subarray(from, to));
      yield this.take();
      from = to + 1;
    }
    this.keep(chunk.subarray(from));
  }

  private keep(bytes: Buffer): void {
    this.keptBytes += bytes.length;
    if (this.keptBytes > LINE_BYTES_MAX) this.kept = [];
    else if (bytes.length > 0) this.kept.push(bytes);
  }

  /** What is left after the last line end. */
  take(): Buffer | undefined {
    const line =
      this.keptBytes > LINE_BYTES_MAX ? undefined : this.kept.length === 1 ? this.kept[0] : Buffer.concat(this.kept);
    this.kept = [];
    this.keptBytes = 0;
    return line;
  }
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Whether a line holds nothing but blanks, and perhaps the mark that begins a file in UTF-8. */
function isBlank(line: Buffer): boolean {
  const start = line.subarray(0, BOM.length).equals(BOM) ? BOM.length : 0;
  for (let index = start; index < line.length; index++) if (line[index]! > 0x20) return false;
  return true;
}

async function* chunksOf(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* input;
  } catch (error) {
    throw new Fault(`standard input: cannot be read: ${reasonOf(error)}`);
  }
}

/** Answers every line of a stream in order; returns how many could not be answered. */
export async function worktime(
  calendar: Calendar,
  input: AsyncIterable<Buffer>,
  output: NodeJS.WritableStream,
): Promise<number> {
  let failed = 0;
  let pending = "";
  const answer = (bytes: Buffer | undefined): void => {
    if (bytes !== undefined && isBlank(bytes)) return;
    const answered = answerBytes(bytes, calendar);
    if (answered.failed) failed++;
    pending += `${answered.text}\n`;
  };
  const flush = async (): Promise<void> => {
    const text = pending;
    pending = "";
    if (text !== "" && !output.write(text)) await new Promise((resolve) => output.once("drain", resolve));
  };
  const lines = new Lines();
  for await (const chunk of chunksOf(input)) {
    for (const bytes of lines.endingIn(chunk)) {
      answer(bytes);
      if (pending.length >= OUTPUT_CHUNK) await flush();
    }
    // Whoever asks line by line waits for the answer before the next question.
    await flush();
  }
  answer(lines.take());
  await flush();
  return failed;
}
