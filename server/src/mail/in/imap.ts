/** Talking to the mail server of a mailbox. */
import type { ImapFlow } from "imapflow";
import { Problem } from "../../problem.ts";
import { MAIL_BYTES_MAX } from "./mail.ts";
import { reach } from "./reachable.ts";

const CONNECTION_MS = 20_000;
const GREETING_MS = 15_000;
const SOCKET_MS = 5 * 60_000;
const IDLE_AFTER_MS = 500;
/** Mail servers end an IDLE after half an hour; RFC 2177 advises 29 minutes. */
const IDLE_MS = 4 * 60_000;

export interface ImapAccess {
  readonly host: string;
  readonly port: number;
  readonly security: "tls" | "starttls" | "none";
  readonly user: string;
  readonly password: string;
}

export interface ImapOptions {
  /** Whether servers of the own network may be asked. */
  readonly privateHosts: boolean;
  /** For tests: a certificate that nobody vouches for will do. */
  readonly anyCertificate?: boolean;
}

/** Connects and signs in. Throws a `Problem` that says what stands in the way. */
export async function imapConnect(
  access: ImapAccess,
  { privateHosts, anyCertificate = false }: ImapOptions,
): Promise<ImapFlow> {
  const { host, port, security, user, password } = access;
  const { address, isInner } = await reach(host, privateHosts);
  // A password goes in clear only where nobody but ourselves can listen.
  if (security === "none" && !isInner) throw new Problem(422, "mail-unencrypted", { field: "body.security" });
  // Loaded with the first mailbox: most of what such a library takes up is of no use to a server that reads none.
  const { ImapFlow: Client } = await import("imapflow");
  const client = new Client({
    host: address,
    servername: host,
    port,
    secure: security === "tls",
    ...(security !== "tls" && { doSTARTTLS: security === "starttls" }),
    auth: { user, pass: password },
    tls: { servername: host, minVersion: "TLSv1.2", rejectUnauthorized: !anyCertificate },
    logger: false,
    connectionTimeout: CONNECTION_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: SOCKET_MS,
    autoIdleDelay: IDLE_AFTER_MS,
    maxIdleTime: IDLE_MS,
    maxLiteralSize: 2 * MAIL_BYTES_MAX,
    maxResponseSize: 3 * MAIL_BYTES_MAX,
  });
  // Whoever waits for an answer is told; between two questions the next one finds the connection gone.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    client.close();
    throw new Problem(422, problemOf(error as ImapFault), { field: "body.host" });
  }
  return client;
}

interface ImapFault extends Error {
  readonly code?: string;
  readonly authenticationFailed?: boolean;
}

/** What stands in the way, in the words of the pages. */
export function problemOf({ code = "", authenticationFailed, message }: ImapFault): string {
  if (authenticationFailed === true) return "mail-sign-in-refused";
  if (/CERT|SELF_SIGNED|ERR_TLS|SSL/.test(code) || /certificate|STARTTLS/i.test(message)) return "mail-certificate";
  if (/REFUSED|RESET|UNREACH|NotConnected|NoConnection/i.test(code)) return "mail-host-refused";
  return /TIMEOUT|ETIMEDOUT/i.test(code) ? "mail-host-silent" : "mail-host-failed";
}

/** Tries whether a mailbox can be read. Throws a `Problem` when it cannot. */
export async function imapTry(access: ImapAccess, options: ImapOptions): Promise<void> {
  const client = await imapConnect(access, options);
  try {
    await client.mailboxOpen("INBOX", { readOnly: true });
  } catch (error) {
    throw new Problem(422, problemOf(error as ImapFault), { field: "body.host" });
  } finally {
    await client.logout().catch(() => client.close());
  }
}
