import { ApiProblem } from "@handschlag/api/client.ts";
import { useWords } from "../i18n/language.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { importWords } from "./words.ts";

/** A refusal of what concerns imports, in their words. */
export function ImportProblem({ error }: { readonly error: unknown }) {
  const t = useWords(importWords);
  const kind = error instanceof ApiProblem ? error.kind : "";
  const isOurs = kind.startsWith("import-") || kind.startsWith("mapping-");
  if (!isOurs || !t.has(kind)) return <ProblemNote error={error} />;
  return <ProblemNote error={error}>{t(kind as "import-empty")}</ProblemNote>;
}
