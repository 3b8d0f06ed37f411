import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";

const words = defineWords({ de: { close: "Schließen" }, en: { close: "Close" } });

interface FormDialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A short form above the page that it changes. */
export function FormDialog({ title, close, children }: FormDialogProps) {
  const t = useWords(words);
  return (
    <Modal opened onClose={close} title={title} size="lg" closeButtonProps={{ "aria-label": t("close") }} centered>
      {children}
    </Modal>
  );
}
