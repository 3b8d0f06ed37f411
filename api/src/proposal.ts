/** Versions of a contract that one side proposes and both sign. */
import { z } from "zod";
import { At, Id, textUpTo } from "./values.ts";

const Side = z.enum(["client", "provider"]);

export const NewProposal = z.strictObject({
  text: z.string().min(1).max(1_000_000).describe("The document, `handschlag/contract@1` as YAML or JSON."),
});
export const NewSignature = z.strictObject({
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe("SHA-256 of the text that is signed, as whoever signs has read it."),
});
export const NewRefusal = z.strictObject({ reason: textUpTo(2_000) });

const Signature = z.strictObject({
  side: Side,
  person: z.string().describe("Name at the moment of signing; so the company's."),
  company: z.string(),
  at: At,
});
export const ProposalBody = z
  .strictObject({
    id: Id,
    number: z.int().describe("Of the version that it becomes."),
    validFrom: z.iso.date(),
    hash: z.string().describe("SHA-256 of the text: what is signed."),
    side: Side.describe("Who proposed it."),
    proposedAt: At,
    state: z.enum(["open", "withdrawn", "declined", "agreed"]),
    endedAt: At.nullable(),
    reason: z.string().nullable().describe("Why the other side declined it."),
    signatures: z.array(Signature),
  })
  .meta({ id: "Proposal" });
export const Proposals = z.strictObject({ items: z.array(ProposalBody) });
export const ProposalDocument = z
  .strictObject({
    proposal: ProposalBody,
    document: z.record(z.string(), z.unknown()).describe("See the published schema of `handschlag/contract@1`."),
    text: z.string().describe("As it was proposed."),
  })
  .meta({ id: "ProposalDocument" });
