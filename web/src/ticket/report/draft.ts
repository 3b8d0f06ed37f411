/** What was entered into a report and not sent yet. It survives a closed page. */
import { useCallback, useEffect, useState } from "react";
import { KINDS } from "../kinds.ts";
import type { NewTicket } from "../../wire.ts";
import { EXAMPLES, type Example } from "./examples.ts";

const CHANNELS = ["phone", "in-person", "mail"] as const;

export interface Draft {
  readonly example?: Example | undefined;
  /** `null`: does not know which. */
  readonly service?: string | null | undefined;
  readonly impact?: string | undefined;
  readonly urgency?: string | undefined;
  readonly clause?: string | undefined;
  readonly kind?: NewTicket["kind"];
  readonly requesterId?: string | undefined;
  readonly subject: string;
  readonly text: string;
  readonly asset: string;
  readonly category: string;
  readonly channel?: (typeof CHANNELS)[number] | undefined;
  /** As its field holds it: local time. */
  readonly contactAt: string;
  readonly reason: string;
  /** Under which the report is sent: repeated, it makes no second ticket. */
  readonly key: string;
  /** What was sent under the key, as JSON, as long as nobody knows whether it arrived. */
  readonly attempted: readonly string[];
}

export interface DraftFieldsProps {
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
}

/** What to mend before a report is sent, by the field. */
export type Faults = Partial<Record<"impact" | "urgency" | "subject", string>>;

const empty = (): Draft => ({
  subject: "",
  text: "",
  asset: "",
  category: "",
  contactAt: "",
  reason: "",
  key: crypto.randomUUID(),
  attempted: [],
});

const placeOf = (personId: string, engagementId: string): string => `handschlag-report-${personId}-${engagementId}`;

/** Reads a draft; what does not look like one is none. */
function draftOf(kept: string | null): Draft {
  const fresh = empty();
  let value: unknown;
  try {
    value = kept === null ? undefined : JSON.parse(kept);
  } catch {
    return fresh;
  }
  if (typeof value !== "object" || value === null) return fresh;
  const entered = value as Record<string, unknown>;
  const text = (name: string) => (typeof entered[name] === "string" ? entered[name] : undefined);
  const oneOf = <Word extends string>(name: string, words: readonly Word[]) =>
    words.find((each) => each === text(name));
  return {
    example: oneOf("example", EXAMPLES),
    service: entered["service"] === null ? null : text("service"),
    impact: text("impact"),
    urgency: text("urgency"),
    clause: text("clause"),
    kind: oneOf("kind", KINDS),
    subject: text("subject") ?? "",
    text: text("text") ?? "",
    asset: text("asset") ?? "",
    category: text("category") ?? "",
    requesterId: text("requesterId"),
    channel: oneOf("channel", CHANNELS),
    contactAt: text("contactAt") ?? "",
    reason: text("reason") ?? "",
    key: text("key") ?? fresh.key,
    attempted: listOf(entered["attempted"]),
  };
}

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];

function keep(place: string, draft: Draft | undefined): void {
  try {
    if (draft === undefined) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(draft));
  } catch {
    // Storage may be forbidden or full; the draft then lasts as long as the page.
  }
}

function keptAt(place: string): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

/** The draft of a person's report in an engagement, how to change it, and how to forget it. */
export function useDraft(personId: string, engagementId: string) {
  const place = placeOf(personId, engagementId);
  const [draft, setDraft] = useState(() => draftOf(keptAt(place)));
  const [isGone, setGone] = useState(false);
  useEffect(() => keep(place, isGone ? undefined : draft), [place, draft, isGone]);
  const change = useCallback((changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes })), []);
  const forget = useCallback(() => setGone(true), []);
  return { draft, change, forget };
}
