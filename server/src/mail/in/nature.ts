/** What kind of mail it is: by a person, or by a machine that must not be answered. Source: docs/rules/mail-in.md §2. */
import { bounceOf, type Bounce } from "./bounce.ts";
import type { Mail } from "./mail.ts";
import { parameterOf, valueOf, valuesOf } from "./structure.ts";

export const NATURES = ["human", "auto-reply", "auto-generated", "bounce", "newsletter", "spam", "broken"] as const;
export type Nature = (typeof NATURES)[number];

export interface Judged {
  readonly nature: Nature;
  readonly bounce: Bounce | undefined;
}

/** Subjects of automatic answers, at their beginning. */
const ABSENT = [
  "automatic reply",
  "automatische antwort",
  "auto reply",
  "auto-reply",
  "autoreply",
  "auto:",
  "out of office",
  "out of the office",
  "abwesenheitsnotiz",
  "abwesenheitsassistent",
  "abwesend:",
  "abwesenheit:",
  "automatisch erstellte antwort",
  "réponse automatique",
  "urlaubsnotiz",
];
const SENDERS_OF_MACHINES =
  /^(no-?_?reply|do-?not-?reply|donotreply|noreply.*|.*-noreply|nicht-?antworten|notifications?|alerts?|monitoring|nagios|icinga|zabbix|cron|daemon|www-data|root|backup)@/;

/** Judges a mail by its headers and parts. */
export function judge(mail: Mail): Judged {
  const bounce = bounceOf(mail);
  if (bounce !== undefined) return { nature: "bounce", bounce };
  return { nature: natureOf(mail), bounce: undefined };
}

function natureOf(mail: Mail): Nature {
  const { structure } = mail;
  const head = structure.parts[0]!;
  const isEmptyMultipart = head.type.startsWith("multipart/") && structure.parts.length === 1;
  if (isSpam(mail)) return "spam";
  if (isAutoReply(mail)) return "auto-reply";
  if (structure.isHeadless || isEmptyMultipart || mail.unread !== undefined) return "broken";
  const submitted = autoSubmitted(mail);
  if (submitted !== undefined && submitted !== "no") return "auto-generated";
  if (isList(mail)) return "newsletter";
  return isByProgram(mail) ? "auto-generated" : "human";
}

const first = (mail: Mail, name: string): string | undefined => valueOf(mail.structure.parts[0]!, name)?.toLowerCase();

/** `auto-replied` of `auto-replied (vacation)`. RFC 3834 §5. */
const autoSubmitted = (mail: Mail): string | undefined => first(mail, "auto-submitted")?.split(/[\s;(]/, 1)[0];

const isSpam = (mail: Mail): boolean =>
  first(mail, "x-spam-flag") === "yes" || (first(mail, "x-spam-status") ?? "").startsWith("yes");

function isAutoReply(mail: Mail): boolean {
  const [head] = mail.structure.parts;
  const isReadReceipt =
    head!.type === "multipart/report" &&
    parameterOf(valueOf(head!, "content-type"), "report-type")?.toLowerCase() === "disposition-notification";
  if (isReadReceipt || autoSubmitted(mail) === "auto-replied") return true;
  if (
    ["x-autoreply", "x-autorespond", "x-auto-reply-from", "x-vacation"].some(
      (name) => (first(mail, name) ?? "no") !== "no",
    )
  )
    return true;
  if (first(mail, "precedence") === "auto_reply" || first(mail, "x-precedence") === "auto_reply") return true;
  if (first(mail, "x-apple-action") === "vacation") return true;
  const subject = mail.subject.toLowerCase();
  return ABSENT.some((words) => subject.startsWith(words));
}

/** RFC 2369 and 2919. A person's answer through a list of the house is a list's mail all the same. */
const isList = (mail: Mail): boolean =>
  ["list-id", "list-unsubscribe", "list-post"].some((name) => first(mail, name) !== undefined) ||
  ["bulk", "list", "junk"].includes(first(mail, "precedence") ?? "") ||
  first(mail, "x-mailing-list") !== undefined;

/** Handed in by a program on the machine that sends it, or from an address that nobody reads. */
function isByProgram(mail: Mail): boolean {
  const sender = mail.from?.address ?? "";
  const path = (first(mail, "return-path") ?? "").replaceAll(/[<>]/g, "");
  if (SENDERS_OF_MACHINES.test(sender) || SENDERS_OF_MACHINES.test(path)) return true;
  const hops = valuesOf(mail.structure.parts[0]!, "received");
  const isHandedIn = hops.some((hop) => hop.toLowerCase().includes("from userid "));
  return isHandedIn && first(mail, "user-agent") === undefined && first(mail, "x-mailer") === undefined;
}
