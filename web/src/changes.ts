/** What the server told of changes, for pages that follow single things rather than ask anew for all of them. */

/** Beyond it single things are not worth following. */
const KEPT_MAX = 1_000;

/** Ids of what changed last, the latest at the end; `count` of them were told so far. */
let kept: string[] = [];
let count = 0;
const listeners = new Set<() => void>();

const tell = () => {
  for (const listener of listeners) listener();
};

/** A change was told, of the thing with an id if it has one. */
export function noteChange(id: unknown): void {
  if (typeof id !== "string") return;
  kept = [...kept.slice(1 - KEPT_MAX), id];
  count++;
  tell();
}

/** The line was broken: whatever may have changed meanwhile is not known. */
export function noteGap(): void {
  kept = [];
  count += KEPT_MAX;
  tell();
}

/** A position in the course of changes. */
export const changeCount = (): number => count;

/** What changed since a position; `undefined` when that is not known any more. */
export function changedSince(position: number): ReadonlySet<string> | undefined {
  const missed = count - position;
  return missed > kept.length ? undefined : new Set(missed === 0 ? [] : kept.slice(-missed));
}

export function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
