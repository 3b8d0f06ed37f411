import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { contractText, ended, Place } from "../command.test-support.ts";
import { Fault } from "../fault.ts";
import { reportOn, type ReplayOptions } from "./command.ts";

const place = new Place();
const contract = place.file("contract.yaml", contractText());

/** An event at a time of Berlin's winter. */
const event = (ticket: string, local: string, by: string, type: string, details: object = {}): string =>
  JSON.stringify({ ticket, at: `2026-${local}:00+01:00`, by, type, ...details });
const opened = (ticket: string, local: string, priority: string, details: object = {}) =>
  event(ticket, local, "client", "opened", { priority, ...details });
const provider = (ticket: string, local: string, type: string, details: object = {}) =>
  event(ticket, local, "provider", type, details);

/**
 * November 2026, office hours 9 to 17; the 23rd is a Monday. What comes of it by hand:
 *
 * T-1 P1 answered after 30 min of 1 h: met. Resolved Tue 10:00 after 9 h of 8 h, due Mon 17:00: missed by 1 h.
 * T-2 P2 opened Fri 16:30, answered Mon 10:30 after 2 h of 4 h: met in November, as it was due Mon 30 Nov 12:30. Resolved
 *     Wed 2 Dec 17:00, which is the end of the third working day: met in December.
 * T-3 P1 answered after 10 h of 1 h, as a response never pauses: missed by 9 h. To be resolved after 1 h Wed and 7 h from
 *     Thu 10:00, so Thu 17:00; at the last event 7 + 8 + 8 + 8 + 8 + 1 = 40 h have run: missed by 32 h.
 * T-4 P1 opened ten minutes before the end: both clocks run.
 * T-5 P2 cancelled by the client: both clocks withdrawn.
 * T-6 P2 answered after 8 h of 4 h, left out by agreement; resolved in time.
 * T-7 has a priority that is not in the contract, T-8 came before the contract: no clock.
 */
const LOG = [
  JSON.stringify({ ticket: "T-8", at: "2025-12-31T10:00:00+01:00", by: "client", type: "opened", priority: "P1" }),
  opened("T-1", "11-23T09:00", "P1"),
  opened("T-6", "11-23T09:00", "P2"),
  provider("T-1", "11-23T09:30", "answered"),
  provider("T-6", "11-24T09:00", "answered"),
  opened("T-5", "11-24T09:00", "P2"),
  provider("T-6", "11-24T09:30", "resolved"),
  event("T-5", "11-24T09:30", "client", "cancelled"),
  provider("T-1", "11-24T10:00", "resolved"),
  opened("T-3", "11-25T09:00", "P1"),
  provider("T-3", "11-25T10:00", "paused", { reason: "waiting-for-client" }),
  opened("T-7", "11-25T11:00", "P9"),
  provider("T-3", "11-26T10:00", "resumed"),
  provider("T-3", "11-26T11:00", "answered"),
  opened("T-2", "11-27T16:30", "P2"),
  provider("T-6", "11-27T16:40", "excluded", {
    level: "response",
    reason: "moved house",
    consent: ["client", "provider"],
  }),
  provider("T-2", "11-30T10:30", "answered"),
  opened("T-4", "12-02T16:50", "P1"),
  provider("T-2", "12-02T17:00", "resolved"),
];
const log = place.file("log.ndjson", LOG);

interface Report {
  readonly now: string | null;
  readonly events: number;
  readonly tickets: number;
  readonly withoutClock: number;
  readonly running: number;
  readonly cancelled: number;
  readonly figures: readonly {
    readonly period: string;
    readonly priority: string;
    readonly level: string;
    readonly met: number;
    readonly missed: number;
    readonly excluded: number;
  }[];
  readonly totals: readonly { readonly level: string; readonly priority: string }[];
  readonly worst: readonly {
    readonly ticket: string;
    readonly level: string;
    readonly marginMs: number;
    readonly deadline: string;
  }[];
  readonly whatIf?: { readonly differenceCounts: Record<string, number>; readonly differences: readonly object[] };
}

// What does not need a process of its own is replayed in this one.
process.env["TMPDIR"] = place.scratch;
const inFolder = (file: string): string =>
  file === "-" || file.startsWith("/") || file.startsWith(place.folder) ? file : join(place.folder, file);
const FILES = new Set(["tickets", "whatIf", "amendment", "mapping"]);

/** The report on logs; files are named as they are called in the folder of the tests. */
async function textOf(
  logs: string | readonly string[],
  options: Partial<ReplayOptions> = {},
  contractFile = contract,
): Promise<string> {
  const named = Object.entries(options).map(([option, value]) => [
    option,
    FILES.has(option) && typeof value !== "object"
      ? inFolder(String(value))
      : option === "amendment"
        ? (value as string[]).map(inFolder)
        : value,
  ]);
  return reportOn(inFolder(contractFile), [logs].flat().map(inFolder), {
    workers: 1,
    ...(Object.fromEntries(named) as Partial<ReplayOptions>),
  });
}

const reportOf = async (logs: string | readonly string[], options: Partial<ReplayOptions> = {}): Promise<Report> =>
  JSON.parse(await textOf(logs, { json: true, ...options })) as Report;

