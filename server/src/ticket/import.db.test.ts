import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { instant, type Instant } from "@handschlag/engine/instant.ts";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { termsFor } from "../contract/terms-book.ts";
import { rolesOf } from "../db/migrate.ts";
import { inScope } from "../db/tenant.ts";
import { TEST_PASSWORDS } from "../db/test-cluster.test-support.ts";
import { TestServer } from "../server.test-support.ts";
import { CONTRACT } from "./desk.test-support.ts";
import { logsFor, storyOf } from "./events.ts";
import { ImportDesk } from "./import.test-support.ts";
import type { Queue, Ticket } from "./desk.test-support.ts";
import { columnsOf, read } from "./reading.ts";
import { sweep } from "./sweep.ts";

const LOG = readFileSync("fixtures/logs/servicenow-event-log.csv");
const LOG_CONTRACT = readFileSync("fixtures/contracts/servicenow-log.yaml", "utf8");
const LOG_MAPPING = "servicenow-event-log";

/** Words that the architects' contract knows; Latin-1 and other delimiters by replacement. */
const MAPPING = `format: handschlag/mapping@1
title: Tests
shape: events
timeZone: Europe/Berlin
dateFormat: yyyy-MM-dd HH:mm
columns: { ticket: Nr, at: Zeit, status: Status, priority: Prio, service: Dienst, assignee: Wer, subject: Betreff }
statuses: { Neu: open, Läuft: assigned, Wartet: { waiting: waiting-for-client }, Gelöst: resolved }
`;
const HEAD = "Nr,Zeit,Status,Prio,Dienst,Wer,Betreff";
const ROWS = [
  "A-1,2026-11-16 09:00,Neu,P3,m365,,E-Mail geht nicht",
  "A-2,2026-11-16 10:00,Neu,P3,network,,WLAN",
  "A-1,2026-11-16 10:00,Läuft,P3,m365,Markus Wieland,E-Mail geht nicht",
  "A-2,2026-11-16 11:00,Läuft,P3,network,Jana Köhler,WLAN im Keller",
  "A-1,2026-11-16 12:00,Gelöst,P3,m365,Markus Wieland,E-Mail geht nicht",
];
const CSV = [HEAD, ...ROWS, ""].join("\n");

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const fresh = (contract: string | undefined = CONTRACT) => ImportDesk.make(server, contract);

async function queueOf(desk: ImportDesk, query = "state=all"): Promise<Queue["items"]> {
  return (await desk.ask("GET", `/tickets?engagement=${desk.engagement}&${query}`)).json<Queue>().items;
}

/** All events of a client, those that were imported and those that were not. */
const eventsOf = ({ client }: ImportDesk) =>
  inScope(server.db, { tenant: client, side: "system" }, { readOnly: true }, (tx) =>
    tx.selectFrom("event").select(["type", "imported"]).where("tenant_id", "=", client).execute(),
  );

