/** What a rule answers: a value, or a refusal with its facts. Refusals are data; the words people read are made elsewhere. */
export type Outcome<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });

export const refuse = <Refusal>(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal,
});

/** Stops the run when a fact that the code relies on does not hold. For defects only, never for bad input. */
export function assert(holds: boolean, fact: string): asserts holds {
  if (!holds) throw new Error(`broken invariant: ${fact}`);
}
