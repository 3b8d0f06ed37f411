/** What goes out of the sample's companies, for pictures and rules of their pages: webhooks with deliveries, links of closing mails. */
import { DAY_MS, type Instant } from "@handschlag/engine/instant.ts";
import { inScope, type TenantId } from "../../server/src/db/tenant.ts";
import { linkMake, linksKeep } from "../../server/src/link/link.ts";
import { RATING_LINK } from "../../server/src/satisfaction/actions.ts";
import type { TestServer } from "../../server/src/server.test-support.ts";

/** Known beforehand, so that an address can name them. */
export const WEBHOOK = {
  client: "019a1f00-0000-7000-8000-0000000000c1",
  provider: "019a1f00-0000-7000-8000-0000000000b1",
} as const;

const DELIVERIES = [
  { state: "delivered", type: "ticket.opened", attempts: 1, status: 204, answer: "", problem: null },
  {
    state: "dead",
    type: "ticket.answered",
    attempts: 10,
    status: 400,
    answer: '{"error":"unknown field"}',
    problem: null,
  },
  { state: "dropped", type: "ticket.paused", attempts: 0, status: null, answer: null, problem: null },
  { state: "waiting", type: "ticket.resumed", attempts: 3, status: null, answer: null, problem: "too-slow" },
  { state: "waiting", type: "ticket.resolved", attempts: 0, status: null, answer: null, problem: null },
] as const;

/** Makes one for the client and one for the provider of an engagement each, unless they are there. */
export async function makeWebhooks(
  server: TestServer,
  engagements: Readonly<Record<"client" | "provider", string>>,
): Promise<void> {
  const at = new Date(server.now);
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, async (tx) => {
    for (const side of ["client", "provider"] as const) {
      const engagement = engagements[side];
      const { tenant_id, provider_id } = await tx
        .selectFrom("engagement")
        .select(["tenant_id", "provider_id"])
        .where("engagement_id", "=", engagement)
        .executeTakeFirstOrThrow();
      const tenant = side === "client" ? tenant_id : provider_id;
      const made = await tx
        .insertInto("webhook")
        .values({
          tenant_id: tenant,
          webhook_id: WEBHOOK[side],
          name: "Ticketübersicht der Leitstelle",
          url: "https://hooks.leitstelle.example.org/handschlag/eingang",
          side,
          topics: ["ticket", "contract", "company"],
          secret: Buffer.alloc(1),
          failing_since: side === "client" ? null : at,
          made_at: at,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning("webhook_id")
        .executeTakeFirst();
      if (made === undefined) continue;
      await tx
        .insertInto("webhook_delivery")
        .values(
          DELIVERIES.map((delivery, index) => ({
            ...delivery,
            tenant_id: tenant,
            delivery_id: `${WEBHOOK[side].slice(0, -1)}${index}`,
            webhook_id: WEBHOOK[side],
            engagement_id: engagement,
            event_tenant: tenant_id,
            event_id: `${WEBHOOK[side].slice(0, -1)}${index}`,
            content: "{}",
            due_at: new Date(server.now + 3_600_000),
            tried_at: delivery.attempts === 0 ? null : at,
            created_at: at,
            ended_at: delivery.state === "waiting" ? null : at,
          })),
        )
        .execute();
    }
  });
}

/** Token of the link of a closing mail, for whoever reported a ticket of the sample that is solved, newly so. */
export async function makeRatingLink({ db, seal, now }: TestServer): Promise<string> {
  const ticket = await inScope(db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx
      .selectFrom("ticket as t")
      .innerJoin("membership as m", (join) =>
        join.onRef("m.tenant_id", "=", "t.tenant_id").onRef("m.person_id", "=", "t.requester_id"),
      )
      .select(["t.tenant_id", "t.ticket_id", "t.requester_id"])
      .where("t.stage", "in", ["resolved", "closed"])
      .orderBy("t.ended_at", "desc")
      .executeTakeFirstOrThrow(),
  );
  const tenant = ticket.tenant_id as TenantId;
  await inScope(db, { tenant, side: "system" }, { readOnly: false }, (tx) =>
    tx
      .updateTable("ticket")
      .set({ ended_at: new Date(now) })
      .where("ticket_id", "=", ticket.ticket_id)
      .execute(),
  );
  const link = linkMake(seal, now, {
    purpose: RATING_LINK,
    company: tenant,
    person: ticket.requester_id!,
    address: undefined,
    side: "client",
    place: tenant,
    subject: ticket.ticket_id,
    endsAt: (now + 14 * DAY_MS) as Instant,
  });
  await linksKeep(db, now, [link]);
  return link.token;
}
