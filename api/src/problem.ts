/** What every answer that refuses looks like: RFC 9457 problem details. */
import { z } from "zod";

export const FieldFault = z.strictObject({
  field: z.string().describe("Where in the request: a path such as `body.email`."),
  reason: z.string().describe("What was expected there."),
});

export const ProblemBody = z
  .strictObject({
    type: z.string().describe("`urn:handschlag:problem:` and the kind."),
    title: z.string(),
    status: z.int(),
    kind: z.string().describe("A stable word for programs, such as `right-missing`."),
    detail: z.string().optional(),
    requestId: z.string(),
    errors: z.array(FieldFault).optional(),
    facts: z.record(z.string(), z.unknown()).optional().describe("What the rule saw."),
  })
  .meta({ id: "Problem" });
export type ProblemBody = z.infer<typeof ProblemBody>;
