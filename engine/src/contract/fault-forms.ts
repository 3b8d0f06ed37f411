/** German for clauses that are built from few forms: `{name}` in a form stands for a word that stays as it is. */

/**
 * German of an English form. What begins with "wird" or "werden" follows "erwartet" and can also be named alone; other
 * texts say all of it.
 */
export type Forms = Readonly<Record<string, string>>;

interface CompiledForm {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly german: string;
  /** How many letters and signs of the English text it fixes. */
  readonly fixed: number;
}

/** Forms, those first that fix the most of a text. */
export type CompiledForms = readonly CompiledForm[];

const PLACE = /\{(\w+)\}/g;
const escaped = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
/** `{n}` stands for a number, `{word}` for a text without blanks, others for anything. */
const SHAPES: Readonly<Record<string, string>> = { n: String.raw`(\d+)`, word: String.raw`(\S+)` };

export function compiled(forms: Forms): CompiledForms {
  const all = Object.entries(forms).map(([english, german]) => {
    const names = [...english.matchAll(PLACE)].map(([, name]) => name!);
    const source = escaped(english).replaceAll(PLACE, (_all, name: string) => SHAPES[name] ?? "(.+)");
    return { pattern: new RegExp(`^${source}$`, "s"), names, german, fixed: english.replaceAll(PLACE, "").length };
  });
  return all.toSorted((a, b) => b.fixed - a.fixed);
}

/** Texts in quotes with German ones. */
export const inGermanQuotes = (text: string): string => text.replaceAll(/"((?:[^"\\]|\\.)*)"/g, "„$1“");

/** What a text says in German by the first form that it has; `words` says what the words at the places mean. */
export function germanBy(
  forms: CompiledForms,
  text: string,
  words: (place: string, word: string) => string = (_place, word) => inGermanQuotes(word),
): string | undefined {
  for (const { pattern, names, german } of forms) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const said = new Map(names.map((name, place) => [name, words(name, found[place + 1]!)]));
    return german.replaceAll(PLACE, (_all, name: string) => said.get(name) ?? "");
  }
  return undefined;
}
