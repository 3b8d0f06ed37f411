/** A request for each route of calendars. */
import { v7 as uuidv7 } from "uuid";
import { engagementOf, type Asked, type Make } from "../asked.test-support.ts";
import type { TestPerson } from "../server.test-support.ts";
import { hashOf, newToken } from "../identity/tokens.ts";

/** Whether somebody is one of a company's people, and not one who has left it. */
const isMember = async ({ world: { server } }: Asked, { id, company }: TestPerson): Promise<boolean> => {
  const row = await server
    .nobody()
    .identity((tx) =>
      tx
        .selectFrom("membership")
        .select("person_id")
        .where("tenant_id", "=", company)
        .where("person_id", "=", id)
        .executeTakeFirst(),
    );
  return row !== undefined;
};

/** A calendar of the visitor, or of somebody at the client where the visitor can have none. */
async function calendarFor(asked: Asked): Promise<{ readonly id: string; readonly token: string }> {
  const { world, visitor, whose } = asked;
  const { person, company } = visitor;
  const isOwn = whose === "own" && person !== undefined && company !== undefined;
  const own = isOwn && (await isMember(asked, { ...person, company })) ? { ...person, company } : undefined;
  const owner = own ?? (await world.server.person(world.client, "employee"));
  const feed_id = uuidv7();
  const secret = newToken();
  await world.server.nobody().identity((tx) =>
    tx
      .insertInto("calendar_feed")
      .values({
        tenant_id: owner.company,
        feed_id,
        person_id: owner.id,
        // Somebody who asks again has more than one: of an engagement each.
        engagement_id: own === undefined ? null : uuidv7(),
        token_hash: hashOf(secret),
        made_at: new Date(world.server.now),
      })
      .execute(),
  );
  return { id: feed_id, token: `${owner.company.replaceAll("-", "")}${secret}` };
}

const calendarPath = async (asked: Asked, rest = ""): Promise<string> =>
  `/me/calendars/${(await calendarFor(asked)).id}${rest}`;

export const CALENDARS: Readonly<Record<string, Make>> = {
  "GET /me/calendars": () => ({ path: "/me/calendars" }),
  "POST /me/calendars": async ({ world, visitor: { person } }) => {
    // One of each kind is enough: what an earlier visitor made goes first.
    if (person !== undefined)
      await world.server
        .nobody()
        .identity((tx) => tx.deleteFrom("calendar_feed").where("person_id", "=", person.id).execute());
    return { path: "/me/calendars", body: { engagementId: null } };
  },
  "POST /me/calendars/:id/renewal": async (asked) => ({ path: await calendarPath(asked, "/renewal") }),
  "DELETE /me/calendars/:id": async (asked) => ({ path: await calendarPath(asked) }),
  "GET /calendars/:token": async ({ world, visitor }) => {
    // Of everybody's calendars, not of one's own: no sign-in is asked for.
    const { token } = await calendarFor({ world, visitor, whose: "client" } as Asked);
    return { path: `/calendars/${token}.ics` };
  },
  "GET /engagements/:id/calendar": (asked) => ({ path: `/engagements/${engagementOf(asked)}/calendar` }),
};
