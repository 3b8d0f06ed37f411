import { useCallback, useRef, useState } from "react";

/** Does something that may be refused, and not again while it is under way. */
export function useOnce() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  // State is too slow to stop the second of two clicks.
  const isUnderWay = useRef(false);
  /** Whether it was done. */
  const once = useCallback(async (work: () => Promise<unknown>): Promise<boolean> => {
    if (isUnderWay.current) return false;
    isUnderWay.current = true;
    setBusy(true);
    setProblem(null);
    let isDone = true;
    try {
      await work();
    } catch (error) {
      setProblem(error);
      isDone = false;
    }
    isUnderWay.current = false;
    setBusy(false);
    return isDone;
  }, []);
  return { isBusy, problem, once };
}
