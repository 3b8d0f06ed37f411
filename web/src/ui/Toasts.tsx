import { useSyncExternalStore } from "react";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";
import "./toasts.css";

const words = defineWords({
  de: { undo: "Rückgängig", close: "Schließen" },
  en: { undo: "Undo", close: "Close" },
});

interface Toast {
  readonly id: number;
  readonly sentence: string;
  /** Takes back what was done; what it throws is the caller's to tell. */
  readonly undo: (() => void) | undefined;
}

const SHOWN_MS = 8_000;
const SHOWN_MAX = 3;
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function put(changed: readonly Toast[]): void {
  toasts = changed;
  for (const listener of listeners) listener();
}

const drop = (id: number) => put(toasts.filter((toast) => toast.id !== id));

/** Says in passing what was done, with the way back where there is one: instead of asking beforehand. */
export function sayDone(sentence: string, undo?: () => void): void {
  const id = nextId++;
  put([...toasts, { id, sentence, undo }].slice(-SHOWN_MAX));
  setTimeout(drop, SHOWN_MS, id);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The corner in which done things are told; there from the start, so that readers by ear hear of additions. */
export function Toasts() {
  const t = useWords(words);
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(({ id, sentence, undo }) => (
        <div key={id} className="toast">
          <Icon name="check" />
          <span>{sentence}</span>
          {undo === undefined ? null : (
            <button
              type="button"
              onClick={() => {
                drop(id);
                undo();
              }}
            >
              {t("undo")}
            </button>
          )}
          <button type="button" aria-label={t("close")} onClick={() => drop(id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
