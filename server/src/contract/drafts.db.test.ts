import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { instant, later, MINUTE_MS } from "@handschlag/engine/instant.ts";
import type { EngagementId, TenantId } from "../db/tenant.ts";
import { TestServer, type TestPerson } from "../server.test-support.ts";
import { CONTRACT } from "../world.test-support.ts";

const START = instant("2026-11-23T08:00:00Z");

let server: TestServer;
let client: TenantId;
let engagement: EngagementId;
let owner: TestPerson;
let manager: TestPerson;
let colleague: TestPerson;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.now = START;
  client = await server.company("Brenner");
  const provider = await server.company("Domstadt");
  engagement = await server.engagement(client, provider);
  owner = await server.person(client, "owner", null, { name: "Friedrich Brenner" });
  manager = await server.person(provider, null, "service-manager", { name: "Agnieszka Wójcik" });
  colleague = await server.person(provider, null, "service-manager", { name: "Jonas Beck" });
  await call(owner, "POST", "contract-versions", { text: CONTRACT });
});

type Method = "GET" | "POST" | "PUT" | "DELETE";
async function call(by: TestPerson, method: Method, path: string, body?: unknown) {
  const as = await server.cookie(by);
  return server.request(method, `/engagements/${engagement}/${path}`, { as, ...(body !== undefined && { body }) });
}

interface Draft {
  readonly draft: { readonly id: string; readonly state: string; readonly baseNumber: number | null };
  readonly document: Record<string, unknown> & { readonly title: string };
  readonly changes: readonly {
    readonly id: string;
    readonly path: string[];
    readonly state: string;
    readonly before?: unknown;
    readonly after?: unknown;
  }[];
  readonly comments: readonly { readonly id: string; readonly settledBy: string | null }[];
  readonly proposal: string | null;
}

const begin = async (by = manager): Promise<string> =>
  (await call(by, "POST", "contract-drafts", {})).json<Draft>().draft.id;
const read = async (id: string, by = owner): Promise<Draft> => (await call(by, "GET", `contract-drafts/${id}`)).json();
const change = (id: string, by: TestPerson, ...changes: readonly unknown[]) =>
  call(by, "POST", `contract-drafts/${id}/changes`, { changes });
const answer = (id: string, by: TestPerson, changes: readonly string[], said: string, reason?: string) =>
  call(by, "POST", `contract-drafts/${id}/answers`, { changes, answer: said, ...(reason !== undefined && { reason }) });
const log = ({ changes }: Draft) =>
  changes.map(({ path, before, after, state }) => [path.join("."), before, after, state]);
const TITLE = (before: unknown, after: unknown) => ({ path: ["title"], before, after });

test("a draft begins with the latest version, made ready for the next one", async () => {
  const answered = await call(manager, "POST", "contract-drafts", {});
  expect(answered.statusCode).toBe(201);
  const draft = answered.json<Draft>();
  expect(draft).toMatchObject({
    draft: { baseNumber: 1, state: "open", by: { side: "provider", name: "Agnieszka Wójcik", own: true } },
    document: { version: 2, validFrom: "2026-12-01" },
    changes: [],
    comments: [],
    proposal: null,
  });
  expect(await read(draft.draft.id)).toMatchObject({ document: draft.document, draft: { by: { own: false } } });
  expect((await call(owner, "POST", "contract-drafts", {})).json()).toMatchObject({ status: 409, kind: "draft-open" });
});

test("it can begin with a text that is not complete yet, and without a version only so", async () => {
  const fresh = await server.engagement(client, await server.company("Nordlicht"));
  const as = await server.cookie(owner);
  const post = (body: object) => server.request("POST", `/engagements/${fresh}/contract-drafts`, { as, body });
  expect((await post({})).json()).toMatchObject({ status: 404, kind: "contract-not-found" });
  expect((await post({ text: "a: [" })).json()).toMatchObject({
    status: 422,
    kind: "contract-faulty",
    errors: [{ field: "body.text" }],
    facts: { findings: [{ line: 1 }] },
  });
  expect((await post({ text: "title: Neu\n" })).json()).toMatchObject({
    draft: { baseNumber: null },
    document: { title: "Neu" },
  });
});

