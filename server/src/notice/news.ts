/** Follows what happens, tells whom it concerns, and sends the mails: a few times a second, on each node that does jobs. */
import { follow } from "../event/follow.ts";
import type { PostOffice } from "../mail/out/post-office.ts";
import { Postman } from "../mail/out/postman.ts";
import { pushRound } from "../push/pusher.ts";
import { guardedPost } from "../webhook/post.ts";
import { tell } from "./tell.ts";

const EVERY_MS = 500;
const FOLLOWER = "notice";

/** Tells everybody of what happened since the last time. Returns how many events it read. */
export async function tellNews({ db, clock }: Pick<PostOffice, "db" | "clock">): Promise<number> {
  let count = 0;
  for (;;) {
    const read = await follow(db, FOLLOWER, async (tx, events) => void (await tell(tx, clock(), events)));
    count += read;
    if (read === 0) return count;
  }
}

export class News {
  private readonly post: PostOffice;
  private readonly postman: Postman;
  private readonly timer: NodeJS.Timeout;
  private telling: Promise<void> | undefined;
  private sending: Promise<void> | undefined;
  private pushing: Promise<void> | undefined;
  private readonly push = guardedPost();

  constructor(post: PostOffice) {
    this.post = post;
    this.postman = new Postman(post);
    this.timer = setInterval(() => this.look(), EVERY_MS).unref();
  }

  private look(): void {
    const { post } = this;
    // The database may be away for a moment; what happened meanwhile is found at the next look.
    this.telling ??= tellNews(post)
      .then(
        () => undefined,
        (error: unknown) => post.say(`events could not be followed: ${String(error)}`),
      )
      .finally(() => (this.telling = undefined));
    // A mail server that is slow must not keep anybody from being told on their page.
    this.sending ??= this.postman
      .round()
      .then(
        () => undefined,
        (error: unknown) => post.say(`mails could not be sent: ${String(error)}`),
      )
      .finally(() => (this.sending = undefined));
    this.pushing ??= pushRound({ ...post, post: this.push })
      .then(
        () => undefined,
        (error: unknown) => post.say(`browsers could not be told: ${String(error)}`),
      )
      .finally(() => (this.pushing = undefined));
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.telling;
    await this.sending;
    await this.pushing;
    this.post.transport?.close();
  }
}
