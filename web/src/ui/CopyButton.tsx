import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";

const words = defineWords({
  de: { copy: "Kopieren", copied: "Kopiert", byHand: "Markieren Sie den Text und kopieren Sie ihn von Hand." },
  en: { copy: "Copy", copied: "Copied", byHand: "Select the text and copy it by hand." },
});

/** Copies a text; where the browser does not allow that, it says what to do instead. */
export function CopyButton({ text }: { readonly text: string }) {
  const t = useWords(words);
  const [state, setState] = useState<"copy" | "copied" | "byHand">("copy");
  const copy = () => {
    // Outside HTTPS and localhost there is no clipboard at all.
    const copying = "clipboard" in navigator ? navigator.clipboard.writeText(text) : Promise.reject(new Error("none"));
    copying.then(
      () => setState("copied"),
      () => setState("byHand"),
    );
  };
  return (
    <div className="row">
      <Button
        variant="default"
        leftSection={<Icon name={state === "copied" ? "check" : "copy"} size={18} />}
        onClick={copy}
      >
        <span aria-live="polite">{t(state === "copied" ? "copied" : "copy")}</span>
      </Button>
      {state === "byHand" ? (
        <span className="soft" role="status">
          {t("byHand")}
        </span>
      ) : null}
    </div>
  );
}
