/** What the commands `handschlag user …` do. */
import * as accounts from "@handschlag/server/admin/accounts.ts";
import { companyMeant, onBehalfOf } from "@handschlag/server/admin/companies.ts";
import { visit, type Visit } from "@handschlag/server/admin/visit.ts";
import { invite } from "@handschlag/server/company/invitations.ts";
import { personRemove } from "@handschlag/server/company/people.ts";
import { CLIENT_ROLES, type ClientRole, type ProviderRole } from "@handschlag/engine/rights.ts";
import { Fault, say } from "./fault.ts";
import { minuteOf, printColumns, printFacts, printJson } from "./listing.ts";
import { onInstallation } from "./server-command.ts";

export interface Output {
  readonly json?: true;
}

const visiting = <T>(work: (visit: Visit, publicUrl: string) => Promise<T>): Promise<T> =>
  onInstallation((settings) => visit(settings, say, (visited) => work(visited, settings.publicUrl)));

type Account = accounts.AccountShown;

async function accountOf({ ctx }: Visit, email: string): Promise<Account> {
  const [account] = await accounts.accountsShown(ctx, email);
  if (account === undefined) throw new Fault(`${email}: nobody here has this address`);
  return account;
}

const rolesIn = ({ companies, operator }: Account): string =>
  [
    ...(operator ? ["operator"] : []),
    ...companies.map(({ company, clientRole, providerRole }) =>
      [company, [clientRole, providerRole].filter((role) => role !== null).join(" and ")].join(": "),
    ),
  ].join("; ");

const factorsOf = ({ app, passkeys }: Account): string =>
  [...(app ? ["app"] : []), ...(passkeys > 0 ? [`${passkeys} passkey${passkeys > 1 ? "s" : ""}`] : [])].join(", ");

export async function list({ json }: Output): Promise<void> {
  const shown = await visiting(({ ctx }) => accounts.accountsShown(ctx));
  if (json === true) return printJson(shown);
  printColumns(
    ["address", "name", "second factor", "last seen", "roles"],
    shown.map((account) => [
      account.email,
      account.name,
      factorsOf(account) || "–",
      minuteOf(account.seenAt),
      rolesIn(account) || "–",
    ]),
  );
}

export async function show(email: string, { json }: Output): Promise<void> {
  const account = await visiting((visited) => accountOf(visited, email));
  if (json === true) return printJson(account);
  printFacts([
    ["address", account.email],
    ["name", account.name],
    ["id", account.id],
    ["roles", rolesIn(account) || "none"],
    ["password", account.password ? "set" : "none: a password link sets one"],
    ["second factor", factorsOf(account) || "none"],
    ["recovery codes", String(account.recoveryCodesLeft)],
    ["sessions", String(account.sessions)],
    ["last seen", minuteOf(account.seenAt)],
    ["joined", minuteOf(account.createdAt)],
  ]);
}

/** One act on one account, and the sentence that says what it did. */
async function act(
  email: string,
  { json }: Output,
  work: (visited: Visit, account: Account) => Promise<string>,
): Promise<void> {
  const done = await visiting(async (visited) => {
    const account = await accountOf(visited, email);
    return { sentence: await work(visited, account), after: await accountOf(visited, email) };
  });
  if (json === true) return printJson(done.after);
  process.stdout.write(`${done.sentence}\n`);
}

export const signOut = (email: string, output: Output): Promise<void> =>
  act(email, output, async ({ ctx }, account) => {
    const ended = await accounts.signOutEverywhere(ctx, account);
    return `${account.email}: ${ended === 1 ? "one session" : `${ended} sessions`} ended.`;
  });

export const resetSecondFactor = (email: string, output: Output): Promise<void> =>
  act(email, output, async ({ ctx }, account) => {
    await accounts.secondFactorReset(ctx, account);
    return `${account.email}: app, passkeys and recovery codes are void, sessions ended. The password stays as it is.`;
  });

export const disable = (email: string, output: Output): Promise<void> =>
  act(email, output, async ({ ctx }, account) => {
    await accounts.accountShut(ctx, account);
    return `${account.email}: shut; password, second factor and sessions are void. handschlag user password-link opens it again.`;
  });

export const putOperator = (email: string, operator: boolean, output: Output): Promise<void> =>
  act(email, output, async ({ ctx }, account) => {
    await accounts.operatorPut(ctx, account, operator);
    return `${account.email}: ${operator ? "runs this installation now; a second factor is asked for" : "is no operator any more"}.`;
  });

export const remove = (email: string, { company: words, ...output }: Output & { company: string }): Promise<void> =>
  act(email, output, async ({ ctx }, account) => {
    const company = await companyMeant(ctx, words);
    if (!account.companies.some(({ companyId }) => companyId === company.id))
      throw new Fault(`${account.email} does not belong to ${company.name}`);
    await personRemove(onBehalfOf(ctx, company), account.id);
    return `${account.email}: belongs to ${company.name} no more, and is out at once.`;
  });

/** The link on standard output, alone, so that a script can pass it on; what is to be said of it beside. */
function printLink(
  { link, endsAt }: { readonly link: string; readonly endsAt: Date },
  sentence: string,
  { json }: Output,
): void {
  if (json === true) return printJson({ link, endsAt: endsAt.toISOString() });
  say(`${sentence} Good once, until ${minuteOf(endsAt.toISOString())}; whoever has it can use it:`);
  process.stdout.write(`${link}\n`);
}

export async function passwordLink(email: string, output: Output): Promise<void> {
  const made = await visiting(async (visited, publicUrl) => {
    const { token, endsAt } = await accounts.passwordLinkFor(visited.ctx, await accountOf(visited, email));
    return { link: `${publicUrl}/new-password/${token}`, endsAt };
  });
  printLink(made, `A link by which ${email} sets a new password.`, output);
}

export interface InviteOptions extends Output {
  readonly company: string;
  readonly role: ClientRole | Exclude<ProviderRole, "external">;
}

const isOfClient = (role: ClientRole | ProviderRole): role is ClientRole =>
  (CLIENT_ROLES as readonly string[]).includes(role);

export async function inviteTo(email: string, { company: words, role, ...output }: InviteOptions): Promise<void> {
  const made = await visiting(async ({ ctx }, publicUrl) => {
    const company = await companyMeant(ctx, words);
    const roles = isOfClient(role)
      ? { clientRole: role, providerRole: null, engagements: [] }
      : { clientRole: null, providerRole: role, engagements: [] };
    const { token, endsAt } = await invite(onBehalfOf(ctx, company), email, roles);
    return { link: `${publicUrl}/invitation/${token}`, endsAt, company: company.name };
  });
  printLink(made, `An invitation of ${email} to ${made.company} as ${role}.`, output);
}
