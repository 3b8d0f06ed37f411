import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { Dialog } from "./Dialog.tsx";
import { ProblemNote } from "./Problem.tsx";

const words = defineWords({
  de: { cancel: "Abbrechen" },
  en: { cancel: "Cancel" },
});

interface ConfirmDialogProps {
  readonly title: string;
  /** What follows from it. */
  readonly children: ReactNode;
  /** The act itself, as the word on its button. */
  readonly act: string;
  readonly run: () => Promise<void>;
  readonly close: () => void;
}

/** Before what cannot be undone, and only then. A hasty Enter does nothing. */
export function ConfirmDialog({ title, children, act, run, close }: ConfirmDialogProps) {
  const t = useWords(words);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const attempt = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await run();
      close();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog onClose={close} title={title} centered>
      <div className="form form-wide">
        <div>{children}</div>
        <ProblemNote error={problem} />
        <div className="form-actions">
          <Button onClick={() => void attempt()} loading={isBusy}>
            {act}
          </Button>
          <Button variant="default" onClick={close} data-autofocus>
            {t("cancel")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
