/** Days of a contract as a file for calendars (iCalendar, RFC 5545). */

export interface CalendarDay {
  /** Unique for as long as the day means the same. */
  readonly id: string;
  /** `2026-09-30` */
  readonly on: string;
  readonly title: string;
}

const LINE_OCTETS = 75;
const DAYS_AHEAD = [90, 60, 30] as const;

const escaped = (text: string): string => text.replaceAll(/[\\;,]/g, "\\$&").replaceAll(/\r?\n/g, "\\n");
const compact = (isoDate: string): string => isoDate.replaceAll("-", "");

/** A line in pieces of at most 75 octets, never through a character; each further piece begins with a space (§3.1). */
function folded(line: string): string {
  const pieces: string[] = [""];
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > LINE_OCTETS) {
      pieces.push(" ");
      octets = 1;
    }
    pieces[pieces.length - 1] += character;
    octets += size;
  }
  return pieces.join("\r\n");
}

const eventLines = ({ id, on, title }: CalendarDay, stamp: string): readonly string[] => [
  "BEGIN:VEVENT",
  `UID:${escaped(id)}`,
  `DTSTAMP:${stamp}`,
  `DTSTART;VALUE=DATE:${compact(on)}`,
  `SUMMARY:${escaped(title)}`,
  "TRANSP:TRANSPARENT",
  ...DAYS_AHEAD.flatMap((days) => [
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escaped(title)}`,
    `TRIGGER:-P${days}D`,
    "END:VALARM",
  ]),
  "END:VEVENT",
];

/** All-day events with reminders 90, 60 and 30 days before; `now` says when the file was made. */
export function calendarFile(days: readonly CalendarDay[], now: Date): string {
  const stamp = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Handschlag//Contract//EN",
    ...days.flatMap((day) => eventLines(day, stamp)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
