/**
 * A second reading of product.md §9, for tests only: slow, and written from the rules without the code under test.
 *
 * It walks a ticket minute by minute, notes for each clock whether it ran, was paused or was stopped in that minute, and
 * answers by counting minutes. Of the engine it knows the form of documents and events, and for each minute whether it is
 * working time. Every event must happen on a whole minute.
 */
import { Temporal } from "temporal-polyfill";
import { calendarOf, isWorkingTime } from "../calendar/calendar.ts";
import type { CalendarDefinition } from "../calendar/definition.ts";
import type { ContractDocument, Level } from "../contract/document.ts";
import type { Instant } from "../instant.ts";
import type { TicketEvent } from "./event.ts";

/** What the oracle says of one clock. Instants in milliseconds; `deadline` is infinite when its weeks end before. */
export interface Told {
  readonly level: Level;
  readonly life: number;
  readonly cycle: number;
  readonly state: string;
  readonly priority: string;
  readonly startedAt: number;
  readonly deadline: number | null;
  readonly stoppedAt: number | null;
  readonly breachedAt: number | null;
  readonly elapsedMs: number;
  readonly pausedMs: number;
}

export interface Merge {
  readonly mergedAt: number;
  readonly openedAt: number;
}

const MINUTE_MS = 60_000;
const LEVELS = ["response", "update", "restore", "resolve"] as const;

/** The minutes of some weeks, each marked as working or not. */
export interface Weeks {
  readonly first: number;
  readonly working: Uint8Array;
  readonly timeZone: string;
}

export function weeksOf(definition: CalendarDefinition, from: number, days: number): Weeks {
  const calendar = calendarOf(definition);
  const first = Math.floor(from / MINUTE_MS);
  const working = new Uint8Array(days * 1_440);
  for (let index = 0; index < working.length; index++)
    working[index] = isWorkingTime(calendar, ((first + index) * MINUTE_MS) as Instant) ? 1 : 0;
  return { first, working, timeZone: definition.timeZone };
}

type Mode = "runs" | "paused" | "stopped";

/** A clock on the wall of the oracle: what it did in each minute since its start. */
interface Watch {
  readonly level: Level;
  readonly life: number;
  readonly cycle: number;
  readonly start: number;
  readonly startsWithTicket: boolean;
  readonly modes: Mode[];
  mode: Mode;
  /** Minute of the last stop; it is the end unless the clock goes on later. */
  stoppedAt: number | undefined;
  withdrawn: boolean;
}

/** What is promised for a level from a minute on. */
interface Promise_ {
  readonly from: number;
  readonly service: string;
  readonly priority: string;
  readonly text: string | undefined;
  readonly calendar: string;
  readonly atOnce: boolean;
  readonly fromChange: boolean;
  readonly broughtStart: number | undefined;
}

/** One life of a ticket while it is walked through. */
interface Walk {
  readonly number: number;
  readonly opening: number;
  document: ContractDocument;
  service: string | undefined;
  priority: string | undefined;
  broughtStart: number | undefined;
  readonly promises: Record<Level, Promise_[]>;
  readonly watches: Watch[];
  pausedLevels: readonly string[];
  /** Resolved or ended: only the resolve clock may still go on, where it counts to the closing. */
  isResolved: boolean;
  endedAt: number | undefined;
  /** Withdrawn: nothing that follows concerns this life. */
  over: boolean;
  unanswered: boolean;
}

