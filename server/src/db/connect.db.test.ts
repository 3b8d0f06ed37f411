/** What goes to the database at once, and what becomes of it when something of it fails. */
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestServer } from "../server.test-support.ts";
import { inScope, type TenantId, type Tx } from "./tenant.ts";
import { answersTo, insertion, together, update } from "./together.ts";

/** More often than it takes until a statement is prepared, and on the same connection mostly. */
const OFTEN = 8;

let server: TestServer;
let company: TenantId;
beforeAll(async () => {
  server = await TestServer.start();
  company = await server.company("Lindenhof");
});
afterAll(() => server.stop());

const within = <T>(work: (tx: Tx) => Promise<T>, readOnly = false): Promise<T> =>
  inScope(server.db, { tenant: company, side: "system", scope: "identity" }, { readOnly }, work);
const rename = (name: string) => (tx: Tx) => together(tx, [update("company", { id: company }, { name })]);
const nameOf = (tx: Tx) => tx.selectFrom("company").select("name").where("id", "=", company).executeTakeFirstOrThrow();
const name = async () => (await within(nameOf, true)).name;

test("what is written is there for the transaction's next question, and for others when it has ended", async () => {
  const seen = await within(async (tx) => {
    await rename("Erster")(tx);
    return [await nameOf(tx), await name()];
  });
  expect(seen).toEqual([{ name: "Erster" }, "Lindenhof"]);
  expect(await name()).toBe("Erster");
});

test("what is written last fails with the transaction's end, and nothing of it stays", async () => {
  const before = await name();
  for (let round = 0; round < OFTEN; round++) {
    const tooLong = within(async (tx) => {
      await rename("Zweiter")(tx);
      await rename("x".repeat(201))(tx);
    });
    await expect(tooLong).rejects.toMatchObject({ code: "23514" });
    expect(await name()).toBe(before);
  }
});

test("work that throws takes back what it wrote, sent or not", async () => {
  const before = await name();
  for (const isSent of [true, false]) {
    const thrown = within(async (tx) => {
      await rename("Dritter")(tx);
      if (isSent) await nameOf(tx);
      throw new Error("no");
    });
    await expect(thrown).rejects.toThrow("no");
    expect(await name()).toBe(before);
  }
});

test("a transaction that only reads refuses to write, also last", async () => {
  await expect(within(rename("Vierter"), true)).rejects.toMatchObject({ code: "25006" });
});

test("questions asked at once are each answered with their own rows, in their order", async () => {
  for (let round = 0; round < OFTEN; round++) {
    const answers = await within(
      (tx) =>
        answersTo(tx, [
          sql<{ n: number }>`select ${round}::int as n`,
          sql<{ n: number; day: string }>`select n, '2026-11-23'::date as day from generate_series(1, 2) as n`,
          sql<{ n: number }>`select 1 as n where false`,
          sql<{ n: number }>`select ${round}::int as n`,
        ]),
      true,
    );
    const days = [1, 2].map((n) => ({ n, day: "2026-11-23" }));
    expect(answers).toEqual([[{ n: round }], days, [], [{ n: round }]]);
  }
});

test("after one of several questions has failed, all of them can be asked again", async () => {
  for (let round = 0; round < OFTEN; round++) {
    const ask = (divisor: number) =>
      within(
        (tx) =>
          answersTo(tx, [
            sql<{ n: number }>`select ${6}::int as n`,
            sql<{ n: number }>`select 6 / ${divisor}::int as n`,
            sql<{ n: number }>`select 0 + ${7}::int as n`,
          ]),
        true,
      );
    await expect(ask(0)).rejects.toMatchObject({ code: "22012" });
    expect(await ask(2)).toEqual([[{ n: 6 }], [{ n: 3 }], [{ n: 7 }]]);
  }
});

test("values keep their kind on the way", async () => {
  const at = new Date("2026-11-23T08:15:30.123Z");
  const [row] = await within(async (tx) => {
    const { rows } = await sql`select ${at}::timestamptz as at, ${Buffer.from([0, 255])}::bytea as bytes,
      ${["a,b", '"', "ü"]}::text[] as texts, ${null}::text as nothing, ${true}::boolean as yes,
      ${JSON.stringify({ a: [1] })}::jsonb as json, 'infinity'::timestamptz as never`.execute(tx);
    return rows;
  }, true);
  expect(row).toEqual({
    at,
    bytes: Buffer.from([0, 255]),
    texts: ["a,b", '"', "ü"],
    nothing: null,
    yes: true,
    json: { a: [1] },
    never: Number.POSITIVE_INFINITY,
  });
});

test("an insertion of several rows takes values and expressions alike", async () => {
  const at = new Date(server.now);
  const ids = ["01a24537-9400-7000-8000-000000000001", "01a24537-9400-7000-8000-000000000002"];
  await within((tx) =>
    together(tx, [
      insertion(
        "company",
        ids.map((id, index) => ({ id, name: sql`upper(${`Firma ${index}`})`, created_at: at })),
      ),
    ]),
  );
  const rows = await within((tx) => tx.selectFrom("company").select("name").where("id", "in", ids).execute(), true);
  expect(rows.map((row) => row.name).toSorted()).toEqual(["FIRMA 0", "FIRMA 1"]);
});