/** What a replay that must be refused says, with its details. */
async function refusalOf(
  logs: string | readonly string[],
  options: Partial<ReplayOptions> = {},
  contractFile = contract,
): Promise<string> {
  const refusal: unknown = await textOf(logs, options, contractFile).catch((error: unknown) => error);
  if (!(refusal instanceof Fault)) throw refusal;
  expect(place.leftovers()).toEqual([]);
  return [refusal.message, ...refusal.details].join("\n  ").replaceAll(`${place.folder}/`, "");
}

/** The report of the command, as a process of its own, which must succeed without a word on standard error. */
async function printed(args: readonly string[], input?: string | Buffer): Promise<string> {
  const { code, stdout, stderr } = await place.run(["replay", contract, ...args], input);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

const H = 3_600_000;

describe("the figures of a log that was computed by hand", () => {
  test("are those of the report, and each ticket has its line in the order of first appearance", async () => {
    const report = JSON.parse(await printed([log, "--json", "--tickets", "tickets.ndjson"])) as Report;
    expect(report).toMatchObject({
      now: "2026-12-02T16:00:00.000Z",
      events: 19,
      tickets: 8,
      withoutClock: 2,
      running: 2,
      paused: 0,
      cancelled: 2,
    });
    const counts = report.figures.map(
      ({ period, priority, level, met, missed, excluded }) =>
        `${period} ${priority} ${level}: ${met} met, ${missed} missed, ${excluded} excluded`,
    );
    expect(counts).toEqual([
      "2026-11 P1 response: 1 met, 1 missed, 0 excluded",
      "2026-11 P1 resolve: 0 met, 2 missed, 0 excluded",
      "2026-11 P2 response: 1 met, 0 missed, 1 excluded",
      "2026-11 P2 resolve: 1 met, 0 missed, 0 excluded",
      "2026-12 P2 resolve: 1 met, 0 missed, 0 excluded",
    ]);
    expect(report.totals.map(({ level, priority }) => `${level} ${priority}`)).toEqual([
      "response P1",
      "response P2",
      "resolve P1",
      "resolve P2",
    ]);
    expect(report.worst).toMatchObject([
      { ticket: "T-3", level: "resolve", marginMs: -32 * H, deadline: "2026-11-26T16:00:00.000Z" },
      { ticket: "T-3", level: "response", marginMs: -9 * H, deadline: "2026-11-25T09:00:00.000Z" },
      {
        ticket: "T-6",
        level: "response",
        marginMs: -4 * H,
        exclusion: { reason: "moved house", at: "2026-11-27T15:40:00.000Z", agreed: true },
      },
      { ticket: "T-1", level: "resolve", marginMs: -H, deadline: "2026-11-23T16:00:00.000Z" },
    ]);
    const tickets = place
      .read("tickets.ndjson")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { ticket: string; clocks: object[] });
    expect(tickets.map(({ ticket }) => ticket)).toEqual(["T-8", "T-1", "T-6", "T-5", "T-3", "T-7", "T-2", "T-4"]);
    expect(tickets[1]).toEqual({
      ticket: "T-1",
      clocks: [
        {
          level: "response",
          priority: "P1",
          state: "met",
          startedAt: "2026-11-23T08:00:00.000Z",
          targetMilliseconds: H,
          deadline: "2026-11-23T09:00:00.000Z",
          stoppedAt: "2026-11-23T08:30:00.000Z",
          elapsedMilliseconds: H / 2,
          pausedMilliseconds: 0,
          breachedAt: null,
          marginMilliseconds: H / 2,
        },
        {
          level: "resolve",
          priority: "P1",
          state: "breached",
          startedAt: "2026-11-23T08:00:00.000Z",
          targetMilliseconds: 8 * H,
          deadline: "2026-11-23T16:00:00.000Z",
          stoppedAt: "2026-11-24T09:00:00.000Z",
          elapsedMilliseconds: 9 * H,
          pausedMilliseconds: 0,
          breachedAt: "2026-11-23T16:00:00.000Z",
          marginMilliseconds: -H,
        },
      ],
    });
    expect(tickets[0]).toEqual({
      ticket: "T-8",
      clocks: [],
      noClock: [{ kind: "contract-not-in-force", at: "2025-12-31T09:00:00.000Z" }],
    });
    expect(tickets[4]).toMatchObject({
      clocks: [
        { elapsedMilliseconds: 10 * H, pausedMilliseconds: 0 },
        { elapsedMilliseconds: 40 * H, pausedMilliseconds: 8 * H, stoppedAt: null },
      ],
    });
  });

  test("do not depend on the order of the lines, on how they end, nor on where they come from", async () => {
    const expected = await reportOf(log);
    const halves = [place.file("a.ndjson", LOG.slice(0, 9)), place.file("b.ndjson", LOG.slice(9))];
    const shuffled = place.file(
      "shuffled.ndjson",
      LOG.toSorted((a, b) => (a.slice(20) < b.slice(20) ? -1 : 1)).toReversed(),
    );
    const crlf = place.file("crlf.ndjson", `\uFEFF${LOG.join("\r\n\r\n")}`);
    const packed = place.file(
      "log.ndjson.gz",
      Buffer.concat([gzipSync(LOG.slice(0, 5).join("\n")), gzipSync(`\n${LOG.slice(5).join("\n")}\n`)]),
    );
    const link = "link.ndjson";
    symlinkSync(log, join(place.folder, link));
    for (const way of [log, halves, halves.toReversed(), shuffled, crlf, packed, link])
      expect(await reportOf(way)).toEqual(expected);
    const pipes = [
      printed(["-", "--json"], LOG.join("\n")),
      printed([halves[0]!, "-", "--json"], LOG.slice(9).join("\n")),
      printed(["-", "--json"], gzipSync(LOG.join("\n"))),
    ];
    for (const report of await Promise.all(pipes)) expect(JSON.parse(report)).toEqual(expected);
    expect(
      await place.shell('mkfifo pipe; cat log.ndjson > pipe & "$@"; code=$?; kill $! 2> /dev/null; exit $code', [
        "replay",
        contract,
        "pipe",
        "--json",
      ]),
    ).toMatchObject({ code: 0, stdout: `${JSON.stringify(expected, null, 2)}\n` });
  });

  test("are read at an instant of choice: what came later is not known", async () => {
    const report = await reportOf(log, { now: "2026-11-25T12:00:00+01:00" });
    expect(report).toMatchObject({
      now: "2026-11-25T11:00:00.000Z",
      events: 19,
      tickets: 8,
      running: 0,
      paused: 1,
      withoutClockReasons: { "not-opened": 2, "priority-unknown": 1, "contract-not-in-force": 1 },
    });
    expect(report.figures).toMatchObject([
      { level: "response", priority: "P1", met: 1, missed: 1 },
      { level: "resolve", priority: "P1", met: 0, missed: 1 },
      { level: "response", priority: "P2", met: 0, missed: 1 },
      { level: "resolve", priority: "P2", met: 1, missed: 0 },
    ]);
  });

  test("as a text in German and English, and as CSV", async () => {
    const [de, en, csv] = [await printed([log]), await textOf(log, { language: "en" }), await printed([log, "--csv"])];
    expect(de.replaceAll("\u00a0", "_")).toMatchInlineSnapshot(`
      "8_Tickets mit 19_Ereignissen, Stand Mi_02.12.2026, 17:00
      Vertrag: „Betreuung“, Version_1

      Eingehalten: Antwort 66,7_%, Lösung 50,0_%.
      Ohne Urteil: 2 laufende Fristen, 2 entfallene Fristen.
      Ohne Frist: 2_Tickets (1 gemeldet, als der Vertrag nicht galt; 1 mit einer Priorität, die der Vertrag nicht kennt).

      Zusage   Priorität  eingehalten  verfehlt   Anteil  ausgenommen  vereinbart
      Antwort  alle                 2         1   66,7_%            1      90,0_%  nicht erreicht
      Antwort  P1                   1         1   50,0_%            0
      Antwort  P2                   1         0  100,0_%            1
      Lösung   alle                 2         2   50,0_%            0
      Lösung   P1                   0         2    0,0_%            0
      Lösung   P2                   2         0  100,0_%            0

      Am weitesten verfehlt:
        Ticket  Zusage   Priorität  überschritten um  fällig
        T-3     Lösung   P1                  32_Std.  Do_26.11.2026, 17:00
        T-3     Antwort  P1                   9_Std.  Mi_25.11.2026, 10:00
        T-6     Antwort  P2                   4_Std.  Mo_23.11.2026, 13:00  ausgenommen
        T-1     Lösung   P1                   1_Std.  Mo_23.11.2026, 17:00
      "
    `);
    expect(en.replaceAll("\u00a0", "_")).toMatchInlineSnapshot(`
      "8_tickets with 19_events, as of Wed_2_Dec_2026, 17:00
      Contract: “Betreuung”, version_1

      Met: Answer 66.7%, Resolution 50.0%.
      Not judged: 2 running clocks, 2 withdrawn clocks.
      Without a clock: 2_tickets (1 reported when the contract was not in force; 1 with a priority that the contract does not know).

      Promise     Priority  met  missed   share  excluded  agreed
      Answer      all         2       1   66.7%         1   90.0%  not reached
      Answer      P1          1       1   50.0%         0
      Answer      P2          1       0  100.0%         1
      Resolution  all         2       2   50.0%         0
      Resolution  P1          0       2    0.0%         0
      Resolution  P2          2       0  100.0%         0

      Missed by most:
        Ticket  Promise     Priority  over by  due
        T-3     Resolution  P1           32_h  Thu_26_Nov_2026, 17:00
        T-3     Answer      P1            9_h  Wed_25_Nov_2026, 10:00
        T-6     Answer      P2            4_h  Mon_23_Nov_2026, 13:00  excluded
        T-1     Resolution  P1            1_h  Mon_23_Nov_2026, 17:00
      "
    `);
    expect(csv).toBe(
      [
        "contract,period,service,priority,level,met,missed,excluded,metIfUpheld,missedIfUpheld",
        "sample,2026-11,workplace,P1,response,1,1,0,1,1",
        "sample,2026-11,workplace,P1,resolve,0,2,0,0,2",
        "sample,2026-11,workplace,P2,response,1,0,1,1,0",
        "sample,2026-11,workplace,P2,resolve,1,0,0,1,0",
        "sample,2026-12,workplace,P2,resolve,1,0,0,1,0",
        "",
      ].join("\n"),
    );
  });
});

