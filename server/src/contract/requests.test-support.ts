/** A request for each route of contracts. */
import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { parse } from "yaml";
import { engagementOf, type Asked, type Make } from "../asked.test-support.ts";
import { inScope } from "../db/tenant.ts";
import { NEXT_CONTRACT } from "../world.test-support.ts";

const HASH = createHash("sha256").update(NEXT_CONTRACT).digest();

/** Somebody of this side has proposed the next version; of those that have ended there may be many. */
async function proposalFor(asked: Asked, side: "own" | "other", state = "open"): Promise<string> {
  const { world, visitor } = asked;
  const tenant = asked.whose === "elsewhere" ? world.otherClient : world.client;
  const isClient = visitor.company === tenant;
  const proposal_id = uuidv7();
  await inScope(world.server.db, { tenant, side: "system" }, { readOnly: false }, (tx) =>
    tx
      .insertInto("contract_proposal")
      .values({
        tenant_id: tenant,
        engagement_id: engagementOf(asked),
        proposal_id,
        number: 2,
        valid_from: "2026-07-01",
        source: NEXT_CONTRACT,
        source_hash: HASH,
        side: isClient === (side === "own") ? "client" : "provider",
        proposed_at: new Date(world.server.now),
        state,
        ended_at: state === "open" ? null : new Date(world.server.now),
      })
      .execute(),
  );
  return `/engagements/${engagementOf(asked)}/contract-proposals/${proposal_id}`;
}

/** The draft of an engagement: the one that is open, or one that somebody of this side begins, with a change and a comment. */
async function draftFor(asked: Asked, side: "own" | "other"): Promise<Drafted> {
  const { world, visitor } = asked;
  const tenant = asked.whose === "elsewhere" ? world.otherClient : world.client;
  const isClient = visitor.company === tenant;
  const named = { tenant_id: tenant, engagement_id: engagementOf(asked) };
  const by = {
    side: isClient === (side === "own") ? "client" : "provider",
    actor_id: visitor.company === undefined ? tenant : visitor.company,
  };
  const at = new Date(world.server.now);
  const [draft_id, change_id, comment_id] = [uuidv7(), uuidv7(), uuidv7()];
  const value = JSON.stringify({ title: "Neu" });
  await inScope(world.server.db, { tenant, side: "system" }, { readOnly: false }, async (tx) => {
    // One is open at a time.
    await tx
      .updateTable("contract_draft")
      .set({ state: "discarded", ended_at: at })
      .where("tenant_id", "=", tenant)
      .where("engagement_id", "=", named.engagement_id)
      .where("state", "=", "open")
      .execute();
    await tx
      .insertInto("contract_draft")
      .values({ ...named, ...by, draft_id, base: "{}", document: value, begun_at: at, changed_at: at })
      .execute();
    await tx
      .insertInto("contract_draft_change")
      .values({ ...named, ...by, draft_id, change_id, path: ["title"], after: '"Neu"', changed_at: at })
      .execute();
    await tx
      .insertInto("contract_draft_comment")
      .values({ ...named, ...by, draft_id, comment_id, path: ["title"], text: "Warum?", written_at: at })
      .execute();
  });
  return { path: `/engagements/${engagementOf(asked)}/contract-drafts/${draft_id}`, change_id, comment_id };
}

const change = (asked: Asked, id: string, set: { state: string; ended_at: Date } | { document: string }) => {
  const { world } = asked;
  const tenant = asked.whose === "elsewhere" ? world.otherClient : world.client;
  return inScope(world.server.db, { tenant, side: "system" }, { readOnly: false }, (tx) =>
    tx.updateTable("contract_draft").set(set).where("tenant_id", "=", tenant).where("draft_id", "=", id).execute(),
  );
};
const endDraft = (asked: Asked, id: string) =>
  change(asked, id, { state: "discarded", ended_at: new Date(asked.world.server.now) });
const fillDraft = (asked: Asked, id: string) => change(asked, id, { document: JSON.stringify(parse(NEXT_CONTRACT)) });

interface Drafted {
  readonly path: string;
  readonly change_id: string;
  readonly comment_id: string;
}

