/** Imports of tickets from another tool: a file is handed in, looked at, and started. Source: docs/rules/log-mappings.md §8. */
import type { Encoding } from "@handschlag/engine/text-bytes.ts";
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { termsFor } from "../contract/terms-book.ts";
import type { Ctx, Place } from "../context.ts";
import type { EngagementId, Tx } from "../db/tenant.ts";
import { requireEngagement } from "../engagement/requirement.ts";
import { record } from "../event/record.ts";
import { found, Problem } from "../problem.ts";
import {
  beginningOf,
  keptFile,
  readLog,
  type LogFault,
  type Reading,
  type ReadLog,
  type Wording,
} from "./import-log.ts";
import { previewOf, type Preview } from "./import-preview.ts";
import { mappingFitting, mappingFor } from "./mappings.ts";

/** How a file is read. */
export interface ImportMapping extends Wording {
  readonly isEvents: boolean;
  /** Of a mapping that ships; else its text. */
  readonly name: string | null;
  readonly text: string | null;
  /** Of the file; a mapping of one's own says itself what it is. */
  readonly encoding: Encoding;
}

export interface ImportResult {
  readonly imported: number;
  readonly known: number;
  readonly leftOut: number;
  readonly events: number;
}

export interface ImportRow {
  readonly import_id: string;
  readonly engagement_id: string;
  readonly state: "unread" | "read" | "running" | "done" | "failed";
  readonly file_name: string;
  readonly size_bytes: number;
  readonly sha256: Buffer;
  readonly mapping: ImportMapping;
  readonly preview: Preview | null;
  readonly first_faults: readonly LogFault[];
  readonly actor: { readonly kind: "person" | "key"; readonly id: string; readonly company: string };
  readonly gone: number;
  readonly result: Partial<ImportResult>;
  readonly problem: string | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
}

export const IMPORT_COLUMNS = [
  "import_id",
  "engagement_id",
  "state",
  "file_name",
  "size_bytes",
  "sha256",
  "mapping",
  "preview",
  "actor",
  "gone",
  "result",
  "problem",
  "created_at",
  "started_at",
  "ended_at",
] as const;
const LISTED_MAX = 20;
/** The first faults; there may be very many. */
const FIRST_FAULTS = sql`jsonb_path_query_array(faults, '$[0 to 9]')`.as("first_faults");
const NO_WORDS: Wording = { services: {}, priorities: {} };

function placeFor(ctx: Ctx, engagement: EngagementId): Place {
  ctx.requireSignedIn();
  const place = ctx.placeOf(engagement);
  ctx.require("ticket:import", place);
  return place;
}

const ofEngagement = (tx: Tx, { tenant }: Place, engagement: EngagementId) =>
  tx.selectFrom("ticket_import").where("tenant_id", "=", tenant).where("engagement_id", "=", engagement);

/** 404 when there is no such import. */
const rowOf = async (tx: Tx, place: Place, engagement: EngagementId, id: string, lock = false): Promise<ImportRow> => {
  const query = ofEngagement(tx, place, engagement)
    .select([...IMPORT_COLUMNS, FIRST_FAULTS])
    .where("import_id", "=", id);
  return found(await (lock ? query.forUpdate() : query).executeTakeFirst(), "ticket-import") as ImportRow;
};

/** The imports of an engagement, the newest first. */
export function importList(ctx: Ctx, engagement: EngagementId): Promise<ImportRow[]> {
  const place = placeFor(ctx, engagement);
  return ctx.read(place, async (tx) => {
    await requireEngagement(tx, place, engagement);
    const rows = await ofEngagement(tx, place, engagement)
      .select([...IMPORT_COLUMNS, FIRST_FAULTS])
      .orderBy("created_at", "desc")
      .limit(LISTED_MAX)
      .execute();
    return rows as ImportRow[];
  });
}

export function importRead(ctx: Ctx, engagement: EngagementId, id: string): Promise<ImportRow> {
  const place = placeFor(ctx, engagement);
  return ctx.read(place, (tx) => rowOf(tx, place, engagement, id));
}

