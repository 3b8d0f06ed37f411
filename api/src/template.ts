/** Templates: what a company writes again and again. */
import { isChecklist } from "@handschlag/engine/ticket/checklist.ts";
import { z } from "zod";
import { Id, lineUpTo, textUpTo } from "./values.ts";

export const TEMPLATE_KINDS = ["answer", "checklist"] as const;

const name = lineUpTo(100);
const content = textUpTo(10_000).describe(
  "An answer as it is written, with {name}, {number}, {subject} and {me}; of a checklist a line for each step.",
);

export const TemplateBody = z
  .strictObject({
    id: Id,
    kind: z.enum(TEMPLATE_KINDS),
    name: z.string(),
    content: z.string(),
    version: z.int(),
  })
  .meta({ id: "Template" });
export const Templates = z.strictObject({ items: z.array(TemplateBody) });

export const NewTemplate = z
  .strictObject({ kind: z.enum(TEMPLATE_KINDS), name, content })
  .refine(({ kind, content: text }) => kind !== "checklist" || isChecklist(text), {
    path: ["content"],
    message: "at most 100 steps of 300 characters",
  });
export const TemplateChange = z.strictObject({ name, content });
