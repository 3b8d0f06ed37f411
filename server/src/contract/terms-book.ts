/** Contracts made ready for clocks, kept by engagement: versions never change, so what was compiled once stays right. */
import { termsOf, type Terms } from "@handschlag/engine/contract/terms.ts";
import { germanHolidays } from "@handschlag/engine/calendar/holidays.ts";
import { sql, type RawBuilder } from "kysely";
import type { TenantId, Tx } from "../db/tenant.ts";
import { documentOf } from "./documents.ts";

const BOOKS_MAX = 500;

interface Book {
  readonly key: string;
  readonly terms: Promise<readonly Terms[]>;
}

const books = new Map<string, Book>();

/** Which versions there are, as one word: to be selected along with something else of the engagement. */
export const versionsKey = (tenant: TenantId, engagement: RawBuilder<unknown>): RawBuilder<string | null> =>
  sql<string | null>`(select string_agg(v.version_id::text, ' ' order by v.number) from contract_version v
    where v.tenant_id = ${tenant} and v.engagement_id = ${engagement})`;

/** All versions of an engagement's contract in the order in which they apply; none when there is no contract. */
export async function termsFor(tx: Tx, tenant: TenantId, engagement: string): Promise<readonly Terms[]> {
  const { rows } = await sql<{ key: string | null }>`select ${versionsKey(tenant, sql`${engagement}`)} as key`.execute(
    tx,
  );
  return termsByKey(tx, tenant, engagement, rows[0]!.key);
}

/** The same where it is known already which versions there are. */
export async function termsByKey(
  tx: Tx,
  tenant: TenantId,
  engagement: string,
  key: string | null,
): Promise<readonly Terms[]> {
  if (key === null) return [];
  const kept = books.get(engagement);
  if (kept?.key === key) return kept.terms;
  const terms = compile(tx, tenant, engagement);
  if (books.size >= BOOKS_MAX) books.delete(books.keys().next().value!);
  books.set(engagement, { key, terms });
  // What could not be read is tried again the next time.
  terms.catch(() => books.delete(engagement));
  return terms;
}

async function compile(tx: Tx, tenant: TenantId, engagement: string): Promise<readonly Terms[]> {
  const rows = await tx
    .selectFrom("contract_version")
    .select("source")
    .where("tenant_id", "=", tenant)
    .where("engagement_id", "=", engagement)
    .orderBy("number")
    .execute();
  if (rows.length === 0) return [];
  const reads = await Promise.all(rows.map(({ source }) => documentOf(source)));
  const documents = reads.map(({ outcome }) => {
    if (!outcome.ok) throw new Error("broken invariant: a contract was checked when it was imported");
    return outcome.value;
  });
  const holidays = reads.find((read) => read.holidays !== germanHolidays)?.holidays ?? germanHolidays;
  const terms = termsOf(documents, holidays);
  if (!terms.ok) throw new Error("broken invariant: versions were checked when they were imported");
  return terms.value;
}
