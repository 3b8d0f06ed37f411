/** What can be set, by environment or in the file `settings.env` of the data folder, checked at the start. Listed in docs/operate.md. */
import { createPrivateKey } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import { Fault } from "./fault.ts";

/** Where the data folder lies unless told, from wherever the command is called. */
const CLONE = join(import.meta.dirname, "../..");

const port = z
  .string()
  .regex(/^\d{1,5}$/, "a port from 1 to 65535")
  .transform(Number)
  .pipe(z.int().min(1).max(65_535));

const Shape = z.object({
  HANDSCHLAG_DATA: z
    .string()
    .min(1)
    .default(".data")
    .describe("Folder with everything the installation keeps. In the clone, unless told."),
  PORT: port.default(4400).describe("Port on which the server listens."),
  HOST: z.string().min(1).default("127.0.0.1").describe("Address on which it listens: this machine only, unless told."),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "an address such as https://handschlag.example.org" })
    .optional()
    .describe("Where people reach it. http://localhost and the port, unless told."),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "an address such as postgres://owner:secret@host/database")
    .optional()
    .describe("A PostgreSQL 15 to 18 of your own, as the owner of the database. The embedded one, unless told."),
  HANDSCHLAG_SECRET: z
    .string()
    .min(32, "at least 32 characters")
    .optional()
    .describe("What seals secrets in the database. Kept in the data folder, unless told; the same on all nodes."),
  TRUST_PROXY: z
    .enum(["true", "false"])
    .default("false")
    .describe("Whether a proxy before the server says where a request comes from (X-Forwarded-For)."),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, "an address such as smtp://user:password@mail.example.org:587")
    .optional()
    .describe("Mail server that takes our mails. Without one they stand in the outbox, to be read."),
  MAIL_FROM: z
    .string()
    .max(320)
    .regex(
      /^([^<>"\r\n]{0,100}<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
      "an address such as Handschlag <handschlag@example.org>",
    )
    .default("Handschlag <handschlag@localhost>")
    .describe("From whom mails come."),
  DKIM_KEY: z
    .string()
    .min(1)
    .optional()
    .describe("File with a private key (PEM) by which mails are signed. Unsigned, unless told."),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9-]{1,63}$/i, "a name such as handschlag2026")
    .default("handschlag")
    .describe("Name under which the domain's DNS has the public key."),
  SMTP_PORT: port
    .optional()
    .describe("Port at which we take mails from other mail servers. Mailboxes are read by IMAP only, unless told."),
  SMTP_HOST: z.string().min(1).default("127.0.0.1").describe("Address on which we take them."),
  MAIL_PRIVATE_HOSTS: z
    .enum(["true", "false"])
    .default("false")
    .describe("Whether mailboxes may lie on this machine or in its own network."),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "silent"])
    .default("warn")
    .describe("How much is logged."),
});

/** How mails go out. */
export interface MailSettings {
  readonly smtpUrl: string | undefined;
  readonly from: string;
  /** The private key itself, and the name of its public one. */
  readonly dkim: { readonly key: string; readonly selector: string } | undefined;
  /** Where we take mails from other mail servers, if we do. */
  readonly takenAt: { readonly host: string; readonly port: number } | undefined;
  /** Whether mailboxes may lie on this machine or in its own network. */
  readonly privateHosts: boolean;
}

export interface Settings {
  /** Absolute. */
  readonly dataFolder: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly databaseUrl: string | undefined;
  readonly secret: string | undefined;
  readonly trustProxy: boolean;
  readonly mail: MailSettings;
  readonly logLevel: string;
}

/** Name, meaning and default of each setting, for the documentation and its test. */
export const SETTINGS: readonly { readonly name: string; readonly meaning: string; readonly unlessTold: string }[] =
  Object.entries(Shape.shape).map(([name, shape]) => {
    const unlessTold = shape.safeParse(undefined);
    return { name, meaning: shape.description ?? "", unlessTold: String(unlessTold.data ?? "") };
  });

/** Reads the settings; what the environment says wins over the file. Throws a `Fault` that names each wrong one. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const { HANDSCHLAG_DATA: asked = "" } = environment;
  const folder = asked === "" ? join(CLONE, ".data") : resolve(asked);
  const file = join(folder, "settings.env");
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const given = Object.fromEntries(
    Object.keys(Shape.shape).flatMap((name) => {
      // Set to nothing is as good as not set.
      const value = environment[name] || fromFile[name];
      return value ? [[name, value]] : [];
    }),
  );
  // The file lies in the folder, so it cannot say where that is.
  const known = new Set(Object.keys(Shape.shape).filter((name) => name !== "HANDSCHLAG_DATA"));
  const unknown = Object.keys(fromFile).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Fault(`${file}: there is no setting ${unknown.join(", ")}`);
  const read = Shape.safeParse(given);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `${path.join(".")}: expected ${message}`);
    throw new Fault(`The settings do not fit: ${faults.join("; ")}`);
  }
  const { data } = read;
  if (data.SMTP_URL !== undefined && given["MAIL_FROM"] === undefined)
    throw new Fault(
      "The settings do not fit: MAIL_FROM: expected the address from which mails come, as SMTP_URL is set",
    );
  const publicUrl = (data.PUBLIC_URL ?? `http://localhost:${data.PORT}`).replace(/\/+$/, "");
  return {
    dataFolder: folder,
    port: data.PORT,
    host: data.HOST,
    publicUrl,
    databaseUrl: data.DATABASE_URL,
    secret: data.HANDSCHLAG_SECRET,
    trustProxy: data.TRUST_PROXY === "true",
    logLevel: data.LOG_LEVEL,
    mail: {
      smtpUrl: data.SMTP_URL,
      from: data.MAIL_FROM,
      dkim: dkimOf(data.DKIM_KEY, data.DKIM_SELECTOR),
      takenAt: data.SMTP_PORT === undefined ? undefined : { host: data.SMTP_HOST, port: data.SMTP_PORT },
      privateHosts: data.MAIL_PRIVATE_HOSTS === "true",
    },
  };
}

/** Throws a `Fault` when the file is not there or holds no private key. */
function dkimOf(file: string | undefined, selector: string): MailSettings["dkim"] {
  if (file === undefined) return undefined;
  let key: string;
  try {
    key = readFileSync(file, "utf8");
    createPrivateKey(key);
  } catch (error) {
    throw new Fault(`DKIM_KEY: ${file} cannot be read as a private key: ${(error as Error).message}`);
  }
  return { key, selector };
}
