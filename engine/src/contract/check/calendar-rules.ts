/** Support hours. Source: product.md §8; docs/rules/working-time.md. */
import { holidayEntries, isRegionCode, WEEKDAYS } from "../../calendar/definition.ts";
import { hoursOf } from "../../calendar/hours.ts";
import type { ContractDocument } from "../document.ts";
import { hitIf } from "./reading.ts";
import { rulesOf, type Hit } from "./rule.ts";

type CalendarEntry = ContractDocument["calendars"][string];

const inCalendars = (
  { calendars }: ContractDocument,
  test: (calendar: CalendarEntry) => boolean,
  ...field: string[]
): Hit[] =>
  Object.entries(calendars).flatMap(([calendar, entry]) =>
    hitIf(test(entry), ["calendars", calendar, ...field], { calendar }),
  );

/** The names of calendars that something in the contract uses. */
function usedCalendars(contract: ContractDocument): ReadonlySet<string | undefined> {
  const { serviceLevels, escalation, availability, prices, changes } = contract;
  const targets = Object.values(serviceLevels).flatMap(({ calendar, targets: byPriority }) => [
    calendar,
    ...Object.values(byPriority).flatMap((entry) => [
      entry.calendar,
      ...[entry.response, entry.update, entry.restore, entry.resolve].map((target) =>
        typeof target === "object" ? target.calendar : undefined,
      ),
    ]),
  ]);
  const objectives = (availability ?? []).flatMap(({ serviceTime, maintenance }) => [
    serviceTime,
    ...(maintenance?.windows ?? []).map(({ calendar }) => calendar),
  ]);
  const surcharges = (prices?.items ?? []).flatMap((price) =>
    price.kind === "hourly" ? (price.surcharges ?? []).flatMap(({ inside, outside }) => [inside, outside]) : [],
  );
  return new Set([
    ...targets,
    ...escalation.map(({ calendar }) => calendar),
    ...objectives,
    ...surcharges,
    changes?.calendar,
  ]);
}

const daysOf = ({ hours, exceptions }: CalendarEntry): readonly (readonly string[])[] => [
  ...WEEKDAYS.flatMap((day) => (hours?.[day] === undefined ? [] : [hours[day]])),
  ...Object.values(exceptions ?? {}),
];

/** Whether two intervals of a day lie in each other. */
function overlaps(day: readonly string[]): boolean {
  const intervals = day.flatMap((text) => hoursOf(text) ?? []).toSorted((a, b) => a.fromMs - b.fromMs);
  return intervals.some((interval, index) => index > 0 && interval.fromMs < intervals[index - 1]!.toMs);
}

const isGerman = (calendar: CalendarEntry): boolean =>
  holidayEntries(calendar).some((entry) => isRegionCode(entry) && entry.startsWith("DE"));

const names = (calendar: CalendarEntry, date: string): boolean =>
  holidayEntries(calendar).some((entry) => entry.endsWith(date)) ||
  Object.keys(calendar.exceptions ?? {}).some((day) => day.endsWith(date));