test("without an own wish the report speaks the contract's language", async () => {
  const english = place.file("english.yaml", contractText(["title: Betreuung", "title: Support\nlanguage: en"]));
  expect(await textOf(log)).toContain("Eingehalten: ");
  expect(await textOf(log, {}, english)).toContain("Met: ");
});

test("an open objection shows both figures", async () => {
  const contested = place.file("contested.ndjson", [
    opened("T-1", "11-23T09:00", "P1"),
    provider("T-1", "11-23T09:30", "answered", { id: "call" }),
    provider("T-1", "11-23T12:00", "resolved"),
    event("T-1", "11-23T15:00", "client", "objected", { event: "call" }),
  ]);
  const text = await textOf(contested, { language: "en" });
  expect(text).toContain("share  share with objections");
  expect(text).toMatch(/Answer +all +1 +0 +100\.0% +0\.0% /);
  expect(text).toContain("Share with objections: if all objections that are still open were upheld.");
});

test("what was agreed is reached from just that share on", async () => {
  const answers = (met: number, missed: number) =>
    Array.from({ length: met + missed }, (_, index) => [
      opened(`T-${index}`, "11-23T09:00", "P1"),
      provider(`T-${index}`, index < met ? "11-23T09:30" : "11-23T12:00", "answered"),
    ]).flat();
  const rows: string[] = [];
  for (const [met, missed] of [
    [9, 1],
    [17, 2],
    [10, 0],
    [1_999, 1],
  ] as const) {
    const text = await textOf(place.file("agreed.ndjson", answers(met, missed)), { language: "en" });
    rows.push(
      text
        .split("\n")
        .find((line) => line.startsWith("Answer   all"))!
        .replaceAll(/ +/g, " "),
    );
  }
  expect(rows).toEqual([
    "Answer all 9 1 90.0% 90.0%",
    "Answer all 17 2 89.5% 90.0% not reached",
    "Answer all 10 0 100.0% 90.0%",
    "Answer all 1,999 1 99.9% 90.0%",
  ]);
});

