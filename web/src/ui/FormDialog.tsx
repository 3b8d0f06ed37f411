import type { ReactNode } from "react";
import { Dialog } from "./Dialog.tsx";

interface FormDialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A short form above the page that it changes. */
export const FormDialog = ({ title, close, children }: FormDialogProps) => (
  <Dialog onClose={close} title={title} size="lg" centered>
    {children}
  </Dialog>
);
