/** Where answers to a mail about a ticket go. */
import type { Letter } from "../../notice/kind.ts";
import { inScope } from "../../db/tenant.ts";
import { replyAddress } from "../reply-address.ts";
import type { PostOffice } from "./post-office.ts";

/**
 * The mailbox that takes answers about a ticket: the engagement's own before one of the provider, that before one of the
 * client. `undefined` where there is none: then answers go to the sender's address.
 *
 * Mails that are handed to this server carry the ticket in their address. Of other mail servers it is not known whether
 * they deliver what stands after a plus; there headers and subject lead an answer back.
 */
export async function replyToOf(
  { db, seal }: PostOffice,
  { id, engagement }: NonNullable<Letter["ticket"]>,
): Promise<string | undefined> {
  const mailbox = await inScope(db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx
      .selectFrom("engagement as e")
      .innerJoin("mailbox as m", (join) =>
        join.on((row) =>
          row.or([row("m.tenant_id", "=", row.ref("e.provider_id")), row("m.tenant_id", "=", row.ref("e.tenant_id"))]),
        ),
      )
      .select(["m.address", "m.kind"])
      .where("e.engagement_id", "=", engagement)
      .where((row) => row.or([row("m.engagement_id", "=", engagement), row("m.engagement_id", "is", null)]))
      .orderBy((row) => row("m.engagement_id", "is", null))
      .orderBy((row) => row("m.tenant_id", "=", row.ref("e.tenant_id")))
      .orderBy("m.created_at")
      .orderBy("m.mailbox_id")
      .limit(1)
      .executeTakeFirst(),
  );
  if (mailbox === undefined) return undefined;
  const { address, kind } = mailbox;
  return kind === "smtp" ? (replyAddress(seal, address, id) ?? address) : address;
}
