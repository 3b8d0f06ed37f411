/** A request for each route of webhooks. */
import { v7 as uuidv7 } from "uuid";
import type { Asked, Make } from "../asked.test-support.ts";
import { inScope } from "../db/tenant.ts";
import { newSecret, SEALED_FOR } from "./payload.ts";

const WISH = {
  name: "Ticketübersicht",
  url: "https://hooks.example.org/handschlag",
  topics: ["ticket"],
  engagements: null,
};

interface Made {
  readonly path: string;
  readonly delivery: string;
}

/** A webhook of the visitor's company on their side, or the client's, with a delivery that is dead. */
async function hookFor({ world, visitor, whose }: Asked): Promise<Made> {
  const { server } = world;
  const tenant = whose === "own" ? (visitor.company ?? world.client) : world.client;
  const isClient = tenant === world.client || tenant === world.otherClient;
  const at = new Date(server.now);
  const [webhook_id, delivery] = [uuidv7(), uuidv7()];
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, async (tx) => {
    await tx
      .insertInto("webhook")
      .values({
        ...WISH,
        tenant_id: tenant,
        webhook_id,
        side: isClient ? "client" : "provider",
        secret: server.seal.close(SEALED_FOR, newSecret()),
        made_at: at,
      })
      .execute();
    await tx
      .insertInto("webhook_delivery")
      .values({
        tenant_id: tenant,
        delivery_id: delivery,
        webhook_id,
        type: "ticket.opened",
        content: "{}",
        state: "dead",
        due_at: at,
        created_at: at,
        ended_at: at,
      })
      .execute();
  });
  return { path: `/company/webhooks/${webhook_id}`, delivery };
}

const at =
  (rest: string, body?: unknown): Make =>
  async (asked) => ({ path: `${(await hookFor(asked)).path}${rest}`, ...(body !== undefined && { body }) });

export const WEBHOOKS: Readonly<Record<string, Make>> = {
  "GET /company/webhooks": () => ({ path: "/company/webhooks" }),
  "POST /company/webhooks": ({ world, visitor: { company } }) => ({
    path: "/company/webhooks",
    body: { ...WISH, side: company === world.provider || company === world.otherProvider ? "provider" : "client" },
  }),
  "PATCH /company/webhooks/:id": async (asked) => ({
    path: (await hookFor(asked)).path,
    body: { ...WISH, state: "off" },
    headers: { "if-match": '"1"' },
  }),
  "DELETE /company/webhooks/:id": at(""),
  "POST /company/webhooks/:id/secret": at("/secret"),
  "GET /company/webhooks/:id/deliveries": at("/deliveries"),
  "POST /company/webhooks/:id/trials": at("/trials"),
  "POST /company/webhooks/:id/replays": at("/replays", { deliveryId: null }),
};
