/** Handing a mail to the mail server. */
import type { Transporter } from "nodemailer";

/** A mail as it goes out. */
export interface Mail {
  readonly to: string;
  readonly from: string;
  readonly replyTo?: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly date: Date;
  /** Message-IDs of the conversation that it belongs to. */
  readonly references: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

/** What became of handing it over. `refused`: for good; `later`: this mail; `away`: the server takes none at present. */
export type Handed =
  | { readonly kind: "taken" }
  | { readonly kind: "refused" | "later" | "away"; readonly problem: string };

export interface Transport {
  send(mail: Mail): Promise<Handed>;
  close(): void;
}

export interface TransportWish {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly url: string;
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly privateKey: string } | undefined;
}

const TIMEOUT_MS = 30_000;
const CONNECTIONS = 4;
const PROBLEM_LENGTH = 900;

/** Sends over a few connections that stay open. */
export function smtpTransport({ url, dkim }: TransportWish): Transport {
  // Loaded with the first mail: most of what such a library takes up is of no use to a server that sends none.
  let opened: Promise<Transporter> | undefined;
  const open = (): Promise<Transporter> => (opened ??= openTransporter({ url, dkim }));
  return {
    async send({ references, headers, ...mail }) {
      try {
        const transporter = await open();
        await transporter.sendMail({
          ...mail,
          ...(references.length > 0 && { references: [...references], inReplyTo: references.at(-1)! }),
          headers: { ...headers },
        });
        return { kind: "taken" };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => void opened?.then((transporter) => transporter.close()),
  };
}

async function openTransporter({ url, dkim }: TransportWish): Promise<Transporter> {
  const { createTransport } = await import("nodemailer");
  return createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Letters hold texts only: nothing is read from this machine or fetched from another.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(dkim && { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } }),
  } as Parameters<typeof createTransport>[0]);
}

/** Faults that say something of this mail; all others are the server's or the way's to it. */
const OF_THE_MAIL = new Set(["EENVELOPE", "EMESSAGE", "ESTREAM"]);

function failureOf(error: unknown): Handed {
  const { code, responseCode, message } = error as { code?: string; responseCode?: number; message?: string };
  const problem = (message ?? String(error)).slice(0, PROBLEM_LENGTH);
  if (code === undefined || !OF_THE_MAIL.has(code)) return { kind: "away", problem };
  return {
    kind: responseCode !== undefined && responseCode >= 400 && responseCode < 500 ? "later" : "refused",
    problem,
  };
}
