/** Reads mailboxes at their mail servers: each by one process at a time, at once when something comes, else every minute. */
import type { Instant } from "@handschlag/engine/instant.ts";
import type { ImapFlow } from "imapflow";
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { inScope } from "../../db/tenant.ts";
import { Problem } from "../../problem.ts";
import { imapConnect, problemOf, type ImapAccess, type ImapOptions } from "./imap.ts";
import { mailKeep } from "./inbox.ts";
import { MAIL_BYTES_MAX } from "./mail.ts";
import type { Desk } from "./step.ts";

/** How often it is looked for mailboxes that nobody reads, and for mails where the server does not tell. */
const LOOK_MS = 5_000;
const POLL_MS = 60_000;
/** Whoever does not renew it in time is taken to have died. */
const LEASE_MS = 60_000;
const RENEW_MS = 20_000;
const REST_MS = [5_000, 15_000, 60_000, 5 * 60_000];
const BATCH = 50;
/** Clocks of two machines differ. */
const SKEW_MS = 10 * 60_000;

const SEALED_FOR = "mailbox";

interface Box {
  readonly tenant: string;
  readonly id: string;
  readonly access: ImapAccess;
  readonly version: number;
  readonly uidValidity: bigint | undefined;
  readonly uidSeen: number;
  readonly createdAt: Date;
}

export interface ReaderOptions extends ImapOptions {
  readonly lookMs?: number;
  readonly pollMs?: number;
  readonly restMs?: readonly number[];
}

/** Reads all mailboxes that no other process reads, until it is stopped. */
export class ImapReader {
  private readonly desk: Desk;
  private readonly options: ReaderOptions;
  private readonly name = uuidv7();
  private readonly stopping = new AbortController();
  private readonly reading = new Map<string, Promise<void>>();
  private readonly timer: NodeJS.Timeout;
  private looking: Promise<void> | undefined;

  constructor(desk: Desk, options: ReaderOptions) {
    this.desk = desk;
    this.options = options;
    const { lookMs = LOOK_MS } = options;
    const look = () => {
      this.looking ??= this.look()
        .catch((error: unknown) => desk.say(`mailboxes could not be looked for: ${String(error)}`))
        .finally(() => (this.looking = undefined));
    };
    this.timer = setInterval(look, lookMs).unref();
    look();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.looking;
    await Promise.all(this.reading.values());
  }

  /** Takes the mailboxes that nobody holds. */
  private async look(): Promise<void> {
    for (;;) {
      const box = await this.take();
      if (box === undefined || this.stopping.signal.aborted) return;
      const ended = this.keepReading(box).finally(() => this.reading.delete(box.id));
      this.reading.set(box.id, ended);
    }
  }

  private take(): Promise<Box | undefined> {
    const { db, seal, clock } = this.desk;
    const now = clock();
    return inScope(db, { scope: "mail" }, { readOnly: false }, async (tx) => {
      const { rows } = await sql<Row>`
        with next as materialized (select tenant_id, mailbox_id from mailbox
          where kind = 'imap' and held_until <= ${new Date(now)} order by held_until limit 1 for update skip locked)
        update mailbox m set held_by = ${this.name}, held_until = ${new Date(now + LEASE_MS)} from next
        where m.tenant_id = next.tenant_id and m.mailbox_id = next.mailbox_id
        returning m.tenant_id, m.mailbox_id, m.host, m.port, m.security, m.user_name, m.password, m.version,
          m.uid_validity, m.uid_seen, m.created_at`.execute(tx);
      const [row] = rows;
      if (row === undefined) return undefined;
      const { host, port, security, user_name: user } = row;
      return {
        tenant: row.tenant_id,
        id: row.mailbox_id,
        access: { host, port, security, user, password: seal.open(SEALED_FOR, row.password) },
        version: row.version,
        uidValidity: row.uid_validity === null ? undefined : BigInt(row.uid_validity),
        uidSeen: Number(row.uid_seen),
        createdAt: row.created_at,
      };
    });
  }

  /** Reads a mailbox as long as it is held; after a failure it rests, longer each time. */
  private async keepReading(box: Box): Promise<void> {
    const ended = new AbortController();
    const end = () => ended.abort();
    this.stopping.signal.addEventListener("abort", end);
    const renewing = setInterval(() => {
      void this.renew(box).then((isHeld) => isHeld || end(), end);
    }, RENEW_MS).unref();
    const { restMs = REST_MS } = this.options;
    let failures = 0;
    let state = { uidValidity: box.uidValidity, uidSeen: box.uidSeen };
    try {
      while (!ended.signal.aborted) {
        try {
          await this.session(box, state, ended.signal, (next) => {
            state = next;
            failures = 0;
          });
        } catch (error) {
          if (ended.signal.aborted) break;
          await this.note(box, error instanceof Problem ? error.kind : problemOf(error as Error));
          await rest(restMs[Math.min(failures++, restMs.length - 1)]!, ended.signal);
        }
      }
    } catch (error) {
      this.desk.say(`mailbox ${box.id} could not be read: ${String(error)}`);
    } finally {
      clearInterval(renewing);
      this.stopping.signal.removeEventListener("abort", end);
      await this.release(box).catch(() => undefined);
    }
  }