describe("what if another contract held", () => {
  const faster = place.file(
    "faster.yaml",
    contractText(
      ["id: sample", "id: faster"],
      ["P1: { response: PT1H, resolve: PT8H }", "P1: { response: PT15M, resolve: PT16H, restore: PT2H }"],
      ["[P1, P2]", "[P1, P2, P9]"],
      ["P2: {", "P9: { response: PT1H }\n      P2: {"],
    ),
  );

  test("clocks that it judges otherwise are counted and named", async () => {
    const { whatIf } = await reportOf(log, { whatIf: faster });
    // T-1: the answer after 30 min is too late, the resolution after 9 h in time; restored with the resolution, too late.
    // T-3: its restoration is too late. T-4 has a further clock, and T-7 one that has been missed since.
    expect(whatIf!.differenceCounts).toEqual({ "met-missed": 1, "missed-met": 1, "none-missed": 3, "none-open": 1 });
    expect(whatIf!.differences).toEqual([
      { ticket: "T-1", level: "response", cycle: 1, priority: "P1", before: "met", after: "missed" },
      { ticket: "T-1", level: "resolve", cycle: 1, priority: "P1", before: "missed", after: "met" },
      { ticket: "T-1", level: "restore", cycle: 1, priority: "P1", before: "none", after: "missed" },
      { ticket: "T-3", level: "restore", cycle: 1, priority: "P1", before: "none", after: "missed" },
      { ticket: "T-7", level: "response", cycle: 1, priority: "P9", before: "none", after: "missed" },
      { ticket: "T-4", level: "restore", cycle: 1, priority: "P1", before: "none", after: "open" },
    ]);
  });

  test("both stand side by side, also levels and priorities that only one of them has", async () => {
    const text = await textOf(log, { whatIf: faster, language: "en" });
    const csv = await textOf(log, { whatIf: faster, csv: true });
    expect(text.slice(text.indexOf("Comparison")).replaceAll("\u00a0", "_")).toMatchInlineSnapshot(`
      "Comparison: A = “Betreuung” (sample), B = “Betreuung” (faster)
      Promise      Priority  A: share  missed  B: share  missed
      Answer       all          66.7%       1     25.0%       3
      Answer       P1           50.0%       1      0.0%       2
      Answer       P2          100.0%       0    100.0%       0
      Answer       P9               –       –      0.0%       1
      Restoration  all              –       –      0.0%       2
      Restoration  P1               –       –      0.0%       2
      Resolution   all          50.0%       2     75.0%       1
      Resolution   P1            0.0%       2     50.0%       1
      Resolution   P2          100.0%       0    100.0%       0

      Judged differently: 3_× no promise → missed, 1_× met → missed, 1_× missed → met, 1_× no promise → open
        Ticket  Promise      Priority  A → B
        T-1     Answer       P1        met → missed
        T-1     Resolution   P1        missed → met
        T-1     Restoration  P1        no promise → missed
        T-3     Restoration  P1        no promise → missed
        T-7     Answer       P9        no promise → missed
        T-4     Restoration  P1        no promise → open
      "
    `);
    expect(csv.split("\n").filter((line) => line.includes("restore"))).toEqual([
      "faster,2026-11,workplace,P1,restore,0,2,0,0,2",
    ]);
    expect(await textOf(log, { whatIf: contract, language: "en" })).toContain(
      "Both contracts judge all tickets alike.",
    );
  });

  test("a contract compared with itself has rows of its own in CSV", async () => {
    const csv = await textOf(log, { whatIf: contract, csv: true });
    expect(csv.split("\n").filter((line) => line.startsWith("sample (what if),"))).toHaveLength(5);
  });
});

