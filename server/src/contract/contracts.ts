/** Versions of an engagement's contract: a document each, never changed afterwards. */
import { createHash } from "node:crypto";
import { germanHolidays } from "@handschlag/engine/calendar/holidays.ts";
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { inForceAt, termsOf } from "@handschlag/engine/contract/terms.ts";
import { v7 as uuidv7 } from "uuid";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { requireEngagement } from "../engagement/requirement.ts";
import { record } from "../event/record.ts";
import { found, Problem } from "../problem.ts";
import { checkedDocument, documentOf } from "./documents.ts";
import { termsFor } from "./terms-book.ts";

/** A version of a contract as it is listed. */
export interface VersionRow {
  readonly version_id: string;
  readonly number: number;
  readonly valid_from: string;
  readonly source_hash: Buffer;
  readonly imported_at: Date;
  /** What both sides signed; null for a version that was agreed elsewhere and put in. */
  readonly proposal_id: string | null;
}

const COLUMNS = ["version_id", "number", "valid_from", "source_hash", "imported_at", "proposal_id"] as const;

function placeFor(ctx: Ctx, engagement: EngagementId, right: "contract:read" | "contract:write"): Place {
  ctx.requireSignedIn();
  const place = ctx.placeOf(engagement);
  ctx.require(right, place);
  return place;
}

const versionsOf = (tx: Tx, { tenant }: Place, engagement: EngagementId) =>
  tx.selectFrom("contract_version").where("tenant_id", "=", tenant).where("engagement_id", "=", engagement);

/** All versions, the newest first. */
export function versionList(ctx: Ctx, engagement: EngagementId): Promise<VersionRow[]> {
  const place = placeFor(ctx, engagement, "contract:read");
  return ctx.read(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    return versionsOf(tx, place, engagement).select(COLUMNS).orderBy("number", "desc").execute();
  });
}

/** Number and text of the latest version, if there is one. */
export const latestVersion = (tx: Tx, place: Place, engagement: EngagementId) =>
  versionsOf(tx, place, engagement).select(["number", "source"]).orderBy("number", "desc").executeTakeFirst();

/** A contract to be read: one version of it, as document and as text. */
export interface ContractRead {
  readonly version: VersionRow;
  readonly inForce: boolean;
  readonly document: ContractDocument;
  readonly text: string;
}

/** A version by its number, else the one in force at this moment, else the latest. 404 when there is none. */
export function contractRead(ctx: Ctx, engagement: EngagementId, number?: number): Promise<ContractRead> {
  const place = placeFor(ctx, engagement, "contract:read");
  return ctx.read(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    const rows = await versionsOf(tx, place, engagement).select(COLUMNS).orderBy("number").execute();
    const terms = await termsFor(tx, place.tenant, engagement);
    const current = inForceAt(terms, ctx.now)?.document.version;
    const wanted = number ?? current ?? rows.at(-1)?.number;
    const version = found(
      rows.find((row) => row.number === wanted),
      "contract",
    );
    const { source } = await versionsOf(tx, place, engagement)
      .select("source")
      .where("version_id", "=", version.version_id)
      .executeTakeFirstOrThrow();
    const { document } = terms.find((each) => each.document.version === version.number)!;
    return { version, inForce: version.number === current, document, text: source };
  });
}

/**
 * Puts in a version that was agreed elsewhere. 422 with line, column and what was expected when the document is none, or
 * does not follow the versions that are there; 409 once both sides have signed one here.
 */
export async function contractImport(ctx: Ctx, engagement: EngagementId, text: string): Promise<VersionRow> {
  const place = placeFor(ctx, engagement, "contract:write");
  const { document } = await checkedDocument(text);
  return ctx.change(place, async (tx) => {
    await requireEngagement(tx, place, engagement, true);
    await requireFollowing(tx, place, engagement, document);
    const signed = versionsOf(tx, place, engagement).select("number").where("proposal_id", "is not", null);
    // What both sides signed is not replaced by what one of them puts in.
    if ((await signed.executeTakeFirst()) !== undefined) throw new Problem(409, "signature-needed");
    const row = {
      version_id: uuidv7({ msecs: ctx.now }),
      number: document.version,
      valid_from: document.validFrom,
      source_hash: createHash("sha256").update(text).digest(),
      imported_at: new Date(ctx.now),
      proposal_id: null,
    };
    await tx
      .insertInto("contract_version")
      .values({ ...row, tenant_id: place.tenant, engagement_id: engagement, source: text })
      .execute();
    await record(tx, ctx, place, {
      type: "contract.imported",
      subjectId: row.version_id,
      engagementId: engagement,
      visibleTo: "both",
      facts: { number: row.number, validFrom: row.valid_from, sha256: row.source_hash.toString("hex") },
    });
    return row;
  });
}

/** 422 when a document does not follow the versions before: another contract, a number or a date that is taken. */
export async function requireFollowing(
  tx: Tx,
  place: Place,
  engagement: EngagementId,
  document: ContractDocument,
): Promise<void> {
  const before = await versionsOf(tx, place, engagement).select("source").orderBy("number").execute();
  const reads = await Promise.all(before.map(({ source }) => documentOf(source)));
  const earlier = reads.flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : []));
  const holidays =
    reads.find((read) => read.holidays !== germanHolidays)?.holidays ??
    (await documentOf(JSON.stringify(document))).holidays;
  const terms = termsOf([...earlier, document], holidays);
  if (!terms.ok) throw new Problem(422, "contract-version-unfit", { field: "body.text", refusal: terms.refusal });
}
