/** A contract as both sides write it together: changes, answers to them, and comments. */
import { z } from "zod";
import { At, Id, textUpTo } from "./values.ts";

const Side = z.enum(["client", "provider"]);
const Step = z.string().min(1).max(100);
const Way = z.array(Step).max(20);
/** A part of the document as JSON. */
const Piece = z.unknown().optional();

const Author = z.strictObject({
  side: Side,
  name: z.string().nullable().describe("Of the person; null for a program."),
  own: z.boolean().describe("Whether it was you."),
});

export const NewDraft = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe("What to begin with, as YAML or JSON; without it the latest version, made ready for the next one."),
});

const Difference = z.strictObject({
  path: Way.min(1).describe("Keys from the root of the document; members of lists that have an `id` or `level` by it."),
  before: Piece.describe("What stood there when you looked; absent where nothing did."),
  after: Piece.describe("What shall stand there; absent to take it out."),
});
export const NewChanges = z.strictObject({ changes: z.array(Difference).min(1).max(200) });

export const NewAnswers = z
  .strictObject({
    changes: z.array(Id).min(1).max(500).describe("Changes by their ids."),
    answer: z
      .enum(["accepted", "objected", "withdrawn"])
      .describe(
        "`accepted` and `objected` are the other side's answers; `withdrawn` takes back what your side has changed.",
      ),
    reason: textUpTo(2_000).optional().describe("Needed to object."),
  })
  .meta({ id: "NewAnswers" });

export const NewComment = z.strictObject({ path: Way, text: textUpTo(2_000) });

const Change = z
  .strictObject({
    id: Id,
    path: Way,
    before: Piece,
    after: Piece,
    by: Author,
    at: At,
    state: z
      .enum(["open", "accepted", "objected", "withdrawn", "replaced"])
      .describe("`replaced`: written over by a later change."),
    answeredBy: z.string().nullable(),
    answeredAt: At.nullable(),
    reason: z.string().nullable().describe("Why the other side objects."),
  })
  .meta({ id: "DraftChange" });

export const CommentBody = z
  .strictObject({
    id: Id,
    path: Way,
    text: z.string(),
    by: Author,
    at: At,
    settledBy: z.string().nullable(),
    settledAt: At.nullable(),
  })
  .meta({ id: "DraftComment" });

export const DraftSummary = z
  .strictObject({
    id: Id,
    baseNumber: z.int().nullable().describe("Of the version that it began with."),
    by: Author.describe("Who began it."),
    begunAt: At,
    changedAt: At,
    state: z.enum(["open", "discarded", "agreed"]),
    endedAt: At.nullable(),
  })
  .meta({ id: "DraftSummary" });
export const Drafts = z.strictObject({ items: z.array(DraftSummary) });

const Document = z.record(z.string(), z.unknown());
export const DraftBody = z
  .strictObject({
    draft: DraftSummary,
    base: Document.describe("What it began with."),
    document: Document.describe("What it has become; may be incomplete."),
    changes: z.array(Change).describe("In the order in which they were made."),
    comments: z.array(CommentBody),
    proposal: Id.nullable().describe("The open proposal that holds the draft as long as it waits for signatures."),
  })
  .meta({ id: "Draft" });
