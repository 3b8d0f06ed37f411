/**
 * The public holidays of Germany as dated rules, from 1995 on. A change of law is a change of this file only.
 * The full titles of the laws, and what is left out on purpose: docs/rules/public-holidays.md §2 to §4.
 */

export const GERMAN_LAENDER = [
  "DE-BB",
  "DE-BE",
  "DE-BW",
  "DE-BY",
  "DE-HB",
  "DE-HE",
  "DE-HH",
  "DE-MV",
  "DE-NI",
  "DE-NW",
  "DE-RP",
  "DE-SH",
  "DE-SL",
  "DE-SN",
  "DE-ST",
  "DE-TH",
] as const;

/** Where a rule applies: Germany, a Land, the mainly Catholic municipalities of Bavaria, or the city of Augsburg. */
export type GermanRegion = "DE" | (typeof GERMAN_LAENDER)[number] | "DE-BY-KATH" | "DE-BY-A";

export type HolidayDate =
  | { readonly kind: "fixed"; readonly month: number; readonly dayOfMonth: number }
  | { readonly kind: "easter"; readonly daysAfter: number }
  | { readonly kind: "wednesday-before"; readonly month: number; readonly dayOfMonth: number };

export interface HolidayRule {
  readonly name: { readonly de: string; readonly en: string };
  readonly date: HolidayDate;
  readonly regions: readonly GermanRegion[];
  /** First year; 1995 also stands for a day that is older than this table. */
  readonly validFrom: number;
  /** Last year, or `null` while the law stands. */
  readonly validTo: number | null;
  /** The law, cited short. */
  readonly source: string;
}

