/** Writing in a draft: at once on the screen, soon on the server, and never over what the writer has not seen. */
import { differencesIn, type Difference } from "@handschlag/engine/contract/comparison.ts";
import { rebased, withPart, type Contest, type Way } from "@handschlag/engine/contract/draft.ts";
import { isSame, type NamedPath, type Part } from "@handschlag/engine/contract/parts.ts";

/** How what was written stands with the server. */
type Saving = "saved" | "waiting" | "sending" | "failed";

export interface WriterState {
  /** The draft as its writer sees it: what the server has, with what is on its way there. */
  readonly document: Part;
  readonly saving: Saving;
  readonly problem: unknown;
  /** Places that others have written meanwhile. */
  readonly contests: readonly Contest[];
}

interface Server {
  /** Makes changes, all or none; the draft as it then is, or `undefined` when a place was not as it was seen. */
  readonly change: (changes: readonly Difference[]) => Promise<Part | undefined>;
  /** The draft as it is by now. */
  readonly read: () => Promise<Part>;
}

export class DraftWriter {
  readonly #server: Server;
  readonly #pauseMs: number;
  readonly #listeners = new Set<() => void>();
  /** What the server was last seen to have. */
  #seen: Part;
  #state: WriterState;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<boolean> | undefined;

  /** What is written is sent `pauseMs` after the last change. */
  constructor(document: Part, server: Server, pauseMs: number) {
    this.#server = server;
    this.#pauseMs = pauseMs;
    this.#seen = document;
    this.#state = { document, saving: "saved", problem: null, contests: [] };
  }

  get state(): WriterState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Puts a value at a place; `undefined` takes out what stands there. */
  readonly edit = (way: Way, value: Part | undefined): void =>
    this.replace(withPart(this.#state.document, way, value) ?? {});

  /** Puts a whole document in place of what is there. */
  readonly replace = (document: Part): void => {
    this.#put({ document, saving: "waiting" });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), this.#pauseMs);
  };

  /** Decides a contest: what the writer wrote, or what stands there. */
  readonly decide = ({ path, mine }: Contest, whose: "mine" | "theirs"): void => {
    this.#put({ contests: this.#state.contests.filter((contest) => !isSamePath(contest.path, path)) });
    if (whose === "mine") this.edit(path, mine);
  };

  /** Takes in what others have written. */
  readonly take = (now: Part): void => {
    if (isSame(this.#seen, now)) return;
    const { document, contests } = this.#state;
    const result = rebased(this.#seen, document, now);
    this.#seen = now;
    const before = contests.filter(({ path }) => !result.contests.some((other) => isSamePath(other.path, path)));
    this.#put({ document: result.document, contests: [...before, ...result.contests] });
  };

  /** Sends at once what waits. Whether all of it has arrived. */
  readonly flush = async (): Promise<boolean> => {
    clearTimeout(this.#timer);
    // One after the other, so that the draft sees changes in the order in which they were written.
    while (this.#running !== undefined) await this.#running;
    this.#running = this.#send().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  };

  async #send(): Promise<boolean> {
    const { document } = this.#state;
    const changes = differencesIn(this.#seen, document);
    if (changes.length === 0) {
      this.#put({ saving: "saved", problem: null });
      return true;
    }
    this.#put({ saving: "sending", problem: null });
    try {
      const answer = await this.#server.change(changes);
      // What was typed meanwhile goes on from what was sent; after a clash it is set upon what stands there by now.
      if (answer !== undefined) this.#seen = document;
      this.take(answer ?? (await this.#server.read()));
    } catch (problem) {
      this.#put({ saving: "failed", problem });
      return false;
    }
    if (isSame(this.#seen, this.#state.document)) {
      this.#put({ saving: "saved" });
      return true;
    }
    return this.#send();
  }

  #put(change: Partial<WriterState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const isSamePath = (one: NamedPath, other: NamedPath): boolean =>
  one.length === other.length && one.every((step, index) => step === other[index]);