test("what one goes on writing stays one change; the other side sees who made it and answers", async () => {
  const id = await begin();
  const { title } = (await read(id)).document;
  await change(id, manager, TITLE(title, "IT-Betr"));
  server.now = later(START, MINUTE_MS);
  await change(id, manager, TITLE("IT-Betr", "IT und Telefon"));
  const draft = await read(id);
  expect(draft.document.title).toBe("IT und Telefon");
  expect(draft.changes).toMatchObject([
    {
      path: ["title"],
      before: title,
      after: "IT und Telefon",
      by: { side: "provider", name: "Agnieszka Wójcik", own: false },
      at: "2026-11-23T08:01:00.000Z",
      state: "open",
    },
  ]);
  const accepted = await answer(id, owner, [draft.changes[0]!.id], "accepted");
  expect(accepted.json()).toMatchObject({
    changes: [{ state: "accepted", answeredBy: "Friedrich Brenner", answeredAt: "2026-11-23T08:01:00.000Z" }],
  });
  await change(id, manager, TITLE("IT und Telefon", "IT"));
  expect(log(await read(id))).toEqual([
    ["title", title, "IT und Telefon", "accepted"],
    ["title", "IT und Telefon", "IT", "open"],
  ]);
});

test("what is written back to what it was is no change any more", async () => {
  const id = await begin();
  const { title } = (await read(id)).document;
  await change(id, manager, TITLE(title, "Anders"));
  await change(id, manager, TITLE("Anders", title));
  expect(log(await read(id))).toEqual([["title", title, title, "withdrawn"]]);
});

test("a colleague's and the other side's changes stand on their own, and write over what was not settled", async () => {
  const id = await begin();
  const { title } = (await read(id)).document;
  await change(id, manager, TITLE(title, "A"));
  await change(id, colleague, TITLE("A", "B"));
  await change(id, owner, TITLE("B", "C"));
  expect(log(await read(id))).toEqual([
    ["title", title, "A", "replaced"],
    ["title", "A", "B", "replaced"],
    ["title", "B", "C", "open"],
  ]);
});

test("nothing is lost when both write at once: what was not seen is not written over, and all is told", async () => {
  const id = await begin();
  const { title } = (await read(id)).document;
  const [mine, yours] = await Promise.all([
    change(id, manager, TITLE(title, "von Domstadt")),
    change(id, owner, TITLE(title, "von Brenner")),
  ]);
  const [won, lost] = mine.statusCode === 201 ? [mine, yours] : [yours, mine];
  expect(won.statusCode).toBe(201);
  expect(lost.json()).toMatchObject({
    status: 409,
    kind: "draft-changed",
    errors: [{ field: "body.changes.0.before" }],
    facts: { clashes: [{ path: ["title"], found: won.json<Draft>().document.title }] },
  });
  expect((await read(id)).changes).toHaveLength(1);
});

test("changes are made all or none", async () => {
  const id = await begin();
  const { title } = (await read(id)).document;
  const refused = await change(id, owner, TITLE(title, "Neu"), { path: ["language"], before: "fr", after: "en" });
  expect(refused.statusCode).toBe(409);
  expect(await read(id)).toMatchObject({ document: { title }, changes: [] });
});

test.each([
  ["where nothing can stand", { path: ["nowhere", "x"], after: 1 }, 422, "body.changes.0.path"],
  ["what is no part of a document", { path: ["x"], after: { y: null } }, 422, "body.changes.0.after"],
  ["too deep", { path: ["x"], after: JSON.parse("[".repeat(40) + "]".repeat(40)) as unknown }, 400, undefined],
  ["under a name that means something to programs", { path: ["__proto__"], after: {} }, 422, "body.changes.0.path"],
  ["too long", { path: ["x"], after: "y".repeat(1_000_001) }, 422, undefined],
])("refuses a change %s, and changes nothing", async (_what, difference, status, field) => {
  const id = await begin();
  const refused = await change(id, owner, difference);
  expect(refused.statusCode).toBe(status);
  expect(refused.json<{ errors?: { field: string }[] }>().errors?.[0]?.field).toBe(field);
  expect((await read(id)).changes).toEqual([]);
});

