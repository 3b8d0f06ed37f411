/** Ratings of tickets: by whoever reported them, on the page or by the link of the closing mail. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DAY_MS } from "@handschlag/engine/instant.ts";
import { linkMake, linksKeep } from "../link/link.ts";
import type { Letter, LetterLinks } from "../notice/kind.ts";
import { TestServer } from "../server.test-support.ts";
import { Desk } from "../ticket/desk.test-support.ts";
import { verifyReadings } from "../ticket/verification.ts";
import { RATING_LINK, ratingEndsAt, satisfactionActions } from "./actions.ts";

let server: TestServer;
let desk: Desk;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  desk = (await Desk.make(server)).at("2026-11-23T08:00:00Z");
});

const DAY_MINUTES = 24 * 60;
type Who = keyof Desk["people"];
const rate = (who: Who, ticket: string, rating: string, comment: string | null = null) =>
  desk.request(who, "PUT", `/tickets/${ticket}/rating`, { rating, comment });
const ratingOf = async (who: Who, ticket: string) =>
  (await desk.request(who, "GET", `/tickets/${ticket}/rating`)).json<Record<string, unknown>>();
/** A ticket that was reported and solved. */
async function solved(reporter: Who = "employee"): Promise<string> {
  const ticket = await desk.open(reporter);
  await desk.later(30).done("agent", ticket, "resolved", { text: "Behoben." });
  desk.later(1);
  return ticket;
}
const satisfaction = async (who: Who, query = "period=2026-11") =>
  (await desk.request(who, "GET", `/engagements/${desk.engagement}/satisfaction?${query}`)).json<
    Record<string, number> & { tickets: { id: string }[] }
  >();

/** The links of the closing mail of a ticket, as letters get them. */
async function mailed(ticket: string, person = desk.people.employee.id): Promise<Letter["actions"]> {
  const kept: ReturnType<typeof linkMake>[] = [];
  const links: LetterLinks = {
    page: (path) => `${server.origin}${path}`,
    once: (purpose, path, subject, endsAt) => {
      const wish = { company: desk.client, person, address: undefined, side: "client", place: desk.client } as const;
      const link = linkMake(server.seal, server.now, { ...wish, purpose, subject, endsAt });
      kept.push(link);
      return `${server.origin}${path(link.token)}`;
    },
  };
  const actions = satisfactionActions(links, "de", ticket, ratingEndsAt(server.now));
  await linksKeep(server.db, server.now, kept);
  return actions;
}
const tokenIn = ([action]: Letter["actions"]): string => new URL(action!.url).pathname.split("/").at(-1)!;
const byLink = (method: "GET" | "POST", token: string, body?: unknown) =>
  server.request(method, `/ratings/${token}`, body === undefined ? {} : { body });

test("the requester answers, changes the answer for 14 days, and both sides read it", async () => {
  const ticket = await solved();
  expect(await ratingOf("employee", ticket)).toMatchObject({ rating: null, mayRate: true });
  expect((await rate("employee", ticket, "fair", "Hat gedauert.")).json()).toMatchObject({ rating: "fair" });
  desk.later(13 * DAY_MINUTES);
  expect((await rate("employee", ticket, "good")).json()).toMatchObject({ rating: "good", comment: null });
  for (const who of ["owner", "agent"] as const)
    expect(await ratingOf(who, ticket), who).toMatchObject({ rating: "good", mayRate: false });
  const entries = (await desk.show("agent", ticket)).entries.filter(({ type }) => type === "ticket.rated");
  expect(entries.map(({ facts, text, visibleTo }) => [facts, text, visibleTo])).toEqual([
    [{ rating: "fair" }, "Hat gedauert.", "both"],
    [{ rating: "good", before: "fair" }, null, "both"],
  ]);
  desk.later(DAY_MINUTES);
  expect((await rate("employee", ticket, "poor")).json()).toMatchObject({ status: 409, kind: "rating-too-late" });
  expect((await verifyReadings(server.db, server.now)).differences).toEqual([]);
});

test("nobody answers for whoever reported it, nor before it is solved, nor of another company", async () => {
  const open = await desk.open("employee");
  expect((await rate("employee", open, "good")).json()).toMatchObject({ status: 409, kind: "rating-too-early" });
  const ticket = await solved();
  for (const who of ["owner", "coordinator", "agent", "manager"] as const)
    expect((await rate(who, ticket, "good")).json(), who).toMatchObject({ status: 409, kind: "rating-of-requester" });
  const stranger = await Desk.make(server);
  for (const who of ["owner", "employee", "agent"] as const) {
    const answer = await stranger.request(who, "PUT", `/tickets/${ticket}/rating`, { rating: "good", comment: null });
    expect(answer.statusCode, who).toBe(404);
    expect((await stranger.request(who, "GET", `/tickets/${ticket}/rating`)).statusCode, who).toBe(404);
  }
  expect(await ratingOf("employee", ticket)).toMatchObject({ rating: null });
});

