import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import "./states.css";

const words = defineWords({ de: { loading: "Wird geladen" }, en: { loading: "Loading" } });

/** Keeps the place of what is being loaded, so that nothing moves when it comes. Invisible for the first 300 ms. */
export function Waiting({ lines = 4 }: { readonly lines?: number }) {
  const t = useWords(words);
  return (
    <div className="waiting" role="status" aria-label={t("loading")}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} />
      ))}
    </div>
  );
}
