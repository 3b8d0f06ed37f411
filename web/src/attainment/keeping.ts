/** Whether a month's promises were kept as the contract asks. */
import type { Attainment } from "../wire.ts";

type Level = Attainment["levels"][number];

interface Counts {
  readonly met: number;
  readonly missed: number;
}

export interface Keeping extends Counts {
  /** As recorded; `undefined` when there was nothing to keep. */
  readonly isKept: boolean | undefined;
  /** If all open objections were upheld. */
  readonly ifUpheld: Counts & { readonly isKept: boolean | undefined };
}

export const recorded = ({ met, missed }: Level): Counts => ({ met, missed });
export const upheld = ({ metIfUpheld, missedIfUpheld }: Level): Counts => ({
  met: metIfUpheld,
  missed: missedIfUpheld,
});

/** As a share from 0 to 1; `undefined` when there was none. */
export const shareOf = ({ met, missed }: Counts): number | undefined =>
  met + missed === 0 ? undefined : met / (met + missed);

/** Whether a level reaches its least share; without one nothing may be missed. `undefined`: nothing to keep. */
export function isReached(counts: Counts, leastPercent: number | undefined): boolean | undefined {
  const share = shareOf(counts);
  // In whole clocks, as 95 % of 20 is 19 and not a hair less.
  return share === undefined ? undefined : counts.met * 100 >= (leastPercent ?? 100) * (counts.met + counts.missed);
}

/** The month as a whole: kept when each level is. */
export function keepingOf({ levels, targetPercent }: Pick<Attainment, "levels" | "targetPercent">): Keeping {
  const sum = (counts: (level: Level) => Counts) => {
    const reached = levels.map((level) => isReached(counts(level), targetPercent[level.level]));
    const told = reached.filter((each) => each !== undefined);
    return {
      met: levels.reduce((total, level) => total + counts(level).met, 0),
      missed: levels.reduce((total, level) => total + counts(level).missed, 0),
      isKept: told.length === 0 ? undefined : !told.includes(false),
    };
  };
  return { ...sum(recorded), ifUpheld: sum(upheld) };
}
