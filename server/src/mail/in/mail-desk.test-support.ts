/** A desk to which mails come, for tests. */
import type { Selectable } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { DB } from "../../db/schema.gen.ts";
import { inScope, type EngagementId, type TenantId } from "../../db/tenant.ts";
import type { TestServer } from "../../server.test-support.ts";
import { Desk } from "../../ticket/desk.test-support.ts";
import { identityOf, mailKeep } from "./inbox.ts";
import { sortMails } from "./sorter.ts";

interface MailWish {
  readonly from: string;
  readonly subject?: string;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly id?: string;
}

/** The bytes of a mail. */
export function mailOf({ from, subject = "Drucker", text = "Er druckt nicht.", headers = {}, id }: MailWish): Buffer {
  const lines = {
    From: from,
    To: "support@lechbogen.example",
    Subject: subject,
    "Message-ID": id ?? `<${uuidv7()}@example.org>`,
    "Content-Type": "text/plain; charset=utf-8",
    ...headers,
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${[...head, "", text].join("\n")}\n`.replaceAll("\n", "\r\n"));
}

export class MailDesk {
  readonly desk: Desk;
  readonly server: TestServer;
  readonly mailbox: string;
  readonly said: string[] = [];

  private constructor(desk: Desk, mailbox: string) {
    this.desk = desk;
    this.server = desk.server;
    this.mailbox = mailbox;
  }

  static async make(server: TestServer, address = "support@lechbogen.example"): Promise<MailDesk> {
    const desk = await Desk.make(server);
    return new MailDesk(desk, await MailDesk.mailbox(server, desk.provider, address));
  }

  /** Adds a mailbox into which mails are handed. */
  static async mailbox(
    server: TestServer,
    company: TenantId,
    address: string,
    engagement?: EngagementId,
  ): Promise<string> {
    const id = uuidv7();
    await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
      tx
        .insertInto("mailbox")
        .values({
          tenant_id: company,
          mailbox_id: id,
          kind: "smtp",
          address,
          engagement_id: engagement ?? null,
          created_at: new Date(server.now),
        })
        .execute(),
    );
    return id;
  }

  /** Keeps a mail without sorting it. */
  keep(
    raw: Buffer,
    {
      tenant = this.desk.provider,
      mailbox = this.mailbox,
      recipient,
    }: { tenant?: TenantId; mailbox?: string; recipient?: string } = {},
  ) {
    const { db, now } = this.server;
    return mailKeep(db, now, raw, { tenant, mailbox, receivedAt: now, ...(recipient !== undefined && { recipient }) });
  }

  sortAll(): Promise<number> {
    const { db, seal } = this.server;
    return sortMails({ db, seal, clock: () => this.server.now, say: (text) => this.said.push(text) });
  }

  /** Takes a mail in; returns its row. */
  async take(wish: MailWish | Buffer, where: Parameters<MailDesk["keep"]>[1] = {}): Promise<Selectable<DB["mail_in"]>> {
    const raw = Buffer.isBuffer(wish) ? wish : mailOf(wish);
    await this.keep(raw, where);
    await this.sortAll();
    return (await this.mails()).find(({ identity }) => identity.equals(identityOf(raw)))!;
  }

  /** All mails, in the order in which they came. */
  mails(): Promise<Selectable<DB["mail_in"]>[]> {
    return inScope(this.server.db, { scope: "mail" }, { readOnly: true }, (tx) =>
      tx.selectFrom("mail_in").selectAll().orderBy("mail_id").execute(),
    );
  }
}