/** Reads a ticket at `now`. `weeks` by the JSON of the calendar's definition; documents ascend by the date they apply from. */
export function tell(
  events: readonly TicketEvent[],
  documents: readonly ContractDocument[],
  now: number,
  merges: readonly Merge[],
  weeks: (definition: CalendarDefinition) => Weeks,
): Told[] {
  const known = events.filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at || a.recordedAt - b.recordedAt);
  const opening = known.findIndex(({ type }) => type === "opened");
  if (opening < 0) return [];
  const minuteOf = (at: number): number => at / MINUTE_MS;
  const validFrom = documents.map(({ validFrom: date, timeZone }) =>
    minuteOf(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds),
  );
  const inForce = (minute: number): ContractDocument | undefined =>
    documents[validFrom.findLastIndex((from) => from <= minute)];
  const ears = { weeks, now: minuteOf(now) };
  const lives: Walk[] = [];
  let walk: Walk | undefined;
  const start = minuteOf(known[opening]!.at);
  let next = opening;
  for (let minute = start; minute <= ears.now; minute++) {
    const amended = validFrom.indexOf(minute);
    if (walk !== undefined && amended > 0 && minute > walk.opening) {
      walk.document = documents[amended]!;
      promise(walk, minute, walk.document.clocks.retarget.version === "from-change");
    }
    for (; known[next]?.at === minute * MINUTE_MS; next++) {
      const event = known[next]!;
      if (walk === undefined || (event.type === "reopened" && beginsNewLife(walk, minute))) {
        const document = inForce(minute);
        if (document === undefined) return [];
        walk = lifeOf(lives.length + 1, minute, document, walk === undefined ? event : walk);
        lives.push(walk);
        begin(walk, event, minute);
      } else if (walk.over) know(walk, event);
      else follow(walk, event, minute, ears);
    }
    for (const merge of merges)
      if (walk !== undefined && minuteOf(merge.mergedAt) === minute) absorb(walk, minuteOf(merge.openedAt), minute);
    if (minute < ears.now) for (const watch of walk?.watches ?? []) watch.modes.push(watch.mode);
  }
  return lives.flatMap((life) => life.watches.flatMap((watch) => judge(watch, life.promises[watch.level], ears) ?? []));
}

function lifeOf(
  number: number,
  opening: number,
  document: ContractDocument,
  about: Pick<TicketEvent, "service" | "priority"> | Walk,
): Walk {
  return {
    number,
    opening,
    document,
    service: about.service,
    priority: about.priority,
    broughtStart: undefined,
    promises: { response: [], update: [], restore: [], resolve: [] },
    watches: [],
    pausedLevels: [],
    isResolved: false,
    endedAt: undefined,
    over: false,
    unanswered: true,
  };
}

/** After the contract's days, or once withdrawn, a reopened ticket is a new one. */
function beginsNewLife({ over, endedAt, document }: Walk, minute: number): boolean {
  return over || (endedAt !== undefined && minute - endedAt > document.clocks.reopen.withinDays * 1_440);
}

const isAnswer = ({ type, by, automatic }: TicketEvent): boolean =>
  type === "answered" && by === "provider" && automatic !== true;

/** What is promised from this minute on, if it is not what was promised before. */
function promise(walk: Walk, minute: number, fromChange: boolean): void {
  const { document, priority = "", broughtStart } = walk;
  const service = walk.service ?? (document.services.length === 1 ? document.services[0]!.id : "");
  const serviceLevel = document.serviceLevels[document.services.find(({ id }) => id === service)?.serviceLevel ?? ""];
  for (const level of LEVELS) {
    const targets = serviceLevel?.targets[priority];
    const target = document.priorities.levels.includes(priority) ? targets?.[level] : undefined;
    const text = typeof target === "object" ? target.target : target;
    const name = typeof target === "object" ? target.calendar : (targets?.calendar ?? serviceLevel?.calendar ?? "");
    const calendar = JSON.stringify(document.calendars[name]);
    const last = walk.promises[level].at(-1);
    const isSame =
      last?.service === service &&
      last.priority === priority &&
      last.text === text &&
      (text === undefined || last.calendar === calendar);
    if (isSame) continue;
    walk.promises[level].push({
      from: minute,
      service,
      priority,
      text,
      calendar,
      atOnce: document.clocks.outsideHours === "at-once",
      fromChange,
      broughtStart,
    });
  }
}

/** A merged ticket brings its start, if it is earlier, to what counts from the start. */
function absorb(walk: Walk, openedAt: number, minute: number): void {
  if (openedAt >= (walk.broughtStart ?? walk.opening)) return;
  walk.broughtStart = openedAt;
  for (const level of LEVELS) {
    const last = walk.promises[level].at(-1)!;
    if (!last.fromChange) walk.promises[level].push({ ...last, from: minute, broughtStart: openedAt });
  }
}

/** Starts what the opening of a life starts. */
function begin(walk: Walk, event: TicketEvent, minute: number): void {
  promise(walk, minute, false);
  startClocks(walk, event, minute, true);
  startWatch(walk, "update", minute, 1, true);
}

