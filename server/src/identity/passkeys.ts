/** Passkeys: WebAuthn credentials of a device that checks its person, so that one of them is both factors at once. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON, WebAuthnCredential } from "@simplewebauthn/server";
import { parse as uuidBytes, v7 as uuidv7 } from "uuid";
import type { Ctx } from "../context.ts";
import type { Tx } from "../db/tenant.ts";
import { found, Problem } from "../problem.ts";
import { accountAct, accountById, enrolled, factorsLocked, requireForSecondFactor, requireOther } from "./account.ts";
import { ceremonyBegin, ceremonyTake } from "./ceremonies.ts";
import type { Seal } from "./seal.ts";
import type { Origin } from "./session-store.ts";
import { beginInFull, secondDoorOpened } from "./sign-in.ts";
import { attemptBegin, attemptSucceed, throttleKey } from "./throttle.ts";

/** Loaded with the first passkey: it brings 250 modules, and most sign-ins need none of them. */
const webauthn = () => import("@simplewebauthn/server");

const CEREMONY_MS = 5 * 60_000;
const PASSKEYS_MAX = 20;
/** EdDSA, ES256 and RS256 (COSE): what devices in use have. */
const ALGORITHMS = [-8, -7, -257];

/** Where passkeys hold: this host and no other. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

export const relyingPartyOf = (publicUrl: string): RelyingParty => {
  const { hostname, origin } = new URL(publicUrl);
  return { id: hostname, origin };
};

/** What begins in the browser: the ceremony's token comes back with the device's answer. */
export interface Started {
  readonly ceremony: string;
  readonly options: Record<string, unknown>;
}

/** An answer of a device as it came over the wire. */
export type DeviceAnswer = Readonly<Record<string, unknown>>;

/** What the device knows a person by. */
const handleOf = (personId: string) => new Uint8Array(uuidBytes(personId));

