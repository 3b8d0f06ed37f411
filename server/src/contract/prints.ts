/** Versions and proposals as documents, with who has signed them. */
import { createHash, randomUUID } from "node:crypto";
import type { Instant } from "@handschlag/engine/instant.ts";
import type { Language } from "@handschlag/engine/contract/print/blocks.ts";
import type { PrintStanding } from "@handschlag/engine/contract/print/contract-print.ts";
import type { Ctx } from "../context.ts";
import type { EngagementId } from "../db/tenant.ts";
import type { DocumentFormat, Order } from "../document/order.ts";
import { contractRead } from "./contracts.ts";
import { proposalRead, type ProposalRow } from "./proposals.ts";

/** Another process may be another edition of the program, which sets the same contract differently. */
const EDITION = randomUUID();

/** What is to be printed, and how it is called. */
export interface Print {
  readonly order: Order;
  /** For people, without ending. */
  readonly title: string;
  /** The same for the same document in this process. */
  readonly tag: string;
}

/** How a document is wanted. */
export interface PrintWish {
  readonly format: DocumentFormat;
  readonly language: Language;
}

/** A version by its number. 404 when there is none. */
export async function versionPrint(
  ctx: Ctx,
  engagement: EngagementId,
  number: number,
  wish: PrintWish,
): Promise<Print> {
  const { version, document, text } = await contractRead(ctx, engagement, number);
  const signed = version.proposal_id === null ? undefined : await proposalRead(ctx, engagement, version.proposal_id);
  const hash = version.source_hash.toString("hex");
  const standing: PrintStanding =
    signed === undefined ? { hash, state: "elsewhere", signatures: [] } : standingOf(signed.proposal);
  return printOf({ contract: document, text, standing, ...wish });
}

/** A proposal, in whatever state. 404 when there is none. */
export async function proposalPrint(ctx: Ctx, engagement: EngagementId, id: string, wish: PrintWish): Promise<Print> {
  const { proposal, document, text } = await proposalRead(ctx, engagement, id);
  return printOf({ contract: document, text, standing: standingOf(proposal), ...wish });
}

const standingOf = ({ source_hash, state, signatures }: ProposalRow): PrintStanding => ({
  hash: source_hash.toString("hex"),
  state: state as "open" | "withdrawn" | "declined" | "agreed",
  signatures: signatures.map(({ side, person_name, company_name, signed_at }) => ({
    side: side as "client" | "provider",
    person: person_name,
    company: company_name,
    at: signed_at.getTime() as Instant,
  })),
});

function printOf(order: Order): Print {
  const { contract, standing, language, format } = order;
  const tag = createHash("sha256")
    .update(JSON.stringify([EDITION, standing, language, format]))
    .digest("base64url");
  const version = language === "de" ? `Fassung ${contract.version}` : `Version ${contract.version}`;
  return { order, title: `${contract.title} – ${version}`, tag };
}
