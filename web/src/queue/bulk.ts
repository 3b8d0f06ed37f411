/** Doing the same to many tickets. */
import { ApiProblem } from "@handschlag/api/client.ts";
import { request } from "../api.ts";
import { noteChange } from "../changes.ts";
import type { BulkAnswer, NewAct } from "../wire.ts";
import type { Reader } from "./reader.ts";

export type BulkAct = "assigned" | "answered" | "messaged" | "paused" | "resumed" | "resolved" | "closed" | "cancelled";

/** So many the server takes at once. */
const AT_ONCE_MAX = 200;

const ACTS: Readonly<Record<Reader["side"], readonly BulkAct[]>> = {
  provider: ["assigned", "answered", "paused", "resumed", "resolved", "closed"],
  client: ["messaged", "closed", "cancelled"],
};

export const bulkActs = ({ side }: Pick<Reader, "side">): readonly BulkAct[] => ACTS[side];

/** Whether an act needs a text. */
export const needsText = (act: BulkAct): boolean => act === "answered" || act === "messaged" || act === "resolved";

/**
 * Does it, in portions. Tickets for which a rule says no are named with the kind of the refusal. Throws what stops the
 * first portion altogether; when a later one is stopped, its tickets are told as refused.
 */
export async function actOnMany(ids: readonly string[], act: NewAct): Promise<BulkAnswer> {
  const done: string[] = [];
  const refused: BulkAnswer["refused"] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE_MAX) {
    const portion = ids.slice(from, from + AT_ONCE_MAX);
    try {
      const answer = await request("POST /tickets/events", { body: { ids: portion, act } });
      done.push(...answer.done);
      refused.push(...answer.refused);
    } catch (error) {
      if (from === 0 || !(error instanceof ApiProblem)) throw error;
      refused.push(...portion.map((id) => ({ id, kind: error.kind })));
    }
  }
  for (const id of done) noteChange(id);
  return { done, refused };
}
