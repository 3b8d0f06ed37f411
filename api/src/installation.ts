/** The installation: its first operator, its companies, and the table of roles. */
import { RIGHTS, ROLES, type Role } from "@handschlag/engine/rights.ts";
import { z } from "zod";
import { At, Email, Id, Language, Name, Password } from "./values.ts";

export const SetupState = z.strictObject({
  needed: z.boolean().describe("Whether the installation has no operator yet."),
});
export const Setup = z.strictObject({ name: Name, email: Email, password: Password, language: Language });
export const InstallationCompany = z.strictObject({ id: Id, name: z.string(), people: z.int(), createdAt: At });
export const InstallationCompanies = z.strictObject({ items: z.array(InstallationCompany) });
export const NewCompany = z.strictObject({
  name: Name,
  kind: z.enum(["client", "provider"]),
  email: Email.describe("Of its first owner or service manager, who is invited."),
});
export const NewCompanyBody = z.strictObject({ id: Id, invitationLink: z.string().nullable() });

const RoleName = z.enum(ROLES as readonly [Role, ...Role[]]);
export const RoleTable = z.strictObject({
  roles: z.array(z.strictObject({ role: RoleName, rights: z.array(z.enum(RIGHTS)), needsSecondFactor: z.boolean() })),
});