  /** One connection: fetches what is new, and again whenever something comes. */
  private async session(box: Box, from: Seen, signal: AbortSignal, seen: (next: Seen) => void): Promise<void> {
    const client = await imapConnect(box.access, this.options);
    const { pollMs = POLL_MS } = this.options;
    const close = () => client.close();
    signal.addEventListener("abort", close);
    let state = from;
    try {
      const { uidValidity } = await client.mailboxOpen("INBOX");
      // Other numbers mean other mails; what was taken in before is recognised by itself.
      if (uidValidity !== state.uidValidity) state = { uidValidity, uidSeen: 0 };
      while (!signal.aborted) {
        const bell = bellOf(client, signal, pollMs);
        state = await this.fetch(client, box, state);
        seen(state);
        await this.note(box, undefined);
        if (!client.usable) throw Object.assign(new Error("the connection is gone"), { code: "NoConnection" });
        await bell;
      }
    } finally {
      signal.removeEventListener("abort", close);
      client.close();
    }
  }

  /** Takes in what came after the last mail that was seen. */
  private async fetch(client: ImapFlow, box: Box, from: Seen): Promise<Seen> {
    let state = from;
    for (;;) {
      const found = (await client.search({ uid: `${state.uidSeen + 1}:*` }, { uid: true })) || [];
      // `5:*` finds the last one, too, where that is less.
      const uids = found.filter((uid) => uid > state.uidSeen).toSorted((a, b) => a - b);
      for (const uid of uids.slice(0, BATCH)) {
        await this.fetchOne(client, box, uid);
        state = { ...state, uidSeen: uid };
        await this.remember(box, state);
      }
      if (uids.length <= BATCH) return state;
    }
  }

  /** Keeps one mail; only then it is marked as read on the server. */
  private async fetchOne(client: ImapFlow, box: Box, uid: number): Promise<void> {
    const { db, clock } = this.desk;
    const head = await client.fetchOne(String(uid), { uid: true, internalDate: true, size: true }, { uid: true });
    if (head === false) return;
    const receivedAt = new Date(head.internalDate ?? clock()).getTime() as Instant;
    // What lay there before the mailbox was set up is not for us.
    if (receivedAt < box.createdAt.getTime() - SKEW_MS) return;
    const isTooLarge = (head.size ?? 0) > MAIL_BYTES_MAX;
    const mail = await client.fetchOne(String(uid), isTooLarge ? { headers: true } : { source: true }, { uid: true });
    const raw = mail === false ? undefined : isTooLarge ? mail.headers : mail.source;
    if (raw === undefined) return;
    const arrival = { tenant: box.tenant, mailbox: box.id, receivedAt };
    await mailKeep(db, clock(), raw, { ...arrival, ...(isTooLarge && { problem: "too-large" }) });
    await client.messageFlagsAdd(String(uid), ["\\Seen"], { uid: true });
  }

  private async change(box: Box, values: Readonly<Record<string, unknown>>): Promise<boolean> {
    const { numUpdatedRows } = await inScope(this.desk.db, { scope: "mail" }, { readOnly: false }, (tx) =>
      tx
        .updateTable("mailbox")
        .set(values)
        .where("tenant_id", "=", box.tenant)
        .where("mailbox_id", "=", box.id)
        .where("held_by", "=", this.name)
        .where("version", "=", box.version)
        .executeTakeFirst(),
    );
    return numUpdatedRows > 0n;
  }

  /** Whether it is still ours to read, and as it was. */
  private readonly renew = (box: Box): Promise<boolean> =>
    this.change(box, { held_until: new Date(this.desk.clock() + LEASE_MS) });
  private readonly release = (box: Box): Promise<boolean> =>
    this.change(box, { held_until: new Date(0), held_by: null });
  private readonly remember = (box: Box, { uidValidity, uidSeen }: Seen): Promise<boolean> =>
    this.change(box, { uid_validity: uidValidity?.toString() ?? null, uid_seen: uidSeen });
  private readonly note = (box: Box, problem: string | undefined): Promise<boolean> =>
    this.change(box, { problem: problem ?? null, checked_at: new Date(this.desk.clock()) });
}

interface Seen {
  readonly uidValidity: bigint | undefined;
  readonly uidSeen: number;
}

interface Row {
  readonly tenant_id: string;
  readonly mailbox_id: string;
  readonly host: string;
  readonly port: number;
  readonly security: ImapAccess["security"];
  readonly user_name: string;
  readonly password: Buffer;
  readonly version: number;
  readonly uid_validity: string | null;
  readonly uid_seen: string;
  readonly created_at: Date;
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** Rings when the server tells of a new mail, when the connection ends, or after a while. Set up before it is looked. */
function bellOf(client: ImapFlow, signal: AbortSignal, pollMs: number): Promise<void> {
  return new Promise((resolve) => {
    const ring = () => {
      clearTimeout(timer);
      client.off("exists", ring);
      client.off("close", ring);
      signal.removeEventListener("abort", ring);
      resolve();
    };
    const timer = setTimeout(ring, pollMs);
    client.on("exists", ring);
    client.on("close", ring);
    signal.addEventListener("abort", ring);
  });
}
