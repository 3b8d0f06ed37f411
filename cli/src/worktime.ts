/** `handschlag worktime`: questions of working time as NDJSON, answered line by line in order. */
import { createInterface } from "node:readline";
import { addWorkingTime, isWorkingTime, nextWorkingInstant, OutsideKnownTime, workingTimeBetween, type Calendar } from "@handschlag/engine/calendar/calendar.ts";
import { dueAt, TARGET_FORMS, targetOf } from "@handschlag/engine/calendar/target.ts";
import { instantOfIso, isoOf, millis, type Instant } from "@handschlag/engine/instant.ts";

/** Longest amount of working time that can be added: more than all known years have. */
const MILLISECONDS_MAX = 5e12;
const OUTPUT_CHUNK = 64 * 1024;

/** A question that cannot be answered: field and what was expected there. */
class BadQuestion extends Error {}

const expected = (field: string, what: string): BadQuestion => new BadQuestion(`${field}: expected ${what}`);

function instantIn(question: Record<string, unknown>, field: string): Instant {
  const value = question[field];
  const at = typeof value === "string" ? instantOfIso(value) : undefined;
  if (at === undefined) throw expected(field, "an existing instant with offset between 1970 and 2100 such as 2026-11-23T08:00:00Z");
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
      if (typeof milliseconds !== "number" || !Number.isSafeInteger(milliseconds) || milliseconds < 0 || milliseconds > MILLISECONDS_MAX) {
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
export function answerLine(line: string, calendar: Calendar): { readonly id: unknown; readonly error?: string } {
  let question: unknown;
  try {
    question = JSON.parse(line);
  } catch (error) {
    return { id: null, error: `expected one JSON object a line: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (typeof question !== "object" || question === null || Array.isArray(question)) return { id: null, error: "expected a JSON object" };
  const id = (question as Record<string, unknown>)["id"] ?? null;
  try {
    return { id, ...answerTo(question as Record<string, unknown>, calendar) };
  } catch (error) {
    if (error instanceof BadQuestion || error instanceof OutsideKnownTime) return { id, error: error.message };
    throw error;
  }
}

/** Answers every line of standard input; returns how many could not be answered. */
export async function worktime(calendar: Calendar, input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<number> {
  let failed = 0;
  let pending = "";
  const flush = async (): Promise<void> => {
    const chunk = pending;
    pending = "";
    if (chunk !== "" && !output.write(chunk)) await new Promise((resolve) => output.once("drain", resolve));
  };
  for await (const raw of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = raw.replace(/^\uFEFF/, "");
    if (line.trim() === "") continue;
    const answer = answerLine(line, calendar);
    if (answer.error !== undefined) failed++;
    pending += `${JSON.stringify(answer)}\n`;
    if (pending.length >= OUTPUT_CHUNK) await flush();
  }
  await flush();
  return failed;
}