describe("a file is looked at before anything is brought", () => {
  test("it says what is in it, and nothing is there yet", async () => {
    const desk = await fresh();
    const { state, preview, mapping, result } = await desk.look(CSV, undefined, MAPPING);
    expect({ state, result }).toEqual({ state: "read", result: null });
    expect(mapping).toEqual({ name: null, text: MAPPING, services: {}, priorities: {}, encoding: "utf-8" });
    expect(preview).toMatchObject({
      rows: 5,
      tickets: 2,
      events: 5,
      leftOut: 0,
      faults: 0,
      known: 0,
      open: 1,
      overdue: 1,
      from: "2026-11-16T08:00:00.000Z",
      until: "2026-11-16T11:00:00.000Z",
      withoutClock: [],
    });
    expect(preview!.first.map(({ source, subject, stage, priority }) => [source, subject, stage, priority])).toEqual([
      ["A-1", "E-Mail geht nicht", "resolved", "P3"],
      ["A-2", "WLAN im Keller", "open", "P3"],
    ]);
    expect(preview!.first[0]!.clocks.map(({ level, state: each }) => `${level} ${each}`)).toEqual([
      "response met",
      "update met",
      "restore met",
      "resolve met",
    ]);
    expect(await queueOf(desk)).toEqual([]);
    expect((await eventsOf(desk)).filter(({ type }) => type.startsWith("ticket"))).toEqual([]);
  });

  test("without a mapping that fits only that it is there; a mapping that does not ship is named", async () => {
    const desk = await fresh();
    expect(await desk.look(CSV)).toMatchObject({ state: "unread", preview: null, mapping: null });
    expect((await desk.send(CSV, "none")).json()).toMatchObject({ status: 422, kind: "mapping-unknown" });
    const shipped = (await desk.ask("GET", "/ticket-mappings")).json<{ items: { name: string }[] }>();
    expect(shipped.items.map(({ name }) => name)).toContain(LOG_MAPPING);
  });

  test("without a mapping the first one that ships and has its columns is taken", async () => {
    const desk = await fresh(LOG_CONTRACT);
    expect(await desk.look(LOG)).toMatchObject({ state: "read", mapping: { name: LOG_MAPPING } });
    const glpi = readFileSync("fixtures/logs/glpi.csv");
    expect(await desk.look(glpi)).toMatchObject({ state: "read", mapping: { name: "glpi" } });
  });

  test("a mapping of one's own that is none is told with its places", async () => {
    const desk = await fresh();
    const { id } = await desk.look(CSV);
    const text = MAPPING.replace("Europe/Berlin", "Mars");
    const answer = await desk.ask("PUT", desk.path(id, "mapping"), { text });
    expect(answer.json()).toMatchObject({ status: 422, kind: "mapping-faulty", facts: { findings: [{ line: 4 }] } });
  });

  test("words that the contract does not know are named, and replaced by those that are given for them", async () => {
    const desk = await fresh();
    const { id, preview } = await desk.look(
      CSV.replaceAll("m365", "Mail").replaceAll(",P3,network", ",egal,network"),
      undefined,
      MAPPING,
    );
    expect(preview!.withoutClock).toEqual([
      { kind: "service-unknown", word: "Mail", tickets: 1 },
      { kind: "priority-unknown", word: "egal", tickets: 1 },
    ]);
    const mapped = await desk.map(id, { text: MAPPING, services: { Mail: "m365" }, priorities: { egal: "P4" } });
    expect(mapped.preview!.withoutClock).toEqual([]);
    await desk.start(id);
    await desk.run();
    expect((await queueOf(desk)).map(({ service, priority }) => `${service} ${priority}`).toSorted()).toEqual([
      "m365 P3",
      "network P4",
    ]);
  });

  test("another file makes way for the next one, and one can be forgotten; what was started cannot", async () => {
    const desk = await fresh();
    const first = await desk.look(CSV, undefined, MAPPING);
    const second = await desk.look(CSV, undefined, MAPPING);
    expect((await desk.ask("GET", desk.path(first.id))).statusCode).toBe(404);
    expect((await desk.ask("DELETE", desk.path(second.id))).statusCode).toBe(204);
    expect((await desk.ask("GET", desk.path())).json()).toEqual({ items: [] });
    const third = await desk.bring(CSV, undefined, MAPPING);
    for (const answer of [
      await desk.ask("DELETE", desk.path(third.id)),
      await desk.ask("PUT", desk.path(third.id, "start")),
      await desk.ask("PUT", desk.path(third.id, "mapping"), { text: MAPPING }),
    ])
      expect(answer.json()).toMatchObject({ status: 409, kind: "import-started" });
  });
});

