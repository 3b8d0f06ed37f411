/**
 * Who may do what: one table of roles and rights. It says nothing of whose data: that is the tenant's and the side's
 * business (product.md §§1 and 2).
 */

export const CLIENT_ROLES = ["owner", "coordinator", "employee", "auditor"] as const;
export type ClientRole = (typeof CLIENT_ROLES)[number];

export const PROVIDER_ROLES = ["service-manager", "agent", "external"] as const;
export type ProviderRole = (typeof PROVIDER_ROLES)[number];

/** `operator` runs the installation and sees no tenant's content. */
export type Role = ClientRole | ProviderRole | "operator";
export const ROLES: readonly Role[] = [...CLIENT_ROLES, ...PROVIDER_ROLES, "operator"];

export const RIGHTS = [
  "company:read",
  "company:write",
  "people:read",
  "people:write",
  "key:read",
  "key:write",
  "single-sign-on:read",
  "single-sign-on:write",
  "history:read",
  "template:read",
  "template:write",
  "mail:read",
  "mail:send",
  "mail:review",
  "mailbox:read",
  "mailbox:write",
  "webhook:read",
  "webhook:write",
  "duty:read",
  "duty:take",
  "duty:write",
  "engagement:read",
  "engagement:write",
  "engagement:end",
  "contract:read",
  "contract:write",
  "contract:sign",
  "ticket:read",
  "ticket:report",
  "ticket:work",
  "ticket:agree",
  "ticket:backdate",
  "ticket:import",
  "change:read",
  "change:request",
  "change:write",
  "installation:read",
  "installation:write",
] as const;
export type Right = (typeof RIGHTS)[number];

const READS_COMPANY = ["company:read", "people:read"] as const;
const LEADS_COMPANY = [
  ...READS_COMPANY,
  "company:write",
  "people:write",
  "key:read",
  "key:write",
  "single-sign-on:read",
  "single-sign-on:write",
  "history:read",
  "template:read",
  "template:write",
  "mail:read",
  "mail:send",
  "mail:review",
  "mailbox:read",
  "mailbox:write",
  "webhook:read",
  "webhook:write",
] as const;
/** What a company writes again and again is kept by those who write it. */
const KEEPS_TEMPLATES = ["template:read", "template:write"] as const;
const READS_CONTRACT = ["engagement:read", "contract:read"] as const;
/** Whoever reports sees their own tickets; `ticket:read` is for those of everybody. */
const FOLLOWS = ["ticket:read", "ticket:report", "ticket:agree"] as const;
const WORKS = ["ticket:read", "ticket:report", "ticket:work"] as const;
/** Who decides a change is said by the contract, not by a role. */
const ASKS_FOR_CHANGES = ["change:read", "change:request"] as const;
/** Sees who is on call, takes shifts over, and writes down what the next one has to know. */
const TAKES_DUTY = ["duty:read", "duty:take"] as const;

const RIGHTS_BY_ROLE: Readonly<Record<Role, readonly Right[]>> = {
  owner: [
    ...LEADS_COMPANY,
    ...READS_CONTRACT,
    "engagement:write",
    "engagement:end",
    "contract:write",
    "contract:sign",
    ...FOLLOWS,
    ...ASKS_FOR_CHANGES,
  ],
  coordinator: [
    ...READS_COMPANY,
    ...READS_CONTRACT,
    "history:read",
    ...KEEPS_TEMPLATES,
    "mail:review",
    ...FOLLOWS,
    ...ASKS_FOR_CHANGES,
  ],
  employee: [...READS_CONTRACT, "ticket:report"],
  auditor: [
    ...READS_COMPANY,
    ...READS_CONTRACT,
    "history:read",
    "template:read",
    "key:read",
    "webhook:read",
    "single-sign-on:read",
    "ticket:read",
    "change:read",
  ],
  "service-manager": [
    ...LEADS_COMPANY,
    ...READS_CONTRACT,
    "engagement:end",
    "contract:write",
    "contract:sign",
    ...WORKS,
    "ticket:agree",
    "ticket:backdate",
    "ticket:import",
    ...ASKS_FOR_CHANGES,
    "change:write",
    ...TAKES_DUTY,
    "duty:write",
  ],
  agent: [
    ...READS_COMPANY,
    ...READS_CONTRACT,
    "history:read",
    ...KEEPS_TEMPLATES,
    "mail:review",
    ...WORKS,
    ...TAKES_DUTY,
    ...ASKS_FOR_CHANGES,
    "change:write",
  ],
  external: [...READS_CONTRACT, "template:read", ...WORKS, "change:read"],
  operator: ["installation:read", "installation:write"],
};

const rightsByRole: ReadonlyMap<Role, ReadonlySet<Right>> = new Map(
  ROLES.map((role) => [role, new Set(RIGHTS_BY_ROLE[role])]),
);

/** Whether a role has a right. */
export const hasRight = (role: Role, right: Right): boolean => rightsByRole.get(role)!.has(right);

/** All rights of a role, in the order of `RIGHTS`. */
export const rightsOf = (role: Role): readonly Right[] => RIGHTS.filter((right) => hasRight(role, right));

/** Roles that must have a second factor: all who answer for a company or work on others' systems. Source: product.md §19. */
export const needsSecondFactor = (role: Role): boolean =>
  role === "owner" || role === "operator" || (PROVIDER_ROLES as readonly string[]).includes(role);