export const GERMAN_HOLIDAY_RULES: readonly HolidayRule[] = [
  {
    name: { de: "Neujahr", en: "New Year's Day" },
    date: { kind: "fixed", month: 1, dayOfMonth: 1 },
    regions: ["DE"],
    validFrom: 1995,
    validTo: null,
    source: "holiday acts of all sixteen Länder",
  },
  {
    name: { de: "Heilige Drei Könige", en: "Epiphany" },
    date: { kind: "fixed", month: 1, dayOfMonth: 6 },
    regions: ["DE-BW", "DE-BY", "DE-ST"],
    validFrom: 1995,
    validTo: null,
    source: "BW: FTG § 1; BY: FTG Art. 1; ST: FeiertG LSA § 2",
  },
  {
    name: { de: "Internationaler Frauentag", en: "International Women's Day" },
    date: { kind: "fixed", month: 3, dayOfMonth: 8 },
    regions: ["DE-BE"],
    validFrom: 2019,
    validTo: null,
    source: "BE: Gesetz über die Sonn- und Feiertage § 1, as amended in January 2019",
  },
  {
    name: { de: "Internationaler Frauentag", en: "International Women's Day" },
    date: { kind: "fixed", month: 3, dayOfMonth: 8 },
    regions: ["DE-MV"],
    validFrom: 2023,
    validTo: null,
    source: "MV: FTG M-V § 2, as amended in 2022",
  },
  {
    name: { de: "Karfreitag", en: "Good Friday" },
    date: { kind: "easter", daysAfter: -2 },
    regions: ["DE"],
    validFrom: 1995,
    validTo: null,
    source: "holiday acts of all sixteen Länder",
  },
  {
    name: { de: "Ostersonntag", en: "Easter Sunday" },
    date: { kind: "easter", daysAfter: 0 },
    regions: ["DE-BB"],
    validFrom: 1995,
    validTo: null,
    source: "BB: FTG § 2",
  },
  {
    name: { de: "Ostermontag", en: "Easter Monday" },
    date: { kind: "easter", daysAfter: 1 },
    regions: ["DE"],
    validFrom: 1995,
    validTo: null,
    source: "holiday acts of all sixteen Länder",
  },
  {
    name: { de: "Tag der Arbeit", en: "Labour Day" },
    date: { kind: "fixed", month: 5, dayOfMonth: 1 },
    regions: ["DE"],
    validFrom: 1995,
    validTo: null,
    source: "holiday acts of all sixteen Länder",
  },
  {
    name: { de: "Tag der Befreiung", en: "Liberation Day" },
    date: { kind: "fixed", month: 5, dayOfMonth: 8 },
    regions: ["DE-BE"],
    validFrom: 2020,
    validTo: 2020,
    source: "BE: Gesetz über die Sonn- und Feiertage § 1, for 2020 only (75 years after the end of the war)",
  },
  {
    name: { de: "Tag der Befreiung", en: "Liberation Day" },
    date: { kind: "fixed", month: 5, dayOfMonth: 8 },
    regions: ["DE-BE"],
    validFrom: 2025,
    validTo: 2025,
    source: "BE: Gesetz über die Sonn- und Feiertage § 1, for 2025 only (80 years after the end of the war)",
  },
  {
    name: { de: "Christi Himmelfahrt", en: "Ascension Day" },
    date: { kind: "easter", daysAfter: 39 },
    regions: ["DE"],
    validFrom: 1995,
    validTo: null,
    source: "holiday acts of all sixteen Länder",
  },
  {
    name: { de: "Pfingstsonntag", en: "Whit Sunday" },
    date: { kind: "easter", daysAfter: 49 },
    regions: ["DE-BB"],
    validFrom: 1995,
    validTo: null,
    source: "BB: FTG § 2",
  },
  {
    name: { de: "Pfingstmontag", en: "Whit Monday" },
    date: { kind: "easter", daysAfter: 50 },
    regions: ["DE"],
    validFrom: 1995,
    validTo: null,
    source: "holiday acts of all sixteen Länder",
  },
  {
    name: { de: "Fronleichnam", en: "Corpus Christi" },
    date: { kind: "easter", daysAfter: 60 },
    regions: ["DE-BW", "DE-BY", "DE-HE", "DE-NW", "DE-RP", "DE-SL"],
    validFrom: 1995,
    validTo: null,
    source: "BW: FTG § 1; BY: FTG Art. 1; HE: HFeiertagsG § 1; NW: Feiertagsgesetz NW § 2; RP: LFtG § 2; SL: SFG § 2",
  },
  {
    name: { de: "75. Jahrestag des Volksaufstands in der DDR", en: "75th anniversary of the uprising of 17 June 1953" },
    date: { kind: "fixed", month: 6, dayOfMonth: 17 },
    regions: ["DE-BE"],
    validFrom: 2028,
    validTo: 2028,
    source: "BE: Gesetz über die Sonn- und Feiertage § 1, for 2028 only",
  },
  {
    name: { de: "Augsburger Friedensfest", en: "Augsburg Peace Festival" },
    date: { kind: "fixed", month: 8, dayOfMonth: 8 },
    regions: ["DE-BY-A"],
    validFrom: 1995,
    validTo: null,
    source: "BY: FTG Art. 1, in the city of Augsburg only",
  },
  {
    name: { de: "Mariä Himmelfahrt", en: "Assumption Day" },
    date: { kind: "fixed", month: 8, dayOfMonth: 15 },
    regions: ["DE-SL", "DE-BY-KATH"],
    validFrom: 1995,
    validTo: null,
    source: "SL: SFG § 2; BY: FTG Art. 1, in municipalities with more Catholic than Protestant inhabitants",
  },
  {
    name: { de: "Weltkindertag", en: "World Children's Day" },
    date: { kind: "fixed", month: 9, dayOfMonth: 20 },
    regions: ["DE-TH"],
    validFrom: 2019,
    validTo: null,
    source: "TH: ThürFGtG § 2, as amended in 2019",
  },
  {
    name: { de: "Tag der Deutschen Einheit", en: "Day of German Unity" },
    date: { kind: "fixed", month: 10, dayOfMonth: 3 },
    regions: ["DE"],
    validFrom: 1995,
    validTo: null,
    source: "Einigungsvertrag Art. 2 (2)",
  },
  {
    name: { de: "Reformationstag", en: "Reformation Day" },
    date: { kind: "fixed", month: 10, dayOfMonth: 31 },
    regions: ["DE-BB", "DE-MV", "DE-SN", "DE-ST", "DE-TH"],
    validFrom: 1995,
    validTo: null,
    source: "BB: FTG § 2; MV: FTG M-V § 2; SN: SächsSFG § 1; ST: FeiertG LSA § 2; TH: ThürFGtG § 2",
  },
  {
    name: { de: "Reformationstag", en: "Reformation Day" },
    date: { kind: "fixed", month: 10, dayOfMonth: 31 },
    regions: ["DE"],
    validFrom: 2017,
    validTo: 2017,
    source:
      "acts and ordinances of the eleven Länder that did not have the day, for 2017 only (500 years of Reformation)",
  },
  {
    name: { de: "Reformationstag", en: "Reformation Day" },
    date: { kind: "fixed", month: 10, dayOfMonth: 31 },
    regions: ["DE-HB", "DE-HH", "DE-NI", "DE-SH"],
    validFrom: 2018,
    validTo: null,
    source:
      "HB: Gesetz über die Sonn- und Feiertage § 2; HH: Feiertagsgesetz § 1; NI: NFeiertagsG § 2; SH: SFTG § 2 (2018)",
  },
  {
    name: { de: "Allerheiligen", en: "All Saints' Day" },
    date: { kind: "fixed", month: 11, dayOfMonth: 1 },
    regions: ["DE-BW", "DE-BY", "DE-NW", "DE-RP", "DE-SL"],
    validFrom: 1995,
    validTo: null,
    source: "BW: FTG § 1; BY: FTG Art. 1; NW: Feiertagsgesetz NW § 2; RP: LFtG § 2; SL: SFG § 2",
  },
  {
    name: { de: "Buß- und Bettag", en: "Day of Repentance and Prayer" },
    date: { kind: "wednesday-before", month: 11, dayOfMonth: 23 },
    regions: ["DE-SN"],
    validFrom: 1995,
    validTo: null,
    source: "SN: SächsSFG § 1; given up by the other fifteen Länder from 1995 on to pay for the care insurance",
  },
  {
    name: { de: "1. Weihnachtstag", en: "Christmas Day" },
    date: { kind: "fixed", month: 12, dayOfMonth: 25 },
    regions: ["DE"],
    validFrom: 1995,
    validTo: null,
    source: "holiday acts of all sixteen Länder",
  },
  {
    name: { de: "2. Weihnachtstag", en: "Boxing Day" },
    date: { kind: "fixed", month: 12, dayOfMonth: 26 },
    regions: ["DE"],
    validFrom: 1995,
    validTo: null,
    source: "holiday acts of all sixteen Länder",
  },
];