describe("answers", () => {
  let id: string;
  let title: string;
  let ofManager: string;
  beforeEach(async () => {
    id = await begin();
    title = (await read(id)).document.title;
    await change(id, manager, TITLE(title, "Neu"));
    ofManager = (await read(id)).changes[0]!.id;
  });

  test("an objection says why, and stands until it is taken back or written over", async () => {
    expect((await answer(id, owner, [ofManager], "objected")).json()).toMatchObject({
      kind: "reason-needed",
      errors: [{ field: "body.reason" }],
    });
    const objected = await answer(id, owner, [ofManager], "objected", "Der alte Titel ist bekannt.");
    expect(objected.json()).toMatchObject({ changes: [{ state: "objected", reason: "Der alte Titel ist bekannt." }] });
    expect((await call(manager, "POST", `contract-drafts/${id}/proposal`)).json()).toMatchObject({
      status: 409,
      kind: "draft-objected",
      facts: { count: 1 },
    });
    await answer(id, manager, [ofManager], "withdrawn");
    expect(await read(id)).toMatchObject({ document: { title }, changes: [{ state: "withdrawn" }] });
  });

  test("nobody answers for the other side, nor twice", async () => {
    expect((await answer(id, manager, [ofManager], "accepted")).json()).toMatchObject({ kind: "draft-change-own" });
    expect((await answer(id, owner, [ofManager], "withdrawn")).json()).toMatchObject({
      kind: "draft-change-of-other-side",
    });
    await answer(id, manager, [ofManager], "withdrawn");
    expect((await answer(id, owner, [ofManager], "accepted")).json()).toMatchObject({ kind: "draft-change-over" });
    expect((await answer(id, owner, [id], "accepted")).json()).toMatchObject({ kind: "draft-change-not-found" });
  });

  test("what others have built upon is not taken back beneath them", async () => {
    const service = { id: "phone", name: "Telefon", area: "other" };
    await change(id, manager, { path: ["services", "phone"], after: service });
    await change(id, owner, { path: ["services", "phone", "name"], before: "Telefon", after: "Telefonie" });
    const [, added, named] = (await read(id)).changes;
    expect((await answer(id, manager, [added!.id], "withdrawn")).json()).toMatchObject({
      kind: "draft-change-covered",
      facts: { path: ["services", "phone"] },
    });
    await answer(id, owner, [named!.id], "withdrawn");
    const both = await answer(id, manager, [ofManager, added!.id], "withdrawn");
    expect(both.json<Draft>().document).toEqual((await read(id)).document);
    expect(both.json<Draft>().document).toMatchObject({ title });
    expect(both.json<Draft>().document["services"]).not.toContainEqual(expect.objectContaining({ id: "phone" }));
  });
});

test("comments stand at a place, and either side settles them, once", async () => {
  const id = await begin();
  const written = await call(owner, "POST", `contract-drafts/${id}/comments`, {
    path: ["term"],
    text: "Warum 2 Jahre?",
  });
  expect(written.json()).toMatchObject({
    comments: [
      { path: ["term"], text: "Warum 2 Jahre?", by: { name: "Friedrich Brenner", own: true }, settledBy: null },
    ],
  });
  const comment = written.json<Draft>().comments[0]!.id;
  const settle = (by: TestPerson) => call(by, "PUT", `contract-drafts/${id}/comments/${comment}/settlement`);
  expect((await settle(manager)).json()).toMatchObject({ comments: [{ settledBy: "Agnieszka Wójcik" }] });
  expect((await settle(owner)).json()).toMatchObject({ status: 409, kind: "comment-settled" });
  expect((await call(owner, "PUT", `contract-drafts/${id}/comments/${id}/settlement`)).json()).toMatchObject({
    kind: "comment-not-found",
  });
});

