/** A refusal on its way out, as application/problem+json (RFC 9457). */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  /** A stable word; the words people read are made from it elsewhere. */
  readonly kind: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Seconds after which it is worth trying again. */
  readonly retryAfter: number | undefined;

  constructor(status: number, kind: string, facts: Readonly<Record<string, unknown>> = {}, retryAfter?: number) {
    super(kind);
    this.status = status;
    this.kind = kind;
    this.facts = facts;
    this.retryAfter = retryAfter;
  }
}

/** The value, or 404: also for what the actor may not know about. */
export function found<Value>(value: Value | undefined | null, noun: string): Value {
  if (value === undefined || value === null) throw new Problem(404, `${noun}-not-found`);
  return value;
}
