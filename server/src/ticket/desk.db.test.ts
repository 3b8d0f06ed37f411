import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { instant, later } from "@handschlag/engine/instant.ts";
import { inScope } from "../db/tenant.ts";
import { TestServer } from "../server.test-support.ts";
import { clocksOf, Desk } from "./desk.test-support.ts";
import { sweep } from "./sweep.ts";

let desk: Desk;
let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  desk = await Desk.make(server);
});
afterAll(() => server.stop());

test("a report is judged by the contract, and both sides see the same clocks", async () => {
  // Monday 09:00 in Augsburg.
  const id = await desk.at("2026-11-23T08:00:00Z").open("employee");
  const seen = await desk.show("employee", id);
  expect(seen).toMatchObject({
    priority: "P1",
    stage: "open",
    awaiting: "provider",
    coverage: "covered",
    side: "client",
  });
  expect(clocksOf(seen)).toEqual({
    response: "running 2026-11-23T08:30:00.000Z",
    update: "running 2026-11-23T09:00:00.000Z",
    restore: "running 2026-11-23T12:00:00.000Z",
    resolve: "running 2026-11-24T11:00:00.000Z",
  });
  const other = await desk.show("agent", id);
  expect(other.readings).toEqual(seen.readings);
  expect(other.side).toBe("provider");
  expect(seen.readings[0]!.sentence.de).toMatch(/^Antwort fällig/);
});

test("report, answer, pause, objection, settlement, resolution, reopening, breach", async () => {
  const id = await desk.at("2026-11-23T08:00:00Z").open("employee");
  await desk.later(10).done("agent", id, "answered", { text: "Wir sehen nach." });
  expect(clocksOf(await desk.show("employee", id))["response"]).toBe("met 2026-11-23T08:30:00.000Z");
  const pause = await desk
    .later(10)
    .done("agent", id, "paused", { reason: "waiting-for-client", text: "Welches Gerät?" });
  const paused = await desk.show("coordinator", id);
  expect(paused).toMatchObject({ stage: "paused", awaiting: "client", pause: { reason: "waiting-for-client" } });
  const objection = await desk
    .later(5)
    .act("coordinator", id, "objected", { event: pause, text: "Es wurde nichts gefragt." });
  expect(objection.statusCode).toBe(201);
  const disputed = await desk.show("manager", id);
  expect(disputed.ifUpheld!.find(({ level }) => level === "restore")!.state).toBe("running");
  expect(disputed.readings.find(({ level }) => level === "restore")!.state).toBe("paused");
  expect(disputed.entries.find((entry) => entry.id === pause)!.objection).toMatchObject({
    state: "open",
    by: "client",
  });
  // Each side can only give way.
  expect((await desk.act("coordinator", id, "settled", { event: pause, outcome: "upheld" })).statusCode).toBe(403);
  expect((await desk.act("manager", id, "settled", { event: pause, outcome: "rejected" })).statusCode).toBe(403);
  await desk.done("manager", id, "settled", { event: pause, outcome: "upheld" });
  const settled = await desk.show("agent", id);
  expect(settled).toMatchObject({ stage: "open", ifUpheld: null, disputed: false });
  expect(clocksOf(settled)["restore"]).toBe("running 2026-11-23T12:00:00.000Z");
  await desk.later(60).done("agent", id, "resolved", { text: "Das Zertifikat war abgelaufen." });
  expect(await desk.show("employee", id)).toMatchObject({ stage: "resolved", awaiting: "client" });
  await desk.later(60).done("employee", id, "reopened", { text: "Es geht schon wieder nicht." });
  // 85 minutes had passed, 60 did not count: four hours end at 14:00 local.
  expect(clocksOf(await desk.show("employee", id))["restore"]).toBe("running 2026-11-23T13:00:00.000Z");
  desk.at("2026-11-23T13:00:01Z");
  await sweep(server.db, server.now);
  const late = await desk.show("owner", id);
  expect(clocksOf(late)["restore"]).toMatch(/^breached/);
  expect(
    late.entries.filter(({ type, facts }) => type === "ticket.breached" && facts["level"] === "restore"),
  ).toMatchObject([{ at: "2026-11-23T13:00:00.000Z" }]);
});

