import { isObject, partAt, type Part } from "@handschlag/engine/contract/parts.ts";
import { useWords } from "../i18n/language.tsx";
import { termWords } from "../contract/words.ts";
import { gridWords } from "./grid-words.ts";

export type Side = "client" | "provider";

export interface PartyNames {
  /** Keys of all parties, client and provider first. */
  readonly keys: readonly string[];
  /** „Sie“, „Dienstleister“, or the name. */
  readonly shortOf: (key: string) => string;
  /** The name of the contract, else the key. */
  readonly nameOf: (key: string) => string;
}

const SIDES = ["client", "provider"] as const;

/** How the reader of a side calls the parties of a draft. */
export function usePartyNames(document: Part, side: Side): PartyNames {
  const t = useWords(gridWords);
  const term = useWords(termWords);
  const parties = partAt(document, ["parties"]);
  const keys = Object.keys(isObject(parties) ? parties : {});
  const roleOf = (key: string) => partAt(parties, [key, "role"]);
  const nameOf = (key: string): string => {
    const name = partAt(parties, [key, "name"]);
    return typeof name === "string" && name !== "" ? name : key;
  };
  const shortOf = (key: string): string => {
    const role = SIDES.find((name) => name === roleOf(key));
    const isOnly = role !== undefined && keys.filter((other) => roleOf(other) === role).length === 1;
    return !isOnly ? nameOf(key) : role === side ? t("you") : term(role);
  };
  const rank = (key: string) => (SIDES as readonly unknown[]).indexOf(roleOf(key)) + SIDES.length;
  const isSide = (key: string) => rank(key) >= SIDES.length;
  return { keys: [...keys.filter(isSide), ...keys.filter((key) => !isSide(key))], shortOf, nameOf };
}
