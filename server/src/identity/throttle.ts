/** Slowing down guesses: failures count by account and by address, and each further one makes the wait longer. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Tx } from "../db/tenant.ts";
import { Problem } from "../problem.ts";

const FREE_FAILURES = 5;
const WAIT_MS_MAX = 15 * 60_000;
/** Failures longer ago do not count. */
const FORGOTTEN_MS = 24 * 3_600_000;

/** How long after the last of so many failures nobody may try again: none up to five, then 1 s, 2 s, 4 s … 15 min. */
export const waitMs = (failures: number): number =>
  failures < FREE_FAILURES ? 0 : Math.min(WAIT_MS_MAX, 1_000 * 2 ** (failures - FREE_FAILURES));

/** 429 when one of the keys has to wait. */
export async function requirePatience(tx: Tx, keys: readonly Buffer[], now: Instant): Promise<void> {
  const rows = await tx.selectFrom("throttle").select(["failures", "last_at"]).where("key_hash", "in", keys).execute();
  const waits = rows.map(({ failures, last_at }) => last_at.getTime() + waitMs(failures) - now);
  const longest = Math.max(0, ...waits);
  if (longest > 0) throw new Problem(429, "too-many-attempts", {}, Math.ceil(longest / 1_000));
}

/** Counts a failure for each key. */
export async function countFailure(tx: Tx, keys: readonly Buffer[], now: Instant): Promise<void> {
  const at = new Date(now);
  const longAgo = new Date(now - FORGOTTEN_MS);
  // In the order of the keys, so that two transactions cannot wait for each other.
  for (const key_hash of keys.toSorted((a, b) => Buffer.compare(a, b))) {
    await tx
      .insertInto("throttle")
      .values({ key_hash, failures: 1, last_at: at })
      .onConflict((conflict) =>
        conflict.column("key_hash").doUpdateSet((row) => ({
          failures: row
            .case()
            .when("throttle.last_at", "<", longAgo)
            .then(1)
            .else(row("throttle.failures", "+", 1))
            .end(),
          last_at: at,
        })),
      )
      .execute();
  }
}

/** The account's owner is back: its failures are forgotten, those of the address are not. */
export async function forgetFailures(tx: Tx, key: Buffer): Promise<void> {
  await tx.deleteFrom("throttle").where("key_hash", "=", key).execute();
}
