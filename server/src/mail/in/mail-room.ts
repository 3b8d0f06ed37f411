/** All that takes mails in, in one process: the mailboxes it reads, the port at which it listens, and the sorting. */
import { Fault } from "../../fault.ts";
import { ImapReader, type ReaderOptions } from "./imap-reader.ts";
import type { SmtpListener } from "./smtp-listener.ts";
import { sortMails } from "./sorter.ts";
import type { Desk } from "./step.ts";

const EVERY_MS = 500;

export interface MailRoomOptions extends ReaderOptions {
  /** Where mail servers hand mails in; not at all when it is not said. */
  readonly smtp: { readonly host: string; readonly port: number } | undefined;
}

async function listening(desk: Desk, at: { readonly host: string; readonly port: number }): Promise<SmtpListener> {
  // Loaded where there is a port to listen at: most of what it brings is of no use to others.
  const { SmtpListener: Listener } = await import("./smtp-listener.ts");
  try {
    return await Listener.open(desk, at);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Fault(`Mails cannot be taken at port ${at.port} of ${at.host} (${code}): change SMTP_PORT or SMTP_HOST`);
  }
}

export class MailRoom {
  private readonly stopping = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly reader: ImapReader;
  private readonly listener: SmtpListener | undefined;
  private running: Promise<void> | undefined;

  private constructor(desk: Desk, reader: ImapReader, listener: SmtpListener | undefined) {
    this.reader = reader;
    this.listener = listener;
    const { signal } = this.stopping;
    this.timer = setInterval(() => {
      this.running ??= sortMails(desk, signal)
        // The database may be away for a moment; what waits is found at the next look.
        .then(
          () => undefined,
          (error: unknown) => desk.say(`mails could not be sorted: ${String(error)}`),
        )
        .finally(() => (this.running = undefined));
    }, EVERY_MS).unref();
  }

  /** Throws a `Fault` when the port is not free. */
  static async open(desk: Desk, { smtp, ...options }: MailRoomOptions): Promise<MailRoom> {
    const listener = smtp === undefined ? undefined : await listening(desk, smtp);
    return new MailRoom(desk, new ImapReader(desk, options), listener);
  }

  /** Where it listens for mail servers. */
  get smtpPort(): number | undefined {
    return this.listener?.port;
  }

  /** Ends after the mail that is being taken in. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.listener?.close();
    await this.reader.stop();
    await this.running;
  }
}
