import type { ReactNode } from "react";
import { useWords } from "../i18n/language.tsx";
import { frameWords } from "./words.ts";

interface Decision {
  readonly id: string;
  readonly sentence: ReactNode;
}

/** The one banner there is: what waits for the reader's decision. Changes, offers and invoices will fill it. */
export function DecisionBanner({ decisions = [] }: { readonly decisions?: readonly Decision[] }) {
  const t = useWords(frameWords);
  if (decisions.length === 0) return null;
  return (
    <section className="banner" aria-label={t("banner")}>
      <strong>{t("banner")}</strong>
      <ul>
        {decisions.map(({ id, sentence }) => (
          <li key={id}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