describe("amendments", () => {
  const second = place.file(
    "second.yaml",
    contractText(
      ["version: 1", "version: 2"],
      ["validFrom: 2026-01-01", "validFrom: 2026-11-24"],
      ["P1: { response: PT1H", "P1: { response: PT12H"],
    ),
  );

  test("hold from their day on, in whatever place of the command they are named", async () => {
    const behind = await reportOf(log, { amendment: [second] });
    expect(behind.figures[0]).toMatchObject({ priority: "P1", level: "response", met: 2, missed: 0 });
    expect(await printed(["--amendment", second, log, "--json"])).toBe(`${JSON.stringify(behind, null, 2)}\n`);
    expect(await textOf(log, { amendment: [contract] }, second)).toContain(
      "Vertrag: „Betreuung“, Versionen\u00a01 und 2\n",
    );
  });

  test.each([
    {
      changes: [["validFrom: 2026-01-01", "validFrom: 2026-11-24"]],
      error: "expected each version once, found version 1 again",
    },
    {
      changes: [
        ["id: sample", "id: other"],
        ["version: 1", "version: 2"],
      ],
      error: "expected versions of the contract sample, found other",
    },
    {
      changes: [["version: 1", "version: 2"]],
      error: "expected version 2 to apply later than the version before it, found valid from 2026-01-01",
    },
  ] as const)("that do not fit are refused: $error", async ({ changes, error }) => {
    const amendment = place.file("amendment.yaml", contractText(...changes));
    expect(await refusalOf(log, { amendment: [amendment] })).toBe(`contract.yaml, amendment.yaml: ${error}`);
  });
});

describe("a log with nothing to judge", () => {
  test.each(["", "\n", "\uFEFF", " \r\n\n\t\n"])("such as %j has no figures and is no fault", async (text) => {
    const empty = place.file("empty.ndjson", text);
    expect(await reportOf(empty, { tickets: "none.ndjson" })).toMatchObject({
      now: null,
      events: 0,
      tickets: 0,
      figures: [],
      worst: [],
    });
    expect(place.read("none.ndjson")).toBe("");
    expect(await textOf(empty)).toBe("Das Log enthält keine Ereignisse.\nVertrag: „Betreuung“, Version\u00a01\n");
  });

  test("because the contract knows none of it says why", async () => {
    const strange = place.file("strange.ndjson", [
      opened("A", "11-23T09:00", "P1", { service: "network" }),
      opened("B", "11-23T09:00", "P7"),
      opened("C", "11-23T09:00", "P7"),
      provider("D", "11-23T09:00", "noted"),
    ]);
    const text = await textOf(strange, { language: "en" });
    expect(text.replaceAll("\u00a0", " ").split("\n").slice(3)).toEqual([
      "There is no promise to judge yet.",
      "Without a clock: 4 tickets (2 with a priority that the contract does not know; 1 about a service that the contract does not know; 1 not reported in the log by then).",
      "",
    ]);
  });
});

