/** A request for each route of contracts. */
import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
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
  "POST /engagements/:id/contract-proposals/:other/signatures": async (asked) => ({
    path: `${await proposalFor(asked, "other")}/signatures`,
    body: { hash: HASH.toString("hex") },
  }),
  "PUT /engagements/:id/contract-proposals/:other/refusal": async (asked) => ({
    path: `${await proposalFor(asked, "other")}/refusal`,
    body: { reason: "Die Antwortzeit soll bleiben." },
  }),
  "DELETE /engagements/:id/contract-proposals/:other": async (asked) => ({ path: await proposalFor(asked, "own") }),
};
