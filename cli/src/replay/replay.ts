/**
 * Runs contracts over a log of any size: the log is read once to hand its lines to parts by ticket, and each part is
 * judged alone. Memory does not grow with the log, and the result does not depend on the number of workers.
 */
import { join } from "node:path";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { instant, type Instant } from "@handschlag/engine/instant.ts";
import { Attainment } from "@handschlag/engine/ticket/attainment.ts";
import type { MappingDocument } from "@handschlag/engine/ticket/mapping.ts";
import { Fault } from "../fault.ts";
import { crewOf, type Crew } from "./crew.ts";
import { MERGES_MAX, type Segment } from "./distribute.ts";
import {
  DIFFERENCES_MAX,
  ticketFile,
  WORST_MAX,
  worstFirst,
  type Difference,
  type Judged,
  type Miss,
  type NoClockKind,
} from "./judge.ts";
import { addTo } from "./part-lines.ts";
import { Places } from "./line-fault.ts";
import { plainLog, refuseUnreadable, segmentsOf, type PlainLog } from "./log-file.ts";
import { mergeByOrder } from "./merge.ts";
import { Scratch } from "./scratch.ts";
import type { Done, Setting, Work } from "./work.ts";

export interface ReplayOrder {
  readonly documents: readonly ContractDocument[];
  readonly otherDocuments: readonly ContractDocument[] | undefined;
  readonly worldHolidays: boolean;
  /** Files in the order in which they are to be read; `-` is standard input. */
  readonly logs: readonly string[];
  readonly mapping: MappingDocument | undefined;
  /** File for one line a ticket. */
  readonly tickets: string | undefined;
  /** The instant at which clocks are read; the last event of the log when it is left open. */
  readonly now: Instant | undefined;
  readonly workers: number;
  readonly onProgress: (share: number) => void;
}

export interface Replayed {
  /** `undefined` when the log has no events and no instant was asked for. */
  readonly now: Instant | undefined;
  readonly events: number;
  readonly attainment: Attainment;
  readonly otherAttainment: Attainment | undefined;
  readonly worst: readonly Miss[];
  readonly differences: readonly Difference[];
  readonly differenceCounts: Readonly<Record<string, number>>;
  /** Fields of events that were not read, with how often they occurred. */
  readonly unread: ReadonlyMap<string, number>;
  /** Why tickets have no clock, with how many of them. */
  readonly withoutClock: ReadonlyMap<NoClockKind, number>;
}

const PART_BYTES = 2 * 1024 * 1024;
const PARTS_MAX = 2_048;
/** Smaller logs are read faster by one thread than threads are started. */
const THREADS_FROM_BYTES = 24 * 1024 * 1024;

/** Replays a log. Throws a `Fault` that lists the lines that cannot be read; then no figure is given. */
export async function replay(order: ReplayOrder): Promise<Replayed> {
  refuseUnreadable(order.logs);
  const scratch = new Scratch();
  try {
    const logs: PlainLog[] = [];
    for (const log of order.logs) logs.push(await plainLog(log, join(scratch.folder, `log-${logs.length}`)));
    return await replayIn(scratch, order, logs);
  } finally {
    await scratch.remove();
  }
}

async function replayIn(scratch: Scratch, order: ReplayOrder, logs: readonly PlainLog[]): Promise<Replayed> {
  const { folder } = scratch;
  const bytes = logs.reduce((total, log) => total + log.bytes, 0);
  const workers = bytes < THREADS_FROM_BYTES ? 0 : order.workers;
  const partCount = Math.min(PARTS_MAX, Math.max(1, Math.ceil(bytes / PART_BYTES)));
  const { documents, otherDocuments, worldHolidays, tickets, mapping } = order;
  const setting: Setting = {
    folder,
    partCount,
    documents,
    otherDocuments,
    worldHolidays,
    writeTickets: tickets !== undefined,
    mapping,
  };
  let readBytes = 0;
  let judgedParts = 0;
  const report = () => order.onProgress(bytes === 0 ? 1 : 0.3 * (readBytes / bytes) + 0.7 * (judgedParts / partCount));
  const crew = crewOf(workers, setting, (count) => {
    readBytes += count;
    report();
  });
  scratch.crew = crew;
  const segments = segmentsOf(logs, mapping === undefined ? Math.max(1, workers) : 1);
  const { places, lastAt } = await distributeAll(crew, segments, logs, setting);
  const now = order.now ?? lastAt;
  const readAt = now ?? instant("1970-01-03T00:00:00Z");
  const parts = Array.from({ length: partCount }, (_, part): Work => ({
    kind: "judge",
    part,
    now: readAt,
    lineBefore: places.lineBefore,
  }));
  const judged = await all(crew, parts, "judge", () => {
    judgedParts++;
    report();
  });
  const results = judged.map((each) => each.judged);
  places.refuse(results);
  if (tickets !== undefined)
    await mergeByOrder(
      judged.map(({ part }) => ticketFile(folder, part)),
      tickets,
    );
  return resultOf(results, now);
}

