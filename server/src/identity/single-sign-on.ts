/**
 * Signing in by a company's identity provider (OpenID Connect, code flow with PKCE, state and nonce).
 *
 * The provider answers for both factors: whether it asks for a second one is the company's own rule. As the company rules
 * the provider, and the provider can name whom it likes, such a session holds for that company alone: it reaches no other
 * company of the person, and neither the person's password nor their second factor.
 */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Ctx } from "../context.ts";
import type { TenantId, Tx } from "../db/tenant.ts";
import { Problem } from "../problem.ts";
import { ceremonyBegin, ceremonyTake } from "./ceremonies.ts";
import { discoverProvider, ProviderUnreachable, redeem, signInUrl, type ProviderClaims } from "./identity-provider.ts";
import type { Seal } from "./seal.ts";
import { sessionBegin, type Origin } from "./session-store.ts";
import { endReplaced, recordAs } from "./sign-in.ts";
import { settingsFor } from "./single-sign-on-settings.ts";
import { hashOf, newToken } from "./tokens.ts";

/** So long a person may take at the provider. */
export const AWAY_MS = 10 * 60_000;
/** As long as a proof at the provider is as good as one given here. */
const FRESH_MS = 10 * 60_000;

/** What single sign-on works with. */
export interface SingleSignOnParts {
  readonly seal: Seal;
  readonly publicUrl: string;
}

export const redirectUriOf = (publicUrl: string): string => `${publicUrl}/api/v1/single-sign-on/callback`;

/**
 * Where people of an e-mail address sign in, if not here; `undefined` when here. Looks at the address's domain only, so
 * that it tells nothing of who has an account.
 */
export async function singleSignOnFor(ctx: Ctx, { seal, publicUrl }: SingleSignOnParts, email: string) {
  const domain = email.slice(email.lastIndexOf("@") + 1);
  const settings = await ctx.read(undefined, (tx) => settingsFor(tx, seal, { domain }), "identity");
  return settings && `${publicUrl}/api/v1/single-sign-on/start?domain=${encodeURIComponent(domain)}`;
}

/** A sign-in that goes on at the provider. */
export interface Departure {
  readonly url: URL;
  /** For the browser's cookie: only the browser that set out may come back. It is PKCE's verifier, too. */
  readonly verifier: string;
}

/** Sends a browser to the provider for a domain. Refuses with the kinds that the sign-in page has words for. */
export async function singleSignOnStart(ctx: Ctx, parts: SingleSignOnParts, domain: string): Promise<Departure> {
  const { seal, publicUrl } = parts;
  const settings = await ctx.read(undefined, (tx) => settingsFor(tx, seal, { domain }), "identity");
  if (settings === undefined) throw new Problem(404, "single-sign-on-not-found");
  const provider = await discoverProvider(settings, publicUrl).catch(refused);
  const verifier = newToken();
  const nonce = newToken();
  const challenge = hashOf(verifier).toString("base64url");
  const state = await ctx.identity((tx) =>
    ceremonyBegin(tx, {
      kind: "single-sign-on",
      companyId: settings.tenant,
      content: { nonce, challenge, issuer: settings.issuer },
      endsAt: ctx.now + AWAY_MS,
    }),
  );
  return { url: await signInUrl(provider, redirectUriOf(publicUrl), { state, nonce, challenge }), verifier };
}

/** What a browser brings back from the provider. */
export interface Return {
  /** `?code=…&state=…` as it came. */
  readonly search: string;
  readonly state: string;
  /** The cookie's. */
  readonly verifier: string;
}