test("the client's message ends the pause that waited for it", async () => {
  const id = await desk.at("2026-11-23T08:00:00Z").open("employee");
  await desk.later(1).done("agent", id, "paused", { reason: "waiting-for-client", text: "Welches Gerät?" });
  await desk.later(1).done("employee", id, "messaged", { text: "Das Notebook." });
  const seen = await desk.show("agent", id);
  expect(seen).toMatchObject({ stage: "open", awaiting: "provider", pause: null });
  expect(seen.entries.map(({ type }) => type).slice(-2)).toEqual(["ticket.messaged", "ticket.resumed"]);
});

describe("whose eyes", () => {
  test("a note is for its own side, and leaves no trace on the other", async () => {
    const id = await desk.at("2026-11-23T08:00:00Z").open("employee");
    const before = await desk.show("coordinator", id);
    await desk.later(5).done("agent", id, "noted", { text: "Vermutlich Bedienfehler." });
    const seen = await desk.show("coordinator", id);
    expect(seen.entries).toEqual(before.entries);
    expect(seen.changedAt).toBe(before.changedAt);
    expect((await desk.queue("coordinator", "q=Bedienfehler")).items).toEqual([]);
    expect((await desk.queue("agent", "q=Bedienfehler")).items.map((row) => row.id)).toEqual([id]);
  });

  test("an employee sees their own tickets only", async () => {
    const own = await desk.at("2026-11-23T08:00:00Z").open("employee");
    const other = await desk.open("coordinator");
    expect((await desk.request("employee", "GET", `/tickets/${other}`)).statusCode).toBe(404);
    const { items } = await desk.queue("employee", "state=all&limit=100");
    expect(items.map(({ id }) => id)).toContain(own);
    expect(items.map(({ id }) => id)).not.toContain(other);
    expect((await desk.act("employee", other, "messaged", { text: "Hallo" })).statusCode).toBe(404);
  });

  test("an employee hears live of their own tickets only", async () => {
    desk.at("2026-11-23T08:00:00Z");
    const line = await server.listen(await server.cookie(desk.people.employee));
    const stream = line.stream();
    let heard = "";
    const other = await desk.open("coordinator");
    await desk.done("agent", other, "answered", { text: "Wir sehen nach." });
    const own = await desk.open("employee");
    for await (const chunk of stream) {
      heard += String(chunk);
      if (heard.includes(own)) break;
    }
    stream.destroy();
    expect(heard).not.toContain(other);
  });

  test("another client and another provider know nothing of it", async () => {
    const id = await desk.at("2026-11-23T08:00:00Z").open("employee", { subject: "Geheimsache Xylophon" });
    const others = await Desk.make(server);
    for (const who of ["owner", "manager"] as const) {
      expect((await others.request(who, "GET", `/tickets/${id}`)).statusCode).toBe(404);
      expect((await others.queue(who, "q=Xylophon&state=all")).items).toEqual([]);
      expect((await others.act(who, id, "noted", { text: "?" })).statusCode).toBe(404);
    }
    expect((await desk.queue("manager", "q=xylo&state=all")).items).toHaveLength(1);
  });
});

