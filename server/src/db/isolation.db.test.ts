/** The walls as PostgreSQL keeps them, tried with the very role that the server uses. */
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./cluster.test-support.ts";
import { rolesOf } from "./migrate.ts";
import { TEST_PASSWORDS } from "./test-cluster.test-support.ts";
import { fillUniverse, idOf, insertRow, UNIVERSE, type Places } from "./universe.test-support.ts";

const DENIED = "42501";
/** Tables without row-level security, and why they need none. */
const OPEN_TABLES = new Map([
  ["migration", "which migrations ran is no secret; the server may read it and nothing else"],
  ["installation", "nobody but the owner has a right to it"],
]);
/** What the server's role may not do, whatever the policies say: facts stay as they were written. */
const NEVER_UPDATED = new Set([
  "event",
  "event_personal",
  "contract_version",
  "contract_signature",
  "attachment",
  "change_decision",
  "change_note",
  "ticket_mail",
]);
const NEVER_DELETED = new Set([
  "event",
  "contract_version",
  "contract_proposal",
  "contract_signature",
  "contract_draft",
  "contract_draft_change",
  "contract_draft_comment",
  "ticket",
  "attachment",
  "change_request",
  "change_decision",
  "change_note",
  "mail_out",
  "mail_in",
  "ticket_mail",
]);
/** Functions that read past the policies: this one says itself what is to be seen, as no index of words serves otherwise. */
const PASSES_WALLS = ["tickets_with"];

const cluster = inject("cluster");
const roles = rolesOf(cluster.owner.database);
const connect = async (config: pg.ClientConfig): Promise<pg.Client> => {
  const client = new pg.Client(config);
  await client.connect();
  return client;
};

let database: TestDatabase;
let superuser: pg.Client;
let owner: pg.Client;
let app: pg.Client;
let keeper: pg.Client;
let places: Places;
beforeAll(async () => {
  database = await createTestDatabase(cluster);
  superuser = await connect({ ...cluster.superuser, database: database.name });
  owner = await connect(database.owner);
  app = await connect(database.as(roles.app, TEST_PASSWORDS.app));
  keeper = await connect(database.as(roles.keeper, TEST_PASSWORDS.keeper));
  places = await fillUniverse(superuser);
});
afterAll(async () => {
  for (const client of [superuser, owner, app, keeper]) await client.end();
  await database.drop();
});

const column = async <Value>(client: pg.Client, text: string, values: unknown[] = []): Promise<Value[]> =>
  (await client.query<[Value]>({ text, values, rowMode: "array" })).rows.map(([value]) => value);

const tablesOfDatabase = () =>
  column<string>(
    superuser,
    "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname",
  );

/** Runs `work` in a transaction with these settings, which is taken back. */
async function within<T>(
  client: pg.Client,
  settings: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> {
  await client.query("begin");
  try {
    for (const [name, value] of Object.entries(settings))
      await client.query("select set_config($1, $2, true)", [`app.${name}`, value]);
    return await work();
  } finally {
    await client.query("rollback");
  }
}

/** Takes a statement back; the code of its error. */
async function attempt(client: pg.Client, work: () => Promise<unknown>): Promise<string | undefined> {
  await client.query("savepoint attempt");
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return error.code;
  } finally {
    await client.query("rollback to attempt; release attempt");
  }
}

test("every table holds rows of both sides here: a new one has to be filled in universe.test-support.ts", async () => {
  const tables = (await tablesOfDatabase()).filter((table) => !OPEN_TABLES.has(table));
  expect(Object.keys(UNIVERSE).toSorted()).toEqual(tables);
  for (const table of tables) {
    expect(Object.keys(UNIVERSE[table]!).length, table).toBeGreaterThan(0);
    expect(await column(superuser, `select count(*)::int from ${table}`), table).toEqual([places.get(table)!.size]);
  }
});