/** Completes a sign-in at the provider; returns the session's token. Refuses with the kinds that the sign-in page has words for. */
export async function singleSignOnFinish(
  ctx: Ctx,
  { seal, publicUrl }: SingleSignOnParts,
  { search, state, verifier }: Return,
  origin: Origin,
): Promise<string> {
  const { begun, settings } = await ctx.identity(async (tx) => {
    const taken = await ceremonyTake(tx, "single-sign-on", state, ctx.now);
    const tenant = taken?.company_id ?? undefined;
    return { begun: taken, settings: tenant === undefined ? undefined : await settingsFor(tx, seal, { tenant }) };
  });
  const isOwn = begun?.content["challenge"] === hashOf(verifier).toString("base64url");
  if (begun === undefined || settings === undefined || !isOwn || settings.issuer !== begun.content["issuer"])
    throw new Problem(403, "single-sign-on-refused");
  const provider = await discoverProvider(settings, publicUrl).catch(refused);
  const broughtBack = new URL(redirectUriOf(publicUrl));
  broughtBack.search = search;
  const nonce = begun.content["nonce"]!;
  const claims = await redeem(provider, broughtBack, { state, nonce, verifier }).catch(refused);
  // A provider for many has an issuer for each of them, and only one of these was meant.
  if (!URL.canParse(claims.issuer) || new URL(claims.issuer).href !== new URL(settings.issuer).href)
    throw new Problem(403, "single-sign-on-refused");
  return ctx.identity((tx) => beginVouchedFor(tx, ctx, settings.tenant as TenantId, claims, origin));
}

/** What went wrong at the provider, for the person who waits. */
function refused(error: unknown): never {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof ProviderUnreachable) throw new Problem(503, "single-sign-on-unavailable", {}, 30);
  throw new Problem(403, "single-sign-on-refused");
}

async function beginVouchedFor(
  tx: Tx,
  ctx: Ctx,
  tenant: TenantId,
  claims: ProviderClaims,
  origin: Origin,
): Promise<string> {
  const personId = (await knownPerson(tx, tenant, claims)) ?? (await linkedPerson(tx, ctx, tenant, claims));
  if (personId === undefined) throw new Problem(403, "single-sign-on-unknown-person");
  await endReplaced(tx, ctx);
  const provenMs = (claims.authenticatedAtSeconds ?? 0) * 1_000;
  const confirmedAt = ctx.now - provenMs < FRESH_MS ? (Math.min(provenMs, ctx.now) as Instant) : undefined;
  const session = { personId, companyId: tenant, state: "full", confirmedAt, confined: true } as const;
  const token = await sessionBegin(tx, session, origin, ctx.now);
  await recordAs(tx, ctx, personId, tenant, "session.started", { by: "single-sign-on" });
  return token;
}

/** Who signed in as this subject before, if still a member. */
async function knownPerson(tx: Tx, tenant: TenantId, { issuer, subject }: ProviderClaims): Promise<string | undefined> {
  const row = await tx
    .selectFrom("external_identity as e")
    .innerJoin("membership as m", (join) =>
      join.onRef("m.tenant_id", "=", "e.tenant_id").onRef("m.person_id", "=", "e.person_id"),
    )
    .select("e.person_id")
    .where("e.tenant_id", "=", tenant)
    .where("e.issuer", "=", issuer)
    .where("e.subject", "=", subject)
    .executeTakeFirst();
  return row?.person_id;
}

/**
 * At the first time the member with the e-mail address that the provider has checked. Nobody becomes a member by it, and
 * an address that the provider gives to somebody else does not lead to whoever had it before.
 */
async function linkedPerson(
  tx: Tx,
  ctx: Ctx,
  tenant: TenantId,
  { issuer, subject, email }: ProviderClaims,
): Promise<string | undefined> {
  if (email === undefined) return undefined;
  const row = await tx
    .selectFrom("person_account as a")
    .innerJoin("membership as m", "m.person_id", "a.person_id")
    .select("a.person_id")
    .where("a.email", "=", email)
    .where("m.tenant_id", "=", tenant)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("external_identity")
    .values({ tenant_id: tenant, issuer, subject, person_id: row.person_id })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  // Somebody else at the provider is this person already.
  if (numInsertedOrUpdatedRows !== 1n) return undefined;
  await recordAs(tx, ctx, row.person_id, tenant, "single-sign-on.linked", { issuer });
  return row.person_id;
}
