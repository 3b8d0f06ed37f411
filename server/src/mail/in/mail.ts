/** A mail as a desk needs it, read from its bytes. Source: docs/rules/mail-in.md §1. */
import type { AddressObject, Attachment, ParsedMail, simpleParser } from "mailparser";
import { utf7Header, utf7Text } from "./header-text.ts";
import { invitationText } from "./invitation.ts";
import { structureOf, valueOf, valuesOf, type Limit, type Part, type Structure } from "./structure.ts";
import { isTnef, readTnef } from "./tnef.ts";

/** What the server takes of one mail. */
export const MAIL_BYTES_MAX = 25 * 1024 * 1024;
const HTML_MAX = 2_000_000;
const TEXT_MAX = 2_000_000;
const ATTACHMENTS_MAX = 200;
const REFERENCES_MAX = 200;
const SUBJECT_MAX = 998;
/** Mails handed on inside of mails are looked into so deep. */
const WITHIN_MAX = 2;

export interface MailAddress {
  /** In small letters. */
  readonly address: string;
  readonly name: string;
}

export interface MailFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
  /** By which the HTML shows it, without angle brackets. */
  readonly contentId: string | undefined;
  readonly isInline: boolean;
}

export interface Mail {
  readonly from: MailAddress | undefined;
  readonly to: readonly string[];
  /** With angle brackets, as the next three. */
  readonly messageId: string | undefined;
  readonly inReplyTo: string | undefined;
  readonly references: readonly string[];
  readonly subject: string;
  readonly sentAt: Date | undefined;
  readonly text: string;
  /** As it came: never to be shown without html.ts. */
  readonly html: string | undefined;
  readonly files: readonly MailFile[];
  /** What could not be read, in words for the log. */
  readonly unread: string | undefined;
  readonly structure: Structure;
}

const EMPTY = {
  from: undefined,
  to: [],
  messageId: undefined,
  inReplyTo: undefined,
  references: [],
  subject: "",
  sentAt: undefined,
  text: "",
  html: undefined,
  files: [],
};

const asList = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

const ADDRESS = /^[^\s@<>()",;:]{1,64}@[^\s@<>()",;:]{1,190}$/;

function addressesOf(object: AddressObject | AddressObject[] | undefined): MailAddress[] {
  const all = asList(object).flatMap(({ value }) => value.flatMap((each) => [each, ...(each.group ?? [])]));
  return all.flatMap(({ address, name }) => {
    const small = address?.trim().toLowerCase() ?? "";
    return ADDRESS.test(small) ? [{ address: small, name: clean(name).slice(0, 200) }] : [];
  });
}

/** Without what no text has and PostgreSQL refuses. */
const clean = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- control characters are what is left out
  text.replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, "").toWellFormed();

const BRACKETED = /<[^<>\s]{1,900}>/g;

/** Message-IDs in a header. */
export const idsIn = (value: string | undefined): readonly string[] =>
  (value ?? "").slice(0, 100_000).match(BRACKETED)?.slice(0, REFERENCES_MAX) ?? [];

/** The text of a mail: where it is in UTF-7, the library leaves that to us, as texts are not HTML. */
function textOf({ text = "" }: ParsedMail, { parts }: Structure): string {
  const isUtf7 = parts.some(
    (part) => part.type === "text/plain" && /charset="?(unicode-1-1-)?utf-7/i.test(valueOf(part, "content-type") ?? ""),
  );
  return clean((isUtf7 ? utf7Text(text) : text).slice(0, TEXT_MAX)).replaceAll("\r\n", "\n");
}

const NAMES: Readonly<Record<string, string>> = {
  "text/calendar": "invite.ics",
  "message/rfc822": "message.eml",
  "message/delivery-status": "delivery-status.txt",
  "text/rfc822-headers": "headers.txt",
};

function fileOf(
  { filename, contentType, content, cid, contentDisposition, related }: Attachment,
  index: number,
): MailFile {
  const type = contentType.toLowerCase().slice(0, 100);
  const fallback = NAMES[type] ?? `file-${index + 1}`;
  // A name is a name, not a place.
  const name =
    clean(filename ?? "")
      .replaceAll(/[/\\]/g, "_")
      .trim()
      .slice(0, 200) || fallback;
  const isInline = related || (contentDisposition === "inline" && cid !== undefined);
  return { name, type, content, contentId: cid, isInline };
}