function startWatch(walk: Walk, level: Level, minute: number, cycle: number, startsWithTicket: boolean): void {
  const mode = walk.pausedLevels.includes(level) ? "paused" : "runs";
  walk.watches.push({
    level,
    life: walk.number,
    cycle,
    start: minute,
    startsWithTicket,
    modes: [],
    mode,
    stoppedAt: undefined,
    withdrawn: false,
  });
}

/** Starts the clocks that begin with this event and have not begun before, and says which those are. */
function startClocks(walk: Walk, event: TicketEvent, minute: number, isOpening: boolean): readonly Level[] {
  const { restore, resolve } = walk.document.clocks;
  const begun = (
    [
      ["response", "opened"],
      ["restore", restore.start],
      ["resolve", resolve.start],
    ] as const
  ).filter(([level, startEvent]) => {
    const happened =
      startEvent === "opened" ? isOpening : startEvent === "answered" ? isAnswer(event) : event.type === startEvent;
    const isOver =
      level === "resolve" && walk.document.clocks.resolve.stop === "closed"
        ? walk.endedAt !== undefined
        : walk.isResolved;
    return happened && !isOver && !walk.watches.some((watch) => watch.level === level);
  });
  for (const [level] of begun) startWatch(walk, level, minute, 1, isOpening);
  return begun.map(([level]) => level);
}

const stop = (watch: Watch, minute: number): void => {
  if (watch.mode === "stopped") return;
  watch.mode = "stopped";
  watch.stoppedAt = minute;
};

/** The update clock that goes on, if one does. */
const openCycle = ({ watches }: Walk): Watch | undefined =>
  watches.find(({ level, mode }) => level === "update" && mode !== "stopped");
const nextCycle = ({ watches }: Walk): number => 1 + watches.filter(({ level }) => level === "update").length;

interface Ears {
  readonly weeks: (definition: CalendarDefinition) => Weeks;
  readonly now: number;
}

function follow(walk: Walk, event: TicketEvent, minute: number, ears: Ears): void {
  const { clocks } = walk.document;
  const { type, by } = event;
  if (type === "cancelled" && by !== "provider") {
    for (const watch of walk.watches.filter(({ mode }) => mode !== "stopped")) {
      stop(watch, minute);
      watch.withdrawn = true;
    }
    walk.over = true;
    return;
  }
  if (type === "resolved" || type === "closed" || type === "cancelled") {
    const goesOn = type === "resolved" && clocks.resolve.stop === "closed";
    for (const watch of walk.watches) if (!goesOn || watch.level !== "resolve") stop(watch, minute);
    if (!goesOn) walk.endedAt ??= minute;
    walk.isResolved = true;
    walk.pausedLevels = [];
    for (const watch of walk.watches) if (watch.mode === "paused") watch.mode = "runs";
    return;
  }
  const { isResolved } = walk;
  if (type === "paused") walk.pausedLevels = clocks.pauses.find(({ reason }) => reason === event.reason)?.clocks ?? [];
  if (type === "resumed" || type === "reopened") walk.pausedLevels = [];
  if (type === "reopened") {
    walk.endedAt = undefined;
    walk.isResolved = false;
    walk.unanswered = true;
    for (const watch of walk.watches) if (watch.level === "restore" || watch.level === "resolve") watch.mode = "runs";
    if (openCycle(walk) === undefined) startWatch(walk, "update", minute, nextCycle(walk), false);
  }
  const begun = startClocks(walk, event, minute, false);
  for (const watch of walk.watches) {
    if (watch.mode !== "stopped") watch.mode = walk.pausedLevels.includes(watch.level) ? "paused" : "runs";
    if (begun.includes(watch.level)) continue;
    const stopsAt: readonly string[] =
      watch.level === "response" ? clocks.response.stop : watch.level === "restore" ? clocks.restore.stop : [];
    const isBareWorkaround =
      watch.level === "restore" && type === "restored" && event.workaround === true && !clocks.restore.workaroundCounts;
    if (stopsAt.includes(type) && (type !== "answered" || isAnswer(event)) && !isBareWorkaround) stop(watch, minute);
  }
  if (!isResolved) converse(walk, event, minute, ears);
  if (type === "priority-changed" || type === "service-changed") retarget(walk, event, minute);
}

