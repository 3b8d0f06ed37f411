/** The sentences that people of both sides read, in German and English, to the letter. */
import { describe, expect, test } from "vitest";
import { targetOf } from "../calendar/target.ts";
import type { Level } from "../contract/document.ts";
import type { TicketEvent } from "./event.ts";
import {
  answered,
  at,
  cancelled,
  clock,
  contract,
  moved,
  opened,
  paused,
  prioritised,
  reopened,
  resolved,
  resumed,
  ROUND_THE_CLOCK,
  story,
  type Besides,
} from "./story.test-support.ts";
import {
  sentenceOf,
  wordsOfInstant,
  wordsOfLength,
  wordsOfReason,
  wordsOfStretch,
  wordsOfTarget,
  type Locale,
} from "./wording.ts";

const mon = (time: string): string => `Mon 23 Nov ${time}`;
/** Non-breaking spaces shown as `_`, so that a test can tell them from spaces. */
const shown = (text: string): string => text.replaceAll("\u00a0", "_");

interface Said {
  readonly rule: string;
  readonly target: string;
  readonly level?: Level;
  readonly now: string;
  readonly events: readonly TicketEvent[];
  readonly besides?: Besides;
  readonly de: string;
  readonly en: string;
}

const RUNNING: readonly Said[] = [
  {
    rule: "running over the weekend, which the reading does not cut in two",
    target: "PT1H",
    now: "Sat 21 Nov 12:00",
    events: [opened("Fri 20 Nov 16:30")],
    de: "Antwort fällig Mo_23.11., 09:30: 1_Std. Supportzeit, geschlossen Fr_20.11., 17:00 bis Mo_23.11., 09:00.",
    en: "Answer due Mon_23_Nov, 09:30: 1_h of support time, closed Fri_20_Nov, 17:00 to Mon_23_Nov, 09:00.",
  },
  {
    rule: "running without anything to add",
    target: "PT4H30M",
    now: mon("09:00"),
    events: [opened(mon("09:00"))],
    de: "Antwort fällig Mo_23.11., 13:30: 4_Std. 30_Min. Supportzeit.",
    en: "Answer due Mon_23_Nov, 13:30: 4_h 30_min of support time.",
  },
  {
    rule: "not yet started",
    target: "PT1H",
    now: "Sat 21 Nov 12:00",
    events: [opened("Sat 21 Nov 10:00")],
    de: "Antwort fällig Mo_23.11., 10:00: 1_Std. Supportzeit, gezählt ab Mo_23.11., 09:00.",
    en: "Answer due Mon_23_Nov, 10:00: 1_h of support time, counted from Mon_23_Nov, 09:00.",
  },
  {
    rule: "counted from a change",
    target: "PT8H",
    level: "resolve",
    now: mon("11:30"),
    events: [opened(mon("09:00")), prioritised(mon("11:00"), "P1")],
    besides: { clocks: { retarget: { upgrade: "from-change" } } },
    de: "Lösung fällig Mo_23.11., 13:00: 2_Std. Supportzeit, gezählt ab Mo_23.11., 11:00.",
    en: "Resolution due Mon_23_Nov, 13:00: 2_h of support time, counted from Mon_23_Nov, 11:00.",
  },
  {
    rule: "running after a pause of one day",
    target: "PT4H",
    level: "restore",
    now: mon("12:30"),
    events: [opened(mon("09:00")), paused(mon("10:00"), "waiting-for-third-party"), resumed(mon("12:00"))],
    de: "Wiederherstellung fällig Mo_23.11., 15:00: 4_Std. Supportzeit, angehalten Mo_23.11., 10:00 bis 12:00 (wartet auf Dritte).",
    en: "Restoration due Mon_23_Nov, 15:00: 4_h of support time, paused Mon_23_Nov, 10:00 to 12:00 (waiting for a third party).",
  },
  {
    rule: "with more interruptions than anyone wants to read: the pause, then the longest",
    target: "PT40H",
    level: "resolve",
    now: "Fri 27 Nov 12:00",
    events: [opened(mon("09:00")), paused("Wed 25 Nov 10:00"), resumed("Wed 25 Nov 10:30")],
    de:
      "Lösung fällig Mo_30.11., 09:30: 40_Std. Supportzeit, geschlossen Mo_23.11., 17:00 bis Di_24.11., 09:00, angehalten Mi_25.11., 10:00 bis 10:30 " +
      "(wartet auf den Auftraggeber), geschlossen Fr_27.11., 17:00 bis Mo_30.11., 09:00, und 3_weitere Unterbrechungen.",
    en:
      "Resolution due Mon_30_Nov, 09:30: 40_h of support time, closed Mon_23_Nov, 17:00 to Tue_24_Nov, 09:00, paused Wed_25_Nov, 10:00 to 10:30 " +
      "(waiting for the client), closed Fri_27_Nov, 17:00 to Mon_30_Nov, 09:00, and 3_more interruptions.",
  },
  {
    rule: "with one interruption more than are named",
    target: "PT40H",
    level: "resolve",
    now: mon("12:00"),
    events: [opened(mon("09:00"))],
    de:
      "Lösung fällig Fr_27.11., 17:00: 40_Std. Supportzeit, geschlossen Mo_23.11., 17:00 bis Di_24.11., 09:00, geschlossen Di_24.11., 17:00 bis Mi_25.11., 09:00, " +
      "geschlossen Mi_25.11., 17:00 bis Do_26.11., 09:00, und 1_weitere Unterbrechung.",
    en:
      "Resolution due Fri_27_Nov, 17:00: 40_h of support time, closed Mon_23_Nov, 17:00 to Tue_24_Nov, 09:00, closed Tue_24_Nov, 17:00 to Wed_25_Nov, 09:00, " +
      "closed Wed_25_Nov, 17:00 to Thu_26_Nov, 09:00, and 1_more interruption.",
  },
  {
    rule: "after two pauses in a row, for a reason each",
    target: "PT4H",
    level: "resolve",
    now: mon("12:00"),
    events: [
      opened(mon("09:00")),
      paused(mon("10:00")),
      paused(mon("10:30"), "waiting-for-third-party"),
      resumed(mon("11:00")),
    ],
    de:
      "Lösung fällig Mo_23.11., 14:00: 4_Std. Supportzeit, angehalten Mo_23.11., 10:00 bis 10:30 (wartet auf den Auftraggeber), " +
      "angehalten Mo_23.11., 10:30 bis 11:00 (wartet auf Dritte).",
    en:
      "Resolution due Mon_23_Nov, 14:00: 4_h of support time, paused Mon_23_Nov, 10:00 to 10:30 (waiting for the client), " +
      "paused Mon_23_Nov, 10:30 to 11:00 (waiting for a third party).",
  },
  {
    rule: "elapsed time",
    target: "P1DT2H elapsed",
    level: "update",
    now: mon("09:30"),
    events: [opened(mon("09:00"))],
    de: "Rückmeldung fällig Di_24.11., 11:00: 1_Tag 2_Std. rund um die Uhr.",
    en: "Update due Tue_24_Nov, 11:00: 1_day 2_h around the clock.",
  },
  {
    rule: "a working day",
    target: "NBD",
    now: "Tue 24 Nov 09:30",
    events: [opened(mon("09:00"))],
    de: "Antwort fällig Di_24.11., 17:00: bis zum Ende des nächsten Arbeitstags, geschlossen Mo_23.11., 17:00 bis Di_24.11., 09:00.",
    en: "Answer due Tue_24_Nov, 17:00: by the end of the next working day, closed Mon_23_Nov, 17:00 to Tue_24_Nov, 09:00.",
  },
  {
    rule: "beyond the known time",
    target: "P100W elapsed",
    now: "Mon 4 Jan 2100 09:00",
    events: [opened("Mon 4 Jan 2100 09:00")],
    besides: { calendar: ROUND_THE_CLOCK },
    de: "Antwort ohne erreichbare Frist: 700_Tage rund um die Uhr.",
    en: "Answer has no deadline in the known time: 700_days around the clock.",
  },
];

