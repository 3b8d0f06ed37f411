/** How many requests one may send: a bucket for each actor or address that fills again by itself. Kept by each process for itself. */
import { Problem } from "../problem.ts";

/** A bucket of so many requests that fills with so many a second. */
export interface Rate {
  readonly size: number;
  readonly perSecond: number;
}

const KEYS_MAX = 50_000;

export class RateLimit {
  private readonly buckets = new Map<string, { left: number; at: number }>();
  private readonly rate: Rate;

  constructor(rate: Rate) {
    this.rate = rate;
  }

  /** Takes one request out of the bucket of `key` at `now` (milliseconds). 429 when it is empty. */
  take(key: string, now: number): void {
    const { size, perSecond } = this.rate;
    const bucket = this.buckets.get(key);
    const left =
      bucket === undefined ? size : Math.min(size, bucket.left + (Math.max(0, now - bucket.at) / 1_000) * perSecond);
    if (left < 1) throw new Problem(429, "too-many-requests", {}, Math.ceil((1 - left) / perSecond));
    this.buckets.delete(key);
    this.buckets.set(key, { left: left - 1, at: now });
    // The one not seen for longest goes first: a full bucket is all that is forgotten with it, mostly.
    if (this.buckets.size > KEYS_MAX) this.buckets.delete(this.buckets.keys().next().value!);
  }
}
