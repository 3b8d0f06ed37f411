/** Rotas as they are kept, made ready to be asked. */
import type { Instant } from "@handschlag/engine/instant.ts";
import { RotaPlan } from "@handschlag/engine/duty/plan.ts";
import { rotaOf, type Rota } from "@handschlag/engine/duty/rota.ts";
import { sql } from "kysely";
import type { TenantId, Tx } from "../db/tenant.ts";
import { holidaysFor } from "./plan-check.ts";

/** A stretch for which a rota departs from its plan. */
export interface SpanRow {
  readonly span_id: string;
  readonly kind: string;
  readonly layer_id: string | null;
  readonly person_id: string;
  readonly substitute_id: string | null;
  readonly from_at: Date;
  readonly until_at: Date;
}

/** A rota with what is kept beside its plan. */
export interface KeptRota {
  readonly id: string;
  readonly provider: TenantId;
  readonly name: string;
  readonly version: number;
  readonly watchedUntil: Instant;
  readonly changedAt: Instant;
  readonly spans: readonly SpanRow[];
  readonly rota: Rota;
}

interface RotaRow {
  readonly tenant_id: string;
  readonly rota_id: string;
  readonly name: string;
  readonly plan: unknown;
  readonly version: number;
  readonly watched_until: Date;
  readonly changed_at: Date;
}
const COLUMNS = ["tenant_id", "rota_id", "name", "plan", "version", "watched_until", "changed_at"] as const;

const instantOf = (date: Date): Instant => date.getTime() as Instant;

/** The rotas of a provider by name, or one of them; none that it does not have. */
export async function rotasOf(tx: Tx, provider: TenantId, id?: string): Promise<readonly KeptRota[]> {
  const rows = await tx
    .selectFrom("duty_rota")
    .select(COLUMNS)
    .where("tenant_id", "=", provider)
    .$if(id !== undefined, (query) => query.where("rota_id", "=", id!))
    .orderBy("name")
    .execute();
  const kept: KeptRota[] = [];
  for (const row of rows) kept.push(await readyOf(tx, row));
  return kept;
}

/** The rota that serves an engagement; `tx` sees the rows of its provider. */
export async function rotaServing(tx: Tx, engagement: string): Promise<KeptRota | undefined> {
  const row = await tx
    .selectFrom("duty_rota as r")
    .innerJoin("duty_served as s", (join) =>
      join.onRef("s.tenant_id", "=", "r.tenant_id").onRef("s.rota_id", "=", "r.rota_id"),
    )
    .select(["r.tenant_id", "r.rota_id", "r.name", "r.plan", "r.version", "r.watched_until", "r.changed_at"])
    .where("s.served_id", "=", engagement)
    .executeTakeFirst();
  return row && readyOf(tx, row);
}

async function readyOf(tx: Tx, row: RotaRow): Promise<KeptRota> {
  const plan = RotaPlan.parse(row.plan);
  const provider = row.tenant_id as TenantId;
  const spans = await tx
    .selectFrom("duty_span")
    .select(["span_id", "kind", "layer_id", "person_id", "substitute_id", "from_at", "until_at"])
    .where("tenant_id", "=", provider)
    .where("rota_id", "=", row.rota_id)
    // Ids ascend with the time of recording: what was said last holds.
    .orderBy("span_id")
    .execute();
  const facts = {
    plan,
    overrides: spans.flatMap((span) =>
      span.layer_id === null ? [] : [{ ...endsOf(span), layer: span.layer_id, person: span.person_id }],
    ),
    absences: spans
      .filter(({ kind }) => kind === "absence")
      .map((span) => ({ ...endsOf(span), person: span.person_id, substitute: span.substitute_id ?? undefined })),
    gone: await goneOf(tx, provider, peopleIn(plan, spans)),
  };
  const { rota_id: id, name, version } = row;
  const changedAt = instantOf(row.changed_at);
  const rota = rotaOf(facts, await holidaysFor(plan));
  return { id, provider, name, version, changedAt, watchedUntil: instantOf(row.watched_until), spans, rota };
}

const endsOf = ({ from_at, until_at }: SpanRow) => ({ from: instantOf(from_at), until: instantOf(until_at) });

/** Everybody whom a plan or what departs from it names. */
export const peopleIn = ({ layers }: RotaPlan, spans: readonly SpanRow[]): readonly string[] => [
  ...new Set([
    ...layers.flatMap(({ people }) => people),
    ...spans.flatMap(({ person_id, substitute_id }) => [person_id, ...(substitute_id === null ? [] : [substitute_id])]),
  ]),
];

/** Those of some people who do not work for a provider any more. */
async function goneOf(tx: Tx, provider: TenantId, people: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom("membership")
    .select("person_id")
    .where("tenant_id", "=", provider)
    .where("provider_role", "is not", null)
    .where(sql<boolean>`person_id = any (${people})`)
    .execute();
  const there = new Set(rows.map(({ person_id }) => person_id));
  return new Set(people.filter((person) => !there.has(person)));
}
