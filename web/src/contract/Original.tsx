import { createContext, Fragment, use } from "react";
import { useFormats } from "../i18n/language.tsx";
import type { Language } from "../i18n/words.ts";

const ContractLanguage = createContext<Language | undefined>(undefined);

/** Tells in which language the contract is written that the parts below quote. */
export const InLanguageOf = ContractLanguage;

/** Words of the contract itself: said to readers by ear in its language, whatever the page's is. */
export const Original = ({ children }: { readonly children: string }) => (
  <span lang={use(ContractLanguage)}>{children}</span>
);

/** Several of them, joined as the page's language joins a list. */
export function OriginalList({ texts }: { readonly texts: readonly string[] }) {
  const { listParts } = useFormats();
  return listParts(texts).map(({ type, value }, place) => (
    <Fragment key={place}>{type === "element" ? <Original>{value}</Original> : value}</Fragment>
  ));
}
