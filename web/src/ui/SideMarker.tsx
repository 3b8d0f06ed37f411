import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";
import "./facts.css";

const words = defineWords({
  de: {
    both: "Sehen beide Seiten",
    client: "Sieht nur die Auftraggeberseite",
    provider: "Sieht nur die Dienstleisterseite",
  },
  en: { both: "Seen by both sides", client: "Seen by the client only", provider: "Seen by the provider only" },
});

/** Whose eyes only. */
export function SideMarker({ visibleTo }: { readonly visibleTo: "both" | "client" | "provider" }) {
  const t = useWords(words);
  return (
    <span className="chip">
      <Icon name="eye" size={16} />
      {t(visibleTo)}
    </span>
  );
}
