import { readFileSync, statSync } from "node:fs";
import { DataFault } from "../data-folder.ts";

/** The user of the operating system as whom the database runs. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * As whom to run the database of a cluster: `undefined` means as ourselves.
 *
 * PostgreSQL refuses root, so root hands it to the owner of an existing cluster, else to `postgres`, else to `nobody`.
 * Throws a DataFault when there is no such user.
 */
export function databaseUser(clusterFolder: string, passwd = "/etc/passwd"): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readUsers(passwd);
  const owner = statSync(clusterFolder, { throwIfNoEntry: false })?.uid;
  const isFor = (user: SystemUser) => (owner === undefined || owner === 0 ? user.uid !== 0 : user.uid === owner);
  const candidates = users.filter(isFor);
  const named = (name: string) => candidates.find((user) => user.name === name);
  const user = named("postgres") ?? named("nobody") ?? (owner ? candidates[0] : undefined);
  if (user !== undefined) return user;
  // The cluster of a user who is gone, as after a move to another machine, still has a number to run under.
  if (owner) return { name: `uid ${owner}`, uid: owner, gid: owner };
  throw new DataFault(
    "user",
    "PostgreSQL does not run as root, and there is neither a user postgres nor nobody: start Handschlag as an " +
      "ordinary user, or use a PostgreSQL of your own with DATABASE_URL.",
  );
}

function readUsers(passwd: string): SystemUser[] {
  return readFileSync(passwd, "utf8")
    .split("\n")
    .flatMap((line) => {
      const [name, , uid, gid] = line.split(":");
      return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
    });
}