/** Begins adding a passkey. 409 when there are as many as may be. */
export async function passkeyBegin(ctx: Ctx, party: RelyingParty): Promise<Started> {
  requireForSecondFactor(ctx);
  const { generateRegistrationOptions } = await webauthn();
  return ctx.identity(async (tx) => {
    await requireRoom(tx, ctx);
    const { email, name } = await accountById(tx, ctx.personId);
    const known = await credentialsOf(tx, ctx.personId);
    const options = await generateRegistrationOptions({
      rpName: "Handschlag",
      rpID: party.id,
      userID: handleOf(ctx.personId),
      userName: email,
      userDisplayName: name,
      timeout: CEREMONY_MS,
      attestationType: "none",
      supportedAlgorithmIDs: ALGORITHMS,
      excludeCredentials: known,
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    const ceremony = await ceremonyBegin(tx, {
      kind: "passkey-registration",
      personId: ctx.personId,
      content: { challenge: options.challenge },
      endsAt: ctx.now + CEREMONY_MS,
    });
    return { ceremony, options: { ...options } };
  });
}

async function requireRoom(tx: Tx, ctx: Ctx): Promise<{ readonly isFirst: boolean }> {
  const { totp, passkeys } = await factorsLocked(tx, ctx);
  if (passkeys >= PASSKEYS_MAX) throw new Problem(409, "too-many-passkeys");
  return { isFirst: !totp && passkeys === 0 };
}

const credentialsOf = async (tx: Tx, personId: string) => {
  const rows = await tx
    .selectFrom("passkey")
    .select(["credential_id", "transports"])
    .where("person_id", "=", personId)
    .execute();
  return rows.map(({ credential_id: id, transports }) => ({ id, transports }));
};

/** A passkey that was added; with the first second factor recovery codes and a session that goes on with another token. */
export interface AddedPasskey {
  readonly id: string;
  readonly recoveryCodes: string[] | null;
  readonly token: string | undefined;
}

/** Adds a passkey. 422 when the device's answer does not fit, or the ceremony is over or another person's. */
export async function passkeyAdd(
  ctx: Ctx,
  party: RelyingParty,
  ceremony: string,
  name: string,
  answer: DeviceAnswer,
): Promise<AddedPasskey> {
  requireForSecondFactor(ctx);
  const begun = await ctx.identity((tx) => ceremonyTake(tx, "passkey-registration", ceremony, ctx.now));
  if (begun?.person_id !== ctx.personId) throw new Problem(422, "passkey-refused");
  const credential = await newCredential(party, begun.content["challenge"]!, answer);
  return ctx.identity(async (tx) => {
    const { isFirst } = await requireRoom(tx, ctx);
    const id = uuidv7({ msecs: ctx.now });
    await tx
      .insertInto("passkey")
      .values({
        passkey_id: id,
        person_id: ctx.personId,
        credential_id: credential.id,
        public_key: Buffer.from(credential.publicKey),
        counter: String(credential.counter),
        transports: transportsOf(credential),
        name,
        created_at: new Date(ctx.now),
        used_at: null,
      })
      .execute();
    await accountAct(tx, ctx, "passkey.added", { passkey: id });
    if (!isFirst) return { id, recoveryCodes: null, token: undefined };
    return { id, ...(await enrolled(tx, ctx)) };
  });
}

/** What the browser says of how to reach the device: a hint, kept as far as it is one. */
const transportsOf = ({ transports }: WebAuthnCredential): string[] =>
  Array.isArray(transports)
    ? transports.filter((transport) => typeof transport === "string" && /^[a-z-]{1,30}$/.test(transport)).slice(0, 10)
    : [];

async function newCredential(
  party: RelyingParty,
  challenge: string,
  answer: DeviceAnswer,
): Promise<WebAuthnCredential> {
  const { verifyRegistrationResponse } = await webauthn();
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: answer as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (verified) return registrationInfo.credential;
  } catch {
    // Whatever is wrong with what the device, or somebody in its place, sent: it is refused.
  }
  throw new Problem(422, "passkey-refused");
}

/** The person's passkeys, the newest first. */
export function passkeyList(ctx: Ctx) {
  ctx.requireSignedIn();
  return ctx.read(
    undefined,
    (tx) =>
      tx
        .selectFrom("passkey")
        .select(["passkey_id", "name", "created_at", "used_at"])
        .where("person_id", "=", ctx.personId)
        .orderBy("passkey_id", "desc")
        .limit(PASSKEYS_MAX)
        .execute(),
    "identity",
  );
}

/** Removes a passkey. 404 when it is none of the person's, 409 when they must have a second factor and this is the last. */
export function passkeyRemove(ctx: Ctx, id: string): Promise<void> {
  ctx.requireSignedIn();
  ctx.requireOwnSignIn();
  ctx.requireConfirmed();
  return ctx.identity(async (tx) => {
    const own = tx.selectFrom("passkey").select("passkey_id").where("passkey_id", "=", id);
    found(await own.where("person_id", "=", ctx.personId).executeTakeFirst(), "passkey");
    await requireOther(tx, ctx, "passkey");
    const { numDeletedRows } = await tx.deleteFrom("passkey").where("passkey_id", "=", id).executeTakeFirst();
    if (numDeletedRows === 0n) throw new Problem(404, "passkey-not-found");
    await accountAct(tx, ctx, "passkey.removed", { passkey: id });
  });
}

/** Begins a sign-in by passkey: by any that the device has for this host, or, after a password, by one of that person's. */
export async function passkeySignInBegin(ctx: Ctx, party: RelyingParty): Promise<Started> {
  const { generateAuthenticationOptions } = await webauthn();
  const { actor } = ctx;
  const person = actor.kind === "person" && actor.state === "second-factor" ? actor.id : undefined;
  return ctx.identity(async (tx) => {
    const options = await generateAuthenticationOptions({
      rpID: party.id,
      timeout: CEREMONY_MS,
      userVerification: "required",
      ...(person !== undefined && { allowCredentials: await credentialsOf(tx, person) }),
    });
    const ceremony = await ceremonyBegin(tx, {
      kind: "passkey-sign-in",
      personId: person,
      content: { challenge: options.challenge },
      endsAt: ctx.now + CEREMONY_MS,
    });
    return { ceremony, options: { ...options } };
  });
}

/**
 * Signs in by a passkey, or completes a sign-in that began with a password; returns the session's token. 401 when the
 * answer does not fit, is another person's, or was given before. Failures count for the address alone: there is nothing
 * to guess, and whoever fails in somebody's name should not lock them out of the way that cannot be phished.
 */
export async function passkeySignIn(
  ctx: Ctx,
  seal: Seal,
  party: RelyingParty,
  ceremony: string,
  answer: DeviceAnswer,
  origin: Origin,
): Promise<string> {
  const keys = [throttleKey(seal, "address", origin.address)];
  const { begun, passkey } = await ctx.identity(async (tx) => {
    await attemptBegin(tx, keys, ctx.now);
    const taken = await ceremonyTake(tx, "passkey-sign-in", ceremony, ctx.now);
    return { begun: taken, passkey: await passkeyByCredential(tx, answer["id"]) };
  });
  const { actor } = ctx;
  const awaited = begun?.person_id ?? undefined;
  const isAwaitedHere = actor.kind === "person" && actor.state === "second-factor" && actor.id === awaited;
  if (begun === undefined || passkey === undefined || (awaited !== undefined && !isAwaitedHere))
    throw new Problem(401, "passkey-refused");
  if (awaited !== undefined && passkey.person_id !== awaited) throw new Problem(401, "passkey-refused");
  const counter = await counterProven(party, begun.content["challenge"]!, passkey, answer);
  return ctx.identity(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("passkey")
      .set({ counter: String(counter), used_at: new Date(ctx.now) })
      .where("passkey_id", "=", passkey.passkey_id)
      // Another answer of the same device came in between: whose counter was right is not known any more.
      .where("counter", "=", passkey.counter)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Problem(401, "passkey-refused");
    await attemptSucceed(tx, keys);
    if (isAwaitedHere) return secondDoorOpened(tx, ctx, "passkey");
    return beginInFull(tx, ctx, passkey.person_id, "passkey", origin);
  });
}

type Passkey = NonNullable<Awaited<ReturnType<typeof passkeyByCredential>>>;

const passkeyByCredential = async (tx: Tx, credentialId: unknown) =>
  typeof credentialId !== "string"
    ? undefined
    : tx.selectFrom("passkey").selectAll().where("credential_id", "=", credentialId).executeTakeFirst();

/** The device's counter, once its answer is proven to be its own and of this moment. 401 otherwise. */
async function counterProven(
  party: RelyingParty,
  challenge: string,
  passkey: Passkey,
  answer: DeviceAnswer,
): Promise<number> {
  const { verifyAuthenticationResponse } = await webauthn();
  try {
    const response = answer as unknown as AuthenticationResponseJSON;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: {
        id: passkey.credential_id,
        publicKey: new Uint8Array(passkey.public_key),
        counter: Number(passkey.counter),
        transports: passkey.transports,
      },
      requireUserVerification: true,
    });
    const { userHandle } = response.response;
    const isOwners =
      userHandle === undefined || Buffer.from(userHandle, "base64url").equals(handleOf(passkey.person_id));
    if (verified && isOwners) return authenticationInfo.newCounter;
  } catch {
    // Whatever is wrong with what the device, or somebody in its place, sent: it is refused.
  }
  throw new Problem(401, "passkey-refused");
}
