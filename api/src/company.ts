/** A company, its people, invitations, API keys and single sign-on. */
import { z } from "zod";
import {
  At,
  ClientRoleName,
  Email,
  Id,
  Language,
  Name,
  Password,
  ProviderRoleName,
  RightName,
  RoleFields,
} from "./values.ts";

export const CompanyBody = z.strictObject({ id: Id, name: z.string() }).meta({ id: "Company" });
export const CompanyChange = z.strictObject({ name: Name });

export const PersonBody = z
  .strictObject({
    id: Id,
    name: z.string(),
    email: z.string(),
    ...RoleFields,
    engagements: z.array(Id).describe("For an external: the engagements on which they may work."),
    secondFactor: z.boolean(),
    joinedAt: At,
    version: z.int(),
  })
  .meta({ id: "Person" });
export const People = z.strictObject({ items: z.array(PersonBody) });
const Roles = z.strictObject({
  clientRole: ClientRoleName.nullable(),
  providerRole: ProviderRoleName.nullable(),
  engagements: z.array(Id).max(1_000).default([]),
});
const hasRole = ({ clientRole, providerRole }: z.infer<typeof Roles>): boolean =>
  clientRole !== null || providerRole !== null;
export const RolesChange = Roles.refine(hasRole, "at least one role");

export const NewInvitation = z.strictObject({ email: Email, ...Roles.shape }).refine(hasRole, "at least one role");
export const InvitationBody = z
  .strictObject({
    id: Id,
    email: z.string(),
    ...RoleFields,
    invitedBy: z.string().nullable(),
    createdAt: At,
    endsAt: At,
  })
  .meta({ id: "Invitation" });
export const InvitationList = z.strictObject({ items: z.array(InvitationBody) });
export const NewInvitationBody = z.strictObject({
  id: Id,
  link: z.string().nullable().describe("To be handed to the person. Shown once: null when the request is repeated."),
  endsAt: At,
});
export const OpenInvitation = z.strictObject({
  company: z.string(),
  invitedBy: z.string().nullable(),
  email: z.string(),
  ...RoleFields,
  known: z.boolean().describe("Whether the address has an account already; then only its password is asked for."),
});
export const Acceptance = z.strictObject({
  name: Name.optional(),
  language: Language.optional(),
  password: Password,
});

export const NewApiKey = z.strictObject({
  name: z.string().trim().min(1).max(100),
  role: z.enum([...ClientRoleName.options, ...ProviderRoleName.options]),
  scopes: z.array(RightName).min(1).describe("What of the role's rights the key has."),
  days: z.int().min(1).max(366).describe("How long it holds."),
});
export const ApiKeyBody = z
  .strictObject({
    id: Id,
    name: z.string(),
    role: z.string(),
    scopes: z.array(RightName),
    createdBy: z.string().nullable(),
    createdAt: At,
    endsAt: At,
    lastUsedAt: At.nullable(),
    revokedAt: At.nullable(),
  })
  .meta({ id: "ApiKey" });
export const ApiKeys = z.strictObject({ items: z.array(ApiKeyBody) });
export const NewApiKeyBody = z.strictObject({
  id: Id,
  key: z.string().nullable().describe("The key itself. Shown once: null when the request is repeated."),
  endsAt: At,
});

export const SingleSignOnBody = z.strictObject({
  issuer: z.string(),
  clientId: z.string(),
  domain: z.string(),
  redirectUri: z.string().describe("To be entered at the identity provider."),
});
export const SingleSignOnState = z.strictObject({ settings: SingleSignOnBody.nullable(), redirectUri: z.string() });
export const SingleSignOnChange = z.strictObject({
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  clientId: z.string().trim().min(1).max(200),
  clientSecret: z.string().min(1).max(500),
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "a domain such as example.org"),
});
