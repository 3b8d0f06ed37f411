/** Words that promise everything and define nothing. Source: product.md §5, docs/rules/scope.md §3. */
const BOUNDLESS =
  /all[- ]inclusive|all[- ]in\b|\brundum[- ]sorglos|alles inklusive|vollumfänglich|sämtliche|\busw\.|\betc\.|und so weiter|and so on|as required|nach Bedarf|any and all|whatever/i;

/** The first such words of a text, as they stand there. */
export const boundlessWordsIn = (text: string): string | undefined => BOUNDLESS.exec(text)?.[0];
