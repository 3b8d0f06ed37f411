import { useEffect, useRef, useSyncExternalStore } from "react";

/** Who speaks to the machine, or brushes over keys, can switch single keys off (WCAG 2.1.4). */
const KEY = "handschlag-shortcuts";
const listeners = new Set<() => void>();

function isOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

/** Switches single keys on or off, for this browser. */
export function switchShortcuts(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // Storage may be forbidden; single keys then stay on.
  }
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether single keys do something. */
export const useShortcutsOn = (): boolean => useSyncExternalStore(subscribe, isOn);

/** Whether a key belongs to something else: a field, a dialog, a command of the browser. */
function isTaken({ target, ctrlKey, metaKey, altKey, defaultPrevented }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || defaultPrevented) return true;
  const isField =
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
  return isField || document.querySelector('[aria-modal="true"], [role="menu"]') !== null;
}

/** Does something when a single key is pressed outside of fields and dialogs. By `KeyboardEvent.key`. */
export function useShortcuts(actions: Readonly<Record<string, (() => void) | undefined>>): void {
  const current = useRef(actions);
  useEffect(() => {
    current.current = actions;
  });
  const on = useShortcutsOn();
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => {
      const action = current.current[event.key];
      if (action === undefined || isTaken(event)) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [on]);
}
