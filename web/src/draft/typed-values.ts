/** Dates, amounts and numbers as people type them, and as the document writes them. */
import { dayOfIso } from "@handschlag/engine/instant.ts";
import { ok, refuse, type Outcome } from "@handschlag/engine/outcome.ts";
import type { Language } from "../i18n/words.ts";

export type Unread = "date" | "decimal" | "number";

/** `2026-11-23` of `23.11.2026`, `23.11.26`, `23/11/2026` or `2026-11-23`. */
export function readDate(typed: string): Outcome<string, Unread> {
  const text = typed.trim();
  const local = /^(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})$/.exec(text);
  const iso =
    local === null
      ? text
      : `${local[3]!.padStart(4, "20")}-${local[2]!.padStart(2, "0")}-${local[1]!.padStart(2, "0")}`;
  return dayOfIso(iso) === undefined ? refuse("date") : ok(iso);
}

/** `23.11.2026` in German, `23/11/2026` in English; anything else as it is. */
export function shownDate(iso: string, language: Language): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso);
  return parts === null ? iso : [parts[3], parts[2], parts[1]].join(language === "de" ? "." : "/");
}

/** `1234.50` of `1.234,50` in German and `1,234.50` in English; without ambiguity the other way of writing is read too. */
export function readDecimal(typed: string, language: Language): Outcome<string, Unread> {
  const text = typed.replaceAll(/[\s\u00a0\u202f€%]/g, "");
  const [group, point] = language === "de" ? [".", ","] : [",", "."];
  const plain = grouped(text, group, point) ?? grouped(text, point, group);
  return plain === undefined || !/^(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?$/.test(plain) ? refuse("decimal") : ok(plain);
}

/** A number whose thousands are set off by `group` and whose decimals by `point`, as programs write it. */
function grouped(text: string, group: string, point: string): string | undefined {
  const [whole = "", decimals, ...more] = text.split(point);
  if (more.length > 0 || decimals?.includes(group) === true) return undefined;
  const parts = whole.split(group);
  const isGrouped = parts.length === 1 || (parts[0]!.length <= 3 && parts.slice(1).every(({ length }) => length === 3));
  if (!isGrouped || !/^\d+$/.test(parts.join(""))) return undefined;
  return decimals === undefined ? parts.join("") : `${parts.join("")}.${decimals}`;
}

/** An amount as the language writes it, with exactly its digits. */
export function shownDecimal(decimal: string, language: Language): string {
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (parts === null) return decimal;
  const [group, point] = language === "de" ? [".", ","] : [",", "."];
  const whole = parts[1]!.replaceAll(/\B(?=(?:\d{3})+$)/g, group);
  return parts[2] === undefined ? whole : `${whole}${point}${parts[2]}`;
}

interface Bounds {
  readonly isWhole: boolean;
  readonly least: number | undefined;
  readonly most: number | undefined;
}

export function readNumber(
  typed: string,
  { isWhole, least, most }: Bounds,
  language: Language,
): Outcome<number, Unread> {
  const decimal = readDecimal(typed, language);
  if (!decimal.ok) return refuse("number");
  const number = Number(decimal.value);
  const fits = (!isWhole || Number.isInteger(number)) && number >= (least ?? 0) && number <= (most ?? Infinity);
  return fits ? ok(number) : refuse("number");
}

/** A short name for an entry, made of the name that people read: `Managed Firewall` gives `managed-firewall`. */
export function nameFor(text: string, taken: readonly string[]): string {
  const letters: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
  const plain = text
    .toLowerCase()
    .replaceAll(/[äöüß]/g, (letter) => letters[letter]!)
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 48);
  const name = plain === "" ? "neu" : plain;
  for (let count = 1; ; count++) {
    const free = count === 1 ? name : `${name}-${count}`;
    if (!taken.includes(free)) return free;
  }
}
