/** Figures, dates and names of a contract as a language writes them. Spaces before units do not break. */
import { targetOf } from "../../calendar/target.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../instant.ts";
import type { Said } from "../said.ts";
import type { ContractDocument } from "../document.ts";
import type { Kind } from "../reference-table.ts";
import type { Language } from "./blocks.ts";

export const NBSP = "\u00a0";

const MONTHS = {
  de: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" "),
  en: "January February March April May June July August September October November December".split(" "),
} as const;

/** One and several of a unit; German also after words such as "von". */
const UNITS = {
  second: { de: ["Sekunde", "Sekunden", "Sekunden"], en: ["second", "seconds"] },
  minute: { de: ["Minute", "Minuten", "Minuten"], en: ["minute", "minutes"] },
  hour: { de: ["Stunde", "Stunden", "Stunden"], en: ["hour", "hours"] },
  day: { de: ["Tag", "Tage", "Tagen"], en: ["day", "days"] },
  month: { de: ["Monat", "Monate", "Monaten"], en: ["month", "months"] },
  miss: { de: ["Verfehlung", "Verfehlungen", "Verfehlungen"], en: ["miss", "misses"] },
  point: { de: ["Punkt", "Punkte", "Punkten"], en: ["point", "points"] },
  kilometre: { de: ["Kilometer", "Kilometer", "Kilometern"], en: ["kilometre", "kilometres"] },
  unit: { de: ["Einheit", "Einheiten", "Einheiten"], en: ["unit", "units"] },
  period: { de: ["Zeitraum", "Zeiträume", "Zeiträumen"], en: ["period", "periods"] },
  check: { de: ["Prüfung", "Prüfungen", "Prüfungen"], en: ["check", "checks"] },
  decimal: { de: ["Nachkommastelle", "Nachkommastellen", "Nachkommastellen"], en: ["decimal", "decimals"] },
} as const;
export type Unit = keyof typeof UNITS;

/** Units of quantities that most contracts count. */
const QUANTITIES: Readonly<Record<string, Said>> = {
  users: { de: "Personen", en: "People" },
  devices: { de: "Geräte", en: "Devices" },
  workstations: { de: "Arbeitsplätze", en: "Workstations" },
  notebooks: { de: "Notebooks", en: "Notebooks" },
  tablets: { de: "Tablets", en: "Tablets" },
  mailboxes: { de: "Postfächer", en: "Mailboxes" },
  sites: { de: "Standorte", en: "Sites" },
  firewalls: { de: "Firewalls", en: "Firewalls" },
  switches: { de: "Switches", en: "Switches" },
  "access-points": { de: "WLAN-Zugangspunkte", en: "Access points" },
  servers: { de: "Server", en: "Servers" },
  terabytes: { de: "Terabyte", en: "Terabytes" },
  licences: { de: "Lizenzen", en: "Licences" },
  extensions: { de: "Nebenstellen", en: "Extensions" },
};

const LANGUAGES: Readonly<Record<Language, Said>> = {
  de: { de: "Deutsch", en: "German" },
  en: { de: "Englisch", en: "English" },
};

/** What a contract is written with in one language; names are those that it gives to what it refers to. */
export class Speech {
  readonly language: Language;
  readonly contract: ContractDocument;
  private readonly countries: Intl.DisplayNames;
  private readonly named: ReadonlyMap<string, string>;

  constructor(contract: ContractDocument, language: Language) {
    this.contract = contract;
    this.language = language;
    this.countries = new Intl.DisplayNames(language, { type: "region" });
    this.named = namesIn(contract);
  }

  /** A text with its facts filled in; a sentence never ends with two full stops. */
  in(said: Said, facts: Readonly<Record<string, string>> = {}): string {
    const filled = said[this.language].replaceAll(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? `{${name}}`);
    return said[this.language].endsWith("}.") ? filled.replace(/([.!?…])\.$/, "$1") : filled;
  }

  /** `1. Januar 2027` · `1 January 2027` */
  date(iso: string): string {
    const [year, month, day] = iso.split("-").map(Number) as [number, number, number];
    return [this.language === "de" ? `${day}.` : String(day), MONTHS[this.language][month - 1]!, year].join(NBSP);
  }

  /** `Januar 2027`, of `2027-01`. */
  month(iso: string): string {
    return `${MONTHS[this.language][Number(iso.slice(5)) - 1]}${NBSP}${iso.slice(0, 4)}`;
  }

  /** `24. Dezember`, of each year. */
  dayOfYear(month: number, day: number): string {
    return `${this.language === "de" ? `${day}.` : day}${NBSP}${MONTHS[this.language][month - 1]}`;
  }

