/** What fields of the draft may refer to, by the names that people read. */
import type { Kind } from "@handschlag/engine/contract/reference-table.ts";
import { isList, isObject, memberName, partAt, type Part } from "@handschlag/engine/contract/parts.ts";
import { useMemo } from "react";
import { useEditor } from "./editor.ts";

export interface KnownName {
  readonly value: string;
  readonly label: string;
}

/** Where the things stand that can be named. */
const PLACES: Readonly<Record<Exclude<Kind, "contact" | "priority">, readonly string[]>> = {
  service: ["services"],
  "service level": ["serviceLevels"],
  calendar: ["calendars"],
  party: ["parties"],
  "availability objective": ["availability"],
  KPI: ["kpis"],
  "price item": ["prices", "items"],
  "sub-processor": ["dataProtection", "subProcessors"],
};

export function knownNames(document: Part, kind: Kind): readonly KnownName[] {
  if (kind === "priority") {
    const levels = partAt(document, ["priorities", "levels"]);
    return (isList(levels) ? levels : []).filter((level) => typeof level === "string").map(asItIs);
  }
  if (kind === "contact") {
    const parties = partAt(document, ["parties"]);
    return Object.values(isObject(parties) ? parties : {}).flatMap((party) => membersOf(partAt(party, ["contacts"])));
  }
  return membersOf(partAt(document, PLACES[kind]));
}

const asItIs = (name: string): KnownName => ({ value: name, label: name });

function membersOf(part: Part | undefined): readonly KnownName[] {
  const members = isList(part)
    ? part.map((member) => [memberName(member), member] as const)
    : Object.entries(isObject(part) ? part : {});
  return members.flatMap(([value, member]) =>
    value === undefined ? [] : [{ value, label: titleOf(member) ?? value }],
  );
}

/** The name of a part that people read, if it has one. */
export function titleOf(part: Part | undefined): string | undefined {
  if (!isObject(part)) return undefined;
  return ["name", "title", "text", "description"]
    .map((field) => part[field])
    .find((title) => typeof title === "string");
}

export function useKnownNames(kind: Kind): readonly KnownName[] {
  const { document } = useEditor();
  return useMemo(() => knownNames(document, kind), [document, kind]);
}
