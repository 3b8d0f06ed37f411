/** Secrets that the server has to read again, encrypted at rest with a key of the installation. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals with AES-256-GCM. What is sealed for one purpose does not open for another. */
export class Seal {
  private readonly secret: Buffer;

  /** `secret` has at least 32 bytes; it lies beside the database, never in it. */
  constructor(secret: Buffer) {
    if (secret.length < 32) throw new Error("broken invariant: the installation's secret has 32 bytes");
    this.secret = secret;
  }

  private keyFor(purpose: string): Buffer {
    return Buffer.from(hkdfSync("sha256", this.secret, "handschlag", purpose, 32));
  }

  close(purpose: string, text: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.keyFor(purpose), nonce);
    return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  }

  /** Throws when it was sealed with another key, for another purpose, or changed since. */
  open(purpose: string, sealed: Buffer): string {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", this.keyFor(purpose), nonce);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  }

  /** A password for a role of the database, the same on all nodes of an installation. */
  passwordFor(role: string): string {
    return createHmac("sha256", this.keyFor("database-role")).update(role).digest("base64url");
  }

  /** A keyed hash, for what must be found again and not be read. */
  fingerprint(purpose: string, text: string): Buffer {
    return createHmac("sha256", this.keyFor(purpose)).update(text).digest();
  }
}
