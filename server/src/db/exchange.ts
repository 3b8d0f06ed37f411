/** One round trip to the database: statements that are sent at once, and their answers. */
import pg from "pg";
import utils from "pg/lib/utils.js";

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Whether its answer is of no use: then it is neither described nor read. */
  readonly silent?: boolean;
}

export interface Answer {
  readonly rows: readonly unknown[];
  /** `UPDATE 3`, as PostgreSQL says it. */
  readonly tag: string;
}

/** What a connection knows of a statement that it has prepared. */
export interface Prepared {
  /** Empty for a statement that is prepared for one time only. */
  readonly name: string;
  columns: readonly Column[] | undefined;
}

interface Column {
  readonly name: string;
  readonly read: (text: string) => unknown;
}

/** What an exchange needs of its connection. */
export interface Line {
  /** How the statement is prepared here, and whether it is yet. */
  prepare(sql: string): { readonly prepared: Prepared; readonly isNew: boolean };
  /** Names of which it is not known whether the database took them. */
  takeDoubtful(): readonly string[];
  doubt(sqls: readonly string[]): void;
  getTypeParser(oid: number, format: "text"): (text: string) => unknown;
}

/** pg's own way of writing to the socket, as far as it is used here. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: { readonly name: string; readonly text: string }): void;
  bind(message: {
    readonly statement: string;
    readonly values: readonly unknown[];
    readonly valueMapper: (value: unknown) => string | Buffer | null;
  }): void;
  describe(message: { readonly type: "P"; readonly name: string }): void;
  execute(message: { readonly portal: string }): void;
  close(message: { readonly type: "S"; readonly name: string }): void;
  sync(): void;
}

/** A statement on its way. */
interface Asked {
  readonly statement: Statement;
  readonly prepared: Prepared;
  readonly rows: unknown[];
  tag: string;
}

/**
 * Statements of which the database carries out one after the other and answers when all are done, or at the first that
 * fails. A pg.Query, because pg pipelines nothing else; it calls the `handle…` as answers come in.
 */
export class Exchange extends pg.Query {
  readonly answered: Promise<readonly Answer[]>;
  private readonly line: Line;
  private readonly statements: readonly Statement[];
  private readonly asked: Asked[] = [];
  private readonly fresh: string[] = [];
  private at = 0;
  private fault: Error | undefined;
  private settle!: { readonly done: (answers: readonly Answer[]) => void; readonly fail: (error: unknown) => void };

  constructor(line: Line, statements: readonly Statement[]) {
    super({ text: "" });
    this.line = line;
    this.statements = statements;
    this.answered = new Promise((done, fail) => (this.settle = { done, fail }));
  }

  override submit = (connection: unknown): null => {
    const wire = connection as Wire;
    // One write to the socket: each wakes the other side, which costs more than most statements do.
    wire.stream.cork();
    try {
      for (const name of this.line.takeDoubtful()) wire.close({ type: "S", name });
      for (const statement of this.statements) this.send(wire, statement);
    } catch (error) {
      this.fault = error as Error;
    } finally {
      wire.sync();
      wire.stream.uncork();
    }
    return null;
  };

  private send(wire: Wire, statement: Statement): void {
    const { sql, parameters, silent = false } = statement;
    const { prepared, isNew } = this.line.prepare(sql);
    const { name } = prepared;
    if (isNew) {
      wire.parse({ name, text: sql });
      this.fresh.push(sql);
    }
    wire.bind({ statement: name, values: parameters, valueMapper: utils.prepareValue });
    if (!silent && prepared.columns === undefined) wire.describe({ type: "P", name: "" });
    wire.execute({ portal: "" });
    this.asked.push({ statement, prepared, rows: [], tag: "" });
  }

  handleRowDescription({
    fields,
  }: {
    readonly fields: readonly { readonly name: string; dataTypeID: number }[];
  }): void {
    this.asked[this.at]!.prepared.columns = fields.map(({ name, dataTypeID }) => ({
      name,
      read: this.line.getTypeParser(dataTypeID, "text"),
    }));
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const { prepared, rows, statement } = this.asked[this.at]!;
    if (statement.silent === true || this.fault !== undefined) return;
    const { columns } = prepared;
    if (columns === undefined) throw new Error("broken invariant: rows are described before they come");
    try {
      const row: Record<string, unknown> = {};
      for (let index = 0; index < columns.length; index++) {
        const { name, read } = columns[index]!;
        const text = fields[index]!;
        row[name] = text === null ? null : read(text);
      }
      rows.push(row);
    } catch (error) {
      this.fault = error as Error;
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const asked = this.asked[this.at++]!;
    asked.tag = text;
    // Whatever answers without having been described answers without rows.
    asked.prepared.columns ??= asked.statement.silent === true ? undefined : [];
  }

  handleReadyForQuery(): void {
    if (this.fault === undefined) this.settle.done(this.asked);
    else this.handleError(this.fault);
  }

  handleError(error: unknown): void {
    this.line.doubt(this.fresh);
    this.settle.fail(error);
  }
}
