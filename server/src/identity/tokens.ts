/** Secrets that are handed out once and kept as hashes. */
import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 32;

/** 256 random bits in 43 letters that fit into URLs. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString("base64url");

/** What is kept of a token. A plain hash will do: there is nothing to guess in 256 bits. */
export const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();
