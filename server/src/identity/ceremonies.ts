/** What is handed out at the start of something that takes two requests, and is good for its second one, once. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Tx } from "../db/tenant.ts";
import { hashOf, newToken } from "./tokens.ts";

type Kind = "passkey-sign-in" | "passkey-registration" | "single-sign-on";

interface NewCeremony {
  readonly kind: Kind;
  readonly personId?: string | undefined;
  readonly companyId?: string | undefined;
  readonly content: Readonly<Record<string, string>>;
  readonly endsAt: number;
}

export interface CeremonyRow {
  readonly person_id: string | null;
  readonly company_id: string | null;
  readonly content: Readonly<Record<string, string>>;
}

/** Begins a ceremony; returns its token. */
export async function ceremonyBegin(
  tx: Tx,
  { kind, personId, companyId, content, endsAt }: NewCeremony,
): Promise<string> {
  const token = newToken();
  await tx
    .insertInto("ceremony")
    .values({
      token_hash: hashOf(token),
      kind,
      person_id: personId ?? null,
      company_id: companyId ?? null,
      content: JSON.stringify(content),
      ends_at: new Date(endsAt),
    })
    .execute();
  return token;
}

/** Takes a ceremony away, so that of two who bring its token one goes on; `undefined` when there is none or it is over. */
export async function ceremonyTake(tx: Tx, kind: Kind, token: string, now: Instant): Promise<CeremonyRow | undefined> {
  const row = await tx
    .deleteFrom("ceremony")
    .where("token_hash", "=", hashOf(token))
    .where("kind", "=", kind)
    .returning(["person_id", "company_id", "content", "ends_at"])
    .executeTakeFirst();
  return row === undefined || row.ends_at.getTime() <= now ? undefined : (row as CeremonyRow);
}