/** The first reading: every line goes to its part. Throws a `Fault` when lines cannot be read. */
async function distributeAll(
  crew: Crew,
  segments: readonly Segment[],
  logs: readonly PlainLog[],
  setting: Setting,
): Promise<{ places: Places; lastAt: Instant | undefined }> {
  const { mapping, partCount } = setting;
  const groups =
    mapping === undefined
      ? groupsOf(
          await all(
            crew,
            segments.map((segment): Work => ({ kind: "find-merges", segment })),
            "find-merges",
          ),
        )
      : new Map<string, string>();
  const done = await all(
    crew,
    segments.map((segment): Work => ({ kind: "distribute", segment, groups })),
    "distribute",
  );
  const found = done.map(({ distributed }) => distributed);
  const places = new Places(
    segments,
    found.map(({ lines }) => lines),
    logs,
  );
  places.refuseInSegments(found);
  if (mapping === undefined) return { places, lastAt: latest(found) };
  const { lineBefore } = places;
  const readSegments = done.flatMap(({ segment, distributed: { columns } }) =>
    columns === undefined ? [] : [{ number: segment, columns }],
  );
  const parts = Array.from({ length: partCount }, (_, part): Work => ({
    kind: "convert",
    part,
    segments: readSegments,
    lineBefore,
  }));
  const converted = (await all(crew, parts, "convert")).map((each) => each.converted);
  places.refuse(converted);
  return { places, lastAt: latest(converted) };
}

const latest = (found: readonly { readonly lastAt: Instant | undefined }[]): Instant | undefined =>
  found.reduce<Instant | undefined>(
    (last, { lastAt }) => (lastAt !== undefined && (last === undefined || lastAt > last) ? lastAt : last),
    undefined,
  );

async function all<Kind extends Done["kind"]>(
  crew: Crew,
  works: readonly Work[],
  kind: Kind,
  onDone?: () => void,
): Promise<Extract<Done, { kind: Kind }>[]> {
  const answers = await crew.runAll(works, onDone);
  return answers.filter((answer): answer is Extract<Done, { kind: Kind }> => answer.kind === kind);
}

/** For each ticket that a merge touches the name of its group: tickets of one group must be judged together. */
function groupsOf(found: readonly { readonly merges: readonly [string, string][] }[]): ReadonlyMap<string, string> {
  const leader = new Map<string, string>();
  const find = (ticket: string): string => {
    let top = ticket;
    for (let up = leader.get(top); up !== undefined && up !== top; up = leader.get(top)) top = up;
    // Whoever was asked on the way knows the answer from now on, else a long chain of merges is walked again and again.
    for (let at = ticket; at !== top;) {
      const up = leader.get(at)!;
      leader.set(at, top);
      at = up;
    }
    leader.set(top, top);
    return top;
  };
  if (found.reduce((total, { merges }) => total + merges.length, 0) > MERGES_MAX) {
    throw new Fault(`expected at most ${MERGES_MAX.toLocaleString("en-GB")} merged tickets in a log`);
  }
  for (const { merges } of found) for (const [source, target] of merges) leader.set(find(source), find(target));
  return new Map([...leader.keys()].map((ticket) => [ticket, find(ticket)]));
}

function resultOf(judged: readonly Judged[], now: Instant | undefined): Replayed {
  const attainment = new Attainment();
  const other = judged[0]?.otherSums === undefined ? undefined : new Attainment();
  const differenceCounts: Record<string, number> = {};
  const unread = new Map<string, number>();
  const withoutClock = new Map<NoClockKind, number>();
  for (const part of judged) {
    attainment.absorb(part.sums);
    if (part.otherSums !== undefined) other?.absorb(part.otherSums);
    for (const [kind, count] of Object.entries(part.differenceCounts))
      differenceCounts[kind] = (differenceCounts[kind] ?? 0) + count;
    for (const [field, count] of part.unread) addTo(unread, field, count);
    for (const [kind, count] of part.withoutClock) addTo(withoutClock, kind, count);
  }
  return {
    now,
    events: judged.reduce((total, part) => total + part.events, 0),
    attainment,
    otherAttainment: other,
    worst: judged
      .flatMap(({ worst }) => worst)
      .toSorted(worstFirst)
      .slice(0, WORST_MAX),
    differences: judged
      .flatMap(({ differences }) => differences)
      .toSorted((a, b) => a.order - b.order)
      .slice(0, DIFFERENCES_MAX),
    differenceCounts,
    unread,
    withoutClock,
  };
}
