/** By which push services know this installation (RFC 8292): a pair of keys that follows from its secret. */
import { createECDH } from "node:crypto";
import type { Seal } from "../identity/seal.ts";

const TRIES = 10;

export interface Vapid {
  /** Uncompressed point of P-256, base64url. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The pair of an installation: the same on all its nodes, and after a restore. */
export function vapidOf(seal: Seal): Vapid {
  const curve = createECDH("prime256v1");
  // Nearly every number of 32 bytes is a private key of the curve; of those that are none the next is taken.
  for (let count = 0; count < TRIES; count++) {
    const privateKey = seal.fingerprint("push", String(count));
    try {
      curve.setPrivateKey(privateKey);
    } catch {
      continue;
    }
    return { publicKey: curve.getPublicKey("base64url"), privateKey: privateKey.toString("base64url") };
  }
  throw new Error("broken invariant: one of ten numbers is a private key");
}
