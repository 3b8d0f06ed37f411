import { useLayoutEffect, useState, type RefObject } from "react";

/** Rows drawn above and below what is seen, so that a flick of the wheel meets no gap. */
const OVERSCAN = 8;
/** By so many rows the window moves, so that it is not drawn anew with each row. */
const STEP = 4;

export interface RowWindow {
  readonly first: number;
  readonly last: number;
  /** Height of a row in pixels; 0 before it was measured. */
  readonly rowPx: number;
}

/**
 * Which rows of a long list have to be drawn, as the page is scrolled. All are of the height of `probe`, which follows
 * the reader's text size. Cost: the same for a hundred rows and a hundred thousand.
 */
export function useWindow(
  list: RefObject<HTMLElement | null>,
  probe: RefObject<HTMLElement | null>,
  count: number,
): RowWindow {
  const [seen, setSeen] = useState<RowWindow>({ first: 0, last: 0, rowPx: 0 });
  useLayoutEffect(() => {
    const measure = () => {
      const rowPx = probe.current?.getBoundingClientRect().height ?? 0;
      const top = list.current?.getBoundingClientRect().top ?? 0;
      if (rowPx === 0) return;
      const above = Math.max(0, Math.floor(-top / rowPx) - OVERSCAN);
      const first = Math.min(above - (above % STEP), Math.max(0, count - 1));
      const last = Math.min(count, first + Math.ceil(innerHeight / rowPx) + 2 * OVERSCAN + STEP);
      setSeen((before) =>
        before.first === first && before.last === last && before.rowPx === rowPx ? before : { first, last, rowPx },
      );
    };
    measure();
    addEventListener("scroll", measure, { passive: true });
    addEventListener("resize", measure);
    const sizes = new ResizeObserver(measure);
    if (probe.current !== null) sizes.observe(probe.current);
    return () => {
      removeEventListener("scroll", measure);
      removeEventListener("resize", measure);
      sizes.disconnect();
    };
  }, [list, probe, count]);
  return seen;
}
