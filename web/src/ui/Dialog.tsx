import { Modal, type ModalProps } from "@mantine/core";
import { useEffect, useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";

const words = defineWords({ de: { close: "Schließen" }, en: { close: "Close" } });

/** Where the focus goes when what opened a dialog is gone. */
const CONTENT_ID = "content";

/** Notes how wide the scroll bar is, as long as no dialog has taken it away. */
function keepBarWidth(): void {
  const { documentElement: root } = document;
  if (document.querySelector('[aria-modal="true"]') === null)
    root.style.setProperty("--bar-width", `${innerWidth - root.clientWidth}px`);
}

/**
 * A dialog that is there as long as it is rendered. It gives the focus back to what had it before: Mantine does that
 * only for a dialog that stays and is told to close.
 */
export function Dialog(props: Omit<ModalProps, "opened">) {
  const t = useWords(words);
  const [before] = useState(() => {
    keepBarWidth();
    return document.activeElement;
  });
  useEffect(
    () => () => {
      const opener = before instanceof HTMLElement && before.isConnected ? before : undefined;
      (opener ?? document.getElementById(CONTENT_ID))?.focus({ preventScroll: opener !== undefined });
    },
    [before],
  );
  return <Modal opened returnFocus={false} closeButtonProps={{ "aria-label": t("close") }} {...props} />;
}
