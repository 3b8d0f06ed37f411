/** Deadlines of contracts in a calendar, with reminders. Source: product.md §16. */
import { dateIn } from "@handschlag/engine/calendar/zone.ts";
import { deadlineName } from "@handschlag/engine/contract/deadline-names.ts";
import { deadlinesOf, monthsLater } from "@handschlag/engine/contract/deadlines.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import { contractRead, type ContractRead } from "../contract/contracts.ts";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import { engagementList, engagementsQuery, type EngagementRow } from "../engagement/engagements.ts";
import { hasEnded } from "../engagement/requirement.ts";
import { found } from "../problem.ts";
import type { CalendarDay } from "./calendar-file.ts";
import type { FeedReader, FeedSource } from "./source.ts";

const REMIND_DAYS = [90, 60, 30] as const;
/** What has just passed stays a while, so that it does not vanish from a calendar on its day. */
const MONTHS_BEHIND = 3;
const MONTHS_AHEAD = 24;

type Placed = EngagementRow & { readonly place: Place };

export const deadlineSource: FeedSource = {
  name: "deadlines",
  async days(reader) {
    const { ctx, engagement } = reader;
    const engagements = engagement === undefined ? await engagementList(ctx) : await placed(ctx, engagement);
    const days: CalendarDay[] = [];
    for (const row of engagements) {
      const isOver = hasEnded({ endedAt: row.ended_at }, ctx.now);
      if (isOver || row.contract_number === null || !ctx.may("contract:read", row.place)) continue;
      days.push(...daysOf(reader, row, await contractRead(ctx, row.engagement_id as EngagementId)));
    }
    // A calendar takes what has the same name for the same.
    return [...new Map(days.map((day) => [day.id, day])).values()];
  },
};

/** One engagement where it lies for the actor. 404 when it is none of theirs. */
async function placed(ctx: Ctx, engagement: EngagementId): Promise<readonly Placed[]> {
  const place = ctx.placeOf(engagement);
  const row = await ctx.read(place, (tx) =>
    engagementsQuery(tx, ctx).where("e.engagement_id", "=", engagement).executeTakeFirst(),
  );
  return [{ ...found(row, "engagement"), place }];
}

const otherSideOf = ({ client, provider, place }: Placed) => (place.side === "provider" ? client : provider);

function daysOf(
  { ctx, language, page }: FeedReader,
  row: Placed,
  { document, version }: ContractRead,
): readonly CalendarDay[] {
  const today = dateIn(document.timeZone, ctx.now);
  const from = monthsLater(today, -MONTHS_BEHIND);
  return deadlinesOf(document, from, monthsLater(today, MONTHS_AHEAD)).map(({ kind, of, on }) => ({
    id: [row.engagement_id, kind, ...(of === undefined ? [] : [encodeURIComponent(of)]), on].join("/"),
    on,
    title: `${deadlineName({ kind, ...(of !== undefined && { of }) }, language)} – ${otherSideOf(row)}`,
    about: `${document.title} – ${row.name}`,
    url: page(`/engagements/${row.engagement_id}/contract`),
    changedAt: version.imported_at.getTime() as Instant,
    sequence: version.number,
    remindDays: REMIND_DAYS,
  }));
}