describe("hostile files", () => {
  test.each<{ rule: string; bytes: Buffer | string; own?: string }>([
    { rule: "with a byte order mark", bytes: `\uFEFF${CSV}` },
    {
      rule: "with mixed line ends and empty lines",
      bytes: CSV.split("\n")
        .map((line, index) => line + ["\n", "\r\n", "\r", "\n\n"][index % 4]!)
        .join(""),
    },
    {
      rule: "with quotes and breaks in cells",
      bytes: CSV.replace("E-Mail geht nicht", '"E-Mail, ""alle""\r\ngeht nicht"'),
    },
    { rule: "packed", bytes: gzipSync(CSV) },
    {
      rule: "in Latin-1 where the mapping says so",
      bytes: Buffer.from(CSV, "latin1"),
      own: MAPPING.replace("shape", "encoding: windows-1252\nshape"),
    },
    {
      rule: "with another delimiter where the mapping says so",
      bytes: CSV.replaceAll(",", ";"),
      own: MAPPING.replace("shape", 'delimiter: ";"\nshape'),
    },
  ])("$rule are read", async ({ bytes, own = MAPPING }) => {
    const { preview } = await (await fresh()).look(bytes, undefined, own);
    expect(preview).toMatchObject({ tickets: 2, events: 5, faults: 0, fileFault: null });
  });

  test.each<{ rule: string; bytes: Buffer | string; fault: object }>([
    {
      rule: "Latin-1 taken for UTF-8",
      bytes: Buffer.from(CSV, "latin1"),
      fault: { line: 4, message: expect.stringMatching(/^expected text in UTF-8/) },
    },
    {
      rule: "a column that is missing",
      bytes: CSV.replace("Zeit", "Datum"),
      fault: { line: 1, message: expect.stringMatching(/^expected the column "Zeit", found/) },
    },
    { rule: "a header alone is no fault, and there is nothing to start", bytes: HEAD, fault: { line: 0 } },
    {
      rule: "nothing but blank lines",
      bytes: "\n\n\r\n",
      fault: { line: 1, message: expect.stringMatching(/^expected a header/) },
    },
    {
      rule: "a quote that does not end",
      bytes: CSV.replace("WLAN", '"WLAN'),
      fault: { line: 3, message: expect.stringMatching(/^expected a quote/) },
    },
    {
      rule: "a row without end",
      bytes: `${CSV}${"x".repeat(1_100_000)}`,
      fault: { line: 7, message: expect.stringMatching(/^expected rows of at most 1 MiB/) },
    },
  ])("$rule: nothing of it can be started", async ({ bytes, fault }) => {
    const desk = await fresh();
    const { id, preview } = await desk.look(bytes, undefined, MAPPING);
    expect(preview).toMatchObject({ tickets: 0 });
    expect(preview!.fileFault ?? { line: 0 }).toMatchObject(fault);
    expect((await desk.ask("PUT", desk.path(id, "start"))).json()).toMatchObject({ status: 409, kind: "import-unfit" });
  });

  test("what cannot be read leaves its ticket out and no other, and every line is named", async () => {
    const desk = await fresh();
    const rows = [
      "B-1,2026-11-16 09:00,Neu,P3,m365,,wrong later",
      "B-1,2026-11-16 09:30,Unterwegs,P3,m365,,",
      "B-2,2026-11-16 09:00,Neu,P3",
      "B-3,2026-02-30 09:00,Neu,P3,m365,,",
      ",2026-11-16 09:00,Neu,P3,m365,,=nobody's",
      "B-4,1971-01-01 09:00,Neu,P3,m365,,before any calendar",
      'B-5,2026-11-16 09:00,Neu,P3,m365,,"a\u0000b"',
    ];
    const { id, preview, firstFaults } = await desk.look([HEAD, ...ROWS, ...rows].join("\n"), undefined, MAPPING);
    expect(preview).toMatchObject({ rows: 12, tickets: 3, leftOut: 4, faults: 5 });
    expect(firstFaults.map(({ line, message }) => [line, message])).toEqual([
      [8, 'expected a status of the mapping, in column "Status", found "Unterwegs"'],
      [9, "expected 7 cells as in the header, found 4"],
      [10, 'expected an existing time, written as yyyy-MM-dd HH:mm, in column "Zeit", found "2026-02-30 09:00"'],
      [11, "expected a ticket, found an empty cell"],
      [13, 'ticket "B-5": expected texts of whole characters, and no NUL'],
    ]);
    await desk.start(id);
    await desk.run();
    expect(await desk.show(id)).toMatchObject({ state: "done", result: { imported: 3, leftOut: 4 } });
    const faults = await desk.ask("GET", desk.path(id, "faults"));
    expect(faults.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(faults.body.split("\r\n").slice(0, 2)).toEqual([
      "\uFEFFline;column;found;message",
      `8;Status;Unterwegs;"expected a status of the mapping, in column ""Status"", found ""Unterwegs"""`,
    ]);
  });

  test("one of a tool that ships is read in Windows-1252 where it is not UTF-8", async () => {
    const desk = await fresh();
    const text = readFileSync("fixtures/logs/glpi.csv", "utf8");
    const { id, mapping, preview } = await desk.look(Buffer.from(text, "latin1"));
    expect(mapping).toMatchObject({ name: "glpi", encoding: "windows-1252" });
    expect(preview).toMatchObject({ tickets: 10, faults: 0 });
    await desk.start(id);
    await desk.run();
    expect((await desk.show(id)).result).toMatchObject({ imported: 10 });
    const found = await queueOf(desk, "state=all&q=fährt");
    expect(found.map(({ subject }) => subject)).toEqual([expect.stringContaining("fährt nicht hoch")]);
  });

  test("empty and damaged ones, those that are no text, and more than 60 MiB, are refused", async () => {
    const desk = await fresh();
    for (const bytes of [Buffer.alloc(0), gzipSync("")])
      expect((await desk.send(bytes, LOG_MAPPING)).json()).toMatchObject({ status: 422, kind: "import-empty" });
    const image = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
    for (const bytes of [
      image,
      gzipSync(image),
      Buffer.from(CSV, "utf16le"),
      Buffer.from(`PK\u0003\u0004\u0014\0${CSV}`),
    ])
      expect((await desk.send(bytes, LOG_MAPPING)).json()).toMatchObject({ status: 422, kind: "import-no-text" });
    const cut = gzipSync(CSV).subarray(0, 60);
    expect((await desk.send(cut, LOG_MAPPING)).json()).toMatchObject({ status: 422, kind: "import-unreadable" });
    const large = await desk.send(Buffer.alloc(100 * 1024 * 1024, "x\n"), LOG_MAPPING);
    expect(large.json()).toMatchObject({ status: 413, kind: "body-too-large" });
    expect((await desk.ask("GET", desk.path())).json()).toEqual({ items: [] });
  });
});

describe("what is brought", () => {
  test("is tickets like others: people that are known by name have them, the log says where they came from", async () => {
    const desk = await fresh();
    await desk.bring(CSV, undefined, MAPPING);
    const items = await queueOf(desk, "state=all&order=changed");
    expect(
      items.map(({ subject, stage, assignee, changedAt }) => [subject, stage, assignee?.name ?? null, changedAt]),
    ).toEqual([
      ["E-Mail geht nicht", "resolved", "Markus Wieland", "2026-11-16T11:00:00.000Z"],
      ["WLAN im Keller", "open", null, "2026-11-16T10:00:00.000Z"],
    ]);
    const ticket = (await desk.ask("GET", `/tickets/${items[1]!.id}`)).json<Ticket>();
    expect(
      ticket.entries.map(({ type, at, text, facts, actor }) => [type, at, text, facts["imported"], actor.name]),
    ).toEqual([
      ["ticket.opened", "2026-11-16T09:00:00.000Z", null, true, "Markus Wieland"],
      ["ticket.assigned", "2026-11-16T10:00:00.000Z", "Jana Köhler", true, "Markus Wieland"],
    ]);
    expect(ticket.entries[0]!.facts).toMatchObject({ source: "A-2", by: "client" });
    const found = await queueOf(desk, "state=all&q=Keller");
    expect(found.map(({ id }) => id)).toEqual([ticket.id]);
    expect((await queueOf(desk, "state=all&q=A-1")).map(({ subject }) => subject)).toEqual(["E-Mail geht nicht"]);
  });

  test("the history and the live line tell of the import, not of everything in it", async () => {
    const desk = await fresh();
    await desk.bring(CSV, undefined, MAPPING);
    const history = (await desk.ask("GET", `/engagements/${desk.engagement}/events`)).json<{
      items: { type: string; facts: object; personal: object | null }[];
    }>();
    const told = history.items.filter(({ type }) => type.startsWith("ticket"));
    // Time stands still here, so that neither comes first.
    const byType = told.toSorted((a, b) => (a.type < b.type ? -1 : 1));
    expect(byType.map(({ type, facts, personal }) => [type, facts, personal])).toEqual([
      ["ticket-import.finished", { imported: 2, known: 0, leftOut: 0, events: 5 }, null],
      ["ticket-import.started", expect.objectContaining({ tickets: 2, mapping: "own" }), { fileName: "tickets.csv" }],
    ]);
    const events = await eventsOf(desk);
    expect(events.filter(({ imported }) => imported)).toHaveLength(5);
    expect(events.filter(({ type, imported }) => type.startsWith("ticket.") && !imported)).toEqual([]);
  });

  test("what fell due elsewhere is told to nobody; what falls due from now on is", async () => {
    const desk = await fresh();
    server.now = instant("2026-11-16T10:30:00Z");
    try {
      await desk.bring(CSV, undefined, MAPPING);
      expect(await sweep(server.db, server.now)).toBe(0);
      const ticket = (await queueOf(desk, "state=open"))[0]!;
      const due = Date.parse(ticket.dueAt!);
      expect(due).toBeGreaterThan(server.now);
      server.now = (due + 1_000) as Instant;
      expect(await sweep(server.db, server.now)).toBeGreaterThan(0);
      const types = (await eventsOf(desk)).map(({ type }) => type);
      expect(types).toContain("ticket.breached");
      const answer = await server.request("POST", `/tickets/${ticket.id}/events`, {
        as: await server.cookie(desk.manager),
        body: { type: "answered", text: "Wir sehen nach." },
      });
      expect(answer.statusCode).toBe(201);
    } finally {
      server.now = instant("2026-11-23T08:00:00Z");
    }
  });

  test("rows say what their events say, also of merges, objections and exclusions", async () => {
    const desk = await fresh();
    const at = (time: string) => ({ at: `2026-11-16T${time}:00Z` });
    const events = [
      { ticket: "X", ...at("08:00"), by: "client", type: "opened", service: "m365", priority: "P2", id: "o" },
      { ticket: "X", ...at("09:30"), by: "provider", type: "paused", reason: "waiting-for-client", id: "p" },
      { ticket: "X", ...at("09:40"), by: "client", type: "objected", event: "p" },
      {
        ticket: "X",
        ...at("09:50"),
        by: "provider",
        type: "settled",
        event: { type: "paused", at: "2026-11-16T09:30:00Z" },
        outcome: "upheld",
      },
      { ticket: "X", ...at("10:00"), by: "provider", type: "noted" },
      {
        ticket: "X",
        ...at("11:00"),
        by: "provider",
        type: "excluded",
        level: "response",
        reason: "Strom",
        consent: ["client", "provider"],
      },
      { ticket: "Y", ...at("07:00"), by: "client", type: "opened", service: "m365", priority: "P2" },
      { ticket: "Y", ...at("08:30"), by: "provider", type: "merged", into: "X" },
      { ticket: "Z", ...at("08:30"), by: "provider", type: "resolved" },
    ];
    const { result } = await desk.bring(events.map((event) => JSON.stringify(event)).join("\n"));
    expect(result).toMatchObject({ imported: 2, leftOut: 1, events: 8 });
    const rows = await inScope(server.db, { tenant: desk.client, side: "system" }, { readOnly: true }, async (tx) => {
      const all = await tx.selectFrom("ticket").selectAll().where("tenant_id", "=", desk.client).execute();
      const logs = await logsFor(
        tx,
        desk.client,
        all.map(({ ticket_id }) => ticket_id),
      );
      const versions = await termsFor(tx, desk.client, desk.engagement);
      return all.map((row) => ({ row, log: logs.get(row.ticket_id)!, versions }));
    });
    for (const { row, log, versions } of rows) {
      expect(JSON.parse(row.story)).toEqual(JSON.parse(storyOf(log)));
      const { clocks, ...columns } = columnsOf(read(row.ticket_id, log, versions, server.now));
      expect(row).toMatchObject(columns);
      expect(row.clocks).toEqual(JSON.parse(clocks));
    }
    const [first, second] = rows.toSorted((a, b) => (a.row.source! < b.row.source! ? -1 : 1));
    expect(first!.log.absorbed).toEqual([
      {
        ticket: second!.row.ticket_id,
        mergedAt: instant("2026-11-16T08:30:00Z"),
        openedAt: instant("2026-11-16T07:00:00Z"),
      },
    ]);
    expect(second!.row.stage).toBe("merged");
    expect(first!.row).toMatchObject({ stage: "open", disputed: false });
  });
});

describe("nothing comes twice", () => {
  test("the same file again changes nothing, and says so", async () => {
    const desk = await fresh();
    await desk.bring(CSV, undefined, MAPPING);
    const before = await queueOf(desk);
    const more = `${CSV}A-3,2026-11-17 09:00,Neu,P3,m365,,Neu dazu\n`.replace("E-Mail geht nicht", "Anders");
    const again = await desk.look(more, undefined, MAPPING);
    expect(again.preview).toMatchObject({ tickets: 3, known: 2 });
    await desk.start(again.id);
    await desk.run();
    expect((await desk.show(again.id)).result).toEqual({ imported: 1, known: 2, leftOut: 0, events: 1 });
    const after = await queueOf(desk);
    expect(after.filter(({ subject }) => subject !== "Neu dazu")).toEqual(before);
    expect(after).toHaveLength(3);
  });

  test("two processes at the same import, and a killed one, bring each ticket once", async () => {
    const desk = await fresh(LOG_CONTRACT);
    const { id, preview } = await desk.look(LOG, LOG_MAPPING);
    await desk.start(id);
    await killedInTheMiddle(desk);
    const { state, progress } = await desk.show(id);
    expect(state).toBe("running");
    expect(progress.gone).toBeGreaterThan(0);
    expect(progress.gone).toBeLessThan(preview!.tickets);
    await Promise.all([desk.run(), desk.run(), desk.run()]);
    await desk.run();
    const done = await desk.show(id);
    expect(done).toMatchObject({
      state: "done",
      result: { imported: preview!.tickets, known: 0, events: preview!.events },
    });
    const events = await eventsOf(desk);
    expect(events.filter(({ imported }) => imported)).toHaveLength(preview!.events);
    expect(events.filter(({ type }) => type === "ticket-import.finished")).toHaveLength(1);
    const files = await inScope(server.db, { tenant: desk.client, side: "system" }, { readOnly: true }, (tx) =>
      tx.selectFrom("ticket_import_file").select("import_id").where("tenant_id", "=", desk.client).execute(),
    );
    expect(files).toEqual([]);
  });

  test("one that breaks off stays where it stands, tells why, and can be started again", async () => {
    const desk = await fresh(LOG_CONTRACT);
    const { id, preview } = await desk.look(LOG, LOG_MAPPING);
    await desk.start(id);
    let calls = 0;
    await desk.run(() => {
      if (++calls === 3) throw new Error("out of order");
      return server.now;
    });
    const broken = await desk.show(id);
    expect(broken).toMatchObject({ state: "failed", problem: "defect" });
    expect(broken.progress.gone).toBeGreaterThan(0);
    await desk.start(id);
    await desk.run();
    expect((await desk.show(id)).result).toMatchObject({ imported: preview!.tickets, known: 0 });
  });

  test("while one runs no other one of the engagement is started", async () => {
    const desk = await fresh();
    const first = await desk.look(CSV, undefined, MAPPING);
    await desk.start(first.id);
    const second = await desk.look(CSV, undefined, MAPPING);
    const answer = await desk.ask("PUT", desk.path(second.id, "start"));
    expect(answer.json()).toMatchObject({ status: 409, kind: "import-running" });
    await desk.run();
    await desk.start(second.id);
    await desk.run();
    expect((await desk.show(second.id)).result).toMatchObject({ imported: 0, known: 2 });
  });
});

/** Runs imports in a process that is killed while it writes the second batch. */
async function killedInTheMiddle({ server: { database, now } }: ImportDesk): Promise<void> {
  const role = rolesOf(inject("cluster").owner.database).app;
  const connection = database.as(role, TEST_PASSWORDS.app);
  const url = (path: string) => JSON.stringify(`file://${join(process.cwd(), path)}`);
  const program = `
    const { databaseOf } = await import(${url("server/src/db/connect.ts")});
    const { runImports } = await import(${url("server/src/ticket/import-run.ts")});
    let calls = 0;
    const clock = () => {
      if (++calls === 3) setTimeout(() => process.kill(process.pid, "SIGKILL"), 5);
      return ${now};
    };
    await runImports(databaseOf(${JSON.stringify(connection)}), { clock, say: console.error });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  expect(signal).toBe("SIGKILL");
}

describe("only who manages the service for the client may", () => {
  test("others are refused, and of another engagement nothing is known", async () => {
    const desk = await fresh();
    const { id } = await desk.look(CSV, undefined, MAPPING);
    const agent = await server.person(desk.provider, null, "agent");
    const owner = await server.person(desk.client, "owner");
    const stranger = (await fresh()).manager;
    for (const [person, status] of [
      [agent, 403],
      [owner, 403],
      [stranger, 404],
    ] as const) {
      expect((await desk.send(CSV, LOG_MAPPING, person)).statusCode).toBe(status);
      for (const path of [desk.path(), desk.path(id), desk.path(id, "faults")])
        expect((await desk.ask("GET", path, undefined, person)).statusCode).toBe(status);
      expect((await desk.ask("PUT", desk.path(id, "start"), undefined, person)).statusCode).toBe(status);
    }
    expect(await desk.show(id)).toMatchObject({ state: "read" });
  });

  test("an import of one engagement is not there in another of the same provider", async () => {
    const desk = await fresh();
    const { id } = await desk.look(CSV, undefined, MAPPING);
    const other = await server.engagement(await server.company("Anderer Kunde"), desk.provider);
    const answer = await desk.ask("GET", `/engagements/${other}/ticket-imports/${id}`);
    expect(answer.json()).toMatchObject({ status: 404, kind: "ticket-import-not-found" });
  });
});
