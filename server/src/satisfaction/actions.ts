/** The question of the closing mail: whether the requester was content, answered by one click. product.md §9.7. */
import { RATINGS } from "@handschlag/api/satisfaction.ts";
import { DAY_MS, type Instant } from "@handschlag/engine/instant.ts";
import type { Letter, LetterLinks } from "../notice/kind.ts";

export const RATING_LINK = "satisfaction";
export type Rating = (typeof RATINGS)[number];

const DAYS = 14;
/** Until when a ticket that ended at an instant can be rated, and the answer changed. */
export const ratingEndsAt = (endedAt: Instant): Instant => (endedAt + DAYS * DAY_MS) as Instant;

const LABELS: Readonly<Record<"de" | "en", Readonly<Record<Rating, string>>>> = {
  de: { good: "Zufrieden", fair: "Teils, teils", poor: "Nicht zufrieden" },
  en: { good: "Satisfied", fair: "Partly", poor: "Not satisfied" },
};

/** Answers to click, for a letter to the requester. The page behind them shows the answer and counts it when it is confirmed. */
export function satisfactionActions(
  links: LetterLinks,
  language: "de" | "en",
  ticketId: string,
  endsAt: Instant,
): Letter["actions"] {
  const address = links.once(RATING_LINK, (token) => `/rate/${token}`, ticketId, endsAt);
  return RATINGS.map((rating) => ({ label: LABELS[language][rating], url: `${address}?answer=${rating}` }));
}