  /** Digits as they stand, in groups of three: nothing is rounded. */
  number(value: string | number): string {
    const [whole, decimals] = String(value).split(".") as [string, string?];
    const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, this.language === "de" ? "." : ",");
    if (decimals === undefined) return grouped;
    return `${grouped}${this.language === "de" ? "," : "."}${decimals}`;
  }

  percent(value: string | number): string {
    return this.language === "de" ? `${this.number(value)}${NBSP}%` : `${this.number(value)}%`;
  }

  /** `1.234,50 €` · `€1,234.50`; at least two decimals. */
  money(amount: string): string {
    const [, decimals = ""] = amount.split(".");
    const digits = this.number(decimals.length >= 2 ? amount : `${amount.split(".")[0]}.${decimals.padEnd(2, "0")}`);
    const currency = this.contract.prices?.currency ?? "EUR";
    if (currency !== "EUR") return `${digits}${NBSP}${currency}`;
    return this.language === "de" ? `${digits}${NBSP}€` : `€${digits}`;
  }

  /** `3 Monate` · `3 months` */
  count(value: number | string, unit: Unit): string {
    return this.counted(value, unit, 1);
  }

  /** `3 Monaten`, as after "von" and "nach"; in English the same as `count`. */
  countAfter(value: number | string, unit: Unit): string {
    return this.counted(value, unit, this.language === "de" ? 2 : 1);
  }

  private counted(value: number | string, unit: Unit, several: number): string {
    const forms: readonly string[] = UNITS[unit][this.language];
    return `${this.number(value)}${NBSP}${String(value) === "1" ? forms[0] : forms[several]}`;
  }

  /** `A, B und C` */
  list(parts: readonly string[]): string {
    const and = this.language === "de" ? " und " : " and ";
    return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")}${and}${parts.at(-1)}`;
  }

  /** The name of the language in which the contract is written. */
  get contractLanguage(): string {
    return LANGUAGES[this.contract.language][this.language];
  }

  country(code: string): string {
    if (code === "EEA")
      return this.language === "de" ? "Europäischer Wirtschaftsraum (EWR)" : "European Economic Area (EEA)";
    return `${this.countries.of(code) ?? code} (${code})`;
  }

  /** How a party is called in the text: by its role where only one has it, else by its name. */
  party(key: string): string {
    const party = this.contract.parties[key];
    if (party?.role === "client") return this.language === "de" ? "Auftraggeber" : "Client";
    if (party?.role === "provider") return this.language === "de" ? "Auftragnehmer" : "Provider";
    return party?.name ?? key;
  }

  parties(keys: string | readonly string[] | undefined): string {
    return keys === undefined ? "–" : this.list([keys].flat().map((key) => this.party(key)));
  }

  /** How something of the contract is called that is referred to by its id; the id where nothing has it. */
  name(kind: Kind, id: string): string {
    if (kind === "party") return this.party(id);
    return kind === "calendar" ? this.calendar(id) : (this.named.get(`${kind} ${id}`) ?? id);
  }

  names(kind: Kind, ids: readonly string[]): string {
    return this.list(ids.map((id) => this.name(kind, id)));
  }

  /** `Personen (users)`: a unit of quantities in words, where it is a usual one. */
  unitName(unit: string): string {
    const said = Object.hasOwn(QUANTITIES, unit) ? QUANTITIES[unit] : undefined;
    return said === undefined ? unit : `${said[this.language]} (${unit})`;
  }

  calendar(name: string): string {
    return this.language === "de" ? `„${name}“` : `“${name}”`;
  }

  /** A target in words: `4 Stunden`, `72 Stunden (durchgehend gezählt)`. */
  target(text: string): string {
    const target = targetOf(text);
    const isGerman = this.language === "de";
    if (target === undefined) return text;
    if (target.kind === "working") return this.length(target.ms, false);
    if (target.kind === "elapsed")
      return `${this.length(target.ms, true)} ${isGerman ? "(durchgehend gezählt)" : "(by the clock)"}`;
    if (target.kind === "time-of-day") {
      const time = new Date(target.timeMs).toISOString().slice(11, 16);
      return isGerman ? `am nächsten Arbeitstag bis ${time}${NBSP}Uhr` : `next working day by ${time}`;
    }
    if (target.days === 1) return isGerman ? "bis Ende des nächsten Arbeitstags" : "by the end of the next working day";
    return isGerman ? `bis Ende des ${target.days}. Arbeitstags` : `by the end of working day ${target.days}`;
  }

  private length(ms: number, withDays: boolean): string {
    const days = withDays ? Math.floor(ms / DAY_MS) : 0;
    const [hours, minutes, seconds] = [
      Math.floor((ms - days * DAY_MS) / HOUR_MS),
      Math.floor((ms % HOUR_MS) / MINUTE_MS),
      Math.floor((ms % MINUTE_MS) / SECOND_MS),
    ];
    const parts = [
      ...(days > 0 ? [this.count(days, "day")] : []),
      ...(hours > 0 ? [this.count(hours, "hour")] : []),
      ...(minutes > 0 ? [this.count(minutes, "minute")] : []),
      ...(seconds > 0 ? [this.count(seconds, "second")] : []),
    ];
    return parts.join(" ");
  }
}

function namesIn(contract: ContractDocument): ReadonlyMap<string, string> {
  const { parties, services, serviceLevels, prices, availability, kpis, dataProtection } = contract;
  const contacts = Object.values(parties).flatMap((party) => party.contacts ?? []);
  const levels = Object.entries(serviceLevels).map(([id, { name }]) => ({ id, name }));
  const named = (kind: Kind, entries: readonly { readonly id: string; readonly name?: string | undefined }[]) =>
    entries.map(({ id, name }) => [`${kind} ${id}`, name ?? id] as const);
  return new Map([
    ...named("service", services),
    ...named("service level", levels),
    ...named("contact", contacts),
    ...named("price item", prices?.items ?? []),
    ...named("availability objective", availability ?? []),
    ...named("KPI", kpis ?? []),
    ...named("sub-processor", dataProtection?.subProcessors ?? []),
  ]);
}