export const CONTRACTS: Readonly<Record<string, Make>> = {
  "GET /engagements/:id/contract": (asked) => ({ path: `/engagements/${engagementOf(asked)}/contract` }),
  "GET /engagements/:id/contract-versions": (asked) => ({
    path: `/engagements/${engagementOf(asked)}/contract-versions`,
  }),
  "POST /engagements/:id/contract-versions": (asked) => ({
    path: `/engagements/${engagementOf(asked)}/contract-versions`,
    body: { text: NEXT_CONTRACT },
  }),
  "GET /engagements/:id/contract-proposals": async (asked) => {
    await proposalFor(asked, "other", "withdrawn");
    return { path: `/engagements/${engagementOf(asked)}/contract-proposals` };
  },
  "POST /engagements/:id/contract-proposals": (asked) => ({
    path: `/engagements/${engagementOf(asked)}/contract-proposals`,
    body: { text: NEXT_CONTRACT },
  }),
  "GET /engagements/:id/contract-proposals/:other": async (asked) => ({
    path: await proposalFor(asked, "other", "withdrawn"),
  }),
  "GET /engagements/:id/contract-versions/:number/document": (asked) => ({
    path: `/engagements/${engagementOf(asked)}/contract-versions/1/document?format=docx&language=de`,
  }),
  "GET /engagements/:id/contract-proposals/:other/document": async (asked) => ({
    path: `${await proposalFor(asked, "other", "withdrawn")}/document?format=docx&language=en`,
  }),
  "POST /engagements/:id/contract-proposals/:other/signatures": async (asked) => ({
    path: `${await proposalFor(asked, "other")}/signatures`,
    body: { hash: HASH.toString("hex") },
  }),
  "PUT /engagements/:id/contract-proposals/:other/refusal": async (asked) => ({
    path: `${await proposalFor(asked, "other")}/refusal`,
    body: { reason: "Die Antwortzeit soll bleiben." },
  }),
  "DELETE /engagements/:id/contract-proposals/:other": async (asked) => ({ path: await proposalFor(asked, "own") }),
  "POST /contract-checks": () => ({ path: "/contract-checks", body: { text: NEXT_CONTRACT } }),
  "GET /contract-rules": () => ({ path: "/contract-rules" }),
  "GET /engagements/:id/contract-drafts": async (asked) => {
    await draftFor(asked, "own");
    return { path: `/engagements/${engagementOf(asked)}/contract-drafts` };
  },
  "GET /engagements/:id/contract-drafts/:other": async (asked) => ({ path: (await draftFor(asked, "own")).path }),
  "POST /engagements/:id/contract-drafts": async (asked) => {
    const { path } = await draftFor(asked, "own");
    await endDraft(asked, path.split("/").at(-1)!);
    return { path: `/engagements/${engagementOf(asked)}/contract-drafts`, body: { text: NEXT_CONTRACT } };
  },
  "POST /engagements/:id/contract-drafts/:other/changes": async (asked) => ({
    path: `${(await draftFor(asked, "own")).path}/changes`,
    body: { changes: [{ path: ["title"], before: "Neu", after: "Neuer" }] },
  }),
  "POST /engagements/:id/contract-drafts/:other/answers": async (asked) => {
    const { path, change_id } = await draftFor(asked, "other");
    return { path: `${path}/answers`, body: { changes: [change_id], answer: "accepted" } };
  },
  "POST /engagements/:id/contract-drafts/:other/comments": async (asked) => ({
    path: `${(await draftFor(asked, "own")).path}/comments`,
    body: { path: ["title"], text: "Warum nicht kürzer?" },
  }),
  "PUT /engagements/:id/contract-drafts/:other/comments/:third/settlement": async (asked) => {
    const { path, comment_id } = await draftFor(asked, "other");
    return { path: `${path}/comments/${comment_id}/settlement` };
  },
  "DELETE /engagements/:id/contract-drafts/:other": async (asked) => ({ path: (await draftFor(asked, "own")).path }),
  "POST /engagements/:id/contract-drafts/:other/proposal": async (asked) => {
    const { path } = await draftFor(asked, "own");
    await fillDraft(asked, path.split("/").at(-1)!);
    return { path: `${path}/proposal` };
  },
};
