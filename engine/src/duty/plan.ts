/** What a provider writes down of its on-call duty: who takes turns in which hours. Source: docs/rules/duty.md §1. */
import { z } from "zod";
import { CalendarDefinition, IsoDate, TimeZoneName } from "../calendar/definition.ts";
import { timeOfDay } from "../calendar/hours.ts";

const LAYERS_MAX = 10;
const PEOPLE_MAX = 50;
const TURN_DAYS_MAX = 28;
const RANKS_MAX = 10;
const MINUTES_MAX = 240;

/** Hours of duty: all, those of a calendar, or all but those of one, which at a holiday is the whole day. */
export const DutyHours = z
  .discriminatedUnion("mode", [
    z.strictObject({ mode: z.literal("always") }),
    z.strictObject({ mode: z.literal("within"), calendar: CalendarDefinition }),
    z.strictObject({ mode: z.literal("outside"), calendar: CalendarDefinition }),
  ])
  .meta({ id: "DutyHours", description: "Hours of duty: always, within a calendar, or outside of one." });
export type DutyHours = z.infer<typeof DutyHours>;

const LocalTime = z
  .string()
  .refine((text) => /^\d{2}:\d{2}$/.test(text) && text !== "24:00" && timeOfDay(text) !== undefined, {
    error: "expected a time of day such as 08:00",
  })
  .meta({ description: "Local time of day.", examples: ["08:00"] });

const Layer = z
  .strictObject({
    id: z.uuid(),
    name: z.string().trim().min(1).max(100),
    people: z.array(z.uuid()).min(1).max(PEOPLE_MAX).describe("Who takes turns, in this order; one may come twice."),
    turnDays: z.int().min(1).max(TURN_DAYS_MAX).describe("After so many days the next one has the turn: 7 for weekly."),
    from: IsoDate.describe("The local date on which the first turn begins."),
    at: LocalTime.describe("When turns change."),
    hours: DutyHours,
  })
  .meta({ id: "DutyLayer", description: "People who take turns. The first layer is called first." });
export type Layer = z.infer<typeof Layer>;

/** A rota as a provider keeps it. */
export const RotaPlan = z
  .strictObject({
    timeZone: TimeZoneName,
    layers: z.array(Layer).max(LAYERS_MAX),
    needed: DutyHours.describe("When somebody has to be on call."),
    acknowledgeMinutes: z
      .int()
      .min(1)
      .max(MINUTES_MAX)
      .describe("Whoever is called has so long to take over, then the next one is called."),
    ranks: z.int().min(1).max(RANKS_MAX).describe("How many of a contract's highest priorities call somebody."),
  })
  .refine(({ layers }) => new Set(layers.map(({ id }) => id)).size === layers.length, {
    path: ["layers"],
    message: "each layer has an id of its own",
  })
  .meta({ id: "RotaPlan", description: "Who is on call when." });
export type RotaPlan = z.infer<typeof RotaPlan>;
