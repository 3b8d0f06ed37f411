/** Engagements and the versions of their contracts. */
import { z } from "zod";
import { At, Id, Name, RightName } from "./values.ts";

export const EngagementBody = z
  .strictObject({
    id: Id,
    name: z.string(),
    client: z.strictObject({ id: Id, name: z.string() }),
    provider: z.strictObject({ id: Id, name: z.string() }),
    side: z.enum(["client", "provider"]).describe("On which side the asking actor stands."),
    rights: z.array(RightName),
    contractNumber: z.int().nullable().describe("Number of the version in force today, else of the latest."),
    createdAt: At,
    ending: z
      .strictObject({
        at: At.describe("From then on it is over."),
        by: z.enum(["client", "provider"]).describe("The side that ends it, and may take that back until then."),
        isOver: z.boolean().describe("What is over can be read and not changed."),
      })
      .nullable(),
    version: z.int(),
  })
  .meta({ id: "Engagement" });
export const Engagements = z.strictObject({ items: z.array(EngagementBody) });
export const NewEngagement = z.strictObject({
  name: Name,
  providerId: Id.optional().describe("The id that a provider who is here already has handed out."),
  providerName: Name.optional().describe("Else the name of a new one; its first service manager is invited."),
  providerEmail: z.email().max(254).optional(),
});
export const NewEngagementBody = z.strictObject({ id: Id, invitationLink: z.string().nullable() });
export const EngagementChange = z.strictObject({ name: Name });
export const EngagementEnd = z.strictObject({ at: At.describe("Later than now: from then on it is over.") });

export const NewContractVersion = z.strictObject({
  text: z.string().min(1).max(1_000_000).describe("The document, `handschlag/contract@1` as YAML or JSON."),
});
export const ContractVersionBody = z
  .strictObject({
    id: Id,
    number: z.int(),
    validFrom: z.iso.date(),
    hash: z.string().describe("SHA-256 of the text."),
    importedAt: At.describe("When it was put in, or became a version by the second signature."),
    proposalId: Id.nullable().describe("What both sides signed here; null for a version that was agreed elsewhere."),
  })
  .meta({ id: "ContractVersion" });
export const ContractVersions = z.strictObject({ items: z.array(ContractVersionBody) });
export const ContractQuery = z.strictObject({
  number: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .optional()
    .describe("Of the version; without it the one in force today, else the latest."),
});
export const PrintQuery = z.strictObject({
  format: z.enum(["pdf", "docx"]).describe("PDF/A with tags, or a Word file."),
  language: z.enum(["de", "en"]).describe("Language of the words around the contract's own."),
});
export const VersionPrintParams = z.strictObject({
  id: Id,
  number: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .describe("Of the version."),
});
export const ContractBody = z
  .strictObject({
    version: ContractVersionBody,
    inForce: z.boolean(),
    document: z.record(z.string(), z.unknown()).describe("See the published schema of `handschlag/contract@1`."),
    text: z.string().describe("As it was imported."),
  })
  .meta({ id: "VersionedContract" });