test("row-level security is on and forced with a policy for the server, or the table is on the list of open ones", async () => {
  const { rows } = await superuser.query<{ name: string; on: boolean; forced: boolean; policies: string }>(
    `select c.relname as name, c.relrowsecurity as on, c.relforcerowsecurity as forced,
            (select count(*) from pg_policy p where p.polrelid = c.oid and p.polroles = '{0}') as policies
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
  );
  const open = rows.filter(({ on, forced, policies }) => !on || !forced || policies === "0").map(({ name }) => name);
  expect(open).toEqual([...OPEN_TABLES.keys()]);
});

test("nothing reads past the policies: no view, and no function with its owner's rights", async () => {
  expect(
    await column(
      superuser,
      "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind not in ('r', 'i', 'p', 'I')",
    ),
  ).toEqual([]);
  expect(
    await column(
      superuser,
      "select proname from pg_proc where prosecdef and pronamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)",
    ),
  ).toEqual(PASSES_WALLS);
});

test.each(["app", "keeper"] as const)(
  "the role %s owns nothing, passes no wall and belongs to no other role",
  async (key) => {
    const role = roles[key];
    const { rows } = await superuser.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = $1`,
      [role],
    );
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false },
    ]);
    expect(
      await column(superuser, "select 1 from pg_shdepend where refobjid = $1::regrole and deptype = 'o'", [role]),
    ).toEqual([]);
    expect(
      await column(superuser, "select roleid::regrole::text from pg_auth_members where member = $1::regrole", [role]),
    ).toEqual([]);
    // Copies of a database do not copy who may do what with it as a whole: that is asked of the one that was migrated.
    const { rows: may } = await superuser.query(
      `select has_schema_privilege($1, 'public', 'create') as schema, has_database_privilege($1, $2, 'create') as database,
            has_database_privilege($1, $2, 'temp') as temp`,
      [role, cluster.owner.database],
    );
    expect(may).toEqual([{ schema: false, database: false, temp: false }]);
  },
);

test("the list of migrations can be read by the server, and by nobody be forged", async () => {
  for (const client of [app, keeper]) {
    expect((await client.query("select from migration")).rowCount).toBeGreaterThan(0);
    for (const text of ["delete from migration", "update migration set number = 1", "truncate migration"])
      await expect(client.query(text), text).rejects.toMatchObject({ code: DENIED });
  }
});

/** What somebody sees and may write, each table's rows by name. Tables that are not named show nothing. */
interface Wall {
  readonly who: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly reads: Readonly<Record<string, string>>;
  readonly writes: Readonly<Record<string, string>>;
}

const ids = (names: string): string => `{${names.split(" ").map(idOf).join(",")}}`;
/** Rows that are the company's own affair, the same in each of these tables. */
const own = (company: string) => ({ invitation: company, api_key: company, single_sign_on: company });
/** What goes out of a company by itself. */
const outgoing = (company: string) => ({ webhook: company, webhook_delivery: company });
/** What comes in by its mailboxes. */
const incoming = (company: string) => ({ mailbox: company, mail_in: company });
/** Who is on call is the company's own affair. */
const onCall = (company: string) => ({
  duty_rota: company,
  duty_served: company,
  duty_span: company,
  duty_note: company,
  duty_gap: company,
});
const facts = (events: string) => {
  const ofTickets = events
    .split(" ")
    .filter((name) => name[1] !== ".")
    .join(" ");
  const tables =
    ofTickets === "" ? [] : ["ticket_words", "attachment", "time_record", "ticket_step", "ticket_mail", "change_note"];
  return { event: events, event_personal: events, ...Object.fromEntries(tables.map((table) => [table, ofTickets])) };
};
const engaged = (engagements: string) => ({
  contract_version: engagements,
  contract_proposal: engagements,
  contract_signature: engagements,
  contract_draft: engagements,
  contract_draft_change: engagements,
  contract_draft_comment: engagements,
  ticket: engagements
    .split(" ")
    .flatMap((name) => [name, `${name}2`])
    .join(" "),
  ticket_link: engagements,
  ticket_participant: engagements,
  ticket_rating: engagements,
  duty_call: engagements,
  change_request: engagements,
  change_decision: engagements,
  change_freeze: engagements,
});
/** What a person is told, and how they want to be. */
const told = (people: string) => ({
  notice: people,
  notice_way: people,
  notice_hours: people,
  push_subscription: people,
});
/** What a provider keeps for itself of the tickets that it brings to a client. */
const brought = (engagements: string) => ({ ticket_import: engagements, ticket_import_file: engagements });
/** A provider at work: `person` of `company`, on `engagements`, in the tenant of `client` or across all of them. */
const provider = (company: string, person: string, engagements: string, client?: string) => ({
  side: "provider",
  company: idOf(company),
  person: idOf(person),
  actor: idOf(person),
  engagements: ids(engagements),
  ...(client !== undefined && { tenant: idOf(client) }),
});