test("the link of the mail shows first and counts then, and a program that opens it answers nothing", async () => {
  const ticket = await solved();
  const actions = await mailed(ticket);
  expect(actions.map(({ label }) => label)).toEqual(["Zufrieden", "Teils, teils", "Nicht zufrieden"]);
  expect(actions.map(({ url }) => new URL(url).search)).toEqual(["?answer=good", "?answer=fair", "?answer=poor"]);
  const token = tokenIn(actions);
  for (let times = 0; times < 3; times++) {
    const shown = await byLink("GET", token);
    expect(shown.json()).toMatchObject({ rating: null, mayRate: true, ticket: { subject: "E-Mail geht nicht" } });
  }
  expect((await ratingOf("agent", ticket))["rating"]).toBeNull();
  expect((await byLink("POST", token, { rating: "poor", comment: null })).json()).toMatchObject({ rating: "poor" });
  // Two at once: the latest counts, and both are written down.
  const both = await Promise.all(["fair", "good"].map((rating) => byLink("POST", token, { rating, comment: "Danke" })));
  expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  const entries = (await desk.show("agent", ticket)).entries.filter(({ type }) => type === "ticket.rated");
  expect(entries).toHaveLength(3);
  expect((await ratingOf("agent", ticket))["rating"]).toBe(entries.at(-1)!.facts["rating"]);
});

test("a link opens nothing once its time is over, its person has left, or a letter of it was changed", async () => {
  const ticket = await solved();
  const token = tokenIn(await mailed(ticket));
  const forged = (token.startsWith("A") ? "B" : "A") + token.slice(1);
  expect((await byLink("POST", forged, { rating: "good", comment: null })).statusCode).toBe(404);
  const other = linkMake(server.seal, server.now, {
    purpose: "change-decision",
    company: desk.client,
    person: desk.people.employee.id,
    address: undefined,
    side: "client",
    place: desk.client,
    subject: ticket,
    endsAt: ratingEndsAt(server.now),
  });
  await linksKeep(server.db, server.now, [other]);
  expect((await byLink("GET", other.token)).statusCode).toBe(404);
  const late = tokenIn(await mailed(ticket));
  desk.later(14 * DAY_MINUTES);
  expect((await byLink("GET", late)).statusCode).toBe(404);
  const next = await solved();
  const left = tokenIn(await mailed(next));
  await server
    .nobody()
    .identity((tx) => tx.deleteFrom("membership").where("person_id", "=", desk.people.employee.id).execute());
  expect((await byLink("POST", left, { rating: "good", comment: null })).statusCode).toBe(404);
  expect(RATING_LINK).toBe("satisfaction");
});

test("a link for whoever no longer counts as the requester answers nothing", async () => {
  const ticket = await solved();
  const token = tokenIn(await mailed(ticket));
  await desk.request("coordinator", "PATCH", `/tickets/${ticket}`, { requesterId: desk.people.owner.id });
  expect((await byLink("POST", token, { rating: "good", comment: null })).statusCode).toBe(404);
});

test("the figures of a month stand beside how many answered, and each opens its tickets", async () => {
  const tickets: string[] = [];
  for (const reporter of ["employee", "employee", "owner", "coordinator"] as const)
    tickets.push(await solved(reporter));
  await rate("employee", tickets[0]!, "good");
  await rate("owner", tickets[2]!, "poor", "Zu spät.");
  const cancelled = await desk.open("employee");
  await desk.later(1).done("employee", cancelled, "cancelled");
  await desk.open("employee");
  expect(await satisfaction("owner")).toMatchObject({ asked: 4, answered: 2, good: 1, fair: 0, poor: 1, tickets: [] });
  expect((await satisfaction("manager", "period=2026-11&rating=poor")).tickets).toMatchObject([
    { id: tickets[2], rating: "poor", comment: "Zu spät." },
  ]);
  const silent = (await satisfaction("agent", "period=2026-11&rating=none")).tickets.map(({ id }) => id);
  expect(silent.toSorted()).toEqual([tickets[1]!, tickets[3]!].toSorted());
  expect(await satisfaction("owner", "period=2026-10")).toMatchObject({ asked: 0, answered: 0 });
  expect(
    (await desk.request("employee", "GET", `/engagements/${desk.engagement}/satisfaction?period=2026-11`)).statusCode,
  ).toBe(403);
});

test("a month begins where the contract's clocks say so", async () => {
  // 23.30 on 30 November in Berlin, and an hour later.
  desk.at("2026-11-30T21:58:00Z");
  const first = await solved();
  expect(await satisfaction("owner")).toMatchObject({ asked: 1 });
  desk.at("2026-11-30T22:35:00Z");
  const second = await solved();
  expect((await desk.show("owner", second)).endedAt).toBe("2026-11-30T23:05:00.000Z");
  expect(await satisfaction("owner")).toMatchObject({ asked: 1 });
  expect(await satisfaction("owner", "period=2026-12")).toMatchObject({ asked: 1 });
  expect(first).not.toBe(second);
});

test("once the engagement is over nobody answers any more", async () => {
  const ticket = await solved();
  await server.asOwner(
    `set app.scope = 'identity'; update engagement set ended_at = '${new Date(server.now + DAY_MS).toISOString()}', ended_by = 'client' where engagement_id = '${desk.engagement}'`,
  );
  expect((await rate("employee", ticket, "good")).statusCode).toBe(200);
  desk.later(DAY_MINUTES);
  expect((await rate("employee", ticket, "poor")).json()).toMatchObject({ status: 409, kind: "rating-too-late" });
  expect(await ratingOf("agent", ticket)).toMatchObject({ rating: "good" });
});
