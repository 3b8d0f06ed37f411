/** The address on which the server listens, and what may stand in its way. */
import { once } from "node:events";
import { createServer } from "node:net";
import { Fault } from "../fault.ts";
import type { Settings } from "../settings.ts";

type Address = Pick<Settings, "host" | "port">;

/** Why a server cannot listen, as a `Fault` in words; anything else as it is. */
export function portFault(error: unknown, { host, port }: Address): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case "EADDRINUSE":
      return new Fault(`Port ${port} is in use: stop what listens there, or choose another one with PORT`);
    case "EACCES":
      return new Fault(`Port ${port} may not be used: choose one from 1024 on with PORT`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new Fault(`HOST ${host} is no address of this machine`);
    default:
      return error;
  }
}

/** Throws a `Fault` when nobody could listen there now: told before work that takes long, instead of after it. */
export async function requirePort(address: Address): Promise<void> {
  const server = createServer();
  try {
    server.listen(address);
    await once(server, "listening");
  } catch (error) {
    throw portFault(error, address);
  }
  server.close();
  await once(server, "close");
}
