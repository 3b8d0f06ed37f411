import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { DB } from "./schema.gen.ts";

const POOL_MAX = 20;
/** By one connection a server shows that it is there, also while it is idle: a restore must not work beside it. */
const POOL_MIN = 1;
/** Type of PostgreSQL for dates without time, which JavaScript's Date would move into a zone. */
const DATE_OID = 1082;

/** The server's way to the database: as the role that owns nothing. */
export function databaseOf(connection: pg.ClientConfig, max = POOL_MAX): Kysely<DB> {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid: number, format?: "text" | "binary") =>
      oid === DATE_OID ? (text: string) => text : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
  };
  const pool = new pg.Pool({ ...connection, min: POOL_MIN, max, types, application_name: "handschlag" });
  // A connection that breaks is replaced at the next use; without these two the process would end with it.
  pool.on("error", () => undefined).on("connect", (client) => client.on("error", () => undefined));
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}
