/**
 * Versions that one side proposes and both sign. What is signed is the SHA-256 of the text as it was proposed; with the
 * second signature it becomes a version. Source: product.md §7.
 */
import { createHash } from "node:crypto";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { v7 as uuidv7 } from "uuid";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { requireEngagement } from "../engagement/requirement.ts";
import { record } from "../event/record.ts";
import { found, Problem } from "../problem.ts";
import { requireFollowing } from "./contracts.ts";
import { checkedDocument, documentOf } from "./documents.ts";

const COLUMNS = [
  "proposal_id",
  "number",
  "valid_from",
  "source_hash",
  "side",
  "proposed_at",
  "state",
  "ended_at",
  "reason",
] as const;

export type Side = "client" | "provider";

/** A signature as it is shown: names are those of the moment of signing. */
export interface SignatureRow {
  readonly proposal_id: string;
  readonly side: string;
  readonly person_id: string;
  readonly person_name: string;
  readonly company_name: string;
  readonly signed_at: Date;
}

export interface ProposalRow {
  readonly proposal_id: string;
  readonly number: number;
  readonly valid_from: string;
  readonly source_hash: Buffer;
  readonly side: string;
  readonly proposed_at: Date;
  readonly state: string;
  readonly ended_at: Date | null;
  readonly reason: string | null;
  readonly signatures: readonly SignatureRow[];
}

/** A proposal to be read: as document and as text. */
export interface ProposalRead {
  readonly proposal: ProposalRow;
  readonly document: ContractDocument;
  readonly text: string;
}

function placeFor(
  ctx: Ctx,
  engagement: EngagementId,
  right: "contract:read" | "contract:write" | "contract:sign",
): Place {
  ctx.requireSignedIn();
  const place = ctx.placeOf(engagement);
  ctx.require(right, place);
  return place;
}

const proposalsOf = (tx: Tx, { tenant }: Place, engagement: EngagementId) =>
  tx.selectFrom("contract_proposal").where("tenant_id", "=", tenant).where("engagement_id", "=", engagement);

async function signed(
  tx: Tx,
  { tenant }: Place,
  rows: readonly Omit<ProposalRow, "signatures">[],
): Promise<ProposalRow[]> {
  const ids = rows.map(({ proposal_id }) => proposal_id);
  const signatures =
    ids.length === 0
      ? []
      : await tx
          .selectFrom("contract_signature")
          .select(["proposal_id", "side", "person_id", "person_name", "company_name", "signed_at"])
          .where("tenant_id", "=", tenant)
          .where("proposal_id", "in", ids)
          .orderBy("signed_at")
          .execute();
  return rows.map((row) => ({
    ...row,
    signatures: signatures.filter(({ proposal_id }) => proposal_id === row.proposal_id),
  }));
}

/** All proposals, the newest first. */
export function proposalList(ctx: Ctx, engagement: EngagementId): Promise<ProposalRow[]> {
  const place = placeFor(ctx, engagement, "contract:read");
  return ctx.read(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    return signed(
      tx,
      place,
      await proposalsOf(tx, place, engagement).select(COLUMNS).orderBy("proposal_id", "desc").execute(),
    );
  });
}

/** One proposal with its document. 404 when there is none. */
export async function proposalRead(ctx: Ctx, engagement: EngagementId, id: string): Promise<ProposalRead> {
  const place = placeFor(ctx, engagement, "contract:read");
  const { source, proposal } = await ctx.read(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    const row = found(
      await proposalsOf(tx, place, engagement)
        .select([...COLUMNS, "source"])
        .where("proposal_id", "=", id)
        .executeTakeFirst(),
      "proposal",
    );
    const { source: text, ...rest } = row;
    return { source: text, proposal: (await signed(tx, place, [rest]))[0]! };
  });
  const { outcome } = await documentOf(source);
  if (!outcome.ok) throw new Error("broken invariant: a contract was checked when it was proposed");
  return { proposal, document: outcome.value, text: source };
}

/**
 * Lays a version before the other side. 422 when the document is none or does not follow the versions that are there,
 * 409 while another one is open.
 */
export async function contractPropose(ctx: Ctx, engagement: EngagementId, text: string): Promise<ProposalRow> {
  const place = placeFor(ctx, engagement, "contract:write");
  const { document } = await checkedDocument(text);
  return ctx.change(place, async (tx) => {
    await requireEngagement(tx, place, engagement, true);
    return proposed(tx, ctx, place, engagement, { text, document });
  });
}

