/** Writing a mail when it is due: with the eyes of whoever gets it, so that it says nothing they could not look up. */
import type { CalendarDefinition } from "@handschlag/engine/calendar/definition.ts";
import { DAY_MS, later, type Instant } from "@handschlag/engine/instant.ts";
import { Ctx } from "../../context.ts";
import { inScope, type TenantId, type Tx } from "../../db/tenant.ts";
import { eventOf, type FollowedEvent } from "../../event/follow.ts";
import { actorFor } from "../../identity/actor-for.ts";
import { linkMake, linksKeep, type NewLink } from "../../link/link.ts";
import { USUAL_ZONE } from "../../notice/hours.ts";
import type { Letter, LetterLinks, NoticeKind, Reader } from "../../notice/kind.ts";
import { kindNamed } from "../../notice/notices.ts";
import { UNSUBSCRIBE } from "../../notice/own-settings.ts";
import { Problem } from "../../problem.ts";
import type { Footing, LetterLanguage } from "./letter-text.ts";
import { letterWords } from "./letter-words.ts";
import type { PostOffice } from "./post-office.ts";

/** Of how many notices the mail of the day speaks; the rest is on the page. */
const DIGEST_MAX = 50;
const UNSUBSCRIBE_MS = 180 * DAY_MS;

/** A mail of the outbox that is due. */
export interface DueMail {
  readonly tenant_id: string;
  readonly mail_id: string;
  readonly kind: string;
  readonly person_id: string | null;
  readonly address: string;
}

/** A mail as it was written, kept with its row. */
export interface Written {
  readonly letter: Letter;
  readonly footing: Footing;
  readonly language: LetterLanguage;
  /** What stands in addresses under which only its reader may do something. */
  readonly secrets: readonly string[];
  /** By which one click ends this kind of mail. */
  readonly unsubscribe?: string;
}

interface Spoken {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly event: FollowedEvent;
  readonly side: Reader["side"];
}

/** Writes a mail; `undefined` when there is nothing left to say, or nobody any more to whom it may be said. */
export async function writeMail(post: PostOffice, mail: DueMail): Promise<Written | undefined> {
  const now = post.clock();
  const { spoken, language, timeZone } = await subjectsOf(post, mail);
  const letters: Letter[] = [];
  const made: NewLink[] = [];
  for (const { kind, event, side } of spoken) {
    const reader: Reader = {
      language,
      timeZone,
      company: mail.tenant_id as TenantId,
      side,
      person: mail.person_id ?? undefined,
      address: mail.person_id === null ? mail.address : undefined,
    };
    const links = linksFor(post, reader, event, now, made);
    const letter = await withEyesOf(post, reader, event, now, (tx) => kind.letter(tx, event, reader, links));
    if (letter !== undefined) letters.push(letter);
  }
  const [first] = letters;
  if (first === undefined) return undefined;
  const words = letterWords[language];
  const settings = { label: words.settings, url: `${post.publicUrl}/notices/settings` };
  const only = spoken.length === 1 ? spoken[0] : undefined;
  const isOwed = only?.kind.isOwed ?? false;
  const footing: Footing =
    mail.person_id === null
      ? { reason: words.asContact }
      : isOwed
        ? { reason: words.owed }
        : { reason: words.asWished, settings };
  const letter = mail.kind === "digest" ? digestOf(letters, language, post.publicUrl) : first;
  const isEndable = mail.person_id !== null && !isOwed && only !== undefined;
  const ending = isEndable ? unsubscribing(post, mail, only, now) : undefined;
  await linksKeep(post.db, now, ending === undefined ? made : [...made, ending]);
  const secrets = made.map(({ token }) => token);
  return {
    letter,
    footing,
    language,
    secrets,
    ...(ending !== undefined && { unsubscribe: `${post.publicUrl}/unsubscribe/${ending.token}` }),
  };
}

