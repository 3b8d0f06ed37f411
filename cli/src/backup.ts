/** `handschlag backup` and `handschlag restore`. */
import { resolve } from "node:path";
import { Fault, isOfSystem, printable, reasonOf, say } from "./fault.ts";
import { printJson } from "./listing.ts";
import { onInstallation } from "./server-command.ts";

export interface BackupOptions {
  readonly force?: true;
  /** Commander's way to say `--without-secret`. */
  readonly withoutSecret?: true;
  readonly json?: true;
}

export async function backupCommand(file: string, options: BackupOptions): Promise<void> {
  const { backup } = await import("@handschlag/server/backup/backup.ts");
  const { force, withoutSecret, json } = options;
  const made = await onFile(file, "cannot be written", () =>
    onInstallation((settings, signal) =>
      backup(settings, { file, force: force === true, withSecret: withoutSecret !== true, signal }, say),
    ),
  );
  if (json === true) return printJson(made);
  const { rows, tables, bytes, madeAt, hasSecret } = made;
  process.stdout.write(
    `${printable(made.file)}: ${count(rows)} rows of ${tables} tables, ${count(Math.ceil(bytes / 1_000))} kB, as of ${madeAt}.\n` +
      (hasSecret
        ? "It holds everybody's data and the installation's secret, readable by its owner alone: guard it like the server.\n"
        : "It holds everybody's data, readable by its owner alone. To restore it, the installation's secret is needed.\n"),
  );
}

export interface RestoreOptions {
  readonly replace?: true;
  readonly json?: true;
}

export async function restoreCommand(file: string, { replace, json }: RestoreOptions): Promise<void> {
  const { restore } = await import("@handschlag/server/backup/restore.ts");
  const restored = await onFile(file, "cannot be read", () =>
    onInstallation((settings, signal) => restore(settings, { file, replace: replace === true, signal }, say)),
  );
  if (json === true) return printJson(restored);
  const { rows, tables, madeAt } = restored;
  process.stdout.write(
    `Restored ${count(rows)} rows of ${tables} tables, as of ${madeAt}. Everybody signs in anew. Start it with: handschlag serve\n`,
  );
}

/** Words what the system says of the file. */
async function onFile<T>(file: string, failure: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isOfSystem(error) && isAbout(error, file) ? new Fault(`${file}: ${failure}: ${reasonOf(error)}`) : error;
  }
}

/** What fails while an open file is read or written names no path. */
const OF_OPEN_FILES = new Set(["read", "write", "fsync", "close"]);
const isAbout = ({ path, syscall }: NodeJS.ErrnoException, file: string): boolean =>
  path === undefined ? OF_OPEN_FILES.has(syscall ?? "") : path.startsWith(resolve(file));

const count = (number: number): string => number.toLocaleString("en");