interface Laid {
  readonly text: string;
  readonly document: ContractDocument;
  readonly draftId?: string;
}

/** The same in a transaction that holds the engagement. */
export async function proposed(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  engagement: EngagementId,
  { text, document, draftId }: Laid,
): Promise<ProposalRow> {
  await requireNoneOpen(tx, place, engagement);
  await requireFollowing(tx, place, engagement, document);
  const row = {
    proposal_id: uuidv7({ msecs: ctx.now }),
    number: document.version,
    valid_from: document.validFrom,
    source_hash: createHash("sha256").update(text).digest(),
    side: sideOf(place),
    proposed_at: new Date(ctx.now),
    state: "open",
  };
  await tx
    .insertInto("contract_proposal")
    .values({
      ...row,
      tenant_id: place.tenant,
      engagement_id: engagement,
      source: text,
      draft_id: draftId ?? null,
    })
    .execute();
  await note(tx, ctx, place, engagement, "contract.proposed", row);
  return { ...row, ended_at: null, reason: null, signatures: [] };
}

/** 409 while a proposal waits for signatures. */
export async function requireNoneOpen(tx: Tx, place: Place, engagement: EngagementId): Promise<void> {
  const open = await proposalsOf(tx, place, engagement).select("number").where("state", "=", "open").executeTakeFirst();
  if (open !== undefined) throw new Problem(409, "proposal-open", { number: open.number });
}

/** The open proposal that came of a draft, by its id. */
export async function proposalOfDraft(
  tx: Tx,
  place: Place,
  engagement: EngagementId,
  draftId: string,
): Promise<string | null> {
  const row = await proposalsOf(tx, place, engagement)
    .select("proposal_id")
    .where("state", "=", "open")
    .where("draft_id", "=", draftId)
    .executeTakeFirst();
  return row?.proposal_id ?? null;
}

/**
 * Signs for the actor's side what has this hash; with the other side's signature it becomes a version, which is then
 * `agreed`. 403 unless the person has just proved who they are, 409 when it has ended, the side has signed already, the
 * person has signed for the other side, or it no longer follows the versions that are there.
 */
export async function proposalSign(ctx: Ctx, engagement: EngagementId, id: string, hash: string): Promise<ProposalRow> {
  const place = placeFor(ctx, engagement, "contract:sign");
  const personId = ctx.personId;
  ctx.requireConfirmed();
  return ctx.change(place, async (tx) => {
    const row = await openProposal(tx, place, engagement, id);
    if (row.source_hash.toString("hex") !== hash) throw new Problem(422, "hash-other", { field: "body.hash" });
    const { signatures } = (await signed(tx, place, [row]))[0]!;
    const side = sideOf(place);
    if (signatures.some((signature) => signature.side === side)) throw new Problem(409, "signed-already");
    if (signatures.some((signature) => signature.person_id === personId))
      throw new Problem(409, "signed-for-other-side");
    const { document } = await checkedDocument(row.source);
    await requireFollowing(tx, place, engagement, document);
    const signature = {
      proposal_id: id,
      side,
      person_id: personId,
      person_name: ctx.personName,
      company_name: ctx.company.name,
      signed_at: new Date(ctx.now),
    };
    await tx
      .insertInto("contract_signature")
      .values({
        ...signature,
        tenant_id: place.tenant,
        engagement_id: engagement,
        source_hash: row.source_hash,
      })
      .execute();
    await note(tx, ctx, place, engagement, "contract.signed", row, { side });
    const { source: _, ...rest } = row;
    if (signatures.length === 0) return { ...rest, signatures: [signature] };
    await becomeVersion(tx, ctx, place, engagement, row);
    const ended = await end(tx, ctx, place, id, { state: "agreed" });
    await endDraftOf(tx, ctx, place, id);
    return { ...rest, ...ended, signatures: [...signatures, signature] };
  });
}

