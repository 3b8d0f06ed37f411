import type { Instant } from "@handschlag/engine/instant.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarFile, type CalendarDay } from "./calendar-file.ts";
import { parseCalendar } from "./icalendar.test-support.ts";

const WISH = { language: "de", timeZone: "Europe/Berlin" } as const;
const DAY: CalendarDay = {
  id: "notice/2028-09-30",
  on: "2028-09-30",
  title: "Kündigung; spätestens",
  about: "Betreuung, Haus A",
  url: "https://handschlag.example.org/engagements/1/contract",
  changedAt: Date.parse("2026-11-23T08:00:00Z") as Instant,
  sequence: 2,
  remindDays: [90, 60, 30],
};

test("a day is an all-day event with reminders, in the form of RFC 5545", () => {
  const [event] = parseCalendar(calendarFile([DAY], WISH)).children;
  const values = Object.fromEntries(event!.properties.map(({ name, value }) => [name, value]));
  expect(values).toMatchObject({
    UID: "notice/2028-09-30",
    SEQUENCE: "2",
    DTSTAMP: "20261123T080000Z",
    "LAST-MODIFIED": "20261123T080000Z",
    DTSTART: "20280930",
    SUMMARY: "Kündigung; spätestens",
    DESCRIPTION: "Betreuung, Haus A",
    TRANSP: "TRANSPARENT",
  });
  expect(values["DTEND"]).toBeUndefined();
});

test("law: whatever a title says, the file keeps to the form, and the title is what it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }), (text) => {
      const title = text.replaceAll(/[\p{Cc}]/gu, " ");
      const [event] = parseCalendar(calendarFile([{ ...DAY, title }], WISH)).children;
      expect(event!.properties.find(({ name }) => name === "SUMMARY")?.value).toBe(title);
    }),
  );
});

test("the same days make the same bytes, and none make a calendar without events", () => {
  expect(calendarFile([DAY], WISH)).toBe(calendarFile([DAY], WISH));
  expect(parseCalendar(calendarFile([], WISH)).children).toEqual([]);
});