test("a draft is laid before both sides to be signed; meanwhile it rests, and with the second signature it is done", async () => {
  const id = await begin();
  const { title } = (await read(id)).document;
  await change(id, owner, TITLE(title, "IT und Telefon"));
  expect((await call(manager, "POST", `contract-drafts/${id}/proposal`)).json()).toMatchObject({
    status: 409,
    kind: "draft-unanswered",
    facts: { count: 1 },
  });
  const proposed = await call(owner, "POST", `contract-drafts/${id}/proposal`);
  expect(proposed.statusCode).toBe(201);
  const { id: proposal, hash } = proposed.json<{ id: string; hash: string }>();
  expect((await read(id)).proposal).toBe(proposal);
  expect((await change(id, owner, TITLE("IT und Telefon", "X"))).json()).toMatchObject({ kind: "proposal-open" });
  for (const by of [owner, manager])
    expect((await call(by, "POST", `contract-proposals/${proposal}/signatures`, { hash })).statusCode).toBe(201);
  expect(await read(id)).toMatchObject({ draft: { state: "agreed" }, proposal: null });
  expect((await call(owner, "GET", "contract?number=2")).json()).toMatchObject({
    document: { title: "IT und Telefon" },
  });
  expect((await change(id, owner, TITLE("IT und Telefon", "X"))).json()).toMatchObject({ kind: "draft-ended" });
  expect(await begin()).not.toBe(id);
});

test("after a no one goes on writing", async () => {
  const id = await begin();
  const { id: proposal } = (await call(manager, "POST", `contract-drafts/${id}/proposal`)).json<{ id: string }>();
  await call(owner, "PUT", `contract-proposals/${proposal}/refusal`, { reason: "Der Titel passt nicht." });
  const { title } = (await read(id)).document;
  expect((await change(id, manager, TITLE(title, "Besser"))).statusCode).toBe(201);
});

test("what is not complete is not laid before anybody", async () => {
  const id = await begin();
  const { term } = (await read(id)).document;
  await change(id, owner, { path: ["term"], before: term });
  expect((await call(owner, "POST", `contract-drafts/${id}/proposal`)).json()).toMatchObject({
    status: 422,
    kind: "contract-faulty",
    facts: { findings: [{ path: "term" }] },
  });
  expect((await call(owner, "GET", "contract-proposals")).json()).toEqual({ items: [] });
});

test("a draft that was put away stays to be read", async () => {
  const id = await begin();
  expect((await call(owner, "DELETE", `contract-drafts/${id}`)).statusCode).toBe(204);
  expect((await read(id, manager)).draft.state).toBe("discarded");
  expect((await call(owner, "DELETE", `contract-drafts/${id}`)).json()).toMatchObject({ kind: "draft-ended" });
  expect((await call(owner, "GET", "contract-drafts")).json()).toMatchObject({ items: [{ id, state: "discarded" }] });
});

test("everything is told to both sides", async () => {
  const id = await begin();
  const { title } = (await read(id)).document;
  await change(id, manager, TITLE(title, "Neu"));
  await answer(id, owner, [(await read(id)).changes[0]!.id], "accepted");
  await call(owner, "POST", `contract-drafts/${id}/comments`, { path: [], text: "Gut so." });
  await call(owner, "DELETE", `contract-drafts/${id}`);
  for (const by of [owner, manager]) {
    const { items } = (await call(by, "GET", "events")).json<{ items: { type: string; facts: unknown }[] }>();
    const told = items.filter(({ type }) => type.startsWith("contract.draft"));
    expect(told.map(({ type }) => type).toSorted()).toEqual([
      "contract.draft-answered",
      "contract.draft-begun",
      "contract.draft-changed",
      "contract.draft-commented",
      "contract.draft-discarded",
    ]);
  }
});