/** What messages and answers do to the update clock. */
function converse(walk: Walk, event: TicketEvent, minute: number, ears: Ears): void {
  const mode = walk.document.clocks.update.start;
  const cycle = openCycle(walk);
  if (isAnswer(event)) {
    walk.unanswered = false;
    if (cycle === undefined) return;
    stop(cycle, minute);
    if (mode !== "message") startWatch(walk, "update", minute, nextCycle(walk), false);
  } else if (event.type === "messaged" && event.by === "client") {
    const isOldest = !walk.unanswered;
    walk.unanswered = true;
    if (!isOldest || mode === "update") return;
    if (cycle === undefined)
      return mode === "message" ? startWatch(walk, "update", minute, nextCycle(walk), false) : undefined;
    if (mode === "message" || judge(cycle, walk.promises.update, { ...ears, now: minute })?.state === "breached")
      return;
    walk.watches.splice(walk.watches.indexOf(cycle), 1);
    startWatch(walk, "update", minute, cycle.cycle, false);
  }
}

/** What the ticket is about from this event on. */
function know(walk: Walk, { type, service, priority }: Pick<TicketEvent, "type" | "service" | "priority">): void {
  if (type === "service-changed") walk.service = service ?? walk.service;
  if (type === "priority-changed") walk.priority = priority ?? walk.priority;
}

function retarget(walk: Walk, event: TicketEvent, minute: number): void {
  const { type, priority } = event;
  const { priorities, clocks } = walk.document;
  const rank = (name: string | undefined): number =>
    priorities.levels.includes(name ?? "") ? priorities.levels.indexOf(name!) : Infinity;
  const isUpgrade = rank(priority ?? walk.priority) < rank(walk.priority);
  know(walk, event);
  const rule =
    type === "service-changed"
      ? clocks.retarget.service
      : isUpgrade
        ? clocks.retarget.upgrade
        : clocks.retarget.downgrade;
  promise(walk, minute, rule === "from-change");
}

/** Counting: what a promise makes of the minutes of a watch. */
interface Count {
  readonly origin: number;
  /** The minute at whose beginning the target is used up; infinite when the weeks end before, `undefined` while a pause leaves it open. */
  readonly due: number | undefined;
  readonly elapsed: number;
  readonly paused: number;
}

function count(
  watch: Watch,
  promised: Promise_,
  isFirst: boolean,
  end: number,
  hasEnded: boolean,
  { weeks }: Ears,
): Count {
  const { first, working, timeZone } = weeks(JSON.parse(promised.calendar) as CalendarDefinition);
  const works = (minute: number): boolean => working[minute - first] === 1;
  const brought = watch.startsWithTicket ? (promised.broughtStart ?? Infinity) : Infinity;
  const start = promised.fromChange && !isFirst ? promised.from : Math.min(watch.start, brought);
  let origin = start;
  if (!promised.atOnce) while (!works(origin) && origin < first + working.length) origin++;
  const target = targetOf(promised.text!, origin, works, timeZone);
  /** Before its own start a merged ticket's clock ran; after its end or now it goes on as it would have. */
  const modeIn = (minute: number): Mode =>
    minute < watch.start ? "runs" : minute < end ? (watch.modes[minute - watch.start] ?? "stopped") : "runs";
  let [elapsed, paused, spent, excused] = [0, 0, 0, 0];
  let due: number | undefined = target.budget === 0 ? target.fixed : undefined;
  for (let minute = origin; minute < first + working.length && (minute < end || due === undefined); minute++) {
    if (minute >= end && !hasEnded && watch.mode === "paused") break;
    const mode = modeIn(minute);
    const counts = target.byClock || works(minute);
    if (counts && minute < end && mode === "runs") elapsed++;
    if (counts && minute < end && mode === "paused") paused++;
    if (counts && mode === "runs") spent++;
    else if (counts) excused++;
    if (due === undefined && spent >= target.budget)
      due = excused === 0 && target.fixed !== undefined ? target.fixed : minute + 1;
  }
  const isOpen = due === undefined && !hasEnded && watch.mode === "paused";
  return { origin, due: isOpen ? undefined : (due ?? Infinity), elapsed, paused };
}

