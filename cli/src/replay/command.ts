/** `handschlag replay`: its options, its progress bar and its report. */
import { fileURLToPath } from "node:url";
import { existsSync } from "node:fs";
import { SingleBar } from "cli-progress";
import { instantOfIso, type Instant } from "@handschlag/engine/instant.ts";
import { readMapping, type MappingDocument } from "@handschlag/engine/ticket/mapping.ts";
import type { Locale } from "@handschlag/engine/ticket/wording.ts";
import { linesOf, loadContract, textOf } from "../contract-files.ts";
import { Fault } from "../fault.ts";
import { replay } from "./replay.ts";
import { csvReport, jsonReport, textReport } from "./report.ts";

export interface ReplayOptions {
  readonly amendment?: readonly string[];
  readonly mapping?: string;
  readonly whatIf?: string;
  readonly tickets?: string;
  readonly now?: string;
  readonly workers: number;
  readonly language?: Locale;
  readonly json?: true;
  readonly csv?: true;
}

/** Replays and prints. Throws a `Fault` for bad input. */
export async function replayCommand(contract: string, logs: readonly string[], options: ReplayOptions): Promise<void> {
  const { documents, world } = await loadContract([contract, ...(options.amendment ?? [])]);
  const other = options.whatIf === undefined ? undefined : await loadContract([options.whatIf]);
  const bar = progressBar();
  const replayed = await replay({
    documents,
    otherDocuments: other?.documents,
    worldHolidays: world || (other?.world ?? false),
    logs,
    mapping: options.mapping === undefined ? undefined : mappingOf(options.mapping),
    tickets: options.tickets,
    now: nowOf(options.now),
    workers: options.workers,
    onProgress: bar.show,
  }).finally(bar.stop);
  const unread = Object.entries(replayed.unread);
  if (unread.length > 0) process.stderr.write(`handschlag: fields that are not read: ${unread.map(([field, count]) => `${field} (${count} lines)`).join(", ")}\n`);
  const latest = documents.toSorted((a, b) => b.version - a.version)[0]!;
  const against = other?.documents[0];
  if (options.json) process.stdout.write(jsonReport(replayed, latest, against));
  else if (options.csv) process.stdout.write(csvReport(replayed, latest, against));
  else process.stdout.write(textReport(replayed, latest, against, options.language ?? latest.language));
}

function nowOf(text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const now = instantOfIso(text);
  if (now === undefined) throw new Fault(`--now: expected an existing instant with offset such as 2026-11-23T08:00:00Z, found ${text}`);
  return now;
}

/** A mapping by the name under which it ships, or from a file. */
function mappingOf(name: string): MappingDocument {
  const shipped = /^[a-z-]+$/.test(name) ? fileURLToPath(new URL(`../../mappings/${name}.yaml`, import.meta.url)) : "";
  const file = shipped !== "" && existsSync(shipped) ? shipped : name;
  const mapping = readMapping(textOf(file));
  if (!mapping.ok) throw new Fault(`${file}: not a valid mapping`, linesOf(file, mapping.refusal));
  return mapping.value;
}

const BAR_AFTER_MS = 1_000;

/** A bar on standard error, if that is a terminal and the work takes longer than a second. */
function progressBar(): { readonly show: (share: number) => void; readonly stop: () => void } {
  if (!process.stderr.isTTY) return { show: () => undefined, stop: () => undefined };
  const startedAt = performance.now();
  let bar: SingleBar | undefined;
  return {
    show: (share) => {
      if (bar === undefined && performance.now() - startedAt > BAR_AFTER_MS) {
        bar = new SingleBar({ format: "{bar} {percentage} % | {eta_formatted}", stream: process.stderr, clearOnComplete: true, hideCursor: true, etaBuffer: 50 });
        bar.start(1_000, 0);
      }
      bar?.update(Math.round(share * 1_000));
    },
    stop: () => bar?.stop(),
  };
}
