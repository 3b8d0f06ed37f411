/** Debian's Dovecot and Postfix, each with a folder of its own, for as long as a test runs. */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Why the peers cannot be started here; `undefined` when they can. */
export const peersMissing: string | undefined =
  process.getuid?.() !== 0
    ? "only root can start Dovecot and Postfix"
    : ["/usr/sbin/dovecot", "/usr/sbin/postfix"].some((path) => !existsSync(path))
      ? "Debian's dovecot-imapd and postfix are not installed"
      : undefined;

export const PEER_PASSWORD = "geheim";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}

async function untilOpen(port: number): Promise<void> {
  for (let count = 0; count < 200; count += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => (socket.destroy(), resolve(true))).once("error", () => resolve(false));
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nobody listens on port ${port}`);
}

/** uid and gid of `mail` in Debian, to whom the mailboxes belong. */
const MAIL_ID = 8;

async function folder(name: string): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), `handschlag-${name}-`));
  await chmod(path, 0o755);
  return path;
}

/** A mail server whose mailboxes anybody signs in to with `PEER_PASSWORD`. */
export class Dovecot {
  readonly port: number;
  readonly maildir: string;
  private readonly path: string;
  private process: ChildProcess | undefined;

  private constructor(path: string, port: number) {
    this.path = path;
    this.port = port;
    this.maildir = join(path, "mail");
  }

  static async start(): Promise<Dovecot> {
    const path = await folder("dovecot");
    const dovecot = new Dovecot(path, await freePort());
    await mkdir(dovecot.maildir);
    await chown(dovecot.maildir, MAIL_ID, MAIL_ID);
    await writeFile(
      join(path, "dovecot.conf"),
      `base_dir = ${path}/run
state_dir = ${path}/state
log_path = ${path}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${path}/mail/%u
first_valid_uid = ${MAIL_ID}
first_valid_gid = ${MAIL_ID}
mail_max_userip_connections = 50
passdb {
  driver = static
  args = password=${PEER_PASSWORD}
}
userdb {
  driver = static
  args = uid=${MAIL_ID} gid=${MAIL_ID} home=${path}/mail/%u
}
service imap-login {
  inet_listener imap {
    port = ${dovecot.port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`,
    );
    await dovecot.resume();
    return dovecot;
  }

  /** Starts it again where it was stopped. */
  async resume(): Promise<void> {
    this.process = spawn("/usr/sbin/dovecot", ["-F", "-c", join(this.path, "dovecot.conf")], { stdio: "ignore" });
    await untilOpen(this.port);
  }

  async pause(): Promise<void> {
    const ended = new Promise((resolve) => this.process!.once("exit", resolve));
    this.process!.kill("SIGTERM");
    await ended;
  }

  async stop(): Promise<void> {
    await this.pause();
    await rm(this.path, { recursive: true, force: true });
  }

  readonly log = (): Promise<string> => readFile(join(this.path, "log"), "utf8");
}

interface PostfixWish {
  /** Where mails go of which it has no mailbox: `[127.0.0.1]:2525`. */
  readonly relayPort: number;
  /** A domain whose mails it puts into mailboxes, and where these lie. */
  readonly domain: string;
  readonly maildir: string;
}

export class Postfix {
  readonly port: number;
  private readonly path: string;

  private constructor(path: string, port: number) {
    this.path = path;
    this.port = port;
  }

  static async start({ relayPort, domain, maildir }: PostfixWish): Promise<Postfix> {
    const path = await folder("postfix");
    const port = await freePort();
    for (const name of ["etc", "queue", "data"]) await mkdir(join(path, name));
    const { stdout } = await run("id", ["-u", "postfix"]);
    await chown(join(path, "data"), Number(stdout), 0);
    await writeFile(
      join(path, "etc/main.cf"),
      `compatibility_level = 3.6
queue_directory = ${path}/queue
data_directory = ${path}/data
maillog_file = /var/log/handschlag-postfix-${port}.log
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.handschlag.example
mydestination =
mynetworks = 127.0.0.0/8
relayhost = [127.0.0.1]:${relayPort}
disable_dns_lookups = yes
alias_maps =
local_recipient_maps =
virtual_mailbox_domains = ${domain}
virtual_mailbox_base = ${maildir}
virtual_mailbox_maps = static:imap@${domain}/
virtual_uid_maps = static:${MAIL_ID}
virtual_gid_maps = static:${MAIL_ID}
virtual_minimum_uid = ${MAIL_ID}
virtual_transport = virtual
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
`,
    );
    const service = (line: string) => line.split(" ").join("\t");
    await writeFile(
      join(path, "etc/master.cf"),
      `${[
        `127.0.0.1:${port} inet n - n - - smtpd`,
        "pickup unix n - n 60 1 pickup",
        "cleanup unix n - n - 0 cleanup",
        "qmgr unix n - n 1 1 qmgr",
        "rewrite unix - - n - - trivial-rewrite",
        "bounce unix - - n - 0 bounce",
        "defer unix - - n - 0 bounce",
        "trace unix - - n - 0 bounce",
        "proxymap unix - - n - - proxymap",
        "smtp unix - - n - - smtp",
        "relay unix - - n - - smtp",
        "error unix - - n - - error",
        "retry unix - - n - - error",
        "virtual unix - n n - - virtual",
        "anvil unix - - n - 1 anvil",
        "scache unix - - n - 1 scache",
        "postlog unix-dgram n - n - 1 postlogd",
      ]
        .map(service)
        .join("\n")}\n`,
    );
    await run("/usr/sbin/postfix", ["-c", join(path, "etc"), "start"]);
    await untilOpen(port);
    return new Postfix(path, port);
  }

  async stop(): Promise<void> {
    await run("/usr/sbin/postfix", ["-c", join(this.path, "etc"), "stop"]);
    await rm(this.path, { recursive: true, force: true });
    await rm(`/var/log/handschlag-postfix-${this.port}.log`, { force: true });
  }
}
