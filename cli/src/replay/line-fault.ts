/** Lines of a log that cannot be read, named by file and line for the person who has to mend them. */
import { Fault } from "../fault.ts";
import { FAULTS_MAX, type LineFault, type Segment } from "./distribute.ts";
import type { PlainLog } from "./log-file.ts";

/** What a piece of reading found. */
interface Found {
  readonly faults: readonly LineFault[];
  readonly faultCount: number;
}

/** Where the segments of the logs begin: known once all of them were read. */
export class Places {
  /** Number of the line before the first of each segment, in the logs as a whole. */
  readonly lineBefore: readonly number[];
  private readonly segments: readonly Segment[];
  private readonly logs: readonly PlainLog[];

  constructor(segments: readonly Segment[], linesBySegment: readonly number[], logs: readonly PlainLog[]) {
    this.segments = segments;
    this.logs = logs;
    let lines = 0;
    this.lineBefore = linesBySegment.map((count) => (lines += count) - count);
  }

  /** Throws when segments have lines that cannot be read; their lines count from the start of the segment. */
  refuseInSegments(found: readonly Found[]): void {
    refuse(
      found,
      found.flatMap(({ faults }, segment) =>
        faults.map(({ line, message }) => ({ line: this.lineBefore[segment]! + line, message, segment })),
      ),
      (fault) => this.nameOf(fault.line, fault.segment),
    );
  }

  /** Throws when there are lines that cannot be read; they count from the start of the first log. */
  refuse(found: readonly Found[]): void {
    const segmentOf = (line: number) =>
      Math.max(
        0,
        this.lineBefore.findLastIndex((before) => before < line),
      );
    refuse(
      found,
      found.flatMap(({ faults }) => faults),
      ({ line }) => this.nameOf(line, segmentOf(line)),
    );
  }

  private nameOf(line: number, segment: number): string {
    const { log } = this.segments[segment]!;
    const first = this.segments.findIndex((each) => each.log === log);
    return `${this.logs[log]!.name}:${line - this.lineBefore[first]!}`;
  }
}

function refuse<Line extends LineFault>(
  found: readonly Found[],
  faults: readonly Line[],
  nameOf: (fault: Line) => string,
): void {
  const count = found.reduce((total, { faultCount }) => total + faultCount, 0);
  if (count === 0) return;
  const first = faults.toSorted((a, b) => a.line - b.line).slice(0, FAULTS_MAX);
  const shown = first.map((fault) => `${nameOf(fault)}: ${fault.message}`);
  if (count > shown.length) shown.push(`… and ${count - shown.length} more`);
  throw new Fault(`${count} ${count === 1 ? "line" : "lines"} of the log cannot be read; no figures are given`, shown);
}
