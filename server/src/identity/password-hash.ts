/** Passwords: argon2id by Node's own crypto, in PHC form. Parameters: OWASP Password Storage, 19 MiB, 2 passes. */
import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
export const PASSWORD_LENGTH_MIN = 12;

const derive = promisify(argon2);

const hashWith = (
  password: string,
  salt: Buffer,
  memory: number,
  passes: number,
  parallelism: number,
): Promise<Buffer> =>
  derive("argon2id", {
    message: password.normalize("NFKC"),
    nonce: salt,
    parallelism,
    tagLength: HASH_BYTES,
    memory,
    passes,
  });

const unpadded = (bytes: Buffer): string => bytes.toString("base64").replaceAll("=", "");

/** `$argon2id$v=19$m=…,t=…,p=…$salt$hash` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await hashWith(password, salt, MEMORY_KIB, PASSES, LANES);
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** Never matches; checked where there is no account, so that an answer takes as long as with one. */
const NOBODYS = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(randomBytes(SALT_BYTES))}$${unpadded(randomBytes(HASH_BYTES))}`;

/** Whether the password fits; takes the same time when there is no hash to compare with. */
export async function isPassword(password: string, phc: string | undefined): Promise<boolean> {
  const [, memory, passes, lanes, salt, hash] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(phc ?? NOBODYS) ?? [];
  if (salt === undefined || hash === undefined) throw new Error("broken invariant: a password hash has PHC form");
  const wanted = Buffer.from(hash, "base64");
  const given = await hashWith(password, Buffer.from(salt, "base64"), Number(memory), Number(passes), Number(lanes));
  return timingSafeEqual(given, wanted) && phc !== undefined;
}

let commonPasswords: Promise<ReadonlySet<string>> | undefined;

/** Read when somebody chooses a password, which is seldom. */
async function readCommonPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"] as readonly string[]);
}

export type PasswordWeakness = "too-short" | "common" | "like-account";

/**
 * Why a password is not taken: length and lists of known ones instead of rules about letters (NIST SP 800-63B §3.1.1).
 * Case and digits hung on do not make a common password better.
 */
export async function weaknessOf(password: string, email: string, name: string): Promise<PasswordWeakness | undefined> {
  if (Array.from(password).length < PASSWORD_LENGTH_MIN) return "too-short";
  const plain = password.normalize("NFKC").toLowerCase();
  const stem = plain.replace(/[\d\W_]+$/, "");
  const known = await (commonPasswords ??= readCommonPasswords());
  if (known.has(plain) || known.has(stem) || new Set(plain).size < 5) return "common";
  const parts = [email, email.split("@")[0]!, ...name.toLowerCase().split(/\s+/)].filter(({ length }) => length > 3);
  return parts.some((part) => stem === part || plain === part) ? "like-account" : undefined;
}
