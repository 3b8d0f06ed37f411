/** What an import would bring, before anything is brought. */
import { OutsideKnownTime } from "@handschlag/engine/calendar/calendar.ts";
import type { Terms } from "@handschlag/engine/contract/terms.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { ClockReading } from "@handschlag/engine/ticket/clock.ts";
import { standingOf } from "@handschlag/engine/ticket/standing.ts";
import { readTicket, type NoClock, type TicketReading } from "@handschlag/engine/ticket/ticket.ts";
import { sentenceOf } from "@handschlag/engine/ticket/wording.ts";
import { breathe, type LogFault, type LoggedTicket, type ReadLog } from "./import-log.ts";
import { termsAt } from "./reading.ts";

const SHOWN = 5;
const WORDS_SHOWN_MAX = 50;
const TURN = 250;
const ZONE = "Europe/Berlin";

/** Tickets for which no clock runs, by reason and the word that the contract does not know. */
export interface WithoutClock {
  readonly kind: NoClock["kind"];
  readonly word: string;
  readonly tickets: number;
}

export interface PreviewTicket {
  readonly source: string;
  readonly subject: string;
  readonly openedAt: string;
  readonly service: string | null;
  readonly priority: string | null;
  readonly stage: string;
  readonly events: number;
  readonly clocks: readonly {
    readonly level: ClockReading["level"];
    readonly state: ClockReading["state"];
    readonly sentence: { readonly de: string; readonly en: string };
  }[];
}

export interface Preview {
  readonly rows: number;
  readonly tickets: number;
  readonly events: number;
  readonly leftOut: number;
  readonly faults: number;
  readonly fileFault: LogFault | null;
  /** Tickets that are there already, and will not be touched. */
  readonly known: number;
  readonly from: string | null;
  readonly until: string | null;
  /** Tickets that go on, and of these the ones that are past a deadline. */
  readonly open: number;
  readonly overdue: number;
  readonly withoutClock: readonly WithoutClock[];
  readonly first: readonly PreviewTicket[];
}

const iso = (at: Instant): string => new Date(at).toISOString();

/** What a log would bring under a contract at `now`. `known`: how many of its tickets are there. */
export async function previewOf(
  log: ReadLog,
  versions: readonly Terms[],
  known: number,
  now: Instant,
): Promise<Preview> {
  const { rows, tickets, leftOut, faultCount, fileFault } = log;
  const sum = { events: 0, until: 0, open: 0, overdue: 0 };
  const reasons = new Map<string, WithoutClock>();
  const first = tickets.toSorted((a, b) => a.line - b.line).slice(0, SHOWN);
  const shown = new Map<LoggedTicket, PreviewTicket>();
  for (const [index, ticket] of tickets.entries()) {
    if (index % TURN === TURN - 1) await breathe();
    const { events } = ticket;
    const standing = standingOf(events, termsAt(versions, now));
    const reading = readingOf(ticket, versions, now);
    sum.events += events.length;
    sum.until = Math.max(sum.until, events.at(-1)!.at);
    if (standing.endedAt === null) sum.open++;
    if (standing.endedAt === null && reading?.clocks.some(isOverdue) === true) sum.overdue++;
    if (reading?.clocks.length === 0) count(reasons, reading);
    if (first.includes(ticket)) shown.set(ticket, shownOf(ticket, standing, reading, versions, now));
  }
  return {
    rows,
    tickets: tickets.length,
    events: sum.events,
    leftOut,
    faults: faultCount,
    fileFault: fileFault ?? null,
    known,
    from: tickets.length === 0 ? null : iso(tickets[0]!.openedAt),
    until: tickets.length === 0 ? null : iso(sum.until as Instant),
    open: sum.open,
    overdue: sum.overdue,
    withoutClock: [...reasons.values()].toSorted((a, b) => b.tickets - a.tickets).slice(0, WORDS_SHOWN_MAX),
    first: first.map((ticket) => shown.get(ticket)!),
  };
}

const isOverdue = ({ state, stoppedAt }: ClockReading): boolean => state === "breached" && stoppedAt === null;

/** `undefined` for a ticket of a time that no calendar knows. */
function readingOf(
  { source, events, absorbed }: LoggedTicket,
  versions: readonly Terms[],
  now: Instant,
): TicketReading | undefined {
  try {
    return readTicket(source, events, versions, now, absorbed);
  } catch (error) {
    if (error instanceof OutsideKnownTime) return undefined;
    throw error;
  }
}

/** The word that the contract does not know, if that is the reason. */
function wordOf(reason: NoClock): string {
  switch (reason.kind) {
    case "service-unknown":
    case "service-without-level":
      return reason.service ?? "";
    case "priority-unknown":
      return reason.priority ?? "";
    default:
      return "";
  }
}

function count(reasons: Map<string, WithoutClock>, { noClock }: TicketReading): void {
  const reason = noClock.find(({ kind }) => kind !== "nothing-promised") ?? noClock[0];
  if (reason === undefined) return;
  const word = wordOf(reason);
  const key = `${reason.kind}\n${word}`;
  reasons.set(key, { kind: reason.kind, word, tickets: (reasons.get(key)?.tickets ?? 0) + 1 });
}

function shownOf(
  { source, subject, openedAt, events }: LoggedTicket,
  { service, priority, stage }: ReturnType<typeof standingOf>,
  reading: TicketReading | undefined,
  versions: readonly Terms[],
  now: Instant,
): PreviewTicket {
  const zone = termsAt(versions, now)?.document.timeZone ?? ZONE;
  return {
    source,
    subject,
    openedAt: iso(openedAt),
    service: service ?? null,
    priority: priority ?? null,
    stage,
    events: events.length,
    clocks: (reading?.clocks ?? [])
      .filter(({ cycle }) => cycle === 1)
      .map((clock) => ({
        level: clock.level,
        state: clock.state,
        sentence: { de: sentenceOf(clock, now, "de", zone), en: sentenceOf(clock, now, "en", zone) },
      })),
  };
}