/** What could not be read, by line. */
export async function importFaults(ctx: Ctx, engagement: EngagementId, id: string): Promise<readonly LogFault[]> {
  const place = placeFor(ctx, engagement);
  const row = await ctx.read(place, (tx) =>
    ofEngagement(tx, place, engagement).select("faults").where("import_id", "=", id).executeTakeFirst(),
  );
  return found(row, "ticket-import").faults as readonly LogFault[];
}

/** Files are read one after the other, so that memory does not grow with the number of those who hand them in. */
let turn: Promise<unknown> = Promise.resolve();

export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work, work);
  turn = mine.catch(() => undefined);
  return mine;
}

/**
 * Takes a file in and looks at it; one that was taken in before and not started makes way. Without a mapping
 * the first one that ships and fits is taken; where none fits nothing is known of a CSV file yet. 422 when it is empty, no text, damaged or unpacks to more than 512 MiB.
 */
export async function importAdd(
  ctx: Ctx,
  engagement: EngagementId,
  { fileName, mapping }: { readonly fileName: string; readonly mapping: string | undefined },
  bytes: Buffer,
): Promise<ImportRow> {
  const place = placeFor(ctx, engagement);
  if (mapping !== undefined) mappingFor({ name: mapping, text: null });
  await ctx.read(place, (tx) => requireEngagement(tx, place, engagement));
  return inTurn(async () => {
    const file = await keptFile(bytes);
    if (typeof file === "string") throw new Problem(422, file, { field: "body" });
    const { content, isEvents, encoding, sizeBytes, sha256 } = file;
    const fitting = isEvents ? undefined : mappingFitting(await beginningOf(content), encoding);
    const name = mapping ?? fitting?.name ?? null;
    const how = { ...NO_WORDS, isEvents, name, text: null, encoding };
    const looked = isEvents || name !== null ? await look(ctx, place, engagement, content, how) : undefined;
    const id = uuidv7({ msecs: ctx.now });
    const shared = { tenant_id: place.tenant, import_id: id, engagement_id: engagement };
    return ctx.note(place, async (tx) => {
      await requireEngagement(tx, place, engagement, true);
      await tx
        .deleteFrom("ticket_import")
        .where("tenant_id", "=", place.tenant)
        .where("engagement_id", "=", engagement)
        .where("state", "in", ["unread", "read"])
        .execute();
      await tx
        .insertInto("ticket_import")
        .values({
          ...shared,
          ...columnsOf(how, looked),
          file_name: fileName,
          size_bytes: sizeBytes,
          sha256,
          actor: JSON.stringify(ctx.signature),
          created_at: new Date(ctx.now),
        })
        .execute();
      await tx
        .insertInto("ticket_import_file")
        .values({ ...shared, content })
        .execute();
      return rowOf(tx, place, engagement, id);
    });
  });
}

interface Looked {
  readonly preview: Preview;
  readonly log: ReadLog;
}

const columnsOf = (how: ImportMapping, looked: Looked | undefined) => ({
  state: looked === undefined ? "unread" : "read",
  mapping: JSON.stringify(how),
  preview: looked === undefined ? null : JSON.stringify(looked.preview),
  faults: JSON.stringify(looked?.log.faults ?? []),
});

/** A file in another encoding than that of a mapping that ships is read in its own: many tables are saved so. */
export function readingFor(how: ImportMapping): Reading {
  if (how.isEvents) return "events";
  const document = mappingFor(how);
  return how.text === null ? { ...document, encoding: how.encoding } : document;
}

/** Reads a file and says what it would bring. */
async function look(
  ctx: Ctx,
  place: Place,
  engagement: EngagementId,
  content: Buffer,
  how: ImportMapping,
): Promise<Looked> {
  const log = await readLog(content, readingFor(how), how);
  const sources = log.tickets.map(({ source }) => source);
  const { known, versions } = await ctx.read(place, async (tx) => ({
    known: await knownAmong(tx, place, engagement, sources),
    versions: await termsFor(tx, place.tenant, engagement),
  }));
  return { log, preview: await previewOf(log, versions, known.size, ctx.now) };
}

