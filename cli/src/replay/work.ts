/** The two kinds of work that a replay hands to its threads, and the thread itself. */
import { dirname } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { germanHolidays } from "@handschlag/engine/calendar/holidays.ts";
import { loadWorldHolidays } from "@handschlag/engine/calendar/world-holidays.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { termsOf, type Terms } from "@handschlag/engine/contract/terms.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import { assert } from "@handschlag/engine/outcome.ts";
import type { ColumnIndex, MappingDocument } from "@handschlag/engine/ticket/mapping.ts";
import { Fault, isOfSystem, reasonOf } from "../fault.ts";
import { convertPart, distributeCsv, type Converted } from "./csv.ts";
import { distribute, mergesIn, type Distributed, type Segment } from "./distribute.ts";
import { EventScanner } from "./event-scan.ts";
import { judge, type Judged } from "./judge.ts";

/** What all work of a replay has in common; crosses to the threads once. */
export interface Setting {
  readonly folder: string;
  readonly partCount: number;
  readonly documents: readonly ContractDocument[];
  readonly otherDocuments: readonly ContractDocument[] | undefined;
  /** Whether a calendar needs public holidays of other countries. */
  readonly worldHolidays: boolean;
  readonly writeTickets: boolean;
  /** How CSV is read; without one the log is NDJSON. */
  readonly mapping: MappingDocument | undefined;
}

export type Work =
  | { readonly kind: "find-merges"; readonly segment: Segment }
  | { readonly kind: "distribute"; readonly segment: Segment; readonly groups: ReadonlyMap<string, string> }
  | {
      readonly kind: "convert";
      readonly part: number;
      readonly segments: readonly { readonly number: number; readonly columns: ColumnIndex }[];
      readonly lineBefore: readonly number[];
    }
  | { readonly kind: "judge"; readonly part: number; readonly now: Instant; readonly lineBefore: readonly number[] };

export type Done =
  | { readonly kind: "find-merges"; readonly merges: [string, string][] }
  | { readonly kind: "distribute"; readonly segment: number; readonly distributed: Distributed }
  | { readonly kind: "convert"; readonly converted: Converted }
  | { readonly kind: "judge"; readonly part: number; readonly judged: Judged };

/** From a thread: a piece of work is done, or so many bytes more were read. */
export type Report =
  | { readonly done: Done }
  | { readonly bytes: number }
  | { readonly fault: string }
  | { readonly defect: string };

const BYTES_PER_REPORT = 8 * 1024 * 1024;

/** Does pieces of work one after the other. The contract is compiled once, at the first judging. */
export class Bench {
  private readonly setting: Setting;
  private readonly onBytes: (count: number) => void;
  private readonly scanner = new EventScanner();
  private compiled:
    | { readonly versions: readonly Terms[]; readonly otherVersions: readonly Terms[] | undefined }
    | undefined;

  constructor(setting: Setting, onBytes: (count: number) => void) {
    this.setting = setting;
    this.onBytes = onBytes;
  }

  /** Does a piece of work. Throws a `Fault` when the log cannot be read or the temporary folder not be written. */
  async run(work: Work): Promise<Done> {
    try {
      return await this.done(work);
    } catch (error) {
      if (!isOfSystem(error)) throw error;
      const { folder } = this.setting;
      const isOurs = error.path === undefined || error.path.startsWith(folder);
      throw new Fault(
        isOurs
          ? `temporary folder ${dirname(folder)}: ${reasonOf(error)}`
          : `${error.path}: cannot be read: ${reasonOf(error)}`,
      );
    }
  }

  private async done(work: Work): Promise<Done> {
    const { folder, partCount, writeTickets, mapping } = this.setting;
    switch (work.kind) {
      case "find-merges":
        return { kind: work.kind, merges: mergesIn(work.segment) };
      case "distribute": {
        const { segment, groups } = work;
        const distributed =
          mapping === undefined
            ? distribute(segment, folder, partCount, groups, this.onBytes)
            : await distributeCsv(segment, mapping, folder, partCount, this.onBytes);
        return { kind: work.kind, segment: segment.number, distributed };
      }
      case "convert":
        assert(mapping !== undefined, "only CSV is converted");
        return { kind: work.kind, converted: convertPart(work.part, work.segments, mapping, folder, work.lineBefore) };
      case "judge": {
        this.compiled ??= await this.compile();
        const { now, lineBefore, part } = work;
        return {
          kind: work.kind,
          part,
          judged: judge(part, { folder, now, lineBefore, writeTickets, ...this.compiled }, this.scanner),
        };
      }
    }
  }

  private async compile(): Promise<{ versions: readonly Terms[]; otherVersions: readonly Terms[] | undefined }> {
    const holidays = this.setting.worldHolidays ? await loadWorldHolidays() : germanHolidays;
    const compiled = (documents: readonly ContractDocument[]): readonly Terms[] => {
      const terms = termsOf(documents, holidays);
      assert(terms.ok, "the documents were checked before the replay");
      return terms.value;
    };
    return {
      versions: compiled(this.setting.documents),
      otherVersions: this.setting.otherDocuments && compiled(this.setting.otherDocuments),
    };
  }
}

const reportOf = (error: unknown): Report =>
  error instanceof Fault
    ? { fault: error.message }
    : { defect: error instanceof Error ? (error.stack ?? error.message) : String(error) };

if (parentPort !== null && workerData !== null) {
  const port = parentPort;
  let unreported = 0;
  const bench = new Bench(workerData as Setting, (count) => {
    unreported += count;
    if (unreported < BYTES_PER_REPORT) return;
    port.postMessage({ bytes: unreported } satisfies Report);
    unreported = 0;
  });
  port.on("message", (work: Work) => {
    bench.run(work).then(
      (done) => port.postMessage({ done } satisfies Report),
      (error: unknown) => port.postMessage(reportOf(error)),
    );
  });
}