/** Files of a mail, and those in containers that no program but one opens: mails handed on, and winmail.dat. */
async function filesOf(
  attachments: readonly Attachment[],
  within: number,
): Promise<{ files: MailFile[]; text: string }> {
  const files: MailFile[] = [];
  let text = "";
  for (const [index, attachment] of attachments.slice(0, ATTACHMENTS_MAX).entries()) {
    const file = fileOf(attachment, index);
    const tnef = isTnef(file.content) ? readTnef(file.content) : undefined;
    if (tnef !== undefined) {
      text ||= tnef.text;
      files.push(
        ...tnef.files.map(({ name, content }) => ({
          ...file,
          name,
          content,
          type: "application/octet-stream",
          isInline: false,
        })),
      );
      // What could be taken out is all that was in it; otherwise the container itself stays.
      if (tnef.isWhole) continue;
    }
    files.push(file);
    if (file.type === "message/rfc822" && within < WITHIN_MAX)
      files.push(...(await readWithin(file.content, within + 1)).files.filter(({ isInline }) => !isInline));
  }
  return { files: files.slice(0, ATTACHMENTS_MAX), text };
}

async function readWithin(raw: Buffer, within: number): Promise<Mail> {
  const structure = structureOf(raw);
  const head = structure.parts[0]!;
  const known = { ...EMPTY, ...headerOnly(head), structure };
  if (structure.beyond !== undefined) return { ...known, unread: `beyond the limit of ${structure.beyond}` };
  // Loaded with the first mail.
  const { simpleParser: parse } = await import("mailparser");
  let parsed: ParsedMail;
  try {
    parsed = await parse(raw, {
      skipTextToHtml: true,
      skipImageLinks: true,
      maxHtmlLengthToParse: HTML_MAX,
      checksumAlgo: false,
    } as Parameters<typeof simpleParser>[1]);
  } catch (error) {
    return { ...known, unread: String(error).slice(0, 200) };
  }
  const { files, text: contained } = await filesOf(parsed.attachments, within);
  const text = textOf(parsed, structure);
  const invitation = text.trim() === "" ? invitationText(files) : undefined;
  return {
    ...known,
    from: addressesOf(parsed.from)[0] ?? known.from,
    to: [...new Set([...addressesOf(parsed.to), ...addressesOf(parsed.cc)].map(({ address }) => address))],
    subject:
      utf7Header(valueOf(head, "subject") ?? "") ??
      clean(parsed.subject ?? "")
        .trim()
        .slice(0, SUBJECT_MAX),
    sentAt: parsed.date,
    text: text.trim() === "" ? (invitation ?? contained) : text,
    html: typeof parsed.html === "string" ? parsed.html.slice(0, HTML_MAX) : undefined,
    files,
    unread: undefined,
  };
}

/** What the headers say by themselves, also where the rest cannot be read. */
function headerOnly(head: Part): Pick<Mail, "messageId" | "inReplyTo" | "references" | "subject" | "from"> {
  const address = /[^\s@<>()",;:]{1,64}@[^\s@<>()",;:]{1,190}/.exec((valueOf(head, "from") ?? "").slice(0, 1_000))?.[0];
  const bare = valueOf(head, "message-id")?.slice(0, 900);
  return {
    messageId: idsIn(bare)[0] ?? (bare !== undefined && /^\S+$/.test(bare) ? `<${bare}>` : undefined),
    inReplyTo: idsIn(valuesOf(head, "in-reply-to").join(" "))[0],
    references: idsIn(valuesOf(head, "references").join(" ")),
    subject: clean(valueOf(head, "subject") ?? "").slice(0, SUBJECT_MAX),
    from: undefined,
    ...(address !== undefined && ADDRESS.test(address) && { from: { address: address.toLowerCase(), name: "" } }),
  };
}

export type { Limit };

/** Reads a mail. Never throws: what cannot be read is said in `unread`, and the headers are there all the same. */
export const readMail = (raw: Buffer): Promise<Mail> => readWithin(raw, 0);
