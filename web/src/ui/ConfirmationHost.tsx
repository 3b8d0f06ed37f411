import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { onConfirmationNeeded } from "../api.ts";

const ConfirmationDialog = lazy(() => import("./ConfirmationDialog.tsx"));

/** Opens „Bestätigen Sie, dass Sie es sind“ whenever the server asks for it, and tells the refused request the outcome. */
export function ConfirmationHost() {
  const [isOpen, setOpen] = useState(false);
  const tell = useRef<((isConfirmed: boolean) => void) | undefined>(undefined);
  useEffect(() => {
    onConfirmationNeeded(
      () =>
        new Promise((resolve) => {
          tell.current?.(false);
          tell.current = resolve;
          setOpen(true);
        }),
    );
    return () => onConfirmationNeeded(undefined);
  }, []);
  const close = (isConfirmed: boolean) => {
    setOpen(false);
    tell.current?.(isConfirmed);
    tell.current = undefined;
  };
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <ConfirmationDialog close={close} />
    </Suspense>
  );
}