describe("lines that cannot be read", () => {
  test("are named by file and line; no figure is given and nothing is written", async () => {
    const broken = place.file("broken.ndjson", ["", LOG[1]!, "not JSON", `${LOG[3]!},`, LOG[5]!]);
    const last = place.file("last.ndjson", [LOG[5]!, '{"ticket":"T"']);
    place.file("kept.ndjson", "as it was");
    const refusal = await refusalOf([log, broken, last], { tickets: "kept.ndjson" });
    expect(refusal.split("\n")).toEqual([
      "3 lines of the log cannot be read; no figures are given",
      expect.stringMatching(/^ {2}broken\.ndjson:3: expected one JSON object a line: /),
      expect.stringMatching(/^ {2}broken\.ndjson:4: expected one JSON object a line: /),
      expect.stringMatching(/^ {2}last\.ndjson:2: expected one JSON object a line: /),
    ]);
    expect(place.read("kept.ndjson")).toBe("as it was");
  });

  test("because a field does not fit are named with the field", async () => {
    const INSTANT = "expected an existing instant with offset such as 2026-11-23T08:00:00Z";
    const fields: readonly (readonly [line: string, message: string])[] = [
      ['{"ticket":"T"}', `at: ${INSTANT}`],
      [event("T", "02-30T09:00", "client", "opened"), `at: ${INSTANT}`],
      ['{"ticket":"T","at":"2026-11-23T08:00:00","by":"client","type":"opened"}', `at: ${INSTANT}`],
      ['{"ticket":"T","at":"1969-12-31T23:59:59Z","by":"client","type":"opened"}', `at: ${INSTANT}`],
      ['{"ticket":"T","at":"2101-01-01T00:00:00Z","by":"client","type":"opened"}', `at: ${INSTANT}`],
      ['{"ticket":"T","at":1e400,"by":"client","type":"opened"}', `at: ${INSTANT}`],
      [event("T", "11-23T09:00", "client", "opened", { recordedAt: "yesterday" }), `recordedAt: ${INSTANT}`],
      [event("T", "11-23T09:00", "nobody", "opened"), "by: expected client or provider or system or monitor"],
      [event("T", "11-23T09:00", "client", "reported"), "type: expected opened, "],
      [
        event("T", "11-23T09:00", "client", "opened", { priority: 1 }),
        "priority: expected a text of at most 1000 characters",
      ],
      [
        event("T", "11-23T09:00", "client", "opened", { impact: "high" }),
        "urgency: expected impact and urgency together",
      ],
      [event("T", "11-23T09:00", "provider", "paused"), "reason: expected the reason of the pause"],
      [event("T", "11-23T09:00", "provider", "merged", { into: "T" }), "into: expected another ticket"],
      [event("x".repeat(1_001), "11-23T09:00", "client", "opened"), "ticket: expected a text that is not empty"],
      ['{"ticket":"T","x":nul}', "expected one JSON object a line: "],
      ['{"ticket":"T","x":01}', "expected one JSON object a line: "],
    ];
    place.file(
      "fields.ndjson",
      fields.map(([line]) => line),
    );
    const [first, ...lines] = (await refusalOf("fields.ndjson")).split("\n");
    expect(first).toBe("16 lines of the log cannot be read; no figures are given");
    expect(lines.map((line, index) => line.startsWith(`  fields.ndjson:${index + 1}: ${fields[index]![1]}`))).toEqual(
      fields.map(() => true),
    );
  });

  test("are named by their own file, also at its first and last line", async () => {
    const bad = (ticket: string) => event(ticket, "11-23T09:00", "nobody", "opened");
    const files = [[bad("A"), LOG[1]!, bad("B")], [bad("C")], [], [LOG[2]!, bad("D")]];
    const names = files.map((lines, index) => place.file(`file-${index}.ndjson`, lines));
    const places = (await refusalOf(names)).split("\n").slice(1);
    expect(places.map((line) => line.slice(0, line.indexOf(": ")).trim())).toEqual([
      "file-0.ndjson:1",
      "file-0.ndjson:3",
      "file-1.ndjson:1",
      "file-3.ndjson:2",
    ]);
  });

  test("are named up to twenty", async () => {
    const many = place.file(
      "many.ndjson",
      Array.from({ length: 1_000 }, () => "[]"),
    );
    const lines = (await refusalOf(many)).split("\n");
    expect(lines).toHaveLength(22);
    expect([lines[0], lines[20], lines[21]]).toEqual([
      "1000 lines of the log cannot be read; no figures are given",
      "  many.ndjson:20: expected a JSON object",
      "  … and 980 more",
    ]);
  });

  test("because they are not UTF-8, too long, or move the cursor of a terminal", async () => {
    const latin1 = Buffer.from(`${LOG[1]!}\n${opened("Müller", "11-23T09:00", "P1")}\n${LOG[2]!}\n`, "latin1");
    const [wrong, long, colour] = [
      place.file("latin1.ndjson", latin1),
      place.file(
        "long.ndjson",
        `${LOG[1]!}\n${event("T", "11-23T09:00", "client", "noted", { text: "x".repeat(1_048_576) })}\n`,
      ),
      place.file("colour.ndjson", '{"ticket":"\u001b[31m"}\n'),
    ];
    expect(await refusalOf(wrong)).toMatch(/\n {2}latin1\.ndjson:2: expected UTF-8 text$/);
    expect(await refusalOf(long)).toMatch(/\n {2}long\.ndjson:2: expected lines of at most 1 MiB$/);
    expect((await place.run(["replay", contract, colour])).stderr).toContain(
      "colour.ndjson:1: expected one JSON object a line: Bad control character",
    );
  });

  test("because a ticket has too many events", async () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, index) => `{"ticket":"T","at":"2026-11-23T08:00:0${index % 10}Z","by":"client","type":"noted"}`,
    );
    const tooMany = place.file("too-many.ndjson", [...lines, lines[0]!]);
    expect(await refusalOf(tooMany)).toMatch(
      /\n {2}too-many\.ndjson:100001: ticket T: expected at most 100000 events$/,
    );
  });

  test("because the calendar does not reach so far", async () => {
    const early = place.file("early.ndjson", [
      '{"ticket":"T","at":"1970-01-01T00:00:00Z","by":"client","type":"opened","priority":"P1"}',
    ]);
    const old = place.file(
      "old.yaml",
      contractText(
        ["validFrom: 2026-01-01", "validFrom: 1970-01-01"],
        ["start: 2026-01-01", "start: 1970-01-01"],
        ["holidays: DE-BY", "holidays: []"],
      ),
    );
    expect(await refusalOf(early, {}, old)).toMatch(
      /\n {2}early\.ndjson:1: ticket T: the calendar is known from 1970-01-03T/,
    );
  });
});

test("fields that no event has are named on standard error, and change nothing", async () => {
  const odd = place.file(
    "odd.ndjson",
    LOG.map((line, index) =>
      line.replace(
        "{",
        `{"prio":1,${index === 0 ? '"__proto__":{},"constructor":2,"toString":3,' : ""}${index < 3 ? `"${"long".repeat(30)}":0,` : ""}`,
      ),
    ),
  );
  const [plain, told] = await Promise.all([
    place.run(["replay", contract, log, "--json"]),
    place.run(["replay", contract, odd, "--json"]),
  ]);
  expect(told).toMatchObject({ code: 0, stdout: plain.stdout });
  expect(told.stderr).toBe(
    `handschlag: fields that are not read: prio (19 lines), ${"long".repeat(10)}… (3 lines), __proto__ (1 line), constructor (1 line), toString (1 line)\n`,
  );
});

