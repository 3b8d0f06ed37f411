/** What the server's verbs refuse, in a sentence for the terminal. */
import type { Problem } from "@handschlag/server/problem.ts";

const SENTENCES: Readonly<Record<string, string>> = {
  "person-not-found": "there is no such person",
  "key-not-found": "there is no such key, or it has ended already",
  "already-member": "this address belongs to somebody in that company already",
  "last-leader": "nobody would be left who leads that company: invite somebody else first",
  "last-operator": "nobody would be left who runs this installation: make somebody else operator first",
};

/** Kind and facts where there is no sentence: nothing is hidden. */
export function sentenceOf({ kind, facts }: Problem): string {
  if (kind === "scope-beyond-role") return `this role has not the right ${String(facts["scopes"])}`;
  return SENTENCES[kind] ?? `refused: ${kind} ${JSON.stringify(facts)}`;
}
