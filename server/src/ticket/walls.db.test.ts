/** What one side keeps to itself on a ticket, looked for by the other in every way there is. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { TestServer } from "../server.test-support.ts";
import { Desk } from "./desk.test-support.ts";

let server: TestServer;
let desk: Desk;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  desk = (await Desk.make(server)).at("2026-11-23T08:00:00Z");
});

type Who = keyof Desk["people"];
/** Occurs nowhere but in what is kept inside. */
const SECRET = "Xylophonkasten";
const NOT_THERE = "019ab000-0000-7000-8000-000000000000";

/** Each side with who writes there, the two who look from the other one, and whether time is recorded. */
const SIDES = [
  { side: "provider", writer: "agent", other: "owner", lookers: ["owner", "coordinator"] },
  { side: "client", writer: "coordinator", other: "manager", lookers: ["manager", "agent"] },
] as const;

interface Kept {
  readonly note: string;
  readonly step: string;
  readonly file: string;
  readonly time: string | undefined;
}

const idsOf = (kept: Kept): readonly string[] => Object.values(kept).filter((id) => id !== undefined);

/** Keeps one of everything that can be kept inside. */
async function keep(writer: Who, side: "client" | "provider", id: string): Promise<Kept> {
  const post = async (path: string, body: object) =>
    (await desk.request(writer, "POST", `/tickets/${id}/${path}`, body)).json<{ id: string }>().id;
  const note = await desk.later(1).done(writer, id, "noted", { text: `Liegt am ${SECRET}.` });
  const step = await post("steps", { title: `${SECRET} holen`, visibleTo: side });
  const day = "2026-11-23";
  const record = { day, minutes: 25, chargeable: false, note: SECRET, visibleTo: side };
  const time = side === "provider" ? await post("time-records", record) : undefined;
  const file = await server.request("POST", `/tickets/${id}/attachments?name=${SECRET}.txt&internal=true`, {
    as: await server.cookie(desk.people[writer]),
    body: SECRET,
    headers: { "content-type": "application/octet-stream" },
  });
  return { note, step, time, file: file.json<{ id: string }>().id };
}

describe.each(SIDES)("what the $side keeps inside", ({ side, writer, other, lookers }) => {
  test("is there for its own people", async () => {
    const id = await desk.open("employee");
    const kept = await keep(writer, side, id);
    const seen = JSON.stringify(await desk.show(writer, id));
    for (const each of idsOf(kept)) expect(seen).toContain(each);
    expect((await desk.queue(writer, `q=${SECRET}`)).items.map((row) => row.id)).toEqual([id]);
  });

  test("shows in no page, list, count, search, export or history of the other side", async () => {
    const id = await desk.open("employee");
    const paths = [
      `/tickets/${id}`,
      "/tickets?state=all",
      "/tickets/count?state=all",
      `/tickets/count?q=${SECRET}`,
      `/tickets?q=${SECRET}`,
      `/tickets?q=${SECRET.slice(0, 4)}`,
      "/tickets?order=changed",
      "/tickets/export?state=all",
      "/summary",
      `/engagements/${desk.engagement}/events?limit=100`,
      `/engagements/${desk.engagement}/attainment`,
      `/engagements/${desk.engagement}/verdicts?period=2026-11`,
    ];
    const look = async () => {
      const seen: string[] = [];
      for (const looker of lookers) for (const path of paths) seen.push((await desk.request(looker, "GET", path)).body);
      return seen.map((body) => body.replaceAll(/"readAt":"[^"]*"/g, ""));
    };
    // Clocks go on while one looks: the same instant before and after.
    desk.later(10);
    const before = await look();
    const at = server.now;
    await keep(writer, side, id);
    server.now = at;
    const after = await look();
    // One by one: a list of all would be too long to read.
    for (const [place, body] of after.entries()) expect(body, paths[place % paths.length]).toBe(before[place]);
    expect(before.some((body) => body.includes(id))).toBe(true);
  });

  test("is answered like what is not there, whatever the other side asks of it", async () => {
    const id = await desk.open("employee");
    const { note, step, file, time } = await keep(writer, side, id);
    const answersTo = async (ids: Kept) => {
      const asked = [
        await desk.request(other, "GET", `/tickets/${id}/attachments/${ids.file}`),
        await desk.request(other, "PATCH", `/tickets/${id}/steps/${ids.step}`, { done: true }),
        await desk.request(other, "DELETE", `/tickets/${id}/steps/${ids.step}`),
        await desk.act(other, id, "objected", { event: ids.note, text: "Warum?" }),
        await desk.act(other, id, "settled", { event: ids.note, outcome: "upheld" }),
        await desk.request(other, "POST", `/tickets/${id}/parts`, { eventId: ids.note, subject: "Teil", text: "Teil" }),
        await desk.request(other, "DELETE", `/tickets/${id}/time-records/${ids.time ?? NOT_THERE}`),
      ];
      return asked.map(({ statusCode, body }) => [statusCode, body.replaceAll(/"requestId":"[^"]*"/g, "")]);
    };
    const nothing = { note: NOT_THERE, step: NOT_THERE, file: NOT_THERE, time: undefined };
    const answers = await answersTo({ note, step, file, time });
    expect(answers).toEqual(await answersTo(nothing));
    expect(answers.every(([status]) => Number(status) >= 400)).toBe(true);
  });

  test("is told live to nobody of the other side", async () => {
    const id = await desk.open("employee");
    const line = await server.listen(await server.cookie(desk.people[other]));
    const stream = line.stream();
    const kept = await keep(writer, side, id);
    // What both sides see comes after it, and through.
    const seen = await desk.later(1).open("employee");
    let heard = "";
    for await (const chunk of stream) {
      heard += String(chunk);
      if (heard.includes(seen)) break;
    }
    stream.destroy();
    // A line that has just begun may still tell that the ticket was opened, which both sides see.
    const told = heard.split("\n").filter((each) => each.includes(id));
    expect(told.filter((each) => !each.includes('"type":"ticket.opened"'))).toEqual([]);
    for (const each of idsOf(kept)) expect(heard).not.toContain(each);
  });
});

test("names that complete themselves are of one's own engagements only", async () => {
  const others = await Desk.make(server);
  const foreign = await server.person(others.client, "employee", null, { name: "Fremde Person" });
  for (const who of ["coordinator", "agent"] as const) {
    const { body } = await desk.request(who, "GET", `/engagements/${desk.engagement}/people`);
    expect(body).not.toContain("Fremde Person");
    expect((await desk.request(who, "GET", `/engagements/${others.engagement}/people`)).statusCode).toBe(404);
    const id = await desk.open("employee");
    const added = await server.request("PUT", `/tickets/${id}/participants/${foreign.id}`, {
      as: await server.cookie(desk.people[who]),
    });
    expect(added.json()).toMatchObject({ status: 422, kind: "person-not-of-own-side" });
  }
  expect(
    (
      await desk.request("agent", "POST", `/engagements/${desk.engagement}/tickets`, {
        subject: "x",
        text: "x",
        requesterId: foreign.id,
      })
    ).json(),
  ).toMatchObject({ status: 422, kind: "requester-unknown" });
});