const ALL_COMPANIES = "A B P Q";
const ALL_PEOPLE = "a b o p q x";
const IDENTITY = {
  company: ALL_COMPANIES,
  person: ALL_PEOPLE,
  person_account: ALL_PEOPLE,
  membership: "A.a B.b P.p P.x Q.q",
  engagement: "AP AQ BP",
  assignment: "P.x",
  ...Object.fromEntries(
    "password totp recovery_code passkey session ceremony throttle".split(" ").map((table) => [table, "a p"]),
  ),
  ...own(ALL_COMPANIES),
  external_identity: "A.a B.b P.p Q.q",
  calendar_feed: "A.a B.b P.p",
  idempotency: "A.a A.p A.q B.b B.p P.p",
  ticket_number: "A B",
};

const rowsOf = (table: string): string => Object.keys(UNIVERSE[table]!).join(" ");
/** Of whom and of what an event is about; no texts, no secrets, nothing that is drafted or reckoned. */
const FOLLOWED = Object.fromEntries(
  "event ticket ticket_participant change_request contract_version engagement assignment membership company person person_account"
    .split(" ")
    .map((table) => [table, rowsOf(table)]),
);
const TOLD_CHANGED = Object.fromEntries(
  `event_reader notice push_subscription push_out mail_out mail_in mailbox link webhook webhook_delivery duty_call duty_gap duty_note duty_rota duty_served duty_span
    ticket_number`
    .split(/\s+/)
    .map((table) => [table, rowsOf(table)]),
);
const TOLD = { ...TOLD_CHANGED, notice_way: rowsOf("notice_way"), notice_hours: rowsOf("notice_hours") };

