/** Addresses by which an answer finds its ticket, whatever the mail program does to the subject and the headers. */
import { timingSafeEqual } from "node:crypto";
import type { Seal } from "../identity/seal.ts";

const SEALED_FOR = "reply-address";
const ID_BYTES = 16;
const MARK_BYTES = 9;
const TOKEN_LENGTH = Math.ceil(((ID_BYTES + MARK_BYTES) * 8) / 5);
/** RFC 5321 §4.5.3.1.1. */
const LOCAL_MAX = 64;
/** Without letters and digits that are taken for each other; addresses are often written small on the way. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

function encoded(bytes: Buffer): string {
  let bits = bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n);
  bits <<= BigInt(TOKEN_LENGTH * 5 - bytes.length * 8);
  let text = "";
  for (let index = 0; index < TOKEN_LENGTH; index += 1) {
    text = ALPHABET[Number(bits & 31n)]! + text;
    bits >>= 5n;
  }
  return text;
}

function decoded(text: string): Buffer | undefined {
  if (text.length !== TOKEN_LENGTH) return undefined;
  let bits = 0n;
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return undefined;
    bits = (bits << 5n) | BigInt(value);
  }
  bits >>= BigInt(TOKEN_LENGTH * 5 - (ID_BYTES + MARK_BYTES) * 8);
  return Buffer.from(bits.toString(16).padStart((ID_BYTES + MARK_BYTES) * 2, "0"), "hex");
}

const markOf = (seal: Seal, id: Buffer): Buffer =>
  seal.fingerprint(SEALED_FOR, id.toString("hex")).subarray(0, MARK_BYTES);

/**
 * The address to which answers about a ticket go, made of a mailbox's own: `support+<token>@example.org`. `undefined`
 * where it would be too long for an address. It says where a mail belongs, not who wrote it.
 */
export function replyAddress(seal: Seal, mailbox: string, ticket: string): string | undefined {
  const at = mailbox.lastIndexOf("@");
  const id = Buffer.from(ticket.replaceAll("-", ""), "hex");
  const local = `${mailbox.slice(0, at)}+${encoded(Buffer.concat([id, markOf(seal, id)]))}`;
  return local.length > LOCAL_MAX ? undefined : `${local}${mailbox.slice(at)}`;
}

/** The mailbox behind an address, without what may stand after a plus. */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf("@");
  const plus = address.indexOf("+");
  return plus > 0 && plus < at ? address.slice(0, plus) + address.slice(at) : address;
}

/** The ticket that an address names; `undefined` unless this installation signed it. */
export function ticketOf(seal: Seal, address: string): string | undefined {
  const token = /\+([a-z2-9]+)@/.exec(address.toLowerCase())?.[1];
  const bytes = token === undefined ? undefined : decoded(token);
  if (bytes === undefined) return undefined;
  const id = bytes.subarray(0, ID_BYTES);
  if (!timingSafeEqual(bytes.subarray(ID_BYTES), markOf(seal, id))) return undefined;
  return id.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