export const CALENDAR_RULES = rulesOf("calendars", [
  {
    id: "calendar-without-holidays",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/contract-checks.md, calendars",
    title: { de: "„{calendar}“ nennt keine Feiertage", en: "“{calendar}” names no public holidays" },
    reason: {
      de: "Ohne Angabe zählt jeder Feiertag als Arbeitstag, und Fristen enden an Tagen, an denen niemand da ist.",
      en: "Without them every public holiday is a working day, and deadlines end on days when nobody is there.",
    },
    remedy: {
      de: "Nennen Sie das Land, dessen Feiertage gelten, oder „holidays: []“, wenn keine gelten sollen.",
      en: "Name the region whose holidays hold, or holidays: [] if none do.",
    },
    find: (contract) => inCalendars(contract, (calendar) => !calendar.always && calendar.holidays === undefined),
  },
  {
    id: "calendar-nationwide-holidays-only",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/public-holidays.md",
    title: {
      de: "„{calendar}“ kennt nur die bundesweiten Feiertage",
      en: "“{calendar}” knows the nationwide holidays only",
    },
    reason: {
      de: "Fronleichnam, Reformationstag oder Allerheiligen sind dann Arbeitstage, auch wo sie gesetzliche Feiertage sind.",
      en: "Corpus Christi, Reformation Day or All Saints are then working days, also where they are public holidays.",
    },
    remedy: { de: "Nennen Sie das Bundesland, etwa DE-BY.", en: "Name the state, such as DE-BY." },
    find: (contract) => inCalendars(contract, (calendar) => holidayEntries(calendar).includes("DE"), "holidays"),
  },
  {
    id: "calendar-christmas-open",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/public-holidays.md",
    title: {
      de: "„{calendar}“ sagt nichts zum 24. und 31. Dezember",
      en: "“{calendar}” says nothing of 24 and 31 December",
    },
    reason: {
      de: "Beide Tage sind nirgends in Deutschland Feiertage; viele Firmen arbeiten dann aber nicht.",
      en: "Neither is a public holiday anywhere in Germany, yet many firms do not work then.",
    },
    remedy: {
      de: "Nehmen Sie „*-12-24“ und „*-12-31“ unter „holidays“ auf, oder nennen Sie die Stunden unter „exceptions“.",
      en: "Add *-12-24 and *-12-31 to holidays, or give the hours under exceptions.",
    },
    find: (contract) =>
      inCalendars(
        contract,
        (calendar) => isGerman(calendar) && !(names(calendar, "-12-24") && names(calendar, "-12-31")),
        "holidays",
      ),
  },
  {
    id: "calendar-another-zone",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/working-time.md §2",
    title: {
      de: "„{calendar}“ hat eine andere Zeitzone als der Vertrag",
      en: "“{calendar}” has another time zone than the contract",
    },
    reason: {
      de: "„17 Uhr“ meint dann auf beiden Seiten Verschiedenes.",
      en: "Five o'clock then means different things to both sides.",
    },
    remedy: {
      de: "Prüfen Sie die Zeitzone; ist sie gewollt, sagen Sie es in der Beschreibung des Kalenders.",
      en: "Check the zone; if it is meant, say so in the calendar's description.",
    },
    find: (contract) =>
      inCalendars(
        contract,
        ({ timeZone, description }) => timeZone !== contract.timeZone && description === undefined,
        "timeZone",
      ),
  },
  {
    id: "calendar-day-ends-early",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/working-time.md §1",
    title: {
      de: "In „{calendar}“ fehlt jeden Tag die letzte Minute",
      en: "“{calendar}” lacks the last minute of the day",
    },
    reason: {
      de: "Stunden gelten bis vor die genannte Zeit: Bei „23:59“ ist die Minute vor Mitternacht geschlossen.",
      en: "Hours hold until before the time named: with 23:59 the minute before midnight is closed.",
    },
    remedy: { de: "Schreiben Sie „24:00“.", en: "Write 24:00." },
    find: (contract) =>
      inCalendars(contract, (calendar) => daysOf(calendar).some((day) => day.some((text) => text.endsWith("-23:59")))),
  },
  {
    id: "calendar-hours-overlap",
    severity: "warning",
    basis: "practice",
    source: "docs/rules/working-time.md §1",
    title: {
      de: "In „{calendar}“ überschneiden sich Zeiten eines Tages",
      en: "Hours of a day overlap in “{calendar}”",
    },
    reason: {
      de: "Eine der Zeiten ist vermutlich ein Tippfehler; gerechnet wird mit beiden zusammen.",
      en: "One of them is probably a slip; both together are what counts.",
    },
    remedy: { de: "Prüfen Sie die Zeiten.", en: "Check the hours." },
    find: (contract) => inCalendars(contract, (calendar) => daysOf(calendar).some(overlaps)),
  },
  {
    id: "calendar-exceptions-over",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, calendars",
    title: { de: "Alle Ausnahmen von „{calendar}“ sind vorbei", en: "All exceptions of “{calendar}” are over" },
    reason: {
      de: "Brückentage und Betriebsferien des laufenden Jahres fehlen vermutlich.",
      en: "Bridging days and company holidays of this year are probably missing.",
    },
    remedy: { de: "Ergänzen Sie die Ausnahmen des laufenden Jahres.", en: "Add the exceptions of this year." },
    find: (contract, { asOf }) =>
      inCalendars(
        contract,
        ({ exceptions }) => {
          const days = Object.keys(exceptions ?? {});
          return days.length > 0 && days.every((day) => day < asOf);
        },
        "exceptions",
      ),
  },
  {
    id: "calendar-unused",
    severity: "hint",
    basis: "practice",
    source: "docs/rules/contract-checks.md, calendars",
    title: { de: "„{calendar}“ wird nirgends verwendet", en: "“{calendar}” is not used" },
    reason: {
      de: "Vermutlich fehlt ein Verweis, etwa für eine Rufbereitschaft.",
      en: "Probably a reference is missing, for instance of an on-call standby.",
    },
    remedy: { de: "Verwenden Sie den Kalender, oder entfernen Sie ihn.", en: "Use the calendar, or remove it." },
    find: (contract) => {
      const used = usedCalendars(contract);
      return Object.keys(contract.calendars).flatMap((calendar) =>
        hitIf(!used.has(calendar), ["calendars", calendar], { calendar }),
      );
    },
  },
]);
