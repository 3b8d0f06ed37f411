/** On-call duty as the pages ask for it. */
import { DAY_MS, dayOfIso, isoOfDay, type Day, type Instant } from "@handschlag/engine/instant.ts";
import { closingInstant, localDayAt, offsetAt, openingInstant, zoneAt } from "@handschlag/engine/calendar/zone.ts";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../api.ts";
import type { DutyRota, DutyShifts } from "../wire.ts";

/** Who is on call changes by itself. */
const REFRESH_MS = 60_000;
/** An alarm changes within minutes. */
const REFRESH_CALL_MS = 15_000;

export const rotasQuery = queryOptions({
  queryKey: ["duty", "rotas"],
  queryFn: ({ signal }) => request("GET /duty/rotas", { signal }),
  refetchInterval: REFRESH_MS,
});

export const rotaQuery = (id: string) =>
  queryOptions({
    queryKey: ["duty", "rota", id],
    queryFn: ({ signal }) => request("GET /duty/rotas/:id", { params: { id }, signal }),
    refetchInterval: REFRESH_MS,
  });

export const shiftsQuery = (id: string, { from, until }: { readonly from: Instant; readonly until: Instant }) =>
  queryOptions({
    queryKey: ["duty", "shifts", id, from, until],
    queryFn: ({ signal }) =>
      request("GET /duty/rotas/:id/shifts", {
        params: { id },
        query: { from: new Date(from).toISOString(), until: new Date(until).toISOString() },
        signal,
      }),
  });

export const openCallsQuery = queryOptions({
  queryKey: ["duty", "calls"],
  queryFn: ({ signal }) => request("GET /duty/calls", { signal }),
  refetchInterval: REFRESH_CALL_MS,
});

export const ticketCallsQuery = (id: string) =>
  queryOptions({
    queryKey: ["duty", "ticket", id],
    queryFn: ({ signal }) => request("GET /tickets/:id/duty", { params: { id }, signal }),
    refetchInterval: ({ state: { data } }) =>
      data?.items.some(({ state }) => state === "calling" || state === "exhausted") ? REFRESH_CALL_MS : REFRESH_MS,
  });

type Shift = DutyShifts["items"][number];

/** Shifts of one person one after the other, as a reader thinks of them: a week of nights is one line. */
export interface Run {
  readonly personId: string;
  readonly why: Shift["why"];
  readonly plannedId: string | null;
  readonly from: string;
  readonly until: string;
  readonly count: number;
}

/** The runs of a layer in their order. */
export function runsOf(shifts: readonly Shift[], layerId: string): readonly Run[] {
  const runs: Run[] = [];
  for (const { personId, why, plannedId, from, until } of shifts.filter((shift) => shift.layerId === layerId)) {
    const last = runs.at(-1);
    if (last?.personId === personId && last.why === why && last.plannedId === plannedId)
      runs[runs.length - 1] = { ...last, until, count: last.count + 1 };
    else runs.push({ personId, why, plannedId, from, until, count: 1 });
  }
  return runs;
}

/** The names of a rota's people by their ids. */
export const namesIn = ({ people }: DutyRota): ReadonlyMap<string, string | null> =>
  new Map(people.map(({ id, name }) => [id, name]));

const zoneFor = (name: string, day: Day) => zoneAt(name, (day * DAY_MS) as Instant);

/** The stretch of some days in a zone, from the beginning of a date. */
export function daysFrom(
  timeZone: string,
  date: string,
  days: number,
): { readonly from: Instant; readonly until: Instant } {
  const first = dayOfIso(date)!;
  const zone = zoneFor(timeZone, first);
  return {
    from: openingInstant(zone, first * DAY_MS),
    until: openingInstant(zone, (first + days) * DAY_MS),
  };
}

/** The Monday of the week in which an instant falls, in a zone. */
export function mondayOf(timeZone: string, at: Instant): string {
  const day = localDayAt(zoneAt(timeZone, at), at);
  return isoOfDay((day - ((((day + 3) % 7) + 7) % 7)) as Day);
}

/** A date some days later. */
export const dateLater = (date: string, days: number): string => isoOfDay((dayOfIso(date)! + days) as Day);

const LOCAL = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::\d{2})?$/;

/** The instant of a local reading `2026-11-23T17:00` in a zone; an end that occurs twice means the second. */
export function instantIn(timeZone: string, local: string, isEnd = false): Instant | undefined {
  const [, date, hour, minute] = LOCAL.exec(local) ?? [];
  const day = date === undefined ? undefined : dayOfIso(date);
  if (day === undefined) return undefined;
  const reading = day * DAY_MS + Number(hour) * 3_600_000 + Number(minute) * 60_000;
  return (isEnd ? closingInstant : openingInstant)(zoneFor(timeZone, day), reading);
}

/** An instant as a field for date and time shows it, in a zone. */
export function localIn(timeZone: string, at: Instant): string {
  const local = at + offsetAt(zoneAt(timeZone, at), at);
  return new Date(local).toISOString().slice(0, 16);
}
