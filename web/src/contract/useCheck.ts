import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { useEffect, useState } from "react";

/** A fault of a document at its place; `path` with dots. */
export interface Finding {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
}

export type Check =
  | { readonly kind: "empty" }
  | { readonly kind: "checking" }
  | { readonly kind: "ok"; readonly document: ContractDocument }
  | { readonly kind: "faulty"; readonly findings: readonly Finding[] };

const PAUSE_MS = 300;

/** What the engine says of a text, a moment after the last change of it. */
export function useCheck(text: string): Check {
  const [check, setCheck] = useState<Check>({ kind: "empty" });
  useEffect(() => {
    if (text.trim() === "") {
      setCheck({ kind: "empty" });
      return;
    }
    setCheck((before) => (before.kind === "empty" ? { kind: "checking" } : before));
    let isStale = false;
    const pause = setTimeout(() => {
      void checked(text).then((found) => (isStale ? undefined : setCheck(found)));
    }, PAUSE_MS);
    return () => {
      isStale = true;
      clearTimeout(pause);
    };
  }, [text]);
  return check;
}

async function checked(text: string): Promise<Check> {
  const { readContract } = await import("@handschlag/engine/contract/reader.ts");
  const outcome = readContract(text);
  if (outcome.ok) return { kind: "ok", document: outcome.value };
  // Holidays of other countries are known to the server only: their library is larger than all pages together.
  const findings = outcome.refusal.filter(({ message }) => !message.startsWith("expected a region with known"));
  if (findings.length === 0) {
    const { germanHolidays } = await import("@handschlag/engine/calendar/holidays.ts");
    const again = readContract(text, { ...germanHolidays, knows: () => true });
    if (again.ok) return { kind: "ok", document: again.value };
  }
  return { kind: "faulty", findings: findings.map((finding) => ({ ...finding, path: finding.path.join(".") })) };
}
