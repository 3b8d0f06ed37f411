/** What is logged: ids and codes, nothing personal. Addresses, and what is in a path or a row, can be personal. */
import type { FastifyServerOptions } from "fastify";
import pg from "pg";

/** An error as it is logged. What PostgreSQL says of values and rows is left out. */
function errorOf(error: Error): Record<string, unknown> {
  const isOfDatabase = error instanceof pg.DatabaseError;
  const message = isOfDatabase ? error.message.replace(/: ".*$/s, "") : error.message;
  const stack = error.stack?.slice(error.stack.indexOf("\n    at "));
  const { code, table, constraint } = error as Partial<pg.DatabaseError>;
  const cause = error.cause instanceof Error ? errorOf(error.cause) : undefined;
  return { type: error.name, message, code, table, constraint, stack, cause };
}

type Logging = Exclude<FastifyServerOptions["logger"], boolean | undefined>;

/** Settings of the logger. */
export const loggingOf = (level: string): Logging => ({
  level,
  serializers: {
    req: ({ method, routeOptions }) => ({ method, route: routeOptions?.url }),
    res: ({ statusCode }) => ({ status: statusCode }),
    err: errorOf as never,
  },
});
