/** The only way to tenant data: a transaction that says who asks, so that row-level security can decide. */
import { sql, type Kysely } from "kysely";
import { BEGIN } from "./connect.ts";
import type { DB } from "./schema.gen.ts";

declare const id: unique symbol;
type Id<Name extends string> = string & { readonly [id]: Name };
/** A company as a tenant. */
export type TenantId = Id<"tenant">;
export type PersonId = Id<"person">;
export type EngagementId = Id<"engagement">;

/** The side on which an actor stands in a tenant; `company`: in its own company without a role as client. */
export type TenantSide = "client" | "provider" | "company" | "system";

/** What row-level security is told of a transaction. */
export interface Scope {
  readonly tenant?: TenantId | undefined;
  readonly side?: TenantSide | undefined;
  /** The company for which the actor acts. */
  readonly company?: TenantId | undefined;
  /** For the provider side: the engagements on which the actor may work. */
  readonly engagements?: readonly EngagementId[] | undefined;
  readonly person?: PersonId | undefined;
  /** The person or API key that asks. */
  readonly actor?: string | undefined;
  /** Work before an actor is known, that of the operator, or noticing that something is new or due. */
  readonly scope?: "identity" | "installation" | "live" | "sweep" | undefined;
}

declare const scoped: unique symbol;
/** A transaction that sees what its scope admits. Made by `inScope` only. */
export type Tx = Kysely<DB> & { readonly [scoped]: true };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Quoted, as settings go with BEGIN in one round trip, which takes no parameters. Throws unless it is a UUID. */
function quoted(uuid: string | undefined): string {
  if (uuid === undefined) return "''";
  if (!UUID.test(uuid)) throw new Error("broken invariant: an id is a UUID");
  return `'${uuid}'`;
}

function beginOf({ tenant, side, company, engagements = [], person, actor, scope }: Scope, readOnly: boolean): string {
  const list = `'{${engagements.map((engagement) => quoted(engagement).slice(1, -1)).join(",")}}'`;
  const settings = [
    ["tenant", quoted(tenant)],
    ["side", `'${side ?? ""}'`],
    ["company", quoted(company)],
    ["engagements", list],
    ["person", quoted(person)],
    ["actor", quoted(actor)],
    ["scope", `'${scope ?? ""}'`],
  ];
  const calls = settings.map(([name, value]) => `set_config('app.${name}', ${value}, true)`);
  return `${BEGIN}${readOnly ? " read only" : ""}; select ${calls.join(", ")}`;
}

/** Runs `work` in one transaction that row-level security confines to `scope`; takes it back when `work` throws. */
export function inScope<T>(
  db: Kysely<DB>,
  scope: Scope,
  { readOnly }: { readonly readOnly: boolean },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql.raw(beginOf(scope, readOnly)).execute(connection);
    let result: T;
    try {
      result = await work(connection as Tx);
    } catch (error) {
      await sql.raw("rollback").execute(connection);
      throw error;
    }
    await sql.raw("commit").execute(connection);
    return result;
  });
}