const WALLS: readonly Wall[] = [
  { who: "nobody", settings: {}, reads: {}, writes: {} },
  {
    who: "a person who acts for no company",
    settings: { person: idOf("o"), actor: idOf("o") },
    reads: { person: "o", person_account: "o" },
    writes: { person: "o", person_account: "o" },
  },
  {
    who: "client A",
    settings: { tenant: idOf("A"), side: "client", company: idOf("A"), person: idOf("a"), actor: idOf("a") },
    reads: {
      ticket_number: "A",
      saved_view: "A.a",
      ...told("A.a"),
      calendar_feed: "A.a",
      company: "A P Q",
      person: "a p q x",
      person_account: "a",
      membership: "A.a P.p P.x Q.q",
      engagement: "AP AQ",
      ...facts("A..both A..client AP.both AP.client AQ.both"),
      ...engaged("AP AQ"),
      ...own("A"),
      template: "A",
      mail_out: "A",
      ...outgoing("A"),
      ...incoming("A"),
      ...onCall("A"),
      external_identity: "A.a",
      idempotency: "A.a",
    },
    writes: {
      ticket_number: "A",
      saved_view: "A.a",
      ...told("A.a"),
      calendar_feed: "A.a",
      company: "A",
      person: "a",
      person_account: "a",
      membership: "A.a",
      engagement: "AP AQ",
      ...facts("A..both A..client AP.both AP.client AQ.both"),
      ...engaged("AP AQ"),
      ...own("A"),
      template: "A",
      mail_out: "A",
      ...outgoing("A"),
      ...incoming("A"),
      ...onCall("A"),
      external_identity: "A.a",
      idempotency: "A.a",
    },
  },
  {
    who: "client B",
    settings: { tenant: idOf("B"), side: "client", company: idOf("B"), person: idOf("b"), actor: idOf("b") },
    reads: {
      ticket_number: "B",
      saved_view: "B.b",
      ...told("B.b"),
      calendar_feed: "B.b",
      company: "B P",
      person: "b p x",
      person_account: "b",
      membership: "B.b P.p P.x",
      engagement: "BP",
      ...facts("B..client BP.both BP.client"),
      ...engaged("BP"),
      ...own("B"),
      template: "B",
      mail_out: "B",
      ...outgoing("B"),
      ...incoming("B"),
      ...onCall("B"),
      external_identity: "B.b",
      idempotency: "B.b",
    },
    writes: {
      ticket_number: "B",
      saved_view: "B.b",
      ...told("B.b"),
      calendar_feed: "B.b",
      company: "B",
      person: "b",
      person_account: "b",
      membership: "B.b",
      engagement: "BP",
      ...facts("B..client BP.both BP.client"),
      ...engaged("BP"),
      ...own("B"),
      template: "B",
      mail_out: "B",
      ...outgoing("B"),
      ...incoming("B"),
      ...onCall("B"),
      external_identity: "B.b",
      idempotency: "B.b",
    },
  },
  {
    who: "provider P in its own affairs",
    settings: { ...provider("P", "p", "AP BP", "P"), side: "company" },
    reads: {
      ticket_number: "A B",
      saved_view: "P.p",
      ...told("P.p"),
      calendar_feed: "P.p",
      company: "A B P",
      person: "p x",
      person_account: "p x",
      membership: "P.p P.x",
      engagement: "AP BP",
      assignment: "P.x",
      ...facts("P..client"),
      ...own("P"),
      template: "P",
      mail_out: "P",
      ...outgoing("P"),
      ...incoming("P"),
      ...onCall("P"),
      external_identity: "P.p",
      idempotency: "P.p",
    },
    writes: {
      ticket_number: "A B",
      saved_view: "P.p",
      ...told("P.p"),
      calendar_feed: "P.p",
      company: "P",
      person: "p",
      person_account: "p",
      membership: "P.p P.x",
      engagement: "AP BP",
      assignment: "P.x",
      ...facts("P..client"),
      ...own("P"),
      template: "P",
      mail_out: "P",
      ...outgoing("P"),
      ...incoming("P"),
      ...onCall("P"),
      external_identity: "P.p",
      idempotency: "P.p",
    },
  },
  {
    who: "provider P at client A",
    settings: provider("P", "p", "AP BP", "A"),
    reads: {
      ticket_number: "A B",
      saved_view: "P.p",
      ...told("P.p"),
      calendar_feed: "P.p",
      company: "A B P",
      person: "a p x",
      person_account: "p x",
      membership: "A.a P.p P.x",
      engagement: "AP BP",
      ...facts("AP.both AP.provider"),
      ...engaged("AP"),
      ...brought("AP"),
      idempotency: "A.p",
    },
    writes: {
      ticket_number: "A B",
      saved_view: "P.p",
      ...told("P.p"),
      calendar_feed: "P.p",
      company: "P",
      person: "p",
      person_account: "p",
      // It has to lock them while it works on what belongs to them.
      engagement: "AP BP",
      ...facts("AP.both AP.provider"),
      ...engaged("AP"),
      ...brought("AP"),
      idempotency: "A.p",
    },
  },
  {
    who: "provider P across its clients",
    settings: provider("P", "p", "AP BP"),
    reads: {
      ticket_number: "A B",
      saved_view: "P.p",
      ...told("P.p"),
      calendar_feed: "P.p",
      company: "A B P",
      person: "a b p x",
      person_account: "p x",
      membership: "A.a B.b P.p P.x",
      engagement: "AP BP",
      ...facts("AP.both AP.provider BP.both"),
      ...engaged("AP BP"),
      ...brought("AP BP"),
    },
    writes: {
      ticket_number: "A B",
      saved_view: "P.p",
      ...told("P.p"),
      calendar_feed: "P.p",
      company: "P",
      person: "p",
      person_account: "p",
      engagement: "AP BP",
      ...facts("AP.both AP.provider BP.both"),
      ...engaged("AP BP"),
      ...brought("AP BP"),
    },
  },
  {
    who: "an external of P, on one engagement only, across its clients",
    settings: provider("P", "x", "AP"),
    reads: {
      ticket_number: "A",
      company: "A P",
      person: "a p x",
      person_account: "p x",
      membership: "A.a P.p P.x",
      engagement: "AP",
      ...facts("AP.both AP.provider"),
      ...engaged("AP"),
      ...brought("AP"),
    },
    writes: {
      ticket_number: "A",
      company: "P",
      person: "x",
      person_account: "x",
      engagement: "AP",
      ...facts("AP.both AP.provider"),
      ...engaged("AP"),
      ...brought("AP"),
    },
  },
  {
    who: "an external of P at client B, where it has no engagement",
    settings: provider("P", "x", "AP", "B"),
    reads: {
      ticket_number: "A",
      company: "A P",
      person: "p x",
      person_account: "p x",
      membership: "P.p P.x",
      engagement: "AP",
    },
    writes: { ticket_number: "A", company: "P", person: "x", person_account: "x", engagement: "AP" },
  },
  {
    who: "provider Q at client A",
    settings: provider("Q", "q", "AQ", "A"),
    reads: {
      ticket_number: "A",
      company: "A Q",
      person: "a q",
      person_account: "q",
      membership: "A.a Q.q",
      engagement: "AQ",
      ...facts("AQ.both AQ.provider"),
      ...engaged("AQ"),
      ...brought("AQ"),
      idempotency: "A.q",
    },
    writes: {
      ticket_number: "A",
      company: "Q",
      person: "q",
      person_account: "q",
      engagement: "AQ",
      ...facts("AQ.both AQ.provider"),
      ...engaged("AQ"),
      ...brought("AQ"),
      idempotency: "A.q",
    },
  },
  {
    who: "the server's own work at client A",
    settings: { tenant: idOf("A"), side: "system" },
    reads: {
      ticket_number: "A",
      company: "A P Q",
      engagement: "AP AQ",
      ...facts("A..both A..client AP.both AP.client AP.provider AQ.both AQ.provider"),
      ...engaged("AP AQ"),
      ...brought("AP AQ"),
    },
    writes: {
      ticket_number: "A",
      engagement: "AP AQ",
      ...facts("A..both A..client AP.both AP.client AP.provider AQ.both AQ.provider"),
      ...engaged("AP AQ"),
      ...brought("AP AQ"),
    },
  },
  {
    who: "the work of telling people",
    settings: { scope: "mail" },
    reads: { ...FOLLOWED, ...TOLD },
    writes: { ...TOLD_CHANGED, ticket_mail: rowsOf("ticket_mail") },
  },
  {
    who: "the watch for new events",
    settings: { scope: "live" },
    reads: { event: Object.keys(UNIVERSE["event"]!).join(" ") },
    writes: {},
  },
  {
    who: "the watch for deadlines and for imports to go on with",
    settings: { scope: "sweep" },
    reads: {
      ticket: Object.keys(UNIVERSE["ticket"]!).join(" "),
      ticket_import: Object.keys(UNIVERSE["ticket_import"]!).join(" "),
      change_request: Object.keys(UNIVERSE["change_request"]!).join(" "),
    },
    writes: {},
  },
  { who: "the work of signing in", settings: { scope: "identity" }, reads: IDENTITY, writes: IDENTITY },
];

