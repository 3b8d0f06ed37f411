import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { CopyButton } from "./CopyButton.tsx";
import "./facts.css";

const words = defineWords({
  de: { once: "Das sehen Sie nur jetzt. Wir bewahren es nicht lesbar auf." },
  en: { once: "You see this only now. We do not keep it in readable form." },
});

interface ShownOnceProps {
  readonly label: string;
  readonly secrets: readonly string[];
}

/** A secret on the only occasion on which it can be read. */
export function ShownOnce({ label, secrets }: ShownOnceProps) {
  const t = useWords(words);
  return (
    <section className="once" aria-label={label}>
      <p>{t("once")}</p>
      <ul className={secrets.length > 1 ? "once-many" : undefined}>
        {secrets.map((secret) => (
          <li key={secret}>
            <code>{secret}</code>
          </li>
        ))}
      </ul>
      <CopyButton text={secrets.join("\n")} />
    </section>
  );
}
