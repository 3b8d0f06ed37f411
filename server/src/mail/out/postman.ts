/** Sends what is due, each mail once as far as the mail server says so; what it does not take now goes later. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, later } from "@handschlag/engine/instant.ts";
import { sql } from "kysely";
import { inScope } from "../../db/tenant.ts";
import { letterHtml, letterText } from "./letter-text.ts";
import { domainOf, threadOf, type PostOffice } from "./post-office.ts";
import { replyToOf } from "./reply-to.ts";
import type { Handed, Mail } from "./transport.ts";
import { writeMail, type DueMail, type Written } from "./write.ts";

const BATCH = 20;
/** Nobody else takes a mail for so long, and then somebody does: this process may have died over it. */
const LEASE_MS = 2 * MINUTE_MS;
const RETRIES_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 4 * HOUR_MS];
const GIVEN_UP_MS = 3 * DAY_MS;
/** How long the server is left alone that could not be reached; longer each time. */
const REST_MS = [5 * SECOND_MS, 15 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS];

interface Claimed extends DueMail {
  readonly attempts: number;
  readonly message_id: string | null;
  readonly content: string | null;
  readonly created_at: Date;
}

/** Writes and sends mails. One is made for each process. */
export class Postman {
  private readonly post: PostOffice;
  private restUntil = 0;
  private rests = 0;

  constructor(post: PostOffice) {
    this.post = post;
  }

  /** Goes through everything that is due now. Returns how many mails it took in hand. */
  async round(): Promise<number> {
    let count = 0;
    for (;;) {
      if (this.post.clock() < this.restUntil) return count;
      const mails = await this.claim();
      await Promise.all(mails.map((mail) => this.deliver(mail)));
      count += mails.length;
      if (mails.length < BATCH) return count;
    }
  }

  private claim(): Promise<readonly Claimed[]> {
    const now = this.post.clock();
    return inScope(this.post.db, { scope: "mail" }, { readOnly: false }, async (tx) => {
      const { rows } = await sql<Claimed>`update mail_out m
        set due_at = ${new Date(later(now, LEASE_MS))}, attempts = attempts + 1
        from (select tenant_id, mail_id from mail_out where state = 'waiting' and due_at <= ${new Date(now)}
          order by due_at, mail_id limit ${BATCH} for update skip locked) due
        where m.tenant_id = due.tenant_id and m.mail_id = due.mail_id
        returning m.tenant_id, m.mail_id, m.kind, m.person_id, m.address, m.attempts, m.message_id, m.content, m.created_at`.execute(
        tx,
      );
      return rows;
    });
  }

  private async deliver(mail: Claimed): Promise<void> {
    try {
      const written = mail.content === null ? await this.write(mail) : (JSON.parse(mail.content) as Written);
      if (written === undefined) return await this.end(mail, "dropped");
      if (this.post.transport === undefined) return await this.end(mail, "kept");
      await this.noteHanded(mail, written, await this.post.transport.send(await this.mailOf(mail, written)));
    } catch (error) {
      // Whatever could not be read now is tried again when the lease ends.
      this.post.say(`mail ${mail.mail_id} could not be written: ${String(error)}`);
      await this.again(mail, String(error)).catch(() => undefined);
    }
  }

  /** Writes it once: what is sent later says the same under the same Message-ID, so that a second copy is known as one. */
  private async write(mail: Claimed): Promise<Written | undefined> {
    const written = await writeMail(this.post, mail);
    if (written === undefined) return undefined;
    await this.set(mail, {
      message_id: messageIdOf(mail, this.post.from),
      subject: written.letter.subject,
      content: JSON.stringify(written),
      written_at: new Date(this.post.clock()),
    });
    return written;
  }

  private async mailOf(mail: Claimed, { letter, footing, language, unsubscribe }: Written): Promise<Mail> {
    const { from } = this.post;
    const replyTo = letter.ticket === undefined ? undefined : await replyToOf(this.post, letter.ticket);
    return {
      to: mail.address,
      from,
      ...(replyTo !== undefined && { replyTo }),
      messageId: messageIdOf(mail, from),
      subject: letter.subject,
      text: letterText(letter, footing),
      html: letterHtml(letter, footing, language),
      date: new Date(this.post.clock()),
      references: letter.ticket === undefined ? [] : [threadOf(letter.ticket.id, from)],
      headers: {
        "auto-submitted": "auto-generated",
        "x-auto-response-suppress": "All",
        "x-handschlag": mail.mail_id,
        "content-language": language,
        ...(unsubscribe !== undefined && {
          "list-unsubscribe": `<${unsubscribe}>`,
          "list-unsubscribe-post": "List-Unsubscribe=One-Click",
        }),
      },
    };
  }

  private async noteHanded(mail: Claimed, written: Written, handed: Handed): Promise<void> {
    if (handed.kind !== "away") this.rests = 0;
    if (handed.kind === "taken") return this.sent(mail, written);
    if (handed.kind === "refused") return this.end(mail, "failed", handed.problem);
    if (handed.kind === "later") return this.again(mail, handed.problem);
    // The server is away for everybody: no mail is to blame, so none uses up its attempts.
    const now = this.post.clock();
    const rest = REST_MS[Math.min(this.rests++, REST_MS.length - 1)]!;
    this.restUntil = Math.max(this.restUntil, now + rest);
    await this.set(mail, {
      attempts: mail.attempts - 1,
      due_at: new Date(this.restUntil),
      problem: handed.problem,
    });
  }

  private async again(mail: Claimed, problem: string): Promise<void> {
    const now = this.post.clock();
    if (now - mail.created_at.getTime() > GIVEN_UP_MS) return this.end(mail, "failed", problem);
    const wait = RETRIES_MS[Math.min(mail.attempts, RETRIES_MS.length) - 1]!;
    await this.set(mail, { due_at: new Date(later(now, wait)), problem: problem.slice(0, 1_000) });
  }

  /** What was sent is kept without the links by which its reader does something: they are in the mail, and nowhere else. */
  private sent(mail: Claimed, { secrets, unsubscribe: _unsubscribe, ...written }: Written): Promise<void> {
    const text = JSON.stringify({ ...written, secrets: [] });
    const content = secrets.reduce((so, secret) => so.replaceAll(secret, "…"), text);
    return this.set(mail, { state: "sent", ended_at: new Date(this.post.clock()), problem: null, content });
  }

  private end(mail: Claimed, state: "kept" | "failed" | "dropped", problem?: string): Promise<void> {
    return this.set(mail, { state, ended_at: new Date(this.post.clock()), problem: problem?.slice(0, 1_000) ?? null });
  }

  private set(
    { tenant_id, mail_id }: Claimed,
    change: Readonly<Record<string, string | number | Date | null>>,
  ): Promise<void> {
    return inScope(this.post.db, { scope: "mail" }, { readOnly: false }, async (tx) => {
      await tx
        .updateTable("mail_out")
        .set(change)
        .where("tenant_id", "=", tenant_id)
        .where("mail_id", "=", mail_id)
        .where("state", "=", "waiting")
        .execute();
    });
  }
}

/** One that is sent again is another mail: programs leave out what they had already. */
const messageIdOf = ({ mail_id, message_id, created_at }: Claimed, from: string): string =>
  message_id ?? `<${mail_id}.${created_at.getTime()}@${domainOf(from)}>`;