const STANDING: readonly Said[] = [
  {
    rule: "paused",
    target: "PT4H",
    level: "resolve",
    now: mon("12:00"),
    events: [opened("Fri 20 Nov 15:00"), paused("Fri 20 Nov 16:15", "waiting-for-client")],
    de: "Lösung angehalten seit Fr_20.11., 16:15 (wartet auf den Auftraggeber), 2_Std. 45_Min. Supportzeit übrig.",
    en: "Resolution paused since Fri_20_Nov, 16:15 (waiting for the client), 2_h 45_min of support time left.",
  },
  {
    rule: "paused with more working hours left than a day has",
    target: "PT40H",
    level: "resolve",
    now: mon("12:00"),
    events: [opened(mon("09:00")), paused(mon("10:00"))],
    de: "Lösung angehalten seit Mo_23.11., 10:00 (wartet auf den Auftraggeber), 39_Std. Supportzeit übrig.",
    en: "Resolution paused since Mon_23_Nov, 10:00 (waiting for the client), 39_h of support time left.",
  },
  {
    rule: "paused before this cycle began, for a reason of the contract's own",
    target: "P2D elapsed",
    level: "update",
    now: mon("12:00"),
    events: [opened(mon("09:00")), paused(mon("10:00"), "trade-fair"), answered(mon("11:00"))],
    besides: { clocks: { pauses: [{ reason: "trade-fair" }] } },
    de: "Rückmeldung angehalten seit Mo_23.11., 10:00 (trade fair), 2_Tage übrig.",
    en: "Update paused since Mon_23_Nov, 10:00 (trade fair), 2_days left.",
  },
  {
    rule: "outstanding",
    target: "PT1H",
    now: mon("12:00"),
    events: [opened("Fri 20 Nov 16:30")],
    de: "Antwort war fällig am Mo_23.11., 09:30 und steht noch aus, 2_Std. 30_Min. Supportzeit über der vereinbarten Zeit.",
    en: "Answer was due on Mon_23_Nov, 09:30 and is still outstanding, 2_h 30_min of support time past the agreed time.",
  },
  {
    rule: "outstanding since closing time",
    target: "PT1H",
    now: "Sat 21 Nov 12:00",
    events: [opened("Fri 20 Nov 16:00")],
    de: "Antwort war fällig am Fr_20.11., 17:00 und steht noch aus.",
    en: "Answer was due on Fri_20_Nov, 17:00 and is still outstanding.",
  },
  {
    rule: "withdrawn",
    target: "PT1H",
    now: mon("12:00"),
    events: [opened(mon("09:00")), cancelled(mon("09:10"), "client")],
    de: "Antwort entfällt: Das Ticket wurde zurückgezogen, zusammengeführt oder trägt dieses Ziel nicht mehr.",
    en: "Answer no longer due: the ticket was withdrawn, merged or no longer has this target.",
  },
];

