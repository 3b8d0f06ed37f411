/** Mails about on-call duty, read with the eyes of whoever gets them. */
import { onDutyAt } from "@handschlag/engine/duty/rota.ts";
import { HOUR_MS, later, type Instant } from "@handschlag/engine/instant.ts";
import { namesOf } from "../company/names.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import type { FollowedEvent } from "../event/follow.ts";
import type { Letter, NoticeKind, Reader } from "../notice/kind.ts";
import { dueLetter, momentIn } from "../ticket/letters.ts";
import { dutyEventsOf } from "./chain-store.ts";
import { DUTY_LINK } from "./duty-link.ts";
import { dutyLetterWords } from "./letter-words.ts";
import { rotasOf, type KeptRota } from "./rota-store.ts";

type Write = NoticeKind["letter"];

/** A link in an alarm works so long; then the page is the way. */
const LINK_MS = 48 * HOUR_MS;
/** Notes of the last days are handed over. */
const NOTES_MS = 35 * 24 * HOUR_MS;

interface Alarm {
  readonly state: string;
  readonly subject: string;
  readonly client: string;
  readonly facts: NonNullable<Letter["facts"]>;
  readonly ticket: NonNullable<Letter["ticket"]>;
}

async function alarmOf(tx: Tx, event: FollowedEvent, { language }: Reader): Promise<Alarm | undefined> {
  const row = await tx
    .selectFrom("duty_call as d")
    .innerJoin("ticket as t", (join) =>
      join.onRef("t.tenant_id", "=", "d.tenant_id").onRef("t.ticket_id", "=", "d.ticket_id"),
    )
    .leftJoin("company as c", "c.id", "t.tenant_id")
    .select(["d.state", "t.ticket_id", "t.engagement_id", "t.number", "t.subject", "t.priority", "c.name as client"])
    .where("d.tenant_id", "=", event.tenant)
    .where("d.call_id", "=", event.subject ?? null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const words = dutyLetterWords[language];
  const client = row.client ?? "";
  return {
    state: row.state,
    subject: `[T-${row.number}] ${row.subject}`,
    client,
    facts: [
      { name: words.ticket, value: `T-${row.number}: ${row.subject}` },
      ...(row.priority === null ? [] : [{ name: words.priority, value: row.priority }]),
      { name: words.client, value: client },
    ],
    ticket: { id: row.ticket_id, number: row.number, engagement: row.engagement_id as EngagementId },
  };
}

/** Whoever is called learns what for, and takes over from the mail. Nothing is left to say when somebody has. */
export const calledLetter: Write = async (tx, event, reader, links) => {
  const alarm = await alarmOf(tx, event, reader);
  if (alarm === undefined || (alarm.state !== "calling" && alarm.state !== "exhausted")) return undefined;
  const words = dutyLetterWords[reader.language];
  const minutes = Number(event.facts["minutes"]);
  const open = { label: words.openTicket, url: links.page(`/tickets/${alarm.ticket.id}`) };
  const hasAccount = reader.person !== undefined;
  return {
    subject: words.calledSubject(alarm.subject),
    paragraphs: [words.called(alarm.client), hasAccount ? words.acknowledge(minutes) : words.noAccount],
    facts: alarm.facts,
    actions: hasAccount
      ? [
          {
            label: words.takeOver,
            url: links.once(DUTY_LINK, (token) => `/duty/${token}`, event.subject!, later(event.at, LINK_MS)),
          },
          open,
        ]
      : [],
    ticket: alarm.ticket,
  };
};

/** Whoever was called before learns that somebody else has it. */
export const takenLetter: Write = async (tx, event, reader, links) => {
  const alarm = await alarmOf(tx, event, reader);
  if (alarm === undefined) return undefined;
  const words = dutyLetterWords[reader.language];
  const person = String(event.facts["person"]);
  const name = (await namesOf(tx, [person])).get(person) ?? "Handschlag";
  return {
    subject: words.takenSubject(alarm.subject),
    paragraphs: [words.taken(name, momentIn(event.at, reader))],
    facts: alarm.facts,
    actions: [{ label: words.openTicket, url: links.page(`/tickets/${alarm.ticket.id}`) }],
    ticket: alarm.ticket,
  };
};

export const exhaustedLetter: Write = async (tx, event, reader, links) => {
  const alarm = await alarmOf(tx, event, reader);
  if (alarm?.state !== "exhausted") return undefined;
  const words = dutyLetterWords[reader.language];
  const events = (await dutyEventsOf(tx, event.tenant, [event.subject!])).get(event.subject!) ?? [];
  return {
    subject: words.exhaustedSubject(alarm.subject),
    paragraphs: [words.exhausted(events.filter(({ type }) => type === "called").length), words.stillOpen],
    facts: alarm.facts,
    actions: [
      {
        label: words.takeOver,
        url: links.once(DUTY_LINK, (token) => `/duty/${token}`, event.subject!, later(event.at, LINK_MS)),
      },
      { label: words.openTicket, url: links.page(`/tickets/${alarm.ticket.id}`) },
    ],
    ticket: alarm.ticket,
  };
};

const rotaFor = async (tx: Tx, { tenant, subject }: FollowedEvent): Promise<KeptRota | undefined> =>
  subject === undefined ? undefined : (await rotasOf(tx, tenant, subject))[0];

/** Whoever comes on call learns until when, and what the one before has written down. */
export const handedLetter: Write = async (tx, event, reader, links) => {
  const kept = await rotaFor(tx, event);
  const isOver = Date.parse(String(event.facts["until"])) <= event.recordedAt;
  if (kept === undefined || isOver) return undefined;
  const words = dutyLetterWords[reader.language];
  const from = event.facts["from"] as string | null;
  const notes = await notesOf(tx, event);
  const names = await namesOf(tx, [from, ...notes.map(({ author_id }) => author_id)]);
  const layer = kept.rota.layers.find(({ id }) => id === event.facts["layer"])?.name;
  const [note] = notes;
  return {
    subject: words.handedSubject(kept.name),
    paragraphs: [
      words.handed(momentIn(Date.parse(String(event.facts["until"])), reader)),
      ...(from !== null && names.has(from) ? [words.handedFrom(names.get(from)!)] : []),
      ...(note === undefined ? [words.nothingHanded] : []),
    ],
    ...(note !== undefined && { quote: { by: names.get(note.author_id) ?? kept.name, text: note.text } }),
    ...(layer !== undefined && { facts: [{ name: words.layer, value: layer }] }),
    actions: [{ label: words.openRota, url: links.page(`/duty/rotas/${kept.id}`) }],
  };
};

const notesOf = (tx: Tx, { tenant, subject, at }: FollowedEvent) =>
  tx
    .selectFrom("duty_note")
    .select(["author_id", "text"])
    .where("tenant_id", "=", tenant)
    .where("rota_id", "=", subject ?? null)
    .where("written_at", ">", new Date(at - NOTES_MS))
    .orderBy("written_at", "desc")
    .limit(1)
    .execute();

/** Nothing is left to say when somebody has been found meanwhile. */
export const gapLetter: Write = async (tx, event, reader, links) => {
  const kept = await rotaFor(tx, event);
  const from = Date.parse(String(event.facts["from"])) as Instant;
  if (kept === undefined || onDutyAt(kept.rota, from).length > 0) return undefined;
  const words = dutyLetterWords[reader.language];
  const begin = momentIn(from, reader);
  return {
    subject: words.gapSubject(kept.name, begin),
    paragraphs: [words.gap(begin, momentIn(Date.parse(String(event.facts["until"])), reader)), words.gapRemedy],
    actions: [{ label: words.openRota, url: links.page(`/duty/rotas/${kept.id}`) }],
  };
};

interface KeptClock {
  readonly level: string;
  readonly life: number;
  readonly cycle: number;
  readonly open: boolean;
}

/** As the ticket's own letter. Of a warning nothing is left to say when its clock has stopped meanwhile; a breach stays one. */
export const escalationLetter: Write = async (tx, event, reader, links) => {
  const row = await tx
    .selectFrom("ticket")
    .select("clocks")
    .where("tenant_id", "=", event.tenant)
    .where("ticket_id", "=", event.subject ?? null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { level, life, cycle } = event.facts;
  const clocks = row.clocks as readonly KeptClock[];
  const clock = clocks.find((each) => each.level === level && each.life === life && each.cycle === cycle);
  if (event.type === "ticket.warned" && clock?.open === false) return undefined;
  const letter = await dueLetter(tx, event, reader, links);
  // A contact without an account has no page to open.
  return letter && (reader.person === undefined ? { ...letter, actions: [] } : letter);
};
