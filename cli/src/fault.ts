/** Bad input or a missing file: one clear sentence for standard error, no stack. The command ends with exit code 2. */
export class Fault extends Error {
  /** Further lines, one a place in a file. */
  readonly details: readonly string[];
  constructor(message: string, details: readonly string[] = []) {
    super(message);
    this.details = details;
  }
}

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["ENOTDIR", "there is no such folder"],
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EISDIR", "it is a folder"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk quota is used up"],
  ["EFBIG", "the file grows larger than is allowed here"],
  ["EROFS", "the disk is read-only"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"],
  ["ENAMETOOLONG", "the name is too long"],
  ["EIO", "the disk reports an error"],
]);

/** What went wrong with a file, in words: the usual codes of the system, else its own message. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const reason = REASONS.get(code);
  if (reason !== undefined) return reason;
  const message = error instanceof Error ? error.message : String(error);
  return String(code).startsWith("Z_") ? `the gzip data is damaged (${message})` : message;
}

/** Whether an error comes from the system, as a full disk does, and not from a mistake of ours. */
export const isOfSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "syscall" in error && "code" in error;

/**
 * A text for a terminal: what a log or a file name holds must not move the cursor or colour the screen, so control
 * characters and those that turn the direction of writing are shown as `\u001b`.
 */
export const printable = (text: string): string =>
  text.replaceAll(
    /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** Writes a line to standard error. */
export function say(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}
