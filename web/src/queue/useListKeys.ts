import { useEffect, useRef, type RefObject } from "react";
import { keysAreOn } from "./keys.ts";
import type { Selection } from "./useSelection.ts";
import type { QueueTicket } from "./rows.ts";

interface ListKeys {
  readonly body: RefObject<HTMLElement | null>;
  readonly rows: readonly QueueTicket[];
  readonly rowPx: number;
  readonly selection: Selection;
  readonly settle: () => void;
  readonly lookField: RefObject<HTMLInputElement | null>;
  readonly showKeys: () => void;
}

/** Above and below the focused row stays so much room for what sticks to the edges of the page. */
const EDGE_PX = 130;
const FRAMES_MAX = 10;

/** Moves through the queue and works on it by single keys, as long as nobody is writing. */
export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusyElsewhere(event)) return;
      if (press(event.key, latest.current)) event.preventDefault();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}

/** Whether the key belongs to a field, a menu or a dialog. */
function isBusyElsewhere({ target }: KeyboardEvent): boolean {
  if (!keysAreOn() || document.querySelector("[aria-modal=true], [role=menu]") !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.matches("textarea, select, [contenteditable=true], input:not([type=checkbox])");
}

/** Does what a key stands for; whether it stood for anything. */
function press(key: string, keys: ListKeys): boolean {
  const { rows, selection, settle, lookField, showKeys } = keys;
  const focused = document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset["row"];
  const place = focused === undefined ? -1 : rows.findIndex(({ id }) => id === focused);
  switch (key) {
    case "j":
      focusRow(keys, place === -1 ? firstInSight(keys) : Math.min(rows.length - 1, place + 1));
      return true;
    case "k":
      focusRow(keys, place === -1 ? firstInSight(keys) : Math.max(0, place - 1));
      return true;
    case "x":
    case "X":
      if (focused !== undefined) selection.toggle(focused, key === "X");
      return focused !== undefined;
    case "/":
      lookField.current?.focus();
      lookField.current?.select();
      return true;
    case "r":
      settle();
      return true;
    case "?":
      showKeys();
      return true;
    case "Escape":
      if (selection.ids.size > 0) selection.put([]);
      return true;
    default:
      return false;
  }
}

function firstInSight({ body, rowPx }: ListKeys): number {
  const top = body.current?.getBoundingClientRect().top ?? 0;
  return rowPx === 0 ? 0 : Math.max(0, Math.ceil((EDGE_PX - top) / rowPx));
}

/** Brings a row into sight and its link into focus; it may have to be drawn first. */
function focusRow({ body, rows, rowPx }: ListKeys, place: number): void {
  const row = rows[place];
  const list = body.current;
  if (row === undefined || list === null) return;
  const top = list.getBoundingClientRect().top + place * rowPx;
  if (top < EDGE_PX) scrollBy({ top: top - EDGE_PX });
  else if (top + rowPx > innerHeight - EDGE_PX) scrollBy({ top: top + rowPx - innerHeight + EDGE_PX });
  const focus = (framesLeft: number) => {
    const link = list.querySelector<HTMLElement>(`[data-row="${row.id}"] a`);
    if (link !== null) link.focus({ preventScroll: true });
    else if (framesLeft > 0) requestAnimationFrame(() => focus(framesLeft - 1));
  };
  focus(FRAMES_MAX);
}