/** What both sides have signed, from now on among the versions. */
async function becomeVersion(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  engagement: EngagementId,
  {
    proposal_id,
    number,
    valid_from,
    source,
    source_hash,
  }: Omit<ProposalRow, "signatures"> & { readonly source: string },
): Promise<void> {
  const version_id = uuidv7({ msecs: ctx.now });
  await tx
    .insertInto("contract_version")
    .values({
      tenant_id: place.tenant,
      engagement_id: engagement,
      version_id,
      number,
      valid_from,
      source,
      source_hash,
      imported_at: new Date(ctx.now),
      proposal_id,
    })
    .execute();
  await record(tx, ctx, place, {
    type: "contract.agreed",
    subjectId: version_id,
    engagementId: engagement,
    visibleTo: "both",
    facts: { number, validFrom: valid_from, sha256: source_hash.toString("hex"), proposalId: proposal_id },
  });
}

/** A draft whose text both sides have signed is done. */
async function endDraftOf(tx: Tx, ctx: Ctx, { tenant }: Place, proposalId: string): Promise<void> {
  await tx
    .updateTable("contract_draft")
    .set({ state: "agreed", ended_at: new Date(ctx.now) })
    .where("tenant_id", "=", tenant)
    .where("state", "=", "open")
    .where("draft_id", "=", (proposal) =>
      proposal
        .selectFrom("contract_proposal")
        .select("draft_id")
        .where("tenant_id", "=", tenant)
        .where("proposal_id", "=", proposalId),
    )
    .execute();
}

/** The other side's no, with its reason. 409 when it has ended, or is the actor's own side's. */
export async function proposalDecline(
  ctx: Ctx,
  engagement: EngagementId,
  id: string,
  reason: string,
): Promise<ProposalRow> {
  const place = placeFor(ctx, engagement, "contract:sign");
  return ctx.change(place, async (tx) => {
    const { source: _, ...row } = await openProposal(tx, place, engagement, id);
    if (row.side === sideOf(place)) throw new Problem(409, "proposal-own");
    const ended = await end(tx, ctx, place, id, { state: "declined", reason });
    await note(tx, ctx, place, engagement, "contract.declined", row);
    return (await signed(tx, place, [{ ...row, ...ended }]))[0]!;
  });
}

/** Takes back what the actor's side has proposed. 409 when it has ended, or is the other side's. */
export async function proposalWithdraw(ctx: Ctx, engagement: EngagementId, id: string): Promise<void> {
  const place = placeFor(ctx, engagement, "contract:write");
  await ctx.change(place, async (tx) => {
    const row = await openProposal(tx, place, engagement, id);
    if (row.side !== sideOf(place)) throw new Problem(409, "proposal-of-other-side");
    await end(tx, ctx, place, id, { state: "withdrawn" });
    await note(tx, ctx, place, engagement, "contract.withdrawn", row);
  });
}

/** The side that an actor speaks for. */
export function sideOf({ side }: Place): Side {
  if (side === "client" || side === "provider") return side;
  throw new Error("broken invariant: an engagement has two sides");
}

/** Held until the transaction ends, as is the engagement. 409 when it has ended. */
async function openProposal(tx: Tx, place: Place, engagement: EngagementId, id: string) {
  await requireEngagement(tx, place, engagement, true);
  const row = found(
    await proposalsOf(tx, place, engagement)
      .select([...COLUMNS, "source"])
      .where("proposal_id", "=", id)
      .forUpdate()
      .executeTakeFirst(),
    "proposal",
  );
  if (row.state !== "open") throw new Problem(409, "proposal-ended", { state: row.state });
  return row;
}

async function end(
  tx: Tx,
  ctx: Ctx,
  { tenant }: Place,
  id: string,
  outcome: { readonly state: string; readonly reason?: string },
): Promise<Pick<ProposalRow, "state" | "ended_at" | "reason">> {
  const ended = { state: outcome.state, ended_at: new Date(ctx.now), reason: outcome.reason ?? null };
  await tx
    .updateTable("contract_proposal")
    .set(ended)
    .where("tenant_id", "=", tenant)
    .where("proposal_id", "=", id)
    .execute();
  return ended;
}

const note = (
  tx: Tx,
  ctx: Ctx,
  place: Place,
  engagement: EngagementId,
  type: string,
  {
    proposal_id,
    number,
    valid_from,
    source_hash,
  }: Pick<ProposalRow, "proposal_id" | "number" | "valid_from" | "source_hash">,
  facts: Readonly<Record<string, string>> = {},
) =>
  record(tx, ctx, place, {
    type,
    subjectId: proposal_id,
    engagementId: engagement,
    visibleTo: "both",
    facts: { number, validFrom: valid_from, sha256: source_hash.toString("hex"), ...facts },
  });
