/** What a backup says of itself: at its beginning what it is, at its end what it held. */
import { z } from "zod";

/** Raised when an older program could not read a backup any more. */
const FORM = 1;
const NAME = "handschlag/backup";
export const FORMAT = `${NAME}@${FORM}`;

/** The parts of the archive in their order; `tables/<name>` come between the sample and the queue. */
export const PART = {
  manifest: "manifest.json",
  /** The installation's secret, unless it was left out. */
  secret: "secret.txt",
  /** The people of a sample and their links. */
  sample: "sample.json",
  queue: "queue",
  contents: "contents.json",
} as const;
export const partOfTable = (table: string): string => `tables/${table}`;
/** The table of a part; `undefined` for any other part. */
export const tableOfPart = (part: string): string | undefined => /^tables\/(.+)$/.exec(part)?.[1];

/** A long part lies in the archive in pieces of this name. */
export const pieceOf = (part: string, number: number): string => `${part}/${String(number).padStart(6, "0")}.copy`;
export const partOfPiece = (name: string): string => name.replace(/\/\d+\.copy$/, "");

export const Manifest = z.object({
  format: z.literal(FORMAT),
  madeAt: z.iso.datetime(),
  /** Versions of the program and of PostgreSQL, for people. */
  product: z.string(),
  postgres: z.string(),
  /** By what the secret is known that opens what is sealed in the tables: hexadecimal. */
  secretCheck: z.string().regex(/^[0-9a-f]{64}$/),
  migrations: z.array(z.object({ number: z.int(), name: z.string(), hash: z.string() })).min(1),
  /** In an order in which each table comes after those that it refers to. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1) })),
});
export type Manifest = z.infer<typeof Manifest>;

/** The number of the format when a text is the manifest of a backup of ours, of whatever version. */
export function formOf(text: string): number | undefined {
  try {
    const { format } = JSON.parse(text) as { readonly format?: unknown };
    const [, form] = new RegExp(`^${NAME}@(\\d+)$`).exec(String(format)) ?? [];
    return form === undefined ? undefined : Number(form);
  } catch {
    return undefined;
  }
}
export const isNewerForm = (form: number): boolean => form > FORM;

/** What was counted of a part while it went by. */
export interface Tally {
  /** Lines, for tables and the queue: in PostgreSQL's text form of COPY a row is a line. */
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** The last part: without it, or with other figures, the archive is not whole. */
export const Contents = z.object({
  parts: z.record(z.string(), z.object({ rows: z.int(), bytes: z.int(), sha256: z.string() })),
});
