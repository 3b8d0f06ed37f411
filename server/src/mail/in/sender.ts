/** Who wrote a mail, and where they may write. An address proves little, so a mail never does more than a message does. */
import type { Kysely } from "kysely";
import type { Actor } from "../../context.ts";
import type { DB } from "../../db/schema.gen.ts";
import { inScope, type EngagementId } from "../../db/tenant.ts";
import { actorFor } from "../../identity/actor-for.ts";

type Person = Actor & { readonly kind: "person" };

/** A person for one of their companies, and the engagements of the mailbox in which they stand on its side. */
export interface Standing {
  readonly actor: Person;
  readonly engagements: readonly {
    readonly id: EngagementId;
    readonly tenant: string;
    readonly side: "client" | "provider";
  }[];
}

/** Engagements in which the mailbox's company takes part: nothing that comes in there gets anywhere else. */
const engagementsOf = (db: Kysely<DB>, company: string, only: string | null) =>
  inScope(db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx
      .selectFrom("engagement")
      .select(["engagement_id", "tenant_id"])
      .where((where) => where.or([where("tenant_id", "=", company), where("provider_id", "=", company)]))
      .where("ended_at", "is", null)
      .$if(only !== null, (query) => query.where("engagement_id", "=", only))
      .execute(),
  );

async function standingOf(
  db: Kysely<DB>,
  person: string,
  company: string,
  engagements: readonly { readonly engagement_id: string; readonly tenant_id: string }[],
): Promise<Standing | undefined> {
  const actor = await actorFor(db, person, company);
  if (actor?.company === undefined) return undefined;
  const { clientRole, engagements: worked } = actor.company;
  const stands = engagements.flatMap(({ engagement_id, tenant_id }): Standing["engagements"] => {
    const place = { id: engagement_id as EngagementId, tenant: tenant_id };
    if (tenant_id === company) return clientRole === null ? [] : [{ ...place, side: "client" }];
    return worked.some(({ id }) => id === engagement_id) ? [{ ...place, side: "provider" }] : [];
  });
  return stands.length === 0 ? undefined : { actor, engagements: stands };
}

/** As whom the owner of an address may write to a mailbox of a company; none for a stranger. */
export async function standingsOf(
  db: Kysely<DB>,
  address: string,
  company: string,
  only: string | null,
): Promise<readonly Standing[]> {
  const members = await inScope(db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx
      .selectFrom("person_account as a")
      .innerJoin("membership as m", "m.person_id", "a.person_id")
      .select(["a.person_id", "m.tenant_id"])
      .where("a.email", "=", address)
      .orderBy("m.tenant_id")
      .execute(),
  );
  if (members.length === 0) return [];
  const engagements = await engagementsOf(db, company, only);
  const standings = await Promise.all(
    members.map(({ person_id, tenant_id }) => standingOf(db, person_id, tenant_id, engagements)),
  );
  return standings.filter((standing) => standing !== undefined);
}

/** The standing of whoever decided where a mail belongs, in that engagement. */
export async function deciderOf(db: Kysely<DB>, person: string, company: string, engagement: string) {
  const engagements = await engagementsOf(db, company, engagement);
  return standingOf(db, person, company, engagements);
}