describe("merges", () => {
  /** The answer clock of each ticket: where it counts from and its state. */
  async function answersOf(lines: readonly string[]): Promise<Record<string, string>> {
    const merges = place.file("merges.ndjson", lines);
    await reportOf(merges, { tickets: "merged.ndjson" });
    const read = place
      .read("merged.ndjson")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { ticket: string; clocks: { state: string; startedAt: string }[] });
    return Object.fromEntries(
      read.map(({ ticket, clocks: [clock] }) => [
        ticket,
        clock === undefined ? "none" : `${clock.startedAt.slice(5, 16)} ${clock.state}`,
      ]),
    );
  }
  const merge = (ticket: string, local: string, into: string) => provider(ticket, local, "merged", { into });
  const end = provider("Z", "11-27T16:00", "noted");

  test("bring the earlier start along, over a chain, also escaped and into a ticket that is not there", async () => {
    const lines = [
      opened("A", "11-23T09:00", "P1"),
      opened("B", "11-23T10:00", "P1"),
      opened("C", "11-23T11:00", "P1"),
      opened("U", "11-23T09:30", "P1"),
      merge("A", "11-23T09:20", "B").replace('"merged"', '"\\u006d\\u0065rged"'),
      merge("B", "11-23T10:20", "C"),
      merge("U", "11-23T09:40", "nowhere"),
      end,
    ];
    const expected = {
      A: "11-23T08:00 cancelled",
      B: "11-23T09:00 cancelled",
      C: "11-23T08:00 breached",
      U: "11-23T08:30 cancelled",
      Z: "none",
    };
    expect(await answersOf(lines)).toEqual({ ...expected, B: "11-23T08:00 breached" });
    expect(await answersOf(lines.toReversed())).toEqual({ ...expected, B: "11-23T08:00 breached" });
  });

  test("at the same instant count in the order of the chain, in a circle they end, and of two the first in time holds", async () => {
    const at = "11-23T11:30";
    const chain = [
      opened("C", "11-23T11:00", "P1"),
      opened("D", "11-23T11:10", "P1"),
      opened("B", "11-23T10:45", "P1"),
      opened("A", "11-23T10:40", "P1"),
      merge("C", at, "D"),
      merge("B", at, "C"),
      merge("A", at, "B"),
      end,
    ];
    expect(await answersOf(chain)).toMatchObject({ D: "11-23T09:40 breached" });
    const circle = [
      opened("A", "11-23T09:00", "P1"),
      opened("B", "11-23T09:10", "P1"),
      merge("A", "11-23T09:20", "B"),
      merge("B", "11-23T09:20", "A"),
      end,
    ];
    expect(await answersOf(circle)).toEqual({ A: "11-23T08:00 cancelled", B: "11-23T08:10 cancelled", Z: "none" });
    const twice = [
      opened("A", "11-23T09:00", "P1"),
      opened("B", "11-23T10:00", "P1"),
      opened("C", "11-23T10:00", "P1"),
      merge("A", "11-23T12:00", "B"),
      merge("A", "11-23T10:10", "C"),
      end,
    ];
    expect(await answersOf(twice)).toMatchObject({ B: "11-23T09:00 breached", C: "11-23T08:00 breached" });
  });

  test("that were objected to with success bring nothing along", async () => {
    const lines = [
      opened("A", "11-23T09:00", "P1"),
      opened("B", "11-23T10:00", "P1"),
      provider("A", "11-23T10:10", "merged", { into: "B", id: "merge" }),
      event("A", "11-23T11:00", "client", "objected", { event: "merge" }),
      event("A", "11-23T12:00", "provider", "settled", { event: "merge", outcome: "upheld" }),
      end,
    ];
    expect(await answersOf(lines)).toEqual({ A: "11-23T08:00 breached", B: "11-23T09:00 breached", Z: "none" });
  });

  test("by the ten thousand in a chain take seconds, not hours", async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => [
      opened(`T${index}`, "11-23T09:00", "P1"),
      merge(`T${index}`, "11-23T12:00", `T${index + 1}`),
    ]).flat();
    const startedAt = performance.now();
    expect(await reportOf(place.file("chain.ndjson", lines))).toMatchObject({ tickets: 20_000 });
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });
});