/** The names that belong to each table, only those of tables with any. */
async function byTable(namesOf: (table: string) => Promise<readonly string[]>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of Object.keys(UNIVERSE)) {
    const names = await namesOf(table);
    if (names.length > 0) found[table] = names.toSorted().join(" ");
  }
  return found;
}

const named = (table: string, ctids: readonly string[]) =>
  ctids.map((ctid) => places.get(table)!.get(ctid) ?? "unknown");

const sorted = (walls: Readonly<Record<string, string>>, without: ReadonlySet<string> = new Set()) =>
  Object.fromEntries(
    Object.entries(walls)
      .filter(([table]) => !without.has(table))
      .map(([table, names]) => [table, names.split(" ").toSorted().join(" ")]),
  );

test.each(WALLS)("$who sees just this", async ({ settings, reads }) => {
  const seen = await within(app, settings, () =>
    byTable(async (table) => named(table, await column<string>(app, `select ctid::text from ${table}`))),
  );
  expect(seen).toEqual(sorted(reads));
});

test.each(WALLS)("$who adds just this", async ({ settings, writes }) => {
  const added = await within(app, settings, () =>
    byTable(async (table) => {
      const names: string[] = [];
      for (const name of Object.keys(UNIVERSE[table]!)) {
        // The row is there already: a policy that admits it leaves that for the keys to say.
        const code = await attempt(app, () => insertRow(app, table, name));
        expect([DENIED, "23505"], `${table} ${name}`).toContain(code);
        if (code !== DENIED) names.push(name);
      }
      return names;
    }),
  );
  expect(added).toEqual(sorted(writes));
});

