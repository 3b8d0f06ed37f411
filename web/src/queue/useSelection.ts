import { useCallback, useEffect, useRef, useState } from "react";

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** `isRange`: all rows from the one that was chosen before. */
  readonly toggle: (id: string, isRange: boolean) => void;
  readonly put: (ids: readonly string[]) => void;
}

/** Which tickets are selected; none when other filters are chosen, as nobody acts on what they do not see. */
export function useSelection(rows: readonly { readonly id: string }[], filters: string): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const shown = useRef(rows);
  const anchor = useRef<string>(undefined);
  useEffect(() => {
    shown.current = rows;
  }, [rows]);
  useEffect(() => {
    setIds((before) => (before.size === 0 ? before : new Set()));
    anchor.current = undefined;
  }, [filters]);
  const put = useCallback((all: readonly string[]) => setIds(new Set(all)), []);
  const toggle = useCallback((id: string, isRange: boolean) => {
    const range = isRange ? between(shown.current, anchor.current, id) : [id];
    anchor.current = id;
    setIds((before) => {
      const after = new Set(before);
      const isAdded = !before.has(id);
      for (const each of range) {
        if (isAdded) after.add(each);
        else after.delete(each);
      }
      return after;
    });
  }, []);
  return { ids, toggle, put };
}

function between(rows: readonly { readonly id: string }[], from: string | undefined, to: string): readonly string[] {
  const ends = [rows.findIndex(({ id }) => id === from), rows.findIndex(({ id }) => id === to)];
  if (ends.includes(-1)) return [to];
  return rows.slice(Math.min(...ends), Math.max(...ends) + 1).map(({ id }) => id);
}
