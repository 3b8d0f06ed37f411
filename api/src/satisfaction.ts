/** How content those were who reported a ticket. */
import { z } from "zod";
import { At, Id, textUpTo } from "./values.ts";

export const RATINGS = ["good", "fair", "poor"] as const;
const Rating = z.enum(RATINGS);

export const NewRating = z.strictObject({
  rating: Rating,
  comment: textUpTo(2_000).nullable().describe("What both sides may read."),
});
export const RatingBody = z
  .strictObject({
    rating: Rating.nullable(),
    comment: z.string().nullable(),
    ratedAt: At.nullable(),
    mayRate: z.boolean().describe("Whether whoever asks reported it, it is solved, and there is time left."),
    until: At.nullable().describe("Until when the answer can be given or changed; null while it is not solved."),
  })
  .meta({ id: "Rating" });
export const LinkRatingBody = RatingBody.extend({
  ticket: z.strictObject({ id: Id, number: z.int(), subject: z.string() }),
  provider: z.string(),
}).meta({ id: "LinkRating" });

export const SatisfactionQuery = z.strictObject({
  period: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .describe("The month in which tickets were solved, in the contract's zone: `2026-11`."),
  rating: z
    .enum([...RATINGS, "none"])
    .optional()
    .describe("Lists the tickets with this answer; none: without one."),
});
export const SatisfactionBody = z
  .strictObject({
    asked: z.int().describe("Solved tickets that somebody of the client had reported here."),
    answered: z.int(),
    good: z.int(),
    fair: z.int(),
    poor: z.int(),
    tickets: z
      .array(
        z.strictObject({
          id: Id,
          number: z.int(),
          subject: z.string(),
          rating: Rating.nullable(),
          comment: z.string().nullable(),
        }),
      )
      .describe("Those that were asked for, the latest first; at most 500."),
  })
  .meta({ id: "Satisfaction" });