/** How many minutes a target has from its origin; `fixed` for one that the calendar sets, which only a pause in hours moves. */
function targetOf(
  text: string,
  origin: number,
  works: (minute: number) => boolean,
  timeZone: string,
): { budget: number; byClock: boolean; fixed?: number } {
  const duration = /^PT(?:(\d+)H)?(?:(\d+)M)?( elapsed)?$/.exec(text);
  if (duration !== null)
    return { budget: Number(duration[1] ?? 0) * 60 + Number(duration[2] ?? 0), byClock: duration[3] !== undefined };
  const localOf = (minute: number) =>
    Temporal.Instant.fromEpochMilliseconds(minute * MINUTE_MS).toZonedDateTimeISO(timeZone);
  const today = localOf(origin).toPlainDate();
  const startOf = (days: number): number => today.add({ days }).toZonedDateTime(timeZone).epochMilliseconds / MINUTE_MS;
  let daysLeft = Number(/^end of (\d+)\w\w working day$/.exec(text)?.[1] ?? 1);
  for (let days = 1; days < 30; days++) {
    const [from, to] = [startOf(days), startOf(days + 1)];
    const minutes = Array.from({ length: to - from }, (_, index) => from + index).filter(works);
    if (minutes.length === 0 || --daysLeft > 0) continue;
    const time = /^next working day (\d\d:\d\d)$/.exec(text)?.[1];
    const fixed =
      time === undefined
        ? minutes.at(-1)! + 1
        : today.add({ days }).toPlainDateTime(time).toZonedDateTime(timeZone, { disambiguation: "later" })
            .epochMilliseconds / MINUTE_MS;
    let budget = 0;
    for (let minute = origin; minute < fixed; minute++) if (works(minute)) budget++;
    return { budget, byClock: false, fixed };
  }
  throw new Error("no working day in a month");
}

/** What a watch has come to at `now`; `undefined` when nothing was ever promised while it went on. */
function judge(watch: Watch, all: readonly Promise_[], ears: Ears): Told | undefined {
  const { now } = ears;
  const hasEnded = watch.mode === "stopped";
  const end = hasEnded ? watch.stoppedAt! : now;
  const isInForce = (promised: Promise_, index: number): boolean => {
    const until = all[index + 1]?.from ?? Infinity;
    if (until <= watch.start || until === promised.from) return false;
    return promised.from <= watch.start || (hasEnded ? promised.from < end : promised.from <= now);
  };
  const inForce = all.filter(isInForce);
  let verdict: { promised: Promise_; counted: Count } | undefined;
  let breachedAt: number | undefined;
  let isWithdrawn = watch.withdrawn;
  for (const [index, promised] of inForce.entries()) {
    if (promised.text === undefined) {
      isWithdrawn = watch.withdrawn || verdict !== undefined;
      continue;
    }
    isWithdrawn = watch.withdrawn;
    const counted = count(watch, promised, index === 0, end, hasEnded, ears);
    verdict = { promised, counted };
    const until = Math.min(end, inForce[index + 1]?.from ?? Infinity);
    for (let minute = Math.max(promised.from, watch.start); minute < until && breachedAt === undefined; minute++) {
      const goesOn = watch.modes[minute - watch.start] !== "stopped";
      if (goesOn && counted.due !== undefined && counted.due <= minute) breachedAt = minute;
    }
    const isLast = index === inForce.length - 1;
    if (breachedAt === undefined && isLast && !hasEnded && counted.due !== undefined && counted.due < now)
      breachedAt = now;
    if (breachedAt !== undefined) break;
  }
  if (verdict === undefined) return undefined;
  const { counted, promised } = verdict;
  const state =
    breachedAt !== undefined
      ? "breached"
      : isWithdrawn
        ? "cancelled"
        : hasEnded
          ? "met"
          : watch.mode === "paused"
            ? "paused"
            : "running";
  const ms = (minute: number | undefined): number | null => (minute === undefined ? null : minute * MINUTE_MS);
  return {
    level: watch.level,
    life: watch.life,
    cycle: watch.cycle,
    state,
    priority: promised.priority,
    startedAt: counted.origin * MINUTE_MS,
    deadline: ms(counted.due),
    stoppedAt: hasEnded ? end * MINUTE_MS : null,
    breachedAt: ms(breachedAt),
    elapsedMs: counted.elapsed * MINUTE_MS,
    pausedMs: counted.paused * MINUTE_MS,
  };
}
