/** Second factors by code: authenticator apps (RFC 6238) and recovery codes. */
import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Tx } from "../db/tenant.ts";
import type { Seal } from "./seal.ts";
import { hashOf } from "./tokens.ts";

const STEP_SECONDS = 30;
/** Clocks may differ by one step. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** Without letters that look alike. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const PURPOSE = "totp";

const totpOf = (secret: string, email: string): TOTP =>
  new TOTP({ issuer: "Handschlag", label: email, secret: Secret.fromBase32(secret), period: STEP_SECONDS });

/** A new secret, not in force until a code of it was confirmed; replaces one that never was. */
export async function totpStart(
  tx: Tx,
  seal: Seal,
  personId: string,
  email: string,
): Promise<{ secret: string; uri: string }> {
  const secret = new Secret({ size: 20 }).base32;
  const sealed = seal.close(PURPOSE, secret);
  await tx
    .insertInto("totp")
    .values({ person_id: personId, secret: sealed, confirmed_at: null })
    .onConflict((conflict) =>
      conflict
        .column("person_id")
        .doUpdateSet({ secret: sealed, last_step: "0" })
        // Confirmed in the meantime: it stays as it is.
        .where("totp.confirmed_at", "is", null),
    )
    .execute();
  return { secret, uri: totpOf(secret, email).toString() };
}

/**
 * Whether a code is right now and was not used before; then it is used up. The row is locked, so that of two requests
 * with the same code one only succeeds.
 */
export async function totpAccept(
  tx: Tx,
  seal: Seal,
  personId: string,
  code: string,
  now: Instant,
  which: "confirmed" | "unconfirmed",
): Promise<boolean> {
  const row = await tx
    .selectFrom("totp")
    .select(["secret", "confirmed_at", "last_step"])
    .where("person_id", "=", personId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || (row.confirmed_at === null) !== (which === "unconfirmed")) return false;
  const delta = totpOf(seal.open(PURPOSE, row.secret), "").validate({ token: code, timestamp: now, window: WINDOW });
  if (delta === null) return false;
  const step = Math.floor(now / 1_000 / STEP_SECONDS) + delta;
  if (step <= Number(row.last_step)) return false;
  await tx
    .updateTable("totp")
    .set({ last_step: String(step), ...(which === "unconfirmed" && { confirmed_at: new Date(now) }) })
    .where("person_id", "=", personId)
    .execute();
  return true;
}

const newRecoveryCode = (): string => {
  const letters = Array.from(randomBytes(16), (byte) => ALPHABET[byte % ALPHABET.length]!).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
};

const plainOf = (code: string): string => code.toUpperCase().replaceAll(/[^0-9A-Z]/g, "");

/** Ten new recovery codes, each good for one sign-in; those from before are void. */
export async function recoveryCodesRenew(tx: Tx, personId: string): Promise<string[]> {
  await tx.deleteFrom("recovery_code").where("person_id", "=", personId).execute();
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await tx
    .insertInto("recovery_code")
    .values(codes.map((code) => ({ person_id: personId, hash: hashOf(plainOf(code)), used_at: null })))
    .execute();
  return codes;
}

/** Whether a recovery code is one of the person's and was not used before; then it is used up. */
export async function recoveryCodeAccept(tx: Tx, personId: string, code: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("recovery_code")
    .set({ used_at: new Date(now) })
    .where("person_id", "=", personId)
    .where("hash", "=", hashOf(plainOf(code)))
    .where("used_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface SecondFactors {
  readonly totp: boolean;
  readonly passkeys: number;
  readonly recoveryCodesLeft: number;
}

/** What a person has for a second factor. */
export async function secondFactorsOf(tx: Tx, personId: string): Promise<SecondFactors> {
  const count = (table: "passkey" | "recovery_code" | "totp") =>
    tx
      .selectFrom(table)
      .select((row) => row.fn.countAll<string>().as("count"))
      .where("person_id", "=", personId);
  const [passkeys, codes, totp] = [
    await count("passkey").executeTakeFirstOrThrow(),
    await count("recovery_code").where("used_at", "is", null).executeTakeFirstOrThrow(),
    await count("totp").where("confirmed_at", "is not", null).executeTakeFirstOrThrow(),
  ];
  return { totp: totp.count === "1", passkeys: Number(passkeys.count), recoveryCodesLeft: Number(codes.count) };
}
