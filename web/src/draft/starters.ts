import { queryOptions } from "@tanstack/react-query";
import type { Language } from "../i18n/words.ts";

/** What a draft can begin with; loaded when somebody begins one. */
export const startersQuery = (language: Language) =>
  queryOptions({
    queryKey: ["starters", language],
    staleTime: Infinity,
    meta: { follows: true },
    queryFn: async () => (await import("@handschlag/engine/contract/starters.ts")).startersOf(language),
  });

/** Services to pick from, in the contract's language. */
export const catalogueQuery = (language: Language) =>
  queryOptions({
    queryKey: ["catalogue", language],
    staleTime: Infinity,
    meta: { follows: true },
    queryFn: async () => (await import("@handschlag/engine/contract/starters.ts")).catalogueOf(language),
  });
