/** What came back: a report of a mail server that a mail could not be delivered. RFC 3464, and those who do not keep to it. */
import { idsIn, type Mail } from "./mail.ts";
import { parameterOf, valueOf } from "./structure.ts";

export interface Bounce {
  /** Not yet: the server goes on trying. */
  readonly isDelay: boolean;
  /** To whom it could not be delivered. */
  readonly recipient: string | undefined;
  /** RFC 3463: `5.1.1`. */
  readonly status: string | undefined;
  readonly diagnostic: string | undefined;
  /** Of the mail that came back. */
  readonly messageIds: readonly string[];
}

const SUBJECTS = [
  "undeliver",
  "unzustellbar",
  "mail delivery failed",
  "returned mail",
  "delivery status notification",
  "delivery failure",
  "failure notice",
  "zustellung fehlgeschlagen",
  "benachrichtung",
  "benachrichtigung zum übermittlungsstatus",
  "mail delivery failure",
  "nicht zustellbar",
  "warning: could not send message",
];
const SEARCHED = 20_000;

const isMachine = (address: string): boolean => /^(mailer-daemon|postmaster|mail-daemon|maildaemon)(@|$)/.test(address);

const sayOf = (lines: readonly string[], name: string): string | undefined => {
  const line = lines.find((each) => each.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim();
};

/** The value behind its kind: `rfc822; somebody@example.org`. */
const behind = (value: string | undefined): string | undefined => value?.split(";").slice(1).join(";").trim() || value;

/** The report of a mail that says that another one was not delivered; `undefined` when it is none. */
export function bounceOf(mail: Mail): Bounce | undefined {
  const { parts } = mail.structure;
  const head = parts[0]!;
  const kind = parameterOf(valueOf(head, "content-type"), "report-type")?.toLowerCase();
  const hasStatus = parts.some(({ type }) => type === "message/delivery-status");
  if ((head.type === "multipart/report" && kind === "delivery-status") || hasStatus) return reported(mail);
  const address = mail.from?.address ?? "";
  const isFromNobody = (valueOf(head, "return-path") ?? "-").replaceAll(/[<>\s]/g, "") === "";
  const subject = mail.subject.toLowerCase();
  const says = SUBJECTS.some((words) => subject.startsWith(words));
  return isMachine(address) && (says || isFromNobody) ? told(mail) : undefined;
}

const unfolded = (text: string): readonly string[] => text.replaceAll(/\r?\n[ \t]+/g, " ").split(/\r?\n/);

function reported(mail: Mail): Bounce {
  const status = mail.files.find(({ type }) => type === "message/delivery-status")?.content.toString("utf8");
  const lines = unfolded((status ?? mail.text).slice(0, SEARCHED));
  const action = sayOf(lines, "action")?.toLowerCase();
  return {
    isDelay: action === "delayed",
    recipient: behind(sayOf(lines, "final-recipient") ?? sayOf(lines, "original-recipient"))?.toLowerCase(),
    status: sayOf(lines, "status")?.split(/\s/, 1)[0],
    diagnostic: behind(sayOf(lines, "diagnostic-code"))?.slice(0, 500),
    messageIds: originals(mail, lines),
  };
}

/** Message-IDs of the mail that came back, wherever the report names it. */
function originals(mail: Mail, lines: readonly string[]): readonly string[] {
  const heads = mail.files
    .filter(({ type }) => type === "message/rfc822" || type === "text/rfc822-headers")
    .map(({ content }) => sayOf(unfolded(content.toString("utf8", 0, SEARCHED)), "message-id"));
  const said = [sayOf(lines, "x-original-message-id"), ...heads].flatMap((value) => idsIn(value));
  return [...new Set([...said, ...idsIn(mail.inReplyTo), ...mail.references])];
}

/** A report in words only. */
function told(mail: Mail): Bounce {
  const text = mail.text.slice(0, SEARCHED);
  const lines = unfolded(text);
  const status = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1];
  const line = lines.find((each) => status !== undefined && each.includes(status));
  return {
    isDelay: status?.startsWith("4.") ?? false,
    recipient: /[^\s<>"':;,()]{1,64}@[^\s<>"':;,()]{1,190}/.exec(text)?.[0]?.toLowerCase(),
    status,
    diagnostic: line?.trim().slice(0, 500),
    messageIds: [
      ...new Set([
        ...lines.filter((each) => /^message-id:/i.test(each)).flatMap((each) => idsIn(each)),
        ...idsIn(mail.inReplyTo),
        ...mail.references,
      ]),
    ],
  };
}