/** Those of the other tool's tickets that are there already. */
export async function knownAmong(
  tx: Tx,
  { tenant }: Place,
  engagement: EngagementId,
  sources: readonly string[],
): Promise<ReadonlySet<string>> {
  if (sources.length === 0) return new Set();
  const rows = await tx
    .selectFrom("ticket")
    .select("source")
    .where("tenant_id", "=", tenant)
    .where("engagement_id", "=", engagement)
    .where(sql<boolean>`source = any (${sources}::text[])`)
    .execute();
  return new Set(rows.map(({ source }) => source!));
}

export interface MappingWish extends Wording {
  readonly name: string | null;
  readonly text: string | null;
}

/** Reads a file anew, by another mapping or with other words. 409 once it was started. */
export async function importMap(ctx: Ctx, engagement: EngagementId, id: string, wish: MappingWish): Promise<ImportRow> {
  const place = placeFor(ctx, engagement);
  const row = await ctx.read(place, (tx) => rowOf(tx, place, engagement, id));
  requireUnstarted(row);
  const { isEvents, encoding } = row.mapping;
  const how: ImportMapping = { ...wish, isEvents, encoding };
  if (!how.isEvents) mappingFor(how);
  return inTurn(async () => {
    const looked = await look(ctx, place, engagement, await contentOf(ctx, place, id), how);
    return ctx.note(place, async (tx) => {
      requireUnstarted(await rowOf(tx, place, engagement, id, true));
      await tx
        .updateTable("ticket_import")
        .set(columnsOf(how, looked))
        .where("tenant_id", "=", place.tenant)
        .where("import_id", "=", id)
        .execute();
      return rowOf(tx, place, engagement, id);
    });
  });
}

function requireUnstarted({ state }: ImportRow): void {
  if (state !== "unread" && state !== "read") throw new Problem(409, "import-started", { state });
}

const contentOf = (ctx: Ctx, place: Place, id: string): Promise<Buffer> =>
  ctx.read(place, async (tx) => {
    const row = await tx
      .selectFrom("ticket_import_file")
      .select("content")
      .where("tenant_id", "=", place.tenant)
      .where("import_id", "=", id)
      .executeTakeFirst();
    return found(row, "ticket-import").content;
  });

/**
 * Starts an import, or one that failed again from where it stood: the jobs go on with it until it is done. 409 while it is
 * not known how to read the file, nothing in it can be read, or another import of the engagement runs.
 */
export async function importStart(ctx: Ctx, engagement: EngagementId, id: string): Promise<ImportRow> {
  const place = placeFor(ctx, engagement);
  return ctx.change(place, async (tx) => {
    // One at a time: whoever starts another one meanwhile waits here, and is refused.
    await requireEngagement(tx, place, engagement, true);
    const row = await rowOf(tx, place, engagement, id, true);
    const { state, preview, mapping, file_name, sha256 } = row;
    if (state === "done" || state === "running") throw new Problem(409, "import-started", { state });
    if (preview === null || preview.tickets === 0) throw new Problem(409, "import-unfit");
    const running = await ofEngagement(tx, place, engagement)
      .select("import_id")
      .where("state", "=", "running")
      .executeTakeFirst();
    if (running !== undefined) throw new Problem(409, "import-running");
    await tx
      .updateTable("ticket_import")
      .set({
        state: "running",
        problem: null,
        actor: JSON.stringify(ctx.signature),
        started_at: row.started_at ?? new Date(ctx.now),
      })
      .where("tenant_id", "=", place.tenant)
      .where("import_id", "=", id)
      .execute();
    await record(tx, ctx, place, {
      type: "ticket-import.started",
      subjectId: id,
      engagementId: engagement,
      visibleTo: "both",
      facts: {
        tickets: preview.tickets,
        mapping: mapping.isEvents ? "events" : (mapping.name ?? "own"),
        sha256: sha256.toString("hex"),
      },
      personal: { fileName: file_name },
    });
    return rowOf(tx, place, engagement, id);
  });
}

/** Forgets a file that was not started. 409 once it was: what came of it stays. */
export async function importForget(ctx: Ctx, engagement: EngagementId, id: string): Promise<void> {
  const place = placeFor(ctx, engagement);
  await ctx.note(place, async (tx) => {
    requireUnstarted(await rowOf(tx, place, engagement, id, true));
    await tx.deleteFrom("ticket_import").where("tenant_id", "=", place.tenant).where("import_id", "=", id).execute();
  });
}
