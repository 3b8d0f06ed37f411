import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { formatsOf, type Formats } from "./formats.ts";
import { LANGUAGES, translatorOf, type Language, type Translate, type Words } from "./words.ts";

interface LanguageChoice {
  readonly language: Language;
  readonly chooseLanguage: (language: Language) => void;
}

/** Also read by public/first-paint.js. */
const KEY = "handschlag-language";
const LanguageContext = createContext<LanguageChoice>({ language: "de", chooseLanguage: () => {} });

/** What was chosen here before, else what the browser asks for; German when it asks for neither. */
function firstLanguage(): Language {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  const asked = [kept, ...navigator.languages.map((name) => name.slice(0, 2))];
  return asked.flatMap((name) => LANGUAGES.find((language) => language === name) ?? [])[0] ?? "de";
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      chooseLanguage: (chosen: Language) => {
        try {
          localStorage.setItem(KEY, chosen);
        } catch {
          // As above.
        }
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

export const useLanguage = (): LanguageChoice => use(LanguageContext);
export const useFormats = (): Formats => formatsOf(use(LanguageContext).language);
export const useWords = <Catalogue,>(words: Words<Catalogue>): Translate<Catalogue> =>
  translatorOf(words, use(LanguageContext).language);
