/** Mails about changes, read with the eyes of whoever gets them. */
import { DAY_MS, later, type Instant } from "@handschlag/engine/instant.ts";
import type { Tx } from "../db/tenant.ts";
import type { FollowedEvent } from "../event/follow.ts";
import type { Letter, NoticeKind, Reader } from "../notice/kind.ts";
import { momentIn } from "../ticket/letters.ts";
import { agreementOf, type ChangeRow } from "./change-row.ts";
import { DECISION_LINK } from "./decision-link.ts";
import { changeLetterWords } from "./letter-words.ts";

type Write = NoticeKind["letter"];
type Words = (typeof changeLetterWords)["de"];

/** How long a link decides where the contract gives no time for the decision. */
const UNTIMED_MS = 30 * DAY_MS;

/** What all letters about a change say of it. */
interface About {
  readonly row: ChangeRow;
  readonly client: string;
  readonly provider: string;
  readonly currency: string;
  readonly decidedBy: string | undefined;
  readonly words: Words;
}

async function aboutOf(tx: Tx, { tenant, subject }: FollowedEvent, { language }: Reader): Promise<About | undefined> {
  const found = await tx
    .selectFrom("change_request as r")
    .innerJoin("engagement as e", (join) =>
      join.onRef("e.tenant_id", "=", "r.tenant_id").onRef("e.engagement_id", "=", "r.engagement_id"),
    )
    .innerJoin("company as c", "c.id", "e.tenant_id")
    .innerJoin("company as p", "p.id", "e.provider_id")
    .selectAll("r")
    .select(["c.name as client", "p.name as provider"])
    .where("r.tenant_id", "=", tenant)
    .where("r.change_id", "=", subject ?? null)
    .$castTo<ChangeRow & { readonly client: string; readonly provider: string }>()
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const last = await tx
    .selectFrom("change_decision")
    .select("person_name")
    .where("tenant_id", "=", tenant)
    .where("change_id", "=", subject ?? null)
    .orderBy("decided_at", "desc")
    .executeTakeFirst();
  const { client, provider, ...row } = found;
  const contract = await agreementOf(tx, { tenant }, row);
  const currency = contract?.prices?.currency ?? "EUR";
  return { row, client, provider, currency, decidedBy: last?.person_name, words: changeLetterWords[language] };
}

/** What it is, what it costs, how great the risk is and who bears it. */
function factsOf({ row, client, provider, currency, words }: About, reader: Reader): NonNullable<Letter["facts"]> {
  const amount =
    row.amount === null
      ? words.noCost
      : new Intl.NumberFormat(reader.language === "de" ? "de-DE" : "en-GB", { style: "currency", currency }).format(
          row.amount as unknown as number,
        );
  const span = row.window_from ?? row.planned_from;
  const until = row.window_until ?? row.planned_until;
  return [
    { name: words.change, value: `${row.number}: ${row.title}` },
    reader.side === "provider" ? { name: words.client, value: client } : { name: words.provider, value: provider },
    { name: words.cost, value: amount },
    ...(row.risk === null ? [] : [{ name: words.risk, value: words.risks[row.risk] }]),
    { name: words.riskBorneBy, value: row.demand?.riskBorneBy ?? words.riskUnsaid },
    ...(span === null || until === null
      ? []
      : [{ name: words.window, value: `${momentIn(span, reader)} – ${momentIn(until, reader)}` }]),
    ...(row.decide_by === null ? [] : [{ name: words.until, value: momentIn(row.decide_by, reader) }]),
  ];
}

type Said = { readonly subject: string; readonly paragraphs: readonly string[] } | undefined;

/** A letter about a change with the way to its page; `undefined` when nothing is left to say. */
const letterOf =
  (say: (about: About, event: FollowedEvent, reader: Reader) => Said): Write =>
  async (tx, event, reader, links) => {
    const about = await aboutOf(tx, event, reader);
    const said = about === undefined ? undefined : say(about, event, reader);
    if (about === undefined || said === undefined) return undefined;
    const url = links.page(`/engagements/${about.row.engagement_id}/changes/${about.row.change_id}`);
    return { ...said, facts: factsOf(about, reader), actions: [{ label: about.words.open, url }] };
  };

/** Asks for a decision: what it means in two sentences, what it costs, until when, who bears the risk, and the link. */
export const askedLetter: Write = async (tx, event, reader, links) => {
  const write = letterOf(({ row, provider, words }) =>
    row.stage === "asked"
      ? {
          subject: words.askedSubject(row.title),
          paragraphs: [
            words.asked(provider),
            words.means(provider),
            ...(row.decide_by === null ? [] : [words.silence[row.demand?.silence ?? "refused"]]),
            words.linkFirst,
          ],
        }
      : undefined,
  );
  const letter = await write(tx, event, reader, links);
  const about = letter === undefined ? undefined : await aboutOf(tx, event, reader);
  if (letter === undefined || about === undefined || reader.person === undefined) return letter;
  const { row, words } = about;
  const endsAt = (row.decide_by?.getTime() ?? later(event.recordedAt, UNTIMED_MS)) as Instant;
  const url = links.once(DECISION_LINK, (token) => `/decide/${token}`, row.change_id, endsAt);
  const quote = { by: words.change, text: row.reason };
  return { ...letter, quote, actions: [{ label: words.decide, url }, ...letter.actions] };
};

export const decidedLetter = letterOf(({ row, words, decidedBy }, { type, facts }) => {
  const by = decidedBy === undefined ? [] : [words.decidedBy(decidedBy)];
  if (type === "change.declined")
    return { subject: words.declinedSubject(row.title), paragraphs: [words.declined, ...by] };
  const isBeforehand = facts["standard"] !== undefined;
  return {
    subject: words.approvedSubject(row.title),
    paragraphs: isBeforehand ? [words.approvedBeforehand] : [words.approved, ...by],
  };
});

export const lapsedLetter = letterOf(({ row, words }, { facts }) => ({
  subject: words.lapsedSubject(row.title),
  paragraphs: [words.lapsed[facts["meaning"] === "approved" ? "approved" : "refused"]],
}));

export const windowLetter = letterOf(({ row, words }, _event, reader) =>
  row.stage === "scheduled" && row.window_from !== null && row.window_until !== null
    ? {
        subject: words.windowSubject(row.title),
        paragraphs: [words.announced(momentIn(row.window_from, reader), momentIn(row.window_until, reader))],
      }
    : undefined,
);

export const emergencyLetter = letterOf(({ row, provider, words }) => ({
  subject: words.emergencySubject(row.title),
  paragraphs: [words.emergency(provider), words.emergencyMeans],
}));
