/** What a document is made of, and what becomes of it: messages between the server and the process that makes documents. */
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import type { Language } from "@handschlag/engine/contract/print/blocks.ts";
import type { PrintStanding } from "@handschlag/engine/contract/print/contract-print.ts";

export const FORMATS = ["pdf", "docx"] as const;
export type DocumentFormat = (typeof FORMATS)[number];

export interface Order {
  readonly contract: ContractDocument;
  /** The contract's own text, as it was signed or read. */
  readonly text: string;
  readonly standing: PrintStanding;
  readonly language: Language;
  readonly format: DocumentFormat;
}

export type Finished = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false };
