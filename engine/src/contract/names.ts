/** Names and texts as all parts of a contract document write them. */
import { z } from "zod";

export const LIST_MAX = 1_000;

export const Name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: "expected a short name of letters, digits, dots, hyphens and underscores",
});
export const Text = z.string().min(1, { error: "expected a text that is not empty" }).max(4_000);
export const Texts = z.array(Text).max(LIST_MAX);
