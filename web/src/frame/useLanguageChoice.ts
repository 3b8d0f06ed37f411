import { useQueryClient } from "@tanstack/react-query";
import { taggedRequest, request } from "../api.ts";
import { useLanguage } from "../i18n/language.tsx";
import type { Language } from "../i18n/words.ts";
import { sessionQuery } from "../session.ts";

/** The language of the pages; the choice of someone signed in is kept with the person, and holds for mails too. */
export function useLanguageChoice() {
  const { language, chooseLanguage } = useLanguage();
  const queries = useQueryClient();
  return {
    language,
    chooseLanguage: (chosen: Language) => {
      chooseLanguage(chosen);
      if (queries.getQueryData(sessionQuery.queryKey) === null) return;
      // The page has changed already; whether the server could note it changes nothing for the reader.
      keepLanguage(chosen).then(
        () => queries.invalidateQueries({ queryKey: ["session"] }),
        () => undefined,
      );
    },
  };
}

async function keepLanguage(language: Language): Promise<void> {
  const { tag } = await taggedRequest("GET /me");
  await request("PATCH /me", { body: { language }, ifMatch: tag });
}
