/** Takes mails from other mail servers, for the mailboxes that are handed in here and for nobody else. */
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { inScope } from "../../db/tenant.ts";
import { mailboxOf } from "../reply-address.ts";
import { mailKeep } from "./inbox.ts";
import { MAIL_BYTES_MAX } from "./mail.ts";
import type { Desk } from "./step.ts";

const CLIENTS_MAX = 100;
/** Of one address; a mail server that has much to hand over uses a few. */
const CLIENTS_OF_ONE_MAX = 20;
const RECIPIENTS_MAX = 50;
const SILENCE_MS = 60_000;
/** Nobody takes so long for one mail, except to hold a place. */
const MAIL_MS = 5 * 60_000;

interface Recipient {
  readonly tenant: string;
  readonly mailbox: string;
  readonly address: string;
}

interface Listening {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

interface Limits {
  readonly silenceMs?: number;
  readonly mailMs?: number;
}

class Refusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

export class SmtpListener {
  private readonly desk: Desk;
  private readonly limits: Required<Limits>;
  private readonly server: SMTPServer;
  private readonly recipients = new WeakMap<SMTPServerSession, Recipient[]>();
  private readonly clients = new Map<string, number>();

  private constructor(desk: Desk, { silenceMs = SILENCE_MS, mailMs = MAIL_MS }: Limits) {
    this.desk = desk;
    this.limits = { silenceMs, mailMs };
    this.server = new SMTPServer({
      banner: "Handschlag",
      disabledCommands: ["AUTH", "STARTTLS"],
      disableReverseLookup: true,
      size: MAIL_BYTES_MAX,
      maxClients: CLIENTS_MAX,
      socketTimeout: silenceMs,
      logger: false,
      onConnect: (session, done) => this.connected(session, done),
      onClose: (session) => this.left(session),
      onMailFrom: (_address, session, done) => {
        this.recipients.set(session, []);
        done();
      },
      onRcptTo: ({ address }, session, done) => void answer(this.recipient(address, session), done),
      onData: (stream, session, done) => void answer(this.data(stream, session), done),
    });
    // A connection that breaks off has left nothing.
    this.server.on("error", () => undefined);
  }

  /** Listens. Throws what the system says when it cannot. */
  static async open(desk: Desk, { host, port }: Listening, limits: Limits = {}): Promise<SmtpListener> {
    const listener = new SmtpListener(desk, limits);
    await new Promise<void>((resolve, reject) => {
      listener.server.server.once("error", reject);
      listener.server.listen(port, host, () => {
        listener.server.server.off("error", reject);
        resolve();
      });
    });
    return listener;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
    });
  }

  private connected({ remoteAddress }: SMTPServerSession, done: (error?: Error) => void): void {
    const count = (this.clients.get(remoteAddress) ?? 0) + 1;
    this.clients.set(remoteAddress, count);
    done(count > CLIENTS_OF_ONE_MAX ? new Refusal(421, "Too many connections from your address") : undefined);
  }

  private left({ remoteAddress }: SMTPServerSession): void {
    const count = (this.clients.get(remoteAddress) ?? 1) - 1;
    if (count === 0) this.clients.delete(remoteAddress);
    else this.clients.set(remoteAddress, count);
  }

  /** Refuses whoever is none of ours: nothing is passed on. */
  private async recipient(address: string, session: SMTPServerSession): Promise<void> {
    const known = this.recipients.get(session) ?? [];
    if (known.length >= RECIPIENTS_MAX) throw new Refusal(452, "Too many recipients");
    const small = address.toLowerCase();
    const box = await this.temporarily(() =>
      inScope(this.desk.db, { scope: "mail" }, { readOnly: true }, (tx) =>
        tx
          .selectFrom("mailbox")
          .select(["tenant_id", "mailbox_id"])
          .where("kind", "=", "smtp")
          .where("address", "in", [small, mailboxOf(small)])
          .executeTakeFirst(),
      ),
    );
    if (box === undefined) throw new Refusal(550, "No such mailbox here");
    known.push({ tenant: box.tenant_id, mailbox: box.mailbox_id, address: small });
    this.recipients.set(session, known);
  }

  /** Answers 250 only when the mail is kept for good. */
  private async data(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const receivedAt = this.desk.clock();
    const raw = await contentOf(stream, this.limits.mailMs);
    const boxes = new Map((this.recipients.get(session) ?? []).map((each) => [each.mailbox, each]));
    for (const { tenant, mailbox, address } of boxes.values())
      await this.temporarily(() =>
        mailKeep(this.desk.db, this.desk.clock(), raw, { tenant, mailbox, receivedAt, recipient: address }),
      );
  }

  /** Has the other server try again later when the database is away for a moment. */
  private async temporarily<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.desk.say(`a mail could not be kept: ${String(error)}`);
      throw new Refusal(451, "Try again later");
    }
  }
}

async function answer(work: Promise<void>, done: (error?: Error) => void): Promise<void> {
  const refusal = await work.then(
    () => undefined,
    (error: unknown) => error as Error,
  );
  if (refusal === undefined) done();
  else done(refusal);
}

/** The bytes of a mail; of one that is too large nothing is kept. */
async function contentOf(stream: SMTPServerDataStream, mailMs: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  // Nothing is read any more, so that the connection falls silent and ends.
  const timer = setTimeout(() => stream.destroy(new Refusal(421, "Too slow")), mailMs);
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length <= MAIL_BYTES_MAX) pieces.push(piece);
      else pieces.length = 0;
    }
  } finally {
    clearTimeout(timer);
  }
  if (length > MAIL_BYTES_MAX || stream.sizeExceeded) throw new Refusal(552, "Message exceeds the size limit");
  return Buffer.concat(pieces);
}