describe("what does not fit is refused and changes nothing", () => {
  test.each([
    ["agent", "messaged", { text: "x" }, 403, "act-of-other-side"],
    ["employee", "answered", { text: "x" }, 403, "act-of-other-side"],
    ["agent", "paused", { reason: "lunch" }, 422, "pause-reason-unknown"],
    ["agent", "resumed", {}, 409, "act-not-at-stage"],
    ["agent", "closed", {}, 409, "act-not-at-stage"],
    ["employee", "reopened", { text: "x" }, 409, "act-not-at-stage"],
    ["agent", "cancelled", {}, 403, "act-of-other-side"],
    ["agent", "priority-changed", { impact: "world", urgency: "blocked", reason: "x" }, 422, "impact-unknown"],
    ["agent", "service-changed", { service: "coffee", reason: "x" }, 422, "service-unknown"],
    ["employee", "priority-changed", { impact: "team", urgency: "blocked", reason: "x" }, 403, "right-missing"],
    ["agent", "answered", { text: "x", at: "2026-11-23T07:59:00Z", backdateReason: "x" }, 403, "right-missing"],
    [
      "manager",
      "answered",
      { text: "x", at: "2026-11-23T07:00:00Z", backdateReason: "x" },
      422,
      "backdated-before-opening",
    ],
    ["manager", "answered", { text: "x", at: "2026-11-23T08:00:00Z" }, 422, "backdate-reason-needed"],
    ["manager", "objected", { event: "019ab000-0000-7000-8000-000000000000", text: "x" }, 422, "event-unknown"],
    ["agent", "objected", { event: "019ab000-0000-7000-8000-000000000000", text: "x" }, 403, "right-missing"],
  ] as const)("%s: %s %o", async (who, type, wish, status, kind) => {
    const id = await desk.at("2026-11-23T08:00:00Z").open("employee");
    const before = await desk.later(1).show("manager", id);
    const answer = await desk.act(who, id, type, wish);
    expect(answer.json()).toMatchObject({ status, kind });
    expect((await desk.show("manager", id)).entries).toEqual(before.entries);
  });
});

test("a backdated answer counts when it was given, and says so", async () => {
  const id = await desk.at("2026-11-23T08:00:00Z").open("employee");
  await desk.at("2026-11-23T08:45:00Z").done("manager", id, "answered", {
    text: "Telefonisch zugesagt.",
    at: "2026-11-23T08:20:00.000Z",
    backdateReason: "Anruf nicht eingetragen",
  });
  const seen = await desk.show("coordinator", id);
  expect(clocksOf(seen)["response"]).toBe("met 2026-11-23T08:30:00.000Z");
  expect(seen.entries.at(-1)).toMatchObject({
    at: "2026-11-23T08:20:00.000Z",
    facts: { backdated: "Anruf nicht eingetragen" },
  });
});

test("merging ends the source's clocks and gives the target its start", async () => {
  const first = await desk.at("2026-11-23T08:00:00Z").open("employee");
  const second = await desk.later(15).open("coordinator");
  await desk.later(5).done("agent", first, "merged", { into: second });
  const target = await desk.show("agent", second);
  expect(clocksOf(target)["response"]).toBe("running 2026-11-23T08:30:00.000Z");
  const source = await desk.show("agent", first);
  expect(source).toMatchObject({ stage: "merged", mergedInto: { id: second } });
  expect(source.readings.every(({ state }) => state === "cancelled")).toBe(true);
});

test("two acts at once are both recorded, and two merges that meet do not stop each other for good", async () => {
  const [a, b] = [await desk.at("2026-11-23T08:00:00Z").open("employee"), await desk.open("employee")];
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => desk.act("agent", a, "answered", { text: `Antwort ${index}` })),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 10 }, () => 201));
  expect((await desk.show("agent", a)).entries.filter(({ type }) => type === "ticket.answered")).toHaveLength(10);
  const merges = await Promise.all([
    desk.act("agent", a, "merged", { into: b }),
    desk.act("agent", b, "merged", { into: a }),
  ]);
  expect(merges.map(({ statusCode }) => statusCode).toSorted((x, y) => x - y)).toEqual([201, 409]);
});

