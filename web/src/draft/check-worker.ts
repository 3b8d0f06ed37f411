/** Checks drafts beside the page, so that typing never waits for it. */
import { germanHolidays } from "@handschlag/engine/calendar/holidays.ts";
import { checkContract, saidOf } from "@handschlag/engine/contract/check/check.ts";
import { faultInGerman } from "@handschlag/engine/contract/fault-words.ts";
import { namedPath, type NamedPath, type Part } from "@handschlag/engine/contract/parts.ts";
import { readParts } from "@handschlag/engine/contract/reader.ts";
import type { Language } from "../i18n/words.ts";

export interface Asked {
  readonly id: number;
  readonly document: Part;
  readonly language: Language;
  /** The day for which it is checked, `2026-11-23`. */
  readonly asOf: string;
}

/** What is wrong or weak at a place. */
export interface Remark {
  readonly kind: "fault" | "error" | "warning" | "hint";
  readonly path: NamedPath;
  readonly title: string;
  readonly reason?: string;
  readonly remedy?: string;
  readonly source?: string;
}

export interface Answered {
  readonly id: number;
  readonly remarks: readonly Remark[];
}

/** What the engine says of a draft: what is missing or does not fit, and once all of it fits what is weak. */
export function remarksOn({ document, language, asOf }: Omit<Asked, "id">): readonly Remark[] {
  // Holidays of other countries are known to the server only: their library is larger than all pages together.
  const read = readParts(document, { ...germanHolidays, knows: () => true });
  if (!read.ok)
    return read.refusal.map(({ path, message }) => ({
      kind: "fault",
      path: namedPath(document, path),
      title: faultSentence(message, language),
    }));
  return checkContract(read.value, { asOf }).map((finding) => ({
    kind: finding.rule.severity,
    path: namedPath(document, finding.path),
    title: saidOf(finding.rule.title, language, finding),
    reason: saidOf(finding.rule.reason, language, finding),
    remedy: saidOf(finding.rule.remedy, language, finding),
    source: finding.rule.source,
  }));
}

/** The engine's clause as a sentence of its own. */
function faultSentence(message: string, language: Language): string {
  const said = language === "de" ? (faultInGerman(message) ?? message) : message;
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

/** Whether this runs as a worker and not in a page or a test. */
const isWorker = typeof document === "undefined" && typeof self !== "undefined" && "postMessage" in self;
if (isWorker)
  self.addEventListener("message", ({ data }: MessageEvent<Asked>) => {
    self.postMessage({ id: data.id, remarks: remarksOn(data) } satisfies Answered);
  });