test.each(WALLS)("$who changes just this", async ({ settings, writes }) => {
  const changed = await within(app, settings, () =>
    byTable(async (table) => {
      let ctids: string[] = [];
      const code = await attempt(app, async () => {
        ctids = await column<string>(app, `select ctid::text from ${table} for update`);
      });
      expect(code, table).toBe(NEVER_UPDATED.has(table) ? DENIED : undefined);
      return named(table, ctids);
    }),
  );
  expect(changed).toEqual(sorted(writes, NEVER_UPDATED));
});

test.each(WALLS)("$who removes just this", async ({ settings, writes }) => {
  const removed = await within(app, settings, () =>
    byTable(async (table) => {
      const names: string[] = [];
      for (const [ctid, name] of places.get(table)!) {
        let count: number | null = 0;
        const code = await attempt(app, async () => {
          count = (await app.query(`delete from ${table} where ctid = $1`, [ctid])).rowCount;
        });
        expect([undefined, "23503", DENIED], `${table} ${name}`).toContain(code);
        expect(code === DENIED, table).toBe(NEVER_DELETED.has(table));
        if (count === 1 || code === "23503") names.push(name);
      }
      return names;
    }),
  );
  expect(removed).toEqual(sorted(writes, NEVER_DELETED));
});

test("a row cannot be moved over to another tenant or engagement", async () => {
  const { settings } = WALLS.find(({ who }) => who === "client A")!;
  const moves: readonly [string, string, string][] = [
    ["engagement", "tenant_id", idOf("B")],
    ["membership", "tenant_id", idOf("B")],
    ["invitation", "tenant_id", idOf("B")],
    ["api_key", "tenant_id", idOf("B")],
    ["single_sign_on", "tenant_id", idOf("B")],
    ["company", "id", idOf("B")],
    ["person", "id", idOf("b")],
  ];
  await within(app, settings, async () => {
    for (const [table, changed, value] of moves)
      expect(await attempt(app, () => app.query(`update ${table} set ${changed} = $1`, [value])), table).toBe(DENIED);
  });
});

test("an event is there for good: no update, no removal, no emptying by the server", async () => {
  const { settings } = WALLS.find(({ who }) => who === "client A")!;
  await within(app, settings, async () => {
    for (const text of ["update event set body = ''", "delete from event", "truncate event", "truncate event cascade"])
      expect(await attempt(app, () => app.query(text)), text).toBe(DENIED);
  });
});

test("not even the owner of the tables changes, removes or empties events", async () => {
  await within(owner, { tenant: idOf("A"), side: "system" }, async () => {
    expect((await owner.query("select from event")).rowCount).toBeGreaterThan(0);
    for (const text of ["update event set body = ''", "delete from event", "truncate event cascade"])
      expect(await attempt(owner, () => owner.query(text)), text).toBe(DENIED);
  });
});

test("without settings the owner of the tables sees nothing either, but for the words that it looks through", async () => {
  const seen = await byTable(async (table) => column(owner, `select ctid::text from ${table}`));
  expect(Object.keys(seen)).toEqual(["ticket_words"]);
});

test.each(WALLS)("$who finds the words of what it sees, and no others", async ({ settings, reads }) => {
  const mayFind = settings["side"] === "client" || settings["side"] === "provider";
  const seen = mayFind ? (reads["ticket_words"] ?? "").split(" ").filter((name) => name !== "") : [];
  const found = await within(app, settings, () =>
    column<string>(app, "select tickets_with(to_tsquery('simple', 'word'), 100)::text"),
  );
  expect(found.toSorted()).toEqual([...new Set(seen.map((name) => idOf(`${name.slice(0, 2)}t`)))].toSorted());
});

test("the keeper reads all and fills all, and changes or removes no row", async () => {
  await within(keeper, {}, async () => {
    for (const [table, rows] of Object.entries(UNIVERSE)) {
      expect((await keeper.query(`select from ${table}`)).rowCount, table).toBe(Object.keys(rows).length);
      for (const text of [`delete from ${table}`, `select from ${table} for update`])
        expect(await attempt(keeper, () => keeper.query(text)), text).toBe(DENIED);
    }
    const all = Object.keys(UNIVERSE);
    await keeper.query(`truncate ${all.join(", ")}`);
    for (const [table, rows] of Object.entries(UNIVERSE))
      for (const name of Object.keys(rows)) await insertRow(keeper, table, name);
  });
});