describe("files that cannot be used are refused in one sentence before the work begins", () => {
  const MAPPINGS = "glpi, jira, servicenow, servicenow-event-log, volvo, zammad";
  const NOW = "expected an existing instant with offset such as 2026-11-23T08:00:00Z";
  test.each<{ logs?: string | string[]; options?: Partial<ReplayOptions>; of?: string; error: string }>([
    { of: "nowhere.yaml", error: "nowhere.yaml: cannot be read: there is no such file" },
    { of: "scratch", error: "scratch: cannot be read: it is a folder" },
    { logs: ["nowhere.ndjson", "-"], error: "nowhere.ndjson: cannot be read: there is no such file" },
    { logs: "scratch", error: "scratch: expected a file" },
    { logs: "/dev/zero", error: "/dev/zero: expected a file" },
    { logs: [log, "scratch/../log.ndjson"], error: "log.ndjson: expected each log once" },
    { logs: ["-", "-"], error: "standard input: expected each log once" },
    { options: { tickets: "nowhere/t.ndjson" }, error: "nowhere/t.ndjson: cannot be written: there is no such folder" },
    { options: { tickets: "scratch" }, error: "scratch: cannot be written: it is a folder" },
    {
      options: { tickets: "scratch/../log.ndjson" },
      error: "log.ndjson: cannot be written: it is one of the files that are read",
    },
    { options: { tickets: contract }, error: "contract.yaml: cannot be written: it is one of the files that are read" },
    { options: { tickets: "-" }, error: "--tickets: expected a file: the report goes to standard output" },
    { options: { tickets: "/dev/full" }, error: "/dev/full: cannot be written: the disk is full" },
    { options: { now: "yesterday" }, error: `--now: ${NOW}, found yesterday` },
    { options: { now: "2026-02-30T08:00:00Z" }, error: `--now: ${NOW}, found 2026-02-30T08:00:00Z` },
    { options: { whatIf: "nowhere.yaml" }, error: "nowhere.yaml: cannot be read: there is no such file" },
    { logs: "log.csv", error: `log.csv: expected --mapping, which says how CSV is read (${MAPPINGS} or a file)` },
    { options: { mapping: "./nowhere.yaml" }, error: "nowhere.yaml: cannot be read: there is no such file" },
  ])("$error", async ({ logs = log, options = {}, of = contract, error }) => {
    expect(await refusalOf(logs, options, of)).toBe(error);
    expect(place.read("log.ndjson")).toBe(`${LOG.join("\n")}\n`);
  });

  test("a mapping that does not ship: the command says which do", async () => {
    const { code, stdout, stderr } = await place.run(["replay", contract, "log.csv", "--mapping", "jria"]);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: `handschlag: --mapping: expected a file or one of ${MAPPINGS}, found jria\n`,
    });
  });

  test("a contract with faults names each of them", async () => {
    const faulty = place.file(
      "faulty.yaml",
      contractText(["version: 1", "version: .nan"], ["levels: [P1, P2]", "levels: [P1, 2]"]),
    );
    const refusal =
      "faulty.yaml: not a valid contract: 2 faults\n  faulty.yaml:5:1 version: expected a number, found NaN\n  faulty.yaml:23:16 priorities.levels.1: expected a text, found the number 2";
    expect(await place.run(["replay", faulty, log])).toMatchObject({
      code: 2,
      stdout: "",
      stderr: `handschlag: ${refusal}\n`,
    });
    expect(await refusalOf(log, { whatIf: faulty })).toBe(refusal);
  });

  test("damaged gzip is said to be damaged", async () => {
    const cut = place.file("cut.gz", gzipSync(LOG.join("\n")).subarray(0, 200));
    const wrong = place.file(
      "wrong.gz",
      Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.from("no gzip at all, whatever the first bytes say")]),
    );
    expect(await refusalOf(cut)).toBe("cut.gz: cannot be read: the gzip data is damaged (unexpected end of file)");
    expect(await refusalOf(wrong)).toMatch(/^wrong\.gz: cannot be read: the gzip data is damaged \(.*\)$/);
  });
});

describe("the disk", () => {
  const plenty = place.file(
    "plenty.ndjson",
    Array.from({ length: 4_000 }, (_, index) => opened(`T-${index}`, "11-23T09:00", "P1")),
  );

  test("full, limited or not there ends the work with one sentence", async () => {
    const [limited, spooled, full, nowhere] = await Promise.all([
      place.shell('ulimit -f 64; exec "$@"', ["replay", contract, plenty]),
      place.shell('ulimit -f 64; exec "$@" < plenty.ndjson', ["replay", contract, "-"]),
      place.shell('"$@" > /dev/full', ["replay", contract, log]),
      ended(place.start(["replay", contract, log], { TMPDIR: join(place.folder, "nowhere") })),
    ]);
    const limit = `handschlag: temporary folder ${place.scratch}: the file grows larger than is allowed here\n`;
    expect(limited).toMatchObject({ code: 2, stdout: "", stderr: limit });
    expect(spooled).toMatchObject({ code: 2, stdout: "", stderr: limit });
    expect(full).toMatchObject({
      code: 2,
      stdout: "",
      stderr: "handschlag: standard output: cannot be written: the disk is full\n",
    });
    expect(nowhere).toMatchObject({
      code: 2,
      stdout: "",
      stderr: `handschlag: temporary folder ${join(place.folder, "nowhere")}: there is no such folder\n`,
    });
    expect(place.leftovers()).toEqual([]);
  });

  test("is left as it was after a signal, and the program ends by it", async () => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      const child = place.start(["replay", contract, "-"]);
      child.stdin!.write(`${LOG[1]!}\n`);
      const end = new Promise((resolve) => child.once("close", (code, by) => resolve([code, by])));
      while (place.leftovers().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill(signal);
      expect(await end).toEqual([null, signal]);
      expect(place.leftovers()).toEqual([]);
    }
  });
});
