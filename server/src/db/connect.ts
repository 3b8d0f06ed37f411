import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from "kysely";
import pg from "pg";
import { Exchange, type Answer, type Line, type Prepared, type Statement } from "./exchange.ts";
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

const COMMIT: Statement = { sql: "commit", parameters: [], silent: true };
const ROLLBACK: Statement = { sql: "rollback", parameters: [], silent: true };

const affectedBy = ({ tag }: Answer): bigint | undefined => {
  const [, count] = /^(?:INSERT \d+|UPDATE|DELETE|MERGE) (\d+)$/.exec(tag) ?? [];
  return count === undefined ? undefined : BigInt(count);
};

/**
 * A connection that makes few round trips, as each costs more than what most statements do here: a transaction begins
 * with its first question, and what it writes last ends with it.
 */
class FrugalClient extends pg.Client implements DatabaseConnection {
  /** How the transaction begins, as long as nothing was asked within it. */
  private beginning: readonly Statement[] = [];
  /** What goes along with the next statement. */
  private waiting: readonly Statement[] = [];
  private readonly preparedByText = new Map<string, Prepared>();
  private doubtful: string[] = [];
  private readonly line: Line = {
    prepare: (sql) => this.prepare(sql),
    takeDoubtful: () => this.doubtful.splice(0),
    doubt: (sqls) => this.doubt(sqls),
    getTypeParser: (oid, format) => this.getTypeParser(oid, format) as (text: string) => unknown,
  };

  /** Begins a transaction, along with its first statement. */
  open(beginning: readonly Statement[]): void {
    this.beginning = beginning;
  }

  /** Carries a statement out along with the next one, or as the transaction ends: there it also fails, if it does. */
  async alongWithNext({ sql, parameters }: Statement): Promise<void> {
    if (this.isToWrite) await this.ask([]);
    this.waiting = [{ sql, parameters, silent: true }];
  }

  /** Asks several questions at once, of which none needs another's answer. */
  async ask(questions: readonly Statement[]): Promise<readonly Answer[]> {
    const before = [...this.beginning, ...this.waiting];
    this.beginning = [];
    this.waiting = [];
    const exchange = new Exchange(this.line, [...before, ...questions]);
    this.query(exchange);
    try {
      return (await exchange.answered).slice(before.length);
    } catch (error) {
      // Where it was asked says more than where the answer was read.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    }
  }

  /** Whether something waits that has not been carried out. */
  get isToWrite(): boolean {
    return this.waiting.length > 0;
  }

  async commit(): Promise<void> {
    if (this.isToWrite || this.wasBegun()) await this.ask([COMMIT]);
  }

  async rollback(): Promise<void> {
    this.waiting = [];
    if (this.wasBegun()) await this.ask([ROLLBACK]);
  }

  /** Whether the database knows of the transaction. One in which nothing was asked need not have been. */
  private wasBegun(): boolean {
    const wasBegun = this.beginning.length === 0;
    this.beginning = [];
    return wasBegun;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const [answer] = await this.ask([query]);
    const numAffectedRows = affectedBy(answer!);
    const rows = answer!.rows as Row[];
    return numAffectedRows === undefined ? { rows } : { rows, numAffectedRows };
  }

  streamQuery(): never {
    throw new Error("broken invariant: nobody reads row by row");
  }

  private prepare(sql: string): { readonly prepared: Prepared; readonly isNew: boolean } {
    const known = this.preparedByText.get(sql);
    if (known !== undefined) return { prepared: known, isNew: false };
    const prepared = { name: preparedName(sql) ?? "", columns: undefined };
    if (prepared.name !== "") this.preparedByText.set(sql, prepared);
    return { prepared, isNew: true };
  }

  /** Forgets statements that an exchange prepared before it failed: the database may or may not know them. */
  private doubt(sqls: readonly string[]): void {
    for (const sql of sqls) {
      const prepared = this.preparedByText.get(sql);
      if (prepared !== undefined) this.doubtful.push(prepared.name);
      this.preparedByText.delete(sql);
    }
  }
}

const driverOf = (pool: pg.Pool): Driver => {
  const never = () => Promise.reject(new Error("broken invariant: transactions are begun by inScope"));
  return {
    init: () => Promise.resolve(),
    acquireConnection: async () => (await pool.connect()) as unknown as FrugalClient,
    releaseConnection: async (connection) => (connection as unknown as pg.PoolClient).release(),
    beginTransaction: never,
    commitTransaction: never,
    rollbackTransaction: never,
    destroy: () => pool.end(),
  };
};

/** The connection of a transaction, or of whoever holds one. */
export const clientOf = (holder: Kysely<DB>): Promise<FrugalClient> =>
  holder.getExecutor().provideConnection((connection) => Promise.resolve(connection as unknown as FrugalClient));

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
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driverOf(pool),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}
