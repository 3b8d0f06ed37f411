/** What people are told of their contract: what waits for a signature, what both agreed, and days that come near. */
import type { DeadlineKind } from "@handschlag/engine/contract/deadlines.ts";
import { deadlineName } from "@handschlag/engine/contract/deadline-names.ts";
import type { Tx } from "../db/tenant.ts";
import type { FollowedEvent } from "../event/follow.ts";
import type { Letter, NoticeKind, Reader, Recipient } from "../notice/kind.ts";
import { clientPeople, providerPeople } from "../notice/recipients.ts";

const WORDS = {
  de: {
    open: "Vertrag öffnen",
    sign: "Ansehen und unterschreiben",
    draft: "Entwurf öffnen",
    proposedSubject: (number: number) => `Zur Unterschrift: Fassung ${number} des Vertrags`,
    proposed: (author: string, number: number, from: string) =>
      `${author} hat Fassung ${number} des Vertrags vorgeschlagen. Sie soll ab ${from} gelten.`,
    until: "Sie gilt erst, wenn beide Seiten unterschrieben haben.",
    agreedSubject: (number: number) => `Vereinbart: Fassung ${number} des Vertrags`,
    agreed: (number: number, from: string) =>
      `Beide Seiten haben Fassung ${number} des Vertrags unterschrieben. Sie gilt ab ${from}.`,
    declinedSubject: (number: number) => `Abgelehnt: Fassung ${number} des Vertrags`,
    declined: (author: string, number: number) => `${author} hat den Vorschlag für Fassung ${number} abgelehnt.`,
    draftSubject: "Änderungen am Entwurf des Vertrags",
    drafted: (author: string) => `${author} hat am Entwurf des Vertrags gearbeitet.`,
    nearSubject: (what: string, days: number) => `In ${days}\u00a0${days === 1 ? "Tag" : "Tagen"}: ${what}`,
    near: (what: string, on: string, days: number) =>
      days === 0
        ? `Heute, am ${on}: ${what}.`
        : `${what} ist der ${on}. Bis dahin sind es noch ${days}\u00a0${days === 1 ? "Tag" : "Tage"}.`,
    engagement: "Auslagerung",
    other: "Andere Seite",
  },
  en: {
    open: "Open the contract",
    sign: "Read and sign",
    draft: "Open the draft",
    proposedSubject: (number: number) => `To be signed: version ${number} of the contract`,
    proposed: (author: string, number: number, from: string) =>
      `${author} has proposed version ${number} of the contract, to apply from ${from}.`,
    until: "It applies only when both sides have signed.",
    agreedSubject: (number: number) => `Agreed: version ${number} of the contract`,
    agreed: (number: number, from: string) =>
      `Both sides have signed version ${number} of the contract. It applies from ${from}.`,
    declinedSubject: (number: number) => `Declined: version ${number} of the contract`,
    declined: (author: string, number: number) => `${author} has declined the proposal for version ${number}.`,
    draftSubject: "Changes to the draft of the contract",
    drafted: (author: string) => `${author} has worked on the draft of the contract.`,
    nearSubject: (what: string, days: number) => `In ${days} ${days === 1 ? "day" : "days"}: ${what}`,
    near: (what: string, on: string, days: number) =>
      days === 0 ? `Today, ${on}: ${what}.` : `${what}: ${on}. That is in ${days} ${days === 1 ? "day" : "days"}.`,
    engagement: "Engagement",
    other: "Other side",
  },
} as const;
type Words = (typeof WORDS)["de" | "en"];

