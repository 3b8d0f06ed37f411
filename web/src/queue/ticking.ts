/** One clock for all countdowns of a page, by the server's time. */
import { useSyncExternalStore } from "react";

const EVERY_MS = 1_000;

/** What the server's time is ahead of the machine's. */
let offsetMs = 0;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  now = Date.now() + offsetMs;
  for (const listener of listeners) listener();
}

/** Sets the clock by an answer that was just read. */
export function setServerTime(readAt: string): void {
  offsetMs = Date.parse(readAt) - Date.now();
  tick();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, EVERY_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** What `read` makes of the time, anew every second; whoever shows it is drawn anew only when that differs. */
export const useTicking = <Value extends string | number | boolean>(read: (nowMs: number) => Value): Value =>
  useSyncExternalStore(subscribe, () => read(now));