const ENDED: readonly Said[] = [
  {
    rule: "met",
    target: "PT1H",
    now: "Tue 24 Nov 12:00",
    events: [opened("Fri 20 Nov 16:30"), answered(mon("09:10"))],
    de: "Antwort am Mo_23.11., 09:10: 20_Min. Supportzeit vor der vereinbarten Zeit (Mo_23.11., 09:30), geschlossen Fr_20.11., 17:00 bis Mo_23.11., 09:00.",
    en: "Answer on Mon_23_Nov, 09:10: 20_min of support time before the agreed time (Mon_23_Nov, 09:30), closed Fri_20_Nov, 17:00 to Mon_23_Nov, 09:00.",
  },
  {
    rule: "met at the deadline",
    target: "PT1H",
    now: mon("12:00"),
    events: [opened(mon("09:00")), answered(mon("10:00"))],
    de: "Antwort am Mo_23.11., 10:00: genau zur vereinbarten Zeit (Mo_23.11., 10:00).",
    en: "Answer on Mon_23_Nov, 10:00: exactly at the agreed time (Mon_23_Nov, 10:00).",
  },
  {
    rule: "met before the deadline with no working time in between",
    target: "next working day 08:00",
    now: mon("12:00"),
    events: [opened("Fri 20 Nov 16:00"), answered("Sun 22 Nov 12:00")],
    de: "Antwort am So_22.11., 12:00: vor der vereinbarten Zeit (Mo_23.11., 08:00), geschlossen Fr_20.11., 17:00 bis So_22.11., 12:00.",
    en: "Answer on Sun_22_Nov, 12:00: before the agreed time (Mon_23_Nov, 08:00), closed Fri_20_Nov, 17:00 to Sun_22_Nov, 12:00.",
  },
  {
    rule: "met before the clock started",
    target: "PT1H",
    now: mon("12:00"),
    events: [opened("Sat 21 Nov 12:00"), answered("Sat 21 Nov 12:30")],
    de: "Antwort am Sa_21.11., 12:30: 1_Std. Supportzeit vor der vereinbarten Zeit (Mo_23.11., 10:00).",
    en: "Answer on Sat_21_Nov, 12:30: 1_h of support time before the agreed time (Mon_23_Nov, 10:00).",
  },
  {
    rule: "missed",
    target: "PT1H",
    now: mon("12:00"),
    events: [opened(mon("09:00")), answered(mon("10:22"))],
    de: "Antwort am Mo_23.11., 10:22: 22_Min. Supportzeit nach der vereinbarten Zeit (Mo_23.11., 10:00).",
    en: "Answer on Mon_23_Nov, 10:22: 22_min of support time after the agreed time (Mon_23_Nov, 10:00).",
  },
  {
    rule: "missed by seconds",
    target: "PT1H elapsed",
    now: mon("12:00"),
    events: [opened(mon("09:00")), answered(mon("10:00:45"))],
    de: "Antwort am Mo_23.11., 10:00: 45_Sek. nach der vereinbarten Zeit (Mo_23.11., 10:00).",
    en: "Answer on Mon_23_Nov, 10:00: 45_s after the agreed time (Mon_23_Nov, 10:00).",
  },
  {
    rule: "missed by a second",
    target: "PT1H elapsed",
    now: mon("12:00"),
    events: [opened(mon("09:00")), answered(mon("10:00:01"))],
    de: "Antwort am Mo_23.11., 10:00: 1_Sek. nach der vereinbarten Zeit (Mo_23.11., 10:00).",
    en: "Answer on Mon_23_Nov, 10:00: 1_s after the agreed time (Mon_23_Nov, 10:00).",
  },
  {
    rule: "met after it started with the opening, later than reported",
    target: "PT1H",
    now: mon("12:00"),
    events: [opened("Sat 21 Nov 12:00"), answered(mon("09:30"))],
    de: "Antwort am Mo_23.11., 09:30: 30_Min. Supportzeit vor der vereinbarten Zeit (Mo_23.11., 10:00), gezählt ab Mo_23.11., 09:00.",
    en: "Answer on Mon_23_Nov, 09:30: 30_min of support time before the agreed time (Mon_23_Nov, 10:00), counted from Mon_23_Nov, 09:00.",
  },
  {
    rule: "met at the opening itself",
    target: "PT1H",
    now: mon("12:00"),
    events: [opened("Sat 21 Nov 12:00"), answered(mon("09:00"))],
    de: "Antwort am Mo_23.11., 09:00: 1_Std. Supportzeit vor der vereinbarten Zeit (Mo_23.11., 10:00).",
    en: "Answer on Mon_23_Nov, 09:00: 1_h of support time before the agreed time (Mon_23_Nov, 10:00).",
  },
  {
    rule: "met with a deadline beyond the known time",
    target: "P100W elapsed",
    now: "Mon 4 Jan 2100 12:00",
    events: [opened("Mon 4 Jan 2100 09:00"), answered("Mon 4 Jan 2100 11:00")],
    besides: { calendar: ROUND_THE_CLOCK },
    de: "Antwort am Mo_04.01., 11:00: 699_Tage 22_Std. vor der vereinbarten Zeit.",
    en: "Answer on Mon_4_Jan, 11:00: 699_days 22_h before the agreed time.",
  },
  {
    rule: "missed at closing time, answered on Saturday",
    target: "PT1H",
    now: mon("12:00"),
    events: [opened("Fri 20 Nov 16:00"), answered("Sat 21 Nov 10:00")],
    de: "Antwort am Sa_21.11., 10:00: nach der vereinbarten Zeit (Fr_20.11., 17:00), geschlossen Fr_20.11., 17:00 bis Sa_21.11., 10:00.",
    en: "Answer on Sat_21_Nov, 10:00: after the agreed time (Fri_20_Nov, 17:00), closed Fri_20_Nov, 17:00 to Sat_21_Nov, 10:00.",
  },
  {
    rule: "resolved twice",
    target: "PT4H",
    level: "resolve",
    now: mon("16:00"),
    events: [opened(mon("09:00")), resolved(mon("10:00")), reopened(mon("12:00")), resolved(mon("13:00"))],
    de: "Lösung am Mo_23.11., 13:00: 2_Std. Supportzeit vor der vereinbarten Zeit (Mo_23.11., 15:00), erledigt Mo_23.11., 10:00 bis 12:00.",
    en: "Resolution on Mon_23_Nov, 13:00: 2_h of support time before the agreed time (Mon_23_Nov, 15:00), resolved Mon_23_Nov, 10:00 to 12:00.",
  },
];

