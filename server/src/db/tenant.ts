/** The only way to tenant data: a transaction that says who asks, so that row-level security can decide. */
import type { Kysely } from "kysely";
import { clientOf } from "./connect.ts";
import type { Statement } from "./exchange.ts";
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
  readonly scope?: "identity" | "installation" | "live" | "sweep" | "mail" | undefined;
}

declare const scoped: unique symbol;
/** A transaction that sees what its scope admits. Made by `inScope` only. */
export type Tx = Kysely<DB> & { readonly [scoped]: true };

const SETTINGS = ["tenant", "side", "company", "engagements", "person", "actor", "scope"] as const;
const SET = `select ${SETTINGS.map((name, index) => `set_config('app.${name}', $${index + 1}, true)`).join(", ")}`;
const BEGIN = "begin isolation level read committed";

const beginningOf = (scope: Scope, readOnly: boolean): readonly Statement[] => [
  { sql: readOnly ? `${BEGIN} read only` : BEGIN, parameters: [], silent: true },
  { sql: SET, parameters: SETTINGS.map((name) => scope[name] ?? ""), silent: true },
];

/** Runs `work` in one transaction that row-level security confines to `scope`; takes it back when `work` throws. */
export function inScope<T>(
  db: Kysely<DB>,
  scope: Scope,
  { readOnly }: { readonly readOnly: boolean },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    const client = await clientOf(connection);
    client.open(beginningOf(scope, readOnly));
    try {
      const result = await work(connection as Tx);
      // Nobody waits for the end of what has only read: whoever uses the connection next comes after it.
      if (readOnly && !client.isToWrite) client.commit().catch(() => undefined);
      else await client.commit();
      return result;
    } catch (error) {
      await client.rollback();
      throw error;
    }
  });
}