test("what is looked through at the very instant of a deadline is stored as missed right after it, and told once", async () => {
  const punctual = await Desk.make(server);
  punctual.at("2026-11-23T08:00:00Z");
  const id = await punctual.open("employee");
  const { deadline } = (await punctual.show("owner", id)).readings.find(({ level }) => level === "response")!;
  const stored = () =>
    inScope(server.db, { tenant: punctual.client, side: "system" }, { readOnly: true }, async (tx) => {
      const { clocks } = await tx
        .selectFrom("ticket")
        .select("clocks")
        .where("ticket_id", "=", id)
        .executeTakeFirstOrThrow();
      return (clocks as { level: string; state: string }[]).find(({ level }) => level === "response")?.state;
    });
  server.now = instant(deadline!);
  await sweep(server.db, server.now);
  server.now = later(server.now, 1_000);
  await sweep(server.db, server.now);
  expect(await stored()).toBe("breached");
  const breaches = (await punctual.show("owner", id)).entries.filter(
    ({ type, facts }) => type === "ticket.breached" && facts["level"] === "response",
  );
  expect(breaches.map(({ at }) => at)).toEqual([deadline]);
});

test("deadlines are swept once each, by two sweepers at once and after an outage, with the true instant", async () => {
  const outage = await Desk.make(server);
  const ids = [];
  outage.at("2026-11-23T08:00:00Z");
  for (let index = 0; index < 30; index++) ids.push(await outage.open("employee"));
  outage.at("2026-11-23T09:00:30Z");
  await Promise.all([sweep(server.db, server.now), sweep(server.db, server.now)]);
  await sweep(server.db, server.now);
  for (const id of ids) {
    const notices = (await outage.show("owner", id)).entries.filter(({ type }) => /warned|breached/.test(type));
    const told = notices.map(
      ({ type, at, facts }) => `${type} ${String(facts["level"])} ${String(facts["share"])} ${at}`,
    );
    expect(new Set(told).size).toBe(told.length);
    expect(told).toContain("ticket.breached response 100 2026-11-23T08:30:00.000Z");
    expect(told).toContain("ticket.warned response 50 2026-11-23T08:15:00.000Z");
    expect(told).toContain("ticket.breached update 100 2026-11-23T09:00:00.000Z");
    expect(told.filter((line) => line.includes("restore"))).toEqual([]);
  }
});

test("the queue: what is due next first, by pages without doubles, narrowed by filters", async () => {
  const full = await Desk.make(server);
  full.at("2026-11-23T08:00:00Z");
  const urgencies = ["blocked", "hindered", "minor"];
  for (let index = 0; index < 23; index++) await full.later(1).open("employee", { urgency: urgencies[index % 3] });
  const all = (await full.queue("agent", "limit=100")).items;
  expect(all).toHaveLength(23);
  const due = all.map(({ dueAt }) => dueAt!);
  expect(due).toEqual(due.toSorted());
  const paged: string[] = [];
  let next: string | null = "";
  while (next !== null) {
    const page: Awaited<ReturnType<Desk["queue"]>> = await full.queue(
      "agent",
      `limit=5${next === "" ? "" : `&cursor=${next}`}`,
    );
    paged.push(...page.items.map(({ id }) => id));
    next = page.next;
  }
  expect(paged).toEqual(all.map(({ id }) => id));
  const p1 = (await full.queue("manager", "priority=P1&limit=100")).items;
  expect(p1.every(({ priority }) => priority === "P1")).toBe(true);
  expect(p1).toHaveLength(8);
  expect((await full.queue("agent", `q=${all[0]!.number}`)).items.map(({ id }) => id)).toContain(all[0]!.id);
});

test("files: the type is what the bytes say, and an internal one stays inside", async () => {
  const id = await desk.at("2026-11-23T08:00:00Z").open("employee");
  const send = async (who: "employee" | "agent", name: string, bytes: Buffer, internal = false) =>
    server.app.inject({
      method: "POST",
      url: `/api/v1/tickets/${id}/attachments?name=${encodeURIComponent(name)}${internal ? "&internal=true" : ""}`,
      headers: {
        origin: server.origin,
        cookie: await server.cookie(desk.people[who]),
        "content-type": "application/octet-stream",
      },
      payload: bytes,
    });
  const html = await send("employee", "bild.png", Buffer.from("<script>alert(1)</script>"));
  expect(html.json()).toMatchObject({ mediaType: "text/plain", name: "bild.png" });
  const got = await desk.request("agent", "GET", `/tickets/${id}/attachments/${html.json<{ id: string }>().id}`);
  expect(got.body).toBe("<script>alert(1)</script>");
  expect(got.headers["content-disposition"]).toMatch(/^attachment/);
  const hidden = await send("agent", "intern.txt", Buffer.from("nur für uns"), true);
  expect(hidden.statusCode).toBe(201);
  expect((await desk.show("coordinator", id)).attachments).toHaveLength(1);
  const path = `/tickets/${id}/attachments/${hidden.json<{ id: string }>().id}`;
  expect((await desk.request("coordinator", "GET", path)).statusCode).toBe(404);
  expect((await send("employee", "leer.txt", Buffer.alloc(0))).statusCode).toBe(422);
});

