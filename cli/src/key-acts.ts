/** What the commands `handschlag key …` do. */
import { companyMeant, onBehalfOf } from "@handschlag/server/admin/companies.ts";
import { keyEnd, keysShown, type KeyShown } from "@handschlag/server/admin/keys.ts";
import { visit, type Visit } from "@handschlag/server/admin/visit.ts";
import { keyMake } from "@handschlag/server/company/api-keys.ts";
import { rightsOf, type Right, type Role } from "@handschlag/engine/rights.ts";
import { say } from "./fault.ts";
import { minuteOf, printColumns, printJson } from "./listing.ts";
import { onInstallation } from "./server-command.ts";

export interface CreateOptions {
  readonly company: string;
  readonly role: Exclude<Role, "operator">;
  readonly scope?: readonly Right[];
  readonly expires: number;
  readonly name: string;
  readonly json?: true;
}

const visiting = <T>(work: (visit: Visit) => Promise<T>): Promise<T> =>
  onInstallation((settings) => visit(settings, say, work));

/** The key goes to standard output alone, so that a script can take it from there; what is to be said of it beside. */
export async function create({ company: words, role, scope, expires: days, name, json }: CreateOptions): Promise<void> {
  const scopes = [...new Set(scope ?? rightsOf(role))];
  const made = await visiting(async ({ ctx }) => {
    const company = await companyMeant(ctx, words);
    const { id, key, endsAt } = await keyMake(onBehalfOf(ctx, company), { name, role, scopes, days });
    return { id, key, company: company.name, companyId: company.id, name, role, scopes, endsAt: endsAt.toISOString() };
  });
  if (json === true) return printJson(made);
  const { id, company, endsAt } = made;
  say(`Key ${id} of ${company} as ${role}, until ${minuteOf(endsAt)}: ${scopes.join(", ")}. It is shown this once:`);
  process.stdout.write(`${made.key}\n`);
}

export async function list({ company: words, json }: { company?: string; json?: true }): Promise<void> {
  const shown = await visiting(async ({ ctx }) =>
    keysShown(ctx, words === undefined ? undefined : await companyMeant(ctx, words)),
  );
  if (json === true) return printJson(shown);
  const now = new Date().toISOString();
  printColumns(
    ["id", "company", "name", "role", "state", "last used", "scopes"],
    shown.map((key) => [
      key.id,
      key.company,
      key.name,
      key.role,
      stateOf(key, now),
      minuteOf(key.lastUsedAt),
      key.scopes.join(", "),
    ]),
  );
}

const stateOf = ({ revokedAt, endsAt }: KeyShown, now: string): string => {
  if (revokedAt !== null) return `revoked ${minuteOf(revokedAt)}`;
  return `${endsAt <= now ? "ended" : "until"} ${minuteOf(endsAt)}`;
};

export async function revoke(id: string, { json }: { json?: true }): Promise<void> {
  await visiting(({ ctx }) => keyEnd(ctx, id));
  if (json === true) return printJson({ id, revoked: true });
  process.stdout.write(`Key ${id} opens nothing any more.\n`);
}
