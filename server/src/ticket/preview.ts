/** What will happen if it is reported now: said before anything is sent. Source: product.md §5, §9. */
import { isWorkingTime, nextWorkingInstant } from "@handschlag/engine/calendar/calendar.ts";
import { coverageOf } from "@handschlag/engine/contract/coverage.ts";
import { priorityNamed, type Terms } from "@handschlag/engine/contract/terms.ts";
import type { Instant } from "@handschlag/engine/instant.ts";
import { readTicket } from "@handschlag/engine/ticket/ticket.ts";
import { sentenceOf } from "@handschlag/engine/ticket/wording.ts";
import { termsFor } from "../contract/terms-book.ts";
import type { Ctx } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import { requireEngagement } from "../engagement/requirement.ts";
import { requireKnownWords, type TicketWish } from "./open.ts";
import { termsAt } from "./reading.ts";

export type PreviewWish = Pick<TicketWish, "service" | "impact" | "urgency" | "clause">;

/** Priority, coverage, deadlines and hours of a report as it would be at this moment. */
export async function ticketPreview(ctx: Ctx, engagement: EngagementId, wish: PreviewWish) {
  ctx.requireSignedIn();
  const place = ctx.placeOf(engagement);
  ctx.require("ticket:report", place);
  const versions = await ctx.read(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    return termsFor(tx, place.tenant, engagement);
  });
  const terms = termsAt(versions, ctx.now);
  requireKnownWords(terms, wish);
  const { service, impact, urgency } = wish;
  const priority = terms === undefined ? undefined : priorityNamed({ impact, urgency }, terms);
  const event = {
    ticket: "preview",
    at: ctx.now,
    recordedAt: ctx.now,
    by: place.side === "provider" ? "provider" : "client",
    type: "opened",
    ...(service !== undefined && { service }),
    ...(impact !== undefined && urgency !== undefined && { impact, urgency }),
  } as const;
  const { clocks } = readTicket("preview", [event], versions, ctx.now);
  const zone = terms?.document.timeZone ?? "Europe/Berlin";
  return {
    priority: priority ?? null,
    coverage: coverageOf(terms?.document, ctx.now, service, wish.clause),
    promises: clocks.map((clock) => ({
      level: clock.level,
      deadline: clock.deadline,
      sentence: { de: sentenceOf(clock, ctx.now, "de", zone), en: sentenceOf(clock, ctx.now, "en", zone) },
    })),
    ...hoursOf(terms, service, priority, ctx.now),
    emergency: emergencyOf(terms),
  };
}

/** Whether the provider is at work now, and else when it will be: by the calendar in which the answer is promised. */
function hoursOf(terms: Terms | undefined, service: string | undefined, priority: string | undefined, now: Instant) {
  const promises = terms?.promisesByService.get(service ?? "")?.get(priority ?? "");
  const calendar = (promises?.response ?? promises?.restore ?? promises?.resolve)?.calendar;
  if (calendar === undefined) return { openNow: null, opensAt: null };
  if (isWorkingTime(calendar, now)) return { openNow: true, opensAt: null };
  return { openNow: false, opensAt: nextWorkingInstant(calendar, now) ?? null };
}

/** Whom to call when it cannot wait: the contacts of the first level of escalation. */
function emergencyOf(terms: Terms | undefined) {
  if (terms === undefined) return [];
  const { escalation, parties } = terms.document;
  const first = escalation.toSorted((a, b) => a.level - b.level)[0];
  const contacts = Object.values(parties)
    .filter(({ role }) => role === "provider")
    .flatMap((party) => party.contacts ?? []);
  const named = contacts.filter(({ id, phone }) => phone !== undefined && (first?.contacts ?? []).includes(id));
  return named.map(({ name, phone, email }) => ({ name, phone: phone ?? null, email: email ?? null }));
}
