/** Calendars that people subscribe to. */
import { z } from "zod";
import { At, Id, Language } from "./values.ts";

export const CalendarBody = z
  .strictObject({
    id: Id,
    engagement: z.strictObject({ id: Id, name: z.string().nullable() }).nullable().describe("null: of all."),
    madeAt: At,
    usedAt: At.nullable().describe("When a calendar last asked for it, to the hour."),
  })
  .meta({ id: "CalendarFeed" });
export const Calendars = z.strictObject({ items: z.array(CalendarBody) });
export const NewCalendar = z.strictObject({
  engagementId: Id.nullable().describe("Of one engagement, or of all that one has."),
});
export const CalendarAddress = z.strictObject({
  id: Id,
  address: z.string().describe("Holds a secret and is shown once: whoever has it sees the calendar."),
});
export const CalendarFileQuery = z.strictObject({ language: Language.optional().describe("One's own unless told.") });
