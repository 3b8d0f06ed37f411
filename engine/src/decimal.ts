/** Exact decimal numbers of documents, compared without binary fractions. */
import { assert } from "./outcome.ts";

const DECIMALS = 6;

/** A decimal number as millionths. Throws on anything that is not written as digits with at most six decimals. */
export function millionths(text: string): bigint {
  const match = /^(-?\d+)(?:\.(\d{1,6}))?$/.exec(text);
  assert(match !== null, "a decimal number has at most six decimals");
  const [, whole = "0", decimals = ""] = match;
  const sign = whole.startsWith("-") ? -1n : 1n;
  return BigInt(whole) * 10n ** BigInt(DECIMALS) + sign * BigInt(decimals.padEnd(DECIMALS, "0"));
}

/** Millionths as text, without decimals that say nothing. */
export function decimalText(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(DECIMALS + 1, "0");
  const decimals = digits.slice(-DECIMALS).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -DECIMALS)}${decimals === "" ? "" : `.${decimals}`}`;
}
