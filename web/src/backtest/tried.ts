/** A contract that is tried: the present one with other times. */
import { LEVELS, type ContractDocument, type Level, type TargetEntry } from "@handschlag/engine/contract/document.ts";
import { targetTextOf } from "./target-input.ts";

/** What stands in the fields, by service level, priority and level; a field that was not touched has no entry. */
export type Edits = Readonly<Record<string, string>>;

export const keyOf = (serviceLevel: string, priority: string, level: Level): string =>
  `${serviceLevel}\n${priority}\n${level}`;

export const textOfEntry = (entry: TargetEntry | undefined): string =>
  entry === undefined ? "" : typeof entry === "string" ? entry : entry.target;

/** The fields that are not understood. */
export const misfitsOf = (edits: Edits): ReadonlySet<string> =>
  new Set(Object.entries(edits).flatMap(([key, text]) => (text.trim() === "" || targetTextOf(text) ? [] : [key])));

/** The contract with the times of the fields in place of its own. All of them must be understood. */
export function tried(document: ContractDocument, edits: Edits): object {
  const serviceLevels = Object.entries(document.serviceLevels).map(([name, level]) => [
    name,
    {
      ...level,
      targets: Object.fromEntries(
        Object.entries(level.targets).map(([priority, targets]) => {
          const { calendar } = targets;
          const entries = LEVELS.flatMap((kind) => {
            const entry = changed(targets[kind], edits[keyOf(name, priority, kind)]);
            return entry === undefined ? [] : [[kind, entry] as const];
          });
          return [priority, { ...Object.fromEntries(entries), ...(calendar !== undefined && { calendar }) }];
        }),
      ),
    },
  ]);
  return { ...document, serviceLevels: Object.fromEntries(serviceLevels) };
}

/** An entry with another target, in its own calendar if it has one. */
function changed(entry: TargetEntry | undefined, text: string | undefined): TargetEntry | undefined {
  if (text === undefined) return entry;
  const target = targetTextOf(text);
  if (target === undefined) return undefined;
  return entry === undefined || typeof entry === "string" ? target : { ...entry, target };
}
