/** What is found in tickets: the words of their texts, each with the eyes it is for. */
import { sql, type RawBuilder } from "kysely";
import type { Place } from "../context.ts";
import { insertion } from "../db/together.ts";

/** So much of a text is looked through: a longer one is a file that somebody pasted. */
const FOUND_CHARS_MAX = 20_000;
const TERMS_MAX = 10;

export interface Text {
  readonly ticket: string;
  readonly engagement: string;
  readonly eventId: string;
  readonly visibleTo: "both" | "client" | "provider";
  readonly text: string;
}

/** The words of a text, to be written along with the event that holds it. */
export const wordsOf = (
  { tenant }: Place,
  { ticket, engagement, eventId, visibleTo, text }: Text,
): RawBuilder<unknown> =>
  insertion("ticket_words", [
    {
      tenant_id: tenant,
      event_id: eventId,
      ticket_id: ticket,
      engagement_id: engagement,
      visible_to: visibleTo,
      words: sql`words_of(${text.slice(0, FOUND_CHARS_MAX)})`,
    },
  ]);

/**
 * What is looked for: all words, in German or English or as they stand, the last of them also as a beginning.
 * `undefined` when there is nothing to look for in it.
 */
export function wanted(q: string): RawBuilder<unknown> | undefined {
  const terms = q.match(/[\p{L}\p{N}]+/gu)?.slice(0, TERMS_MAX) ?? [];
  if (terms.length === 0) return undefined;
  const each = terms.map(
    (term) =>
      sql`(plainto_tsquery('german', ${term}) || plainto_tsquery('english', ${term}) || to_tsquery('simple', ${`${term.toLowerCase()}:*`}))`,
  );
  return sql.join(each, sql` && `);
}
