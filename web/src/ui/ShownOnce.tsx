import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";
import "./facts.css";

const words = defineWords({
  de: {
    once: "Das sehen Sie nur jetzt. Wir bewahren es nicht lesbar auf.",
    copy: "Kopieren",
    copied: "Kopiert",
  },
  en: {
    once: "You see this only now. We do not keep it in readable form.",
    copy: "Copy",
    copied: "Copied",
  },
});

interface ShownOnceProps {
  readonly label: string;
  readonly secrets: readonly string[];
}

/** A secret on the only occasion on which it can be read. */
export function ShownOnce({ label, secrets }: ShownOnceProps) {
  const t = useWords(words);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(secrets.join("\n"));
    setCopied(true);
  };
  return (
    <section className="once" aria-label={label}>
      <h3>{label}</h3>
      <p className="soft">{t("once")}</p>
      <ul className={secrets.length > 1 ? "once-many" : undefined}>
        {secrets.map((secret) => (
          <li key={secret}>
            <code>{secret}</code>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        leftSection={<Icon name={isCopied ? "check" : "copy"} size={18} />}
        onClick={() => void copy()}
      >
        <span aria-live="polite">{t(isCopied ? "copied" : "copy")}</span>
      </Button>
    </section>
  );
}
