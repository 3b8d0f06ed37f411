import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarFile } from "./calendar-file.ts";

const NOW = new Date("2026-11-23T08:00:00Z");

test("a day is an all-day event with reminders, in the form of RFC 5545", () => {
  const file = calendarFile([{ id: "notice-2028-09-30", on: "2028-09-30", title: "Kündigung; spätestens" }], NOW);
  expect(file.split("\r\n")).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Handschlag//Contract//EN",
    "BEGIN:VEVENT",
    "UID:notice-2028-09-30",
    "DTSTAMP:20261123T080000Z",
    "DTSTART;VALUE=DATE:20280930",
    String.raw`SUMMARY:Kündigung\; spätestens`,
    "TRANSP:TRANSPARENT",
    ...["90", "60", "30"].flatMap((days) => [
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      String.raw`DESCRIPTION:Kündigung\; spätestens`,
      `TRIGGER:-P${days}D`,
      "END:VALARM",
    ]),
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});

test("law: no line is longer than 75 octets, and unfolded and unescaped a title is what it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }), (text) => {
      const title = text.replaceAll("\r", "");
      const file = calendarFile([{ id: "x", on: "2026-01-01", title }], NOW);
      for (const line of file.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
      // Split, not matched: JavaScript's patterns end lines at signs that a title may hold.
      const unfolded = file.replaceAll("\r\n ", "").split("\r\n");
      const summary = unfolded.find((line) => line.startsWith("SUMMARY:"))!.slice("SUMMARY:".length);
      expect(summary.replaceAll(/\\(.)/g, (_, sign: string) => (sign === "n" ? "\n" : sign))).toBe(title);
    }),
  );
});
