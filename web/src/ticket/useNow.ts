import { useEffect, useState } from "react";

/** The server's time, anew every so often: `offsetMs` is what it is ahead of the machine's. */
export function useNow(offsetMs: number, everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now + offsetMs;
}