/** Of what a mail speaks, and how its reader reads. */
async function subjectsOf({ db }: PostOffice, { tenant_id, mail_id, person_id }: DueMail) {
  return inScope(db, { scope: "mail" }, { readOnly: true }, async (tx) => {
    const rows = await tx
      .selectFrom("notice as n")
      .innerJoin("event as e", (join) =>
        join.onRef("e.tenant_id", "=", "n.event_tenant").onRef("e.event_id", "=", "n.event_id"),
      )
      .select(["n.notice_id", "n.kind", "n.side", "e.event_id", "e.tenant_id", "e.body"])
      .where("n.tenant_id", "=", tenant_id)
      .where("n.mail_id", "=", mail_id)
      .orderBy("e.recorded_at")
      .orderBy("e.event_id")
      .limit(DIGEST_MAX)
      .execute();
    const spoken = rows.flatMap((row): Spoken[] => {
      const kind = kindNamed(row.kind);
      return kind === undefined
        ? []
        : [{ id: row.notice_id, kind, event: eventOf(row), side: row.side as Reader["side"] }];
    });
    return { spoken, ...(await readingOf(tx, tenant_id, person_id)) };
  });
}

async function readingOf(tx: Tx, company: string, person: string | null) {
  const row =
    person === null
      ? undefined
      : await tx
          .selectFrom("person as p")
          .leftJoin("notice_hours as h", (join) =>
            join.onRef("h.person_id", "=", "p.id").on("h.tenant_id", "=", company),
          )
          .select(["p.language", "h.time_zone", "h.hours"])
          .where("p.id", "=", person)
          .executeTakeFirst();
  const zoneOfHours = (row?.hours as CalendarDefinition | null | undefined)?.timeZone;
  return {
    language: (row?.language ?? "de") as LetterLanguage,
    timeZone: row?.time_zone ?? zoneOfHours ?? USUAL_ZONE,
  };
}

/** Reads as the reader may: by their account as it is now, or as the side whose contact they are. */
async function withEyesOf<T>(
  { db }: PostOffice,
  { company, side, person }: Reader,
  { tenant, engagement }: FollowedEvent,
  now: Instant,
  work: (tx: Tx) => Promise<T>,
): Promise<T | undefined> {
  if (person === undefined) {
    const engagements = engagement === undefined ? [] : [engagement];
    return inScope(db, { tenant, side, company, engagements }, { readOnly: true }, work);
  }
  const actor = await actorFor(db, person, company);
  // Whoever left the company, or the engagement, is told no more of it.
  if (actor === undefined) return undefined;
  const ctx = new Ctx(db, actor, now, "mail");
  try {
    return await ctx.read(engagement === undefined ? ctx.own : ctx.placeOf(engagement), work);
  } catch (error) {
    if (error instanceof Problem && (error.status === 404 || error.status === 403)) return undefined;
    throw error;
  }
}

/** Addresses for a letter. Those under which something is done are kept in `made`, to be kept when it is written. */
const linksFor = (
  { seal, publicUrl }: PostOffice,
  { company, person, address, side }: Reader,
  { tenant }: FollowedEvent,
  now: Instant,
  made: NewLink[],
): LetterLinks => ({
  page: (path) => `${publicUrl}${path}`,
  once: (purpose, path, subject, endsAt) => {
    const link = linkMake(seal, now, { purpose, company, person, address, side, place: tenant, subject, endsAt });
    made.push(link);
    return `${publicUrl}${path(link.token)}`;
  },
});

/** Ends a kind of mail for its reader. */
const unsubscribing = ({ seal }: PostOffice, { tenant_id, person_id }: DueMail, { id, side }: Spoken, now: Instant) =>
  linkMake(seal, now, {
    purpose: UNSUBSCRIBE,
    company: tenant_id as TenantId,
    person: person_id ?? undefined,
    address: undefined,
    side,
    place: tenant_id as TenantId,
    subject: id,
    endsAt: later(now, UNSUBSCRIBE_MS),
  });

/** What several letters say, in short, with a way to each. */
function digestOf(letters: readonly Letter[], language: LetterLanguage, publicUrl: string): Letter {
  const words = letterWords[language];
  return {
    subject: words.digestSubject(letters.length),
    paragraphs: [
      words.digestOpening(letters.length),
      ...letters.map(({ subject, paragraphs, actions: [action] }) =>
        [subject, paragraphs[0], action?.url].filter((line) => line !== undefined).join("\n"),
      ),
    ],
    actions: [{ label: words.allNotices, url: `${publicUrl}/notices` }],
  };
}