test("time, steps and links", async () => {
  const id = await desk.at("2026-11-23T08:00:00Z").open("employee");
  const other = await desk.open("employee");
  const time = { day: "2026-11-23", minutes: 25, chargeable: true, note: "Fernwartung" };
  expect((await desk.request("agent", "POST", `/tickets/${id}/time-records`, time)).statusCode).toBe(201);
  expect((await desk.request("employee", "POST", `/tickets/${id}/time-records`, time)).statusCode).toBe(403);
  const step = await desk.request("agent", "POST", `/tickets/${id}/steps`, {
    title: "Zertifikat erneuern",
    ownerId: desk.people.agent.id,
  });
  expect(step.statusCode).toBe(201);
  const stepPath = `/tickets/${id}/steps/${step.json<{ id: string }>().id}`;
  expect((await desk.request("agent", "PATCH", stepPath, { done: true })).statusCode).toBe(204);
  expect(
    (await desk.request("agent", "POST", `/tickets/${id}/links`, { kind: "duplicate", otherId: other })).statusCode,
  ).toBe(204);
  const seen = await desk.show("coordinator", id);
  expect(seen.times).toMatchObject([{ minutes: 25, person: { name: "Öznur Çelik" } }]);
  expect(seen.steps).toMatchObject([{ title: "Zertifikat erneuern", doneAt: "2026-11-23T08:00:00.000Z" }]);
  expect(seen.links).toMatchObject([{ kind: "duplicate", direction: "to", ticket: { id: other } }]);
  expect((await desk.show("coordinator", other)).links).toMatchObject([{ kind: "duplicate", direction: "from" }]);
});

test("what will happen is said before anything is sent", async () => {
  // Saturday evening: closed until Monday 07:00 local.
  desk.at("2026-11-21T19:00:00Z");
  const path = `/engagements/${desk.engagement}/ticket-preview`;
  const preview = await desk.request("employee", "GET", `${path}?service=m365&impact=office&urgency=blocked`);
  expect(preview.json()).toMatchObject({
    priority: "P1",
    openNow: false,
    opensAt: "2026-11-23T06:00:00.000Z",
    coverage: { kind: "covered", service: { id: "m365" } },
    emergency: [{ phone: "+49 89 99998-200" }],
  });
  const clause = "Private Geräte, auch wenn darauf dienstliche E-Mails gelesen werden";
  const uncovered = await desk.request(
    "employee",
    "GET",
    `${path}?service=workplace&clause=${encodeURIComponent(clause)}`,
  );
  expect(uncovered.json()).toMatchObject({ coverage: { kind: "not-covered", clause } });
});

test("views of the queue are one's own", async () => {
  const made = await desk.request("agent", "POST", "/me/views", { name: "Dringend", query: "priority=P1" });
  expect(made.statusCode).toBe(201);
  expect((await desk.request("agent", "GET", "/me/views")).json()).toMatchObject({ items: [{ name: "Dringend" }] });
  expect((await desk.request("manager", "GET", "/me/views")).json()).toEqual({ items: [] });
  const path = `/me/views/${made.json<{ id: string }>().id}`;
  expect((await desk.request("manager", "DELETE", path)).statusCode).toBe(404);
  expect((await desk.request("agent", "DELETE", path)).statusCode).toBe(204);
});
