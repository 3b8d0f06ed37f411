import { sql } from "kysely";
import { inScope } from "../db/tenant.ts";
import { followToEnd } from "../event/follow.test-support.ts";
import type { PostOffice } from "../mail/out/post-office.ts";
import { Postman } from "../mail/out/postman.ts";
import type { TestServer } from "../server.test-support.ts";
import { tellNews } from "./news.ts";

/** Tells of everything that happened. */
export const tellAll = (post: Pick<PostOffice, "db" | "clock">): Promise<void> =>
  followToEnd(post.db, "notice", () => tellNews(post));

const TOLD = 400;

/** Tells of the last 400 events as if they had just happened, and writes the mails, which nobody sends. */
export async function tellOfLast(server: TestServer): Promise<void> {
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    sql`insert into event_reader (name, tx, event_id) select 'notice', tx, event_id from event where not imported
      order by tx desc, event_id desc offset ${TOLD} limit 1`.execute(tx),
  );
  const post: PostOffice = {
    db: server.db,
    seal: server.seal,
    clock: () => server.now,
    publicUrl: server.origin,
    from: "Handschlag <handschlag@localhost>",
    transport: undefined,
    say: (text) => {
      throw new Error(text);
    },
  };
  await tellAll(post);
  await new Postman(post).round();
}