const said = (
  { target, level = "response", now, events, besides }: Said,
  locale: Locale,
  timeZone = "Europe/Berlin",
): string => {
  const terms = contract({ P1: { resolve: "PT2H" }, P2: { [level]: target } }, besides);
  return sentenceOf(
    clock(story(terms, now, events), level, level === "update" && events.length > 2 ? 2 : 1),
    at(now),
    locale,
    timeZone,
  );
};

describe.each([
  { kind: "a clock that runs", sentences: RUNNING },
  { kind: "a clock that stands", sentences: STANDING },
  { kind: "a clock that ended", sentences: ENDED },
])("$kind", ({ sentences }) => {
  test.each(sentences)("$rule: $en", (each) => {
    expect(shown(said(each, "de"))).toBe(each.de);
    expect(shown(said(each, "en"))).toBe(each.en);
  });
});

test("German sentences hold no English word, and English ones no German word", () => {
  const all = [...RUNNING, ...STANDING, ...ENDED];
  const english = /\b(due|closed|paused|answer|update|of|support time|the|left|was|on|around|by|working|to|and)\b/;
  const german = /[äöüß]|\b(fällig|und|Std|Min|geschlossen|bis|der|am|seit|Uhr)\b/;
  for (const each of all) {
    expect(said(each, "de").replace("trade fair", "")).not.toMatch(english);
    expect(said(each, "en")).not.toMatch(german);
  }
});

