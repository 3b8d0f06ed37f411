/** Mails about tickets, read with the eyes of whoever gets them. */
import type { Level } from "@handschlag/engine/contract/document.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import type { FollowedEvent } from "../event/follow.ts";
import type { Letter, LetterLinks, NoticeKind, Reader } from "../notice/kind.ts";
import { ratingEndsAt, satisfactionActions } from "../satisfaction/actions.ts";
import { levelNames, ticketLetterWords, type TicketLetterWords } from "./letter-words.ts";

type Write = NoticeKind["letter"];

/** What all letters about a ticket say of it. */
interface About {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly author: string;
  readonly text: string | undefined;
  readonly dueAt: string | undefined;
  readonly facts: NonNullable<Letter["facts"]>;
  readonly ticket: NonNullable<Letter["ticket"]>;
}

/** A moment in the reader's zone: `Mo., 23.11.2026, 09:30`. */
export const momentIn = (at: number | Date, { language, timeZone }: Pick<Reader, "language" | "timeZone">): string =>
  new Intl.DateTimeFormat(language === "de" ? "de-DE" : "en-GB", {
    timeZone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);

async function aboutOf(tx: Tx, event: FollowedEvent, reader: Reader): Promise<About | undefined> {
  const row = await tx
    .selectFrom("ticket as t")
    .innerJoin("engagement as e", (join) =>
      join.onRef("e.tenant_id", "=", "t.tenant_id").onRef("e.engagement_id", "=", "t.engagement_id"),
    )
    .leftJoin("company as c", "c.id", "t.tenant_id")
    .leftJoin("company as p", "p.id", "e.provider_id")
    .leftJoin("event_personal as w", (join) =>
      join.onRef("w.tenant_id", "=", "t.tenant_id").on("w.event_id", "=", event.id),
    )
    .leftJoin("person as a", (join) => join.on("a.id", "=", event.by.kind === "person" ? event.by.id : null))
    .select([
      "t.number",
      "t.subject",
      "t.priority",
      "t.coverage",
      "t.due_at",
      "t.engagement_id",
      "c.name as client",
      "p.name as provider",
      "w.content",
      "a.name as author",
    ])
    .where("t.tenant_id", "=", event.tenant)
    .where("t.ticket_id", "=", event.subject ?? null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const words = ticketLetterWords[reader.language];
  const service = (row.coverage as { readonly service?: { readonly name: string } | null }).service?.name;
  const other = reader.side === "provider" ? row.client : row.provider;
  const due = row.due_at instanceof Date ? momentIn(row.due_at, reader) : undefined;
  const facts = [
    { name: words.ticket, value: `T-${row.number}: ${row.subject}` },
    ...(service === undefined ? [] : [{ name: words.service, value: service }]),
    ...(row.priority === null ? [] : [{ name: words.priority, value: row.priority }]),
    ...(other === null ? [] : [{ name: reader.side === "provider" ? words.client : words.provider, value: other }]),
    ...(due === undefined ? [] : [{ name: words.due, value: due }]),
  ];
  const side = event.by.side === "provider" ? row.provider : row.client;
  return {
    id: event.subject!,
    number: `T-${row.number}`,
    subject: row.subject,
    author: row.author ?? side ?? words.somebody,
    text: row.content === null ? undefined : (JSON.parse(row.content) as { readonly text?: string }).text,
    dueAt: due,
    facts,
    ticket: { id: event.subject!, number: row.number, engagement: row.engagement_id as EngagementId },
  };
}

/** A letter about a ticket: its number stands in the subject, so that an answer finds it whatever else is lost. */
const letterOf =
  (
    write: (
      about: About,
      words: TicketLetterWords,
      event: FollowedEvent,
    ) => {
      readonly subject: string;
      readonly sentences: readonly string[];
      readonly isQuoted?: boolean;
    },
  ): Write =>
  async (tx, event, reader, links) => {
    const about = await aboutOf(tx, event, reader);
    if (about === undefined) return undefined;
    const words = ticketLetterWords[reader.language];
    const { subject, sentences, isQuoted = false } = write(about, words, event);
    return {
      subject: `[${about.number}] ${subject}`,
      paragraphs: sentences,
      ...(isQuoted && about.text !== undefined && { quote: { by: about.author, text: about.text } }),
      facts: about.facts,
      actions: [{ label: words.open, url: links.page(`/tickets/${about.id}`) }],
      ticket: about.ticket,
    };
  };

export const receivedLetter = letterOf(({ subject, dueAt }, words) => ({
  subject: words.receivedSubject(subject),
  sentences: [words.received, ...(dueAt === undefined ? [] : [words.nextDue(dueAt)]), words.answerByMail],
}));

export const openedLetter = letterOf(({ subject, author, dueAt }, words) => ({
  subject: words.openedSubject(subject),
  sentences: [words.opened(author), ...(dueAt === undefined ? [] : [words.nextDue(dueAt)])],
  isQuoted: true,
}));

export const answeredLetter = letterOf(({ subject, author }, words) => ({
  subject,
  sentences: [words.answered(author)],
  isQuoted: true,
}));

export const messagedLetter = letterOf(({ subject, author }, words) => ({
  subject,
  sentences: [words.messaged(author)],
  isQuoted: true,
}));

export const notedLetter = letterOf(({ subject, author }, words) => ({
  subject: words.notedSubject(subject),
  sentences: [words.noted(author)],
  isQuoted: true,
}));

export const waitsLetter = letterOf(({ subject }, words, { facts }) => ({
  subject: words.waitsSubject(subject),
  sentences: [facts["reason"] === "waiting-for-client" ? words.waitsForAnswer : words.waitsForApproval],
  isQuoted: true,
}));

export const assignedLetter = letterOf(({ subject, author, dueAt }, words) => ({
  subject: words.assignedSubject(subject),
  sentences: [words.assigned(author), ...(dueAt === undefined ? [] : [words.nextDue(dueAt)])],
}));

export const reopenedLetter = letterOf(({ subject, author }, words) => ({
  subject: words.reopenedSubject(subject),
  sentences: [words.reopened(author)],
  isQuoted: true,
}));

export const disputedLetter = letterOf(({ subject, author }, words, { type }) => ({
  subject: words.disputedSubject(subject),
  sentences: [type === "ticket.objected" ? words.objected(author) : words.settled(author)],
  isQuoted: true,
}));

export const dueLetter: Write = async (tx, event, reader, links) => {
  const promised = levelNames[reader.language][event.facts["level"] as Level];
  const at = momentIn(event.at, reader);
  const write = letterOf(({ subject, dueAt }, words) =>
    event.type === "ticket.breached"
      ? { subject: words.breachedSubject(subject), sentences: [words.breached(promised, at)] }
      : {
          subject: words.warnedSubject(subject),
          sentences: [
            words.warned(promised, Number(event.facts["share"])),
            ...(dueAt === undefined ? [] : [words.nextDue(dueAt)]),
          ],
        },
  );
  return write(tx, event, reader, links);
};

/** The closing mail. Whoever reported the ticket is asked in it how it went. */
export const endedLetter: Write = async (tx, event, reader, links) => {
  const write = letterOf(({ subject, author }, words) => ({
    subject: words.endedSubject(subject),
    sentences: [event.type === "ticket.resolved" ? words.resolved(author) : words.closed(author), words.goesOn],
    isQuoted: true,
  }));
  const letter = await write(tx, event, reader, links);
  if (letter === undefined || !(await isRequester(tx, event, reader))) return letter;
  return { ...letter, actions: [...letter.actions, ...rating(links, reader, event)] };
};

const rating = (links: LetterLinks, { language }: Reader, { subject, recordedAt }: FollowedEvent) =>
  satisfactionActions(links, language, subject!, ratingEndsAt(recordedAt));

async function isRequester(tx: Tx, { tenant, subject }: FollowedEvent, { person }: Reader): Promise<boolean> {
  const row = await tx
    .selectFrom("ticket")
    .select("requester_id")
    .where("tenant_id", "=", tenant)
    .where("ticket_id", "=", subject ?? null)
    .executeTakeFirst();
  return person !== undefined && row?.requester_id === person;
}
