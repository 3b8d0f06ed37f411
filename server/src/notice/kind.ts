/** What people are told of: which events, whom, and in which words. Each slice says its own; notices.ts lists them. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Right } from "@handschlag/engine/rights.ts";
import type { EngagementId, TenantId, Tx } from "../db/tenant.ts";
import type { FollowedEvent } from "../event/follow.ts";

/** How somebody is told: on their page alone, by their browser, by a mail of its own, or in the mail of the day. */
export type Way = "page" | "push" | "mail" | "digest";

/** Who is told, and for which company: that decides what they may see. */
export interface Recipient {
  readonly company: TenantId;
  readonly side: "client" | "provider" | "company";
  /** Somebody with an account, or … */
  readonly person?: string;
  /** … a contact of the contract without one. */
  readonly address?: string;
  /** How they are told who have not said otherwise, where that differs from the kind's own. */
  readonly usually?: Way;
  /** Earliest instant at which they are told, beside their own hours: as the contract says. */
  readonly notBefore?: Instant;
}

/** Who reads a letter. */
export interface Reader {
  readonly language: "de" | "en";
  readonly timeZone: string;
  readonly company: TenantId;
  readonly side: Recipient["side"];
  readonly person: string | undefined;
  readonly address: string | undefined;
}

/** Makes addresses for a letter. */
export interface LetterLinks {
  /** An address of a page: `/tickets/…`. */
  page(path: string): string;
  /** An address under which one thing can be done once, for some time: `/decide/<token>`. See server/src/link. */
  once(purpose: string, path: (token: string) => string, subject: string, endsAt: Instant): string;
}

/** A mail before it is one: text and HTML are made of it (mail/letter-text.ts). Texts are plain and hold no markup. */
export interface Letter {
  /** At most a line. */
  readonly subject: string;
  /** Sentences; the first says what it is about. */
  readonly paragraphs: readonly string[];
  /** What somebody wrote. */
  readonly quote?: { readonly by: string; readonly text: string };
  /** Names and values, as of a ticket. */
  readonly facts?: readonly { readonly name: string; readonly value: string }[];
  /** What can be done, the nearest first. */
  readonly actions: readonly { readonly label: string; readonly url: string }[];
  /** The ticket that an answer to the mail belongs to. */
  readonly ticket?: { readonly id: string; readonly number: number; readonly engagement: EngagementId };
}

/** One kind of news. */
export interface NoticeKind {
  readonly name: string;
  /** Types of the events of which it tells. */
  readonly events: readonly string[];
  /** How people are told who have not said otherwise. */
  readonly usually: Way;
  /** Shown in the settings of those who have this right somewhere: others are never told of it. */
  readonly right?: Right;
  /** What the contract demands cannot be turned off, nor does it wait for a person's own hours. product.md §9.5. */
  readonly isOwed?: true;
  /** Also tells whoever did it: a receipt. */
  readonly tellsDoer?: true;
  /** Whom an event concerns. `tx` has the scope `mail`; whoever did it is left out by the caller, as are doubles. */
  to(tx: Tx, event: FollowedEvent): Promise<readonly Recipient[]>;
  /** The letter, read with the eyes of its reader when it is due; `undefined` when there is nothing left to say. */
  letter(tx: Tx, event: FollowedEvent, reader: Reader, links: LetterLinks): Promise<Letter | undefined>;
}