test("a sentence is told in the zone of its reader", () => {
  expect(shown(said(RUNNING[0]!, "en", "America/New_York"))).toBe(
    "Answer due Mon_23_Nov, 03:30: 1_h of support time, closed Fri_20_Nov, 11:00 to Mon_23_Nov, 03:00.",
  );
  expect(shown(said(RUNNING[1]!, "de", "Asia/Kolkata"))).toBe(
    "Antwort fällig Mo_23.11., 18:00: 4_Std. 30_Min. Supportzeit.",
  );
});

test("a target that a service no longer has is withdrawn in words", () => {
  const services = (["workplace", "advice"] as const).map((id) => ({
    id,
    name: id,
    area: "other" as const,
    ...(id === "workplace" && { serviceLevel: "standard" }),
  }));
  const terms = contract({ P2: { response: "PT1H" } }, { services });
  const events = [opened(mon("09:00"), { service: "workplace" }), moved(mon("09:30"), "advice")];
  expect(
    sentenceOf(clock(story(terms, mon("12:00"), events), "response"), at(mon("12:00")), "de", "Europe/Berlin"),
  ).toMatch(/^Antwort entfällt/);
});

describe("words", () => {
  test.each([
    { ms: 0, de: "0_Min.", en: "0_min" },
    { ms: 499, de: "0_Min.", en: "0_min" },
    { ms: 45_000, de: "45_Sek.", en: "45_s" },
    { ms: 59_500, de: "1_Min.", en: "1_min" },
    { ms: 90_000, de: "1_Min. 30_Sek.", en: "1_min 30_s" },
    { ms: -5_400_000, de: "1_Std. 30_Min.", en: "1_h 30_min" },
    { ms: 3_645_000, de: "1_Std.", en: "1_h" },
    { ms: 90_000_000, de: "25_Std.", en: "25_h" },
  ])("$ms ms are $en", ({ ms, de, en }) => {
    expect(shown(wordsOfLength(ms, "de"))).toBe(de);
    expect(shown(wordsOfLength(ms, "en"))).toBe(en);
  });

  test.each([
    { ms: 86_400_000, de: "1_Tag", en: "1_day" },
    { ms: 2 * 86_400_000 + 60_000, de: "2_Tage 1_Min.", en: "2_days 1_min" },
    { ms: 86_399_999, de: "1_Tag", en: "1_day" },
    { ms: 86_445_000, de: "1_Tag", en: "1_day" },
  ])("elapsed time has days: $en", ({ ms, de, en }) => {
    expect(shown(wordsOfLength(ms, "de", true))).toBe(de);
    expect(shown(wordsOfLength(ms, "en", true))).toBe(en);
  });

  test.each([
    { target: "PT30M", de: "30_Min. Supportzeit", en: "30_min of support time" },
    { target: "P2W elapsed", de: "14_Tage rund um die Uhr", en: "14_days around the clock" },
    { target: "NBD", de: "bis zum Ende des nächsten Arbeitstags", en: "by the end of the next working day" },
    { target: "end of 3rd working day", de: "bis zum Ende des 3._Arbeitstags", en: "by the end of working day 3" },
    {
      target: "next working day 09:05",
      de: "bis zum nächsten Arbeitstag um 09:05_Uhr",
      en: "by 09:05 on the next working day",
    },
    {
      target: "next working day 24:00",
      de: "bis zum nächsten Arbeitstag um 24:00_Uhr",
      en: "by 24:00 on the next working day",
    },
  ])("$target: $en", ({ target, de, en }) => {
    expect(shown(wordsOfTarget(targetOf(target)!, "de"))).toBe(de);
    expect(shown(wordsOfTarget(targetOf(target)!, "en"))).toBe(en);
  });

  test.each([
    { reason: "waiting-for-client", de: "wartet auf den Auftraggeber", en: "waiting for the client" },
    {
      reason: "waiting-for-approval",
      de: "wartet auf die Freigabe des Auftraggebers",
      en: "waiting for the client’s approval",
    },
    { reason: "appointment", de: "vereinbarter Termin", en: "agreed appointment" },
    { reason: "waiting-for-third-party", de: "wartet auf Dritte", en: "waiting for a third party" },
    { reason: "Umzug-nach-Ulm", de: "Umzug nach Ulm", en: "Umzug nach Ulm" },
    { reason: "constructor", de: "constructor", en: "constructor" },
  ])("a pause for $reason", ({ reason, de, en }) => {
    expect(wordsOfReason(reason, "de")).toBe(de);
    expect(wordsOfReason(reason, "en")).toBe(en);
  });

  test("a month has the same name on every machine", () => {
    const words = (text: string) =>
      [wordsOfInstant(at(text), "de", "Europe/Berlin"), wordsOfInstant(at(text), "en", "Europe/Berlin")].map(shown);
    expect(words("Tue 1 Sep 00:05")).toEqual(["Di_01.09., 00:05", "Tue_1_Sep, 00:05"]);
    expect(words("Sun 29 Mar 03:00")).toEqual(["So_29.03., 03:00", "Sun_29_Mar, 03:00"]);
    const days =
      "Thu 15 Jan, Sun 15 Feb, Sun 15 Mar, Wed 15 Apr, Fri 15 May, Mon 15 Jun, Wed 15 Jul, Sat 15 Aug, Tue 15 Sep, Thu 15 Oct, Sun 15 Nov, Tue 15 Dec";
    for (const day of days.split(", ")) expect(words(`${day} 12:00`)[1]).toBe(`${day.replaceAll(" ", "_")}, 12:00`);
  });

  test("a stretch names its day once, unless it is a whole day long", () => {
    const words = (from: string, to: string) => shown(wordsOfStretch(at(from), at(to), "de", "Europe/Berlin"));
    expect(words(mon("09:00"), mon("17:00"))).toBe("Mo_23.11., 09:00 bis 17:00");
    expect(words(mon("09:00"), "Tue 24 Nov 09:00")).toBe("Mo_23.11., 09:00 bis Di_24.11., 09:00");
    expect(words("Tue 23 Nov 2027 09:00", "Thu 23 Nov 2028 17:00")).toBe("Di_23.11., 09:00 bis Do_23.11., 17:00");
    expect(words(mon("09:00"), "Mon 23 Nov 2037 17:00")).toBe("Mo_23.11., 09:00 bis Mo_23.11., 17:00");
  });
});