/** A calendar date as the reader writes it: `23.11.2026`. */
const dayIn = (isoDate: string, { language }: Reader): string =>
  new Intl.DateTimeFormat(language === "de" ? "de-DE" : "en-GB", {
    timeZone: "UTC",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(new Date(`${isoDate}T00:00:00Z`));

interface About {
  readonly author: string;
  readonly facts: NonNullable<Letter["facts"]>;
  readonly text: string | undefined;
}

async function aboutOf(tx: Tx, event: FollowedEvent, reader: Reader): Promise<About | undefined> {
  const row = await tx
    .selectFrom("engagement as e")
    .leftJoin("company as c", "c.id", "e.tenant_id")
    .leftJoin("company as p", "p.id", "e.provider_id")
    .leftJoin("person as a", (join) => join.on("a.id", "=", event.by.kind === "person" ? event.by.id : null))
    .leftJoin("event_personal as w", (join) =>
      join.onRef("w.tenant_id", "=", "e.tenant_id").on("w.event_id", "=", event.id),
    )
    .select(["e.name", "c.name as client", "p.name as provider", "a.name as author", "w.content"])
    .where("e.tenant_id", "=", event.tenant)
    .where("e.engagement_id", "=", event.engagement ?? null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const words = WORDS[reader.language];
  const other = reader.side === "provider" ? row.client : row.provider;
  return {
    author: row.author ?? (event.by.side === "provider" ? row.provider : row.client) ?? "Handschlag",
    facts: [
      { name: words.engagement, value: row.name },
      ...(other === null ? [] : [{ name: words.other, value: other }]),
    ],
    text: row.content === null ? undefined : (JSON.parse(row.content) as { readonly reason?: string }).reason,
  };
}

interface Said {
  readonly subject: string;
  readonly sentences: readonly string[];
  readonly action?: string;
  readonly path?: string;
}

const letterOf =
  (write: (about: About, words: Words, event: FollowedEvent, reader: Reader) => Said): NoticeKind["letter"] =>
  async (tx, event, reader, links) => {
    const about = await aboutOf(tx, event, reader);
    if (about === undefined) return undefined;
    const words = WORDS[reader.language];
    const { subject, sentences, action = words.open, path = "contract" } = write(about, words, event, reader);
    return {
      subject,
      paragraphs: sentences,
      ...(about.text !== undefined && { quote: { by: about.author, text: about.text } }),
      facts: about.facts,
      actions: [{ label: action, url: links.page(`/engagements/${event.engagement}/${path}`) }],
    };
  };

const numberOf = ({ facts }: FollowedEvent): number => Number(facts["number"]);
const fromOf = ({ facts }: FollowedEvent, reader: Reader): string => dayIn(String(facts["validFrom"]), reader);

const signersOf = async (tx: Tx, event: FollowedEvent): Promise<readonly Recipient[]> => [
  ...(await clientPeople(tx, event, ["owner"])),
  ...(await providerPeople(tx, event, ["service-manager"])),
];
/** Those who sign, on the side that did not do it. */
const otherSigners = (tx: Tx, event: FollowedEvent): Promise<readonly Recipient[]> =>
  event.by.side === "provider" ? clientPeople(tx, event, ["owner"]) : providerPeople(tx, event, ["service-manager"]);

/** The coordinator does what is to be done on the client's side, too. */
const thoseWhoAct = async (tx: Tx, event: FollowedEvent): Promise<readonly Recipient[]> => [
  ...(await clientPeople(tx, event, ["owner", "coordinator"])),
  ...(await providerPeople(tx, event, ["service-manager"])),
];

export const contractNotices: readonly NoticeKind[] = [
  {
    name: "contract-proposed",
    right: "contract:sign",
    events: ["contract.proposed"],
    usually: "mail",
    to: otherSigners,
    letter: letterOf(({ author }, words, event, reader) => ({
      subject: words.proposedSubject(numberOf(event)),
      sentences: [words.proposed(author, numberOf(event), fromOf(event, reader)), words.until],
      action: words.sign,
    })),
  },
  {
    name: "contract-decided",
    right: "contract:sign",
    events: ["contract.agreed", "contract.declined"],
    usually: "mail",
    to: signersOf,
    letter: letterOf(({ author }, words, event, reader) =>
      event.type === "contract.agreed"
        ? {
            subject: words.agreedSubject(numberOf(event)),
            sentences: [words.agreed(numberOf(event), fromOf(event, reader))],
          }
        : { subject: words.declinedSubject(numberOf(event)), sentences: [words.declined(author, numberOf(event))] },
    ),
  },
  {
    name: "contract-drafted",
    right: "contract:write",
    events: ["contract.draft-begun", "contract.draft-changed", "contract.draft-answered", "contract.draft-commented"],
    usually: "digest",
    to: otherSigners,
    letter: letterOf(({ author }, words) => ({
      subject: words.draftSubject,
      sentences: [words.drafted(author)],
      action: words.draft,
      path: "contract/draft",
    })),
  },
  {
    name: "contract-day",
    right: "ticket:agree",
    events: ["contract.day-near"],
    usually: "mail",
    // A day for one side alone is told to that side: the event is visible to it only.
    to: thoseWhoAct,
    letter: letterOf((_about, words, { facts }, reader) => {
      const of = facts["of"];
      const named = { kind: facts["kind"] as DeadlineKind, ...(typeof of === "string" && { of }) };
      const what = deadlineName(named, reader.language);
      const days = Number(facts["days"]);
      return {
        subject: words.nearSubject(what, days),
        sentences: [words.near(what, dayIn(String(facts["on"]), reader), days)],
      };
    }),
  },
];
