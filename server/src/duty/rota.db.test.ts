/** Rotas: kept, changed, departed from, handed over; and whose they are. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TestServer } from "../server.test-support.ts";
import { sweep } from "../ticket/sweep.ts";
import { dutySource } from "./feed.ts";
import { DutyDesk, FIRST, OFFICE, type ShownRota } from "./duty.test-support.ts";

let server: TestServer;
let desk: DutyDesk;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  desk = await DutyDesk.make(server);
});

const span = (from: string, until: string) => ({ from: `2026-${from}:00.000Z`, until: `2026-${until}:00.000Z` });
const rotaOf = async (id: string) => (await desk.request("ann", "GET", `/duty/rotas/${id}`)).json<ShownRota>();

test("a rota says who is on call now, by whom it is known, and when nobody will be", async () => {
  const { id } = await desk.rota({ layers: [{ ...desk.plan().layers[0]!, hours: OFFICE }] });
  const rota = await rotaOf(id);
  expect(rota).toMatchObject({
    name: "Rufbereitschaft",
    version: 1,
    serves: [{ client: "Brenner Maschinenbau", name: "IT-Betreuung" }],
    people: [{ id: desk.people.ann.id, name: "Ann Amsel" }],
    now: [{ layerId: FIRST, personId: desk.people.ann.id, why: "rotation" }],
    isNeededNow: true,
  });
  // Around the clock somebody has to be there, and this layer is for nights alone.
  expect(rota.gaps[0]).toEqual({ from: "2026-11-24T07:00:00.000Z", until: "2026-11-24T16:00:00.000Z" });
});

test("a plan that names who or what is not there is refused, with the field", async () => {
  const post = async (body: object) => (await desk.request("manager", "POST", "/duty/rotas", body)).json<object>();
  const good = { name: "Nacht", plan: desk.plan(), serves: [desk.engagement] };
  const [layer] = good.plan.layers as [(typeof good.plan.layers)[number]];
  const withPeople = (people: string[]) => ({ ...good, plan: { ...good.plan, layers: [{ ...layer, people }] } });
  expect(await post(withPeople([desk.people.coordinator.id]))).toMatchObject({
    status: 422,
    kind: "duty-person-unknown",
  });
  expect(await post(withPeople([]))).toMatchObject({ status: 400, kind: "request-unfit" });
  expect(await post({ ...good, serves: [desk.client] })).toMatchObject({
    status: 422,
    kind: "duty-engagement-unknown",
  });
  const nowhere = { timeZone: "Europe/Berlin", hours: { mon: ["08:00-17:00"] }, holidays: "XX-YY" };
  const needed = { mode: "within", calendar: nowhere };
  expect(await post({ ...good, plan: { ...good.plan, needed } })).toMatchObject({
    status: 422,
    kind: "duty-region-unknown",
  });
  expect(await post(good)).toMatchObject({ version: 1 });
  expect(await post({ ...good, serves: [] })).toMatchObject({ status: 409, kind: "duty-name-taken" });
  expect(await post({ ...good, name: "Tag" })).toMatchObject({ status: 409, kind: "duty-engagement-served" });
});

test("the manager changes a rota that they have seen, and takes it away; agents do neither", async () => {
  const { id } = await desk.rota();
  const body = { name: "Nachtdienst", plan: desk.plan({ acknowledgeMinutes: 5 }), serves: [] };
  const change = async (as: "manager" | "ann", version: number) =>
    server.request("PATCH", `/duty/rotas/${id}`, {
      as: await server.cookie(desk.people[as]),
      body,
      headers: { "if-match": `"${version}"` },
    });
  expect((await change("ann", 1)).statusCode).toBe(403);
  expect((await change("manager", 1)).json()).toMatchObject({ name: "Nachtdienst", version: 2, serves: [] });
  expect((await change("manager", 1)).statusCode).toBe(412);
  expect((await desk.request("ann", "DELETE", `/duty/rotas/${id}`)).statusCode).toBe(403);
  expect((await desk.request("manager", "DELETE", `/duty/rotas/${id}`)).statusCode).toBe(204);
  expect((await desk.request("manager", "GET", `/duty/rotas/${id}`)).statusCode).toBe(404);
  expect(await server.events(desk.provider)).toEqual(["duty.rota-made", "duty.rota-changed", "duty.rota-removed"]);
});

test("a rota is its company's own: neither a client nor another provider learns of it", async () => {
  const { id } = await desk.rota();
  expect((await desk.request("coordinator", "GET", "/duty/rotas")).statusCode).toBe(403);
  expect((await desk.request("external", "GET", "/duty/rotas")).statusCode).toBe(403);
  const stranger = await server.person(await server.company("Fremd"), null, "service-manager");
  const as = await server.cookie(stranger);
  for (const [method, path] of [
    ["GET", ""],
    ["DELETE", ""],
    ["GET", "/shifts?from=2026-11-23T00:00:00.000Z&until=2026-11-24T00:00:00.000Z"],
  ] as const)
    expect((await server.request(method, `/duty/rotas/${id}${path}`, { as })).statusCode).toBe(404);
  const note = await server.request("POST", `/duty/rotas/${id}/notes`, { as, body: { text: "Hallo" } });
  expect(note.statusCode).toBe(404);
  expect((await server.request("GET", "/duty/rotas", { as })).json()).toEqual({ items: [] });
});

test("whoever takes part takes a stretch themselves; for others and for absences the manager speaks", async () => {
  const { id } = await desk.rota();
  const path = `/duty/rotas/${id}/spans`;
  const stretch = span("11-24T18:00", "11-24T20:00");
  const take = { kind: "override", layerId: FIRST, personId: desk.people.ben.id, ...stretch };
  const away = {
    kind: "absence",
    personId: desk.people.ann.id,
    substituteId: desk.people.cem.id,
    ...span("11-25T00:00", "11-26T00:00"),
  };
  expect((await desk.request("ann", "POST", path, take)).statusCode).toBe(403);
  const taken = await desk.request("ben", "POST", path, take);
  expect(taken.statusCode).toBe(201);
  expect((await desk.request("ann", "POST", path, away)).statusCode).toBe(403);
  expect((await desk.request("manager", "POST", path, away)).statusCode).toBe(201);
  const shifts = await desk.request(
    "ann",
    "GET",
    `/duty/rotas/${id}/shifts?from=2026-11-24T17:00:00.000Z&until=2026-11-26T01:00:00.000Z`,
  );
  const first = shifts
    .json<{ items: { layerId: string; personId: string; why: string; from: string }[] }>()
    .items.filter(({ layerId }) => layerId === FIRST)
    .map(({ personId, why, from }) => [from.slice(8, 13), personId, why]);
  const { ann, ben, cem } = desk.people;
  expect(first).toEqual([
    ["24T17", ann.id, "rotation"],
    ["24T18", ben.id, "override"],
    ["24T20", ann.id, "rotation"],
    ["25T00", cem.id, "substitute"],
    ["26T00", ann.id, "rotation"],
  ]);
  const own = `${path}/${taken.json<{ id: string }>().id}`;
  expect((await desk.request("ann", "DELETE", own)).statusCode).toBe(403);
  expect((await desk.request("ben", "DELETE", own)).statusCode).toBe(204);
  expect((await desk.request("ben", "DELETE", own)).statusCode).toBe(404);
});

test.each([
  { wish: span("11-24T20:00", "11-24T18:00"), kind: "duty-stretch-unfit" },
  { wish: span("11-20T18:00", "11-20T20:00"), kind: "duty-stretch-unfit" },
  {
    wish: { ...span("11-24T18:00", "11-24T20:00"), layerId: "019a1f00-0000-4000-8000-00000000ffff" },
    kind: "duty-layer-unknown",
  },
])("a stretch that is none is refused: $kind", async ({ wish, kind }) => {
  const { id } = await desk.rota();
  const body = { kind: "override", layerId: FIRST, personId: desk.people.ann.id, ...wish };
  expect((await desk.request("manager", "POST", `/duty/rotas/${id}/spans`, body)).json()).toMatchObject({
    status: 422,
    kind,
  });
});

test("one's own shifts stand in one's calendar, nobody else's, and not in that of an engagement", async () => {
  const [first] = desk.plan().layers as [ShownRota["plan"]["layers"][number]];
  const layer = { ...first, people: [desk.people.ann.id, desk.people.ben.id], hours: OFFICE };
  const { id } = await desk.rota({ layers: [layer] });
  const days = async (who: "ann" | "coordinator", engagement?: typeof desk.engagement) =>
    dutySource.days({ ctx: await server.ctx(desk.people[who]), language: "de", engagement, page: (path) => path });
  const own = await days("ann");
  expect(own.length).toBeGreaterThan(5);
  // Every other week from 2 November on: a week of nights is one entry.
  expect(own.find(({ on }) => on === "2026-11-30")).toMatchObject({
    title: "Bereitschaft: Mo., 17:00 bis Mo., 08:00",
    about: "Rufbereitschaft, Erste",
    url: `/duty/rotas/${id}`,
  });
  expect(own.map(({ on }) => on)).not.toContain("2026-11-23");
  expect(await days("coordinator")).toEqual([]);
  expect(await days("ann", desk.engagement)).toEqual([]);
});

const mailsTo = async (email: string) => (await desk.sent()).filter((mail) => mail.to === email);

test("at the change of shift the next one gets the note of the one before, once, also after a while of silence", async () => {
  const [first] = desk.plan().layers as [ShownRota["plan"]["layers"][number]];
  const layer = { ...first, people: [desk.people.ann.id, desk.people.ben.id], turnDays: 1, hours: OFFICE };
  const { id } = await desk.rota({ layers: [layer] });
  // ann has the odd days from 2 November on: the 24th is hers, the 25th that of ben.
  expect(
    (
      await desk
        .at("2026-11-24T12:00:00Z")
        .request("ann", "POST", `/duty/rotas/${id}/notes`, { text: "Firewall beobachten" })
    ).statusCode,
  ).toBe(201);
  await desk.watch();
  await desk.sent();
  // Night of the 24th: still hers. It begins at 17:00, so this is a new shift and nobody else.
  await desk.at("2026-11-24T17:00:00Z").watch();
  expect(await mailsTo(desk.people.ben.email)).toEqual([]);
  await Promise.all([desk.at("2026-11-25T19:30:00Z").watch(), desk.watch()]);
  const holder = (await rotaOf(id)).now[0]!.personId;
  const mails = await desk.sent();
  const handed = mails.filter(({ subject }) => subject.startsWith("Sie haben jetzt Bereitschaft"));
  expect(handed.map((mail) => mail.to)).toEqual([
    holder === desk.people.ann.id ? desk.people.ann.email : desk.people.ben.email,
  ]);
  expect(handed[0]!.text).toContain("> Firewall beobachten");
  await desk.later(10).watch();
  expect(await desk.sent()).toEqual([]);
});

test("the manager is told of a gap a week and a day before, each once; not when somebody has been found", async () => {
  const layers = [{ ...desk.plan().layers[0]!, from: "2026-11-02" }];
  const { id } = await desk.rota({ layers });
  const away = {
    kind: "absence",
    personId: desk.people.ann.id,
    substituteId: null,
    ...span("12-03T08:00", "12-03T18:00"),
  };
  await desk.request("manager", "POST", `/duty/rotas/${id}/spans`, away);
  const gapMails = async (iso: string) => {
    await Promise.all([desk.at(iso).watch(), desk.watch()]);
    return (await desk.sent()).filter(({ subject }) => subject.startsWith("Niemand in Bereitschaft"));
  };
  expect(await gapMails("2026-11-26T07:59:00Z")).toEqual([]);
  const [week, ...others] = await gapMails("2026-11-26T08:01:00Z");
  expect([week!.to, others]).toEqual([desk.people.manager.email, []]);
  expect(week!.text.replaceAll("\n", " ")).toContain("hat niemand Bereitschaft, obwohl die Zeit besetzt sein soll.");
  expect(await gapMails("2026-11-30T08:00:00Z")).toEqual([]);
  expect(await gapMails("2026-12-02T08:01:00Z")).toHaveLength(1);
  expect(await gapMails("2026-12-02T09:00:00Z")).toEqual([]);
  // Another gap is found to be covered before its mail is written.
  const other = { ...away, ...span("12-20T08:00", "12-20T18:00") };
  await desk.request("manager", "POST", `/duty/rotas/${id}/spans`, other);
  await desk.at("2026-12-14T08:00:00Z").watch();
  const take = {
    kind: "override",
    layerId: FIRST,
    personId: desk.people.ben.id,
    ...span("12-20T08:00", "12-20T18:00"),
  };
  await desk.request("ben", "POST", `/duty/rotas/${id}/spans`, take);
  expect((await desk.sent()).filter(({ subject }) => subject.startsWith("Niemand"))).toEqual([]);
});

test("the contract's contacts are told of a breach, with their account or at their address, each in the agreed hours", async () => {
  await desk.alarm();
  await desk.sent();
  // The answer of a P1 is due within 15 minutes around the clock.
  await sweep(server.db, desk.later(16).server.now);
  const mails = await desk.sent();
  const told = mails.filter(({ subject }) => subject.includes("Server steht")).map((mail) => mail.to);
  // Level 3 at the breach, at once; level 2 with an account waits for the shift of the morning.
  expect(new Set(told)).toEqual(
    new Set(["service@domstadt-it.example", "a.wojcik@domstadt-it.example", "f.brenner@brenner-maschinenbau.example"]),
  );
  desk.at("2026-11-24T05:00:00Z");
  const morning = await desk.sent();
  // What was only a warning has nothing left to say where its clock has stopped; this one goes on.
  expect(morning.map((mail) => mail.to)).toContain(desk.people.cem.email);
});
