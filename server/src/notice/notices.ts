/** All kinds of news that people are told of, in the order in which the settings show them. */
import { changeNotices } from "../change/notices.ts";
import { contractNotices } from "../contract/notices.ts";
import { dutyNotices } from "../duty/notices.ts";
import { ticketNotices } from "../ticket/notices.ts";
import { webhookNotices } from "../webhook/notices.ts";
import type { NoticeKind } from "./kind.ts";

export const NOTICE_KINDS: readonly NoticeKind[] = [
  ...ticketNotices,
  ...dutyNotices,
  ...changeNotices,
  ...contractNotices,
  ...webhookNotices,
];

const kindByName = new Map(NOTICE_KINDS.map((kind) => [kind.name, kind]));

/** The kind of a name; `undefined` for one that an earlier version had. */
export const kindNamed = (name: string): NoticeKind | undefined => kindByName.get(name);

/** The kinds that tell of events of a type. */
export const kindsOf = (type: string): readonly NoticeKind[] =>
  NOTICE_KINDS.filter(({ events }) => events.includes(type));
