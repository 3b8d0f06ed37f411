/** One's own shifts in a calendar: a day for each stretch of them, with its hours in the title. */
import { dateIn } from "@handschlag/engine/calendar/zone.ts";
import { shiftsBetween, type Shift } from "@handschlag/engine/duty/rota.ts";
import { DAY_MS, later, type Instant } from "@handschlag/engine/instant.ts";
import type { CalendarDay } from "../feed/calendar-file.ts";
import type { FeedReader, FeedSource } from "../feed/source.ts";
import { rotasOf, type KeptRota } from "./rota-store.ts";

const BEHIND_MS = 7 * DAY_MS;
const AHEAD_MS = 90 * DAY_MS;
const WORDS = {
  de: { title: "Bereitschaft", until: "bis", substitute: "Vertretung", locale: "de-DE" },
  en: { title: "On call", until: "to", substitute: "substitute", locale: "en-GB" },
} as const;

export const dutySource: FeedSource = {
  name: "duty",
  async days(reader) {
    const { ctx, engagement } = reader;
    const { actor } = ctx;
    // Shifts are of the person and their company, not of one engagement.
    if (engagement !== undefined || actor.kind !== "person" || !ctx.may("duty:read", ctx.own)) return [];
    const rotas = await ctx.read(ctx.own, (tx) => rotasOf(tx, ctx.company.id));
    return rotas.flatMap((kept) => daysOf(reader, kept, actor.id));
  },
};

function daysOf(reader: FeedReader, kept: KeptRota, person: string): readonly CalendarDay[] {
  const { now } = reader.ctx;
  const { plan } = kept.rota;
  const [from, until] = [later(now, -BEHIND_MS), later(now, AHEAD_MS)];
  const shifts = shiftsBetween(kept.rota, from, until);
  return plan.layers.flatMap(({ id, name }) =>
    runsOf(shifts, id, person)
      // What reaches over an edge would begin or end elsewhere at each look.
      .filter((run) => run.from > from && run.until < until)
      .map((run) => dayOf(reader, kept, { ...run, name })),
  );
}

/** Shifts of a person in a layer with nobody else's between them, as one. */
function runsOf(shifts: readonly Shift[], layer: string, person: string): readonly Shift[] {
  const runs: Shift[] = [];
  let isOwn = false;
  for (const shift of shifts.filter((each) => each.layer === layer)) {
    const last = runs.at(-1);
    if (shift.person !== person) isOwn = false;
    else if (isOwn && last !== undefined && last.why === shift.why)
      runs[runs.length - 1] = { ...last, until: shift.until };
    else {
      runs.push(shift);
      isOwn = true;
    }
  }
  return runs;
}

function dayOf(
  { language, page }: FeedReader,
  { id, name, version, changedAt, rota }: KeptRota,
  run: Shift & { readonly name: string },
): CalendarDay {
  const { title, until, substitute, locale } = WORDS[language];
  const { timeZone } = rota.plan;
  const moment = new Intl.DateTimeFormat(locale, { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit" });
  const hours = `${moment.format(run.from)} ${until} ${moment.format(run.until)}`;
  return {
    // What ends elsewhere is another day: a calendar then drops the one that was.
    id: ["duty", id, run.layer, isoMinute(run.from), isoMinute(run.until)].join("/"),
    on: dateIn(timeZone, run.from),
    title: `${title}: ${hours}${run.why === "rotation" ? "" : ` (${substitute})`}`,
    about: `${name}, ${run.name}`,
    url: page(`/duty/rotas/${id}`),
    changedAt,
    sequence: version,
    remindDays: [1],
  };
}

const isoMinute = (at: Instant): string => new Date(at).toISOString().slice(0, 16).replaceAll(":", "");
