/** Slowing down guesses: failures count by account and by address, and each further one makes the wait longer. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Tx } from "../db/tenant.ts";
import { Problem } from "../problem.ts";
import type { Seal } from "./seal.ts";

const WAIT_MS_MAX = 15 * 60_000;
/** So long after the last failure one of them is forgotten, and so on: no more guesses than the longest wait lets through. */
const FORGOTTEN_MS = WAIT_MS_MAX;

/** What failures count for. */
export interface ThrottleKey {
  readonly what: keyof typeof FREE_FAILURES;
  readonly hash: Buffer;
}

/** So many have no consequence. An address stands for a whole office, where somebody mistypes every day. */
const FREE_FAILURES = { account: 5, "second-factor": 5, address: 50 };

/** The key for an account as it was typed in, for the second factor of a person, or for an address. */
export const throttleKey = (seal: Seal, what: keyof typeof FREE_FAILURES, of: string): ThrottleKey => ({
  what,
  hash: seal.fingerprint(`throttle-${what}`, of),
});

/** How long after the last of so many failures nobody may try again: none as long as they are free, then 1 s, 2 s, 4 s … 15 min. */
export const waitMs = (failures: number, free: number): number =>
  failures < free ? 0 : Math.min(WAIT_MS_MAX, 1_000 * 2 ** (failures - free));

/** How many failures still count so long after the last one. */
export const failuresLeft = (failures: number, agoMs: number): number =>
  Math.max(0, failures - Math.max(0, Math.floor(agoMs / FORGOTTEN_MS)));

/** In one order always, so that two transactions cannot wait for each other. */
const inOrder = (keys: readonly ThrottleKey[]) => keys.toSorted((a, b) => Buffer.compare(a.hash, b.hash));

/**
 * Counts an attempt as a failure for each key before anyone knows how it ends: many at once would all slip through
 * between asking and counting. 429 when one of the keys has to wait; then nothing is counted.
 */
export async function attemptBegin(tx: Tx, keys: readonly ThrottleKey[], now: Instant): Promise<void> {
  const at = new Date(now);
  for (const { hash, what } of inOrder(keys)) {
    // The update that changes nothing locks the row.
    const row = await tx
      .insertInto("throttle")
      .values({ key_hash: hash, failures: 0, last_at: at })
      .onConflict((conflict) => conflict.column("key_hash").doUpdateSet({ key_hash: hash }))
      .returning(["failures", "last_at"])
      .executeTakeFirstOrThrow();
    const agoMs = now - row.last_at.getTime();
    const failures = failuresLeft(row.failures, agoMs);
    const waitLeftMs = waitMs(failures, FREE_FAILURES[what]) - agoMs;
    if (waitLeftMs > 0) throw new Problem(429, "too-many-attempts", {}, Math.ceil(waitLeftMs / 1_000));
    await tx
      .updateTable("throttle")
      .set({ failures: failures + 1, last_at: at })
      .where("key_hash", "=", hash)
      .execute();
  }
}

/** The attempt was none of a stranger: what failed on the account is forgotten, of an address only this one is taken back. */
export async function attemptSucceed(tx: Tx, keys: readonly ThrottleKey[]): Promise<void> {
  for (const { hash, what } of inOrder(keys))
    if (what === "address")
      await tx
        .updateTable("throttle")
        .set((row) => ({ failures: row.fn<number>("greatest", [row.lit(0), row("failures", "-", 1)]) }))
        .where("key_hash", "=", hash)
        .execute();
    else await tx.deleteFrom("throttle").where("key_hash", "=", hash).execute();
}
