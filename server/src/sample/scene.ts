/** What a ticket of the sample is about. Words in braces are filled in from a list of the engagement. */
export interface Scene {
  readonly kind?: "incident" | "request" | "change" | "task";
  readonly service?: string;
  readonly impact?: string;
  readonly urgency?: string;
  readonly subject: string;
  readonly text: string;
  readonly asset?: string;
  readonly category?: string;
  /** What the service excludes or includes, in the contract's words. */
  readonly clause?: string;
  /** The provider's first answer. */
  readonly answer: string;
  /** What the provider notes for itself. */
  readonly note?: string;
  /** What the provider asks back, and what the client says to that. */
  readonly ask?: readonly [question: string, reply: string];
  /** What else it has to wait for: reason, and what is said. */
  readonly wait?: readonly [reason: string, text: string];
  /** What makes it usable again before it is solved. */
  readonly workaround?: string;
  readonly solution: string;
  readonly thanks?: string;
  /** What the work took. */
  readonly minutes: number;
}

/** The tickets of an engagement: what happens, to whom and with what. */
export interface Theatre {
  readonly scenes: readonly Scene[];
  /** Words for the places in braces. */
  readonly props: Readonly<Record<string, readonly string[]>>;
  /** Reported twice: the second goes on in the first. */
  readonly twin: readonly [Scene, Scene];
  /** The rating of what turns out to be less bad than it was reported. */
  readonly lower: { readonly impact: string; readonly urgency: string };
  /** Why a miss was left out of the figures. */
  readonly excuse: string;
  /** The scene that is open and near its deadline, the one that is late, the one that waits for the client, and some more. */
  readonly open: {
    readonly near: Scene;
    readonly late: Scene;
    readonly waiting: Scene;
    readonly fresh: readonly Scene[];
  };
}

/** A scene with its places filled in. */
export function filled(scene: Scene, wordOf: (place: string) => string): Scene {
  const words = new Map<string, string>();
  const fill = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (_, place: string) => {
      if (!words.has(place)) words.set(place, wordOf(place));
      return words.get(place)!;
    });
  const through = (value: unknown): unknown =>
    typeof value === "string" ? fill(value) : Array.isArray(value) ? value.map(through) : value;
  return Object.fromEntries(Object.entries(scene).map(([name, value]) => [name, through(value)])) as unknown as Scene;
}
