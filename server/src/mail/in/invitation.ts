/** An invitation to an appointment in words, for mails that say nothing else. */
import type { MailFile } from "./mail.ts";

const SAID = ["SUMMARY", "DTSTART", "DTEND", "LOCATION", "ORGANIZER", "DESCRIPTION"];
const LINES_MAX = 2_000;

const unescaped = (value: string): string => value.replaceAll("\\n", "\n").replaceAll(/\\([,;\\])/g, "$1");

/** `20261124T090000Z` as a person reads it. */
function momentOf(value: string): string {
  const [, year, month, day, hour, minute, utc] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?$/.exec(value) ?? [];
  if (year === undefined) return value;
  return `${year}-${month}-${day}${hour === undefined ? "" : ` ${hour}:${minute}${utc === "Z" ? " UTC" : ""}`}`;
}

/** What the calendar file of a mail says, a line each; `undefined` where there is none. */
export function invitationText(files: readonly MailFile[]): string | undefined {
  const file = files.find(({ type }) => type === "text/calendar" || type === "application/ics");
  if (file === undefined) return undefined;
  const lines = file.content
    .toString("utf8")
    .replaceAll(/\r?\n[ \t]/g, "")
    .split(/\r?\n/, LINES_MAX);
  const event = lines.slice(lines.indexOf("BEGIN:VEVENT") + 1);
  const said = SAID.flatMap((name) => {
    const line = event.find((each) => each.startsWith(`${name}:`) || each.startsWith(`${name};`));
    const value = line?.slice(line.indexOf(":") + 1).trim() ?? "";
    if (value === "") return [];
    return [name.startsWith("DT") ? momentOf(value) : unescaped(value.replace(/^mailto:/i, ""))];
  });
  return said.length === 0 ? undefined : said.join("\n");
}
