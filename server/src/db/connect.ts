import type { Socket } from "node:net";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { DB } from "./schema.gen.ts";

const POOL_MAX = 20;
/** By one connection a server shows that it is there, also while it is idle: a restore must not work beside it. */
const POOL_MIN = 1;
/** Type of PostgreSQL for dates without time, which JavaScript's Date would move into a zone. */
const DATE_OID = 1082;

/** Statements that come again are prepared once on each connection: the database then neither parses nor plans them anew. */
const PREPARED_MAX = 400;
const PREPARED_FROM_USES = 3;
const usesByText = new Map<string, number>();
const nameByText = new Map<string, string>();

/** The name under which a statement is prepared; `undefined` for one that is rare. */
function preparedName(text: string): string | undefined {
  const name = nameByText.get(text);
  if (name !== undefined || nameByText.size >= PREPARED_MAX) return name;
  const uses = (usesByText.get(text) ?? 0) + 1;
  if (uses < PREPARED_FROM_USES) {
    // Texts of a kind that never comes again, such as lists of each length, are not collected for ever.
    if (usesByText.size > PREPARED_MAX * 10) usesByText.clear();
    usesByText.set(text, uses);
    return undefined;
  }
  usesByText.delete(text);
  nameByText.set(text, `s${nameByText.size}`);
  return nameByText.get(text);
}

/** How every transaction of tenant data begins (tenant.ts). */
export const BEGIN = "begin isolation level read committed";
const ENDS: ReadonlySet<unknown> = new Set(["commit", "rollback"]);
const NOTHING = { command: "", rowCount: 0, oid: 0, rows: [], fields: [] };

/**
 * Prepares what comes again, and sends a transaction's beginning together with its first statement: each round trip saved
 * is worth more than all that a statement costs here.
 */
class FrugalClient extends pg.Client {
  private begin: string | undefined;

  override query(...given: unknown[]): never {
    const [text, values, callback] = given;
    if (callback !== undefined || typeof text !== "string") return this.send(given);
    if (text.startsWith(BEGIN)) {
      this.begin = text;
      return Promise.resolve(NOTHING) as never;
    }
    const name = Array.isArray(values) && values.length > 0 ? preparedName(text) : undefined;
    const args = name === undefined ? given : [{ name, text, values }];
    if (this.begin === undefined) return this.send(args);
    const { begin } = this;
    this.begin = undefined;
    // Nothing was asked within it: it need not have been.
    if (ENDS.has(text)) return Promise.resolve(NOTHING) as never;
    return this.together(begin, args);
  }

  /** Were the beginning refused, the statement would find itself without a scope, and row-level security lets it do nothing. */
  private together(begin: string, args: readonly unknown[]): never {
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    const begun: Promise<unknown> = this.send([begin]);
    const answered: Promise<unknown> = this.send(args);
    stream.uncork();
    answered.catch(() => undefined);
    return begun.then(() => answered) as never;
  }

  private send(args: readonly unknown[]): never {
    return (super.query as (...all: unknown[]) => never)(...args);
  }
}

/** The server's way to the database: as the role that owns nothing. */
export function databaseOf(connection: pg.ClientConfig, max = POOL_MAX): Kysely<DB> {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid: number, format?: "text" | "binary") =>
      oid === DATE_OID ? (text: string) => text : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
  };
  const pool = new pg.Pool({
    ...connection,
    Client: FrugalClient,
    pipeline: true,
    min: POOL_MIN,
    max,
    types,
    application_name: "handschlag",
  });
  // A connection that breaks is replaced at the next use; without these two the process would end with it.
  pool.on("error", () => undefined).on("connect", (client) => client.on("error", () => undefined));
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}
