/** Names, texts, amounts and dates as all parts of a contract document write them. */
import { z } from "zod";
import { TARGET_FORMS, targetOf } from "../calendar/target.ts";

export const LIST_MAX = 1_000;

export const Name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: "expected a short name of letters, digits, dots, hyphens and underscores",
});
export const Text = z.string().min(1, { error: "expected a text that is not empty" }).max(4_000);
export const Texts = z.array(Text).max(LIST_MAX);
export const Names = z.array(Name).max(LIST_MAX);

/** Money is text, so that no program on the way turns it into a binary fraction. Source: product.md §12. */
export const Amount = z.string().regex(/^(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?$/, {
  error: 'expected an amount in quotes such as "49.90", without currency or thousands separators',
});
export const Percent = z.string().regex(/^(?:0|[1-9]\d{0,3})(?:\.\d{1,6})?$/, {
  error: 'expected a percentage in quotes such as "99.9", without the sign',
});
/** A number that counts or multiplies, exact as money is. */
export const Quantity = z.string().regex(/^(?:0|[1-9]\d{0,9})(?:\.\d{1,6})?$/, {
  error: 'expected a number in quotes such as "2.5"',
});
export const Country = z.string().regex(/^[A-Z]{2}$/, {
  error: "expected a country of two capital letters such as DE (ISO 3166-1)",
});
export const Currency = z.string().regex(/^[A-Z]{3}$/, {
  error: "expected a currency of three capital letters such as EUR (ISO 4217)",
});
export const Month = z.string().regex(/^(?:19[7-9]\d|20\d\d)-(?:0[1-9]|1[0-2])$/, {
  error: "expected a month such as 2026-01",
});
export const Days = z.int().min(0).max(36_500);
export const Hours = z.int().min(0).max(87_600);
export const Months = z.int().min(0).max(600);

export const TargetText = z
  .string()
  .refine((text) => targetOf(text) !== undefined, { error: `expected a target such as ${TARGET_FORMS}` })
  .meta({
    description: "Amount of working time, elapsed time, or a working day.",
    examples: ["PT4H", "PT72H elapsed", "NBD", "next working day 12:00"],
  });

/** A field that must be there, with what it says and how it is written. */
export const must = <Shape extends z.ZodType>(shape: Shape, description: string, ...examples: unknown[]): Shape =>
  shape.meta({ description, examples });

/** A field that may be left out; what is then agreed is nothing, unless the description says otherwise. */
export const may = <Shape extends z.ZodType>(
  shape: Shape,
  description: string,
  ...examples: unknown[]
): z.ZodOptional<Shape> => shape.optional().meta({ description, examples });
