/** What stands in a calendar that somebody subscribes to. Each slice that has days says its own. */
import type { Ctx } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import type { CalendarDay } from "./calendar-file.ts";
import { dutySource } from "../duty/feed.ts";
import { deadlineSource } from "./deadlines.ts";

/** For whom days are looked up: with the eyes and in the language of the person, in one engagement or in all. */
export interface FeedReader {
  readonly ctx: Ctx;
  readonly language: "de" | "en";
  readonly engagement: EngagementId | undefined;
  /** Makes the address of a page: `/engagements/…`. */
  readonly page: (path: string) => string;
}

export interface FeedSource {
  readonly name: string;
  days(reader: FeedReader): Promise<readonly CalendarDay[]>;
}

export const SOURCES: readonly FeedSource[] = [deadlineSource, dutySource];
