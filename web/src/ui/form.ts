import { useState, type FormEvent } from "react";
import { ApiProblem } from "@handschlag/api/client.ts";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { problemWords, sentenceOf } from "./problem-words.ts";

const words = defineWords({
  de: { misfit: "Das passt so noch nicht ({reason})." },
  en: { misfit: "This does not fit yet ({reason})." },
});

/** What stands in the fields of a form, by their names. */
type Entries<Field extends string> = Readonly<Record<Field, string>>;
type Faults<Field extends string> = Partial<Record<Field, string>>;

interface FormSetup<Field extends string> {
  readonly fields: readonly Field[];
  /** What to mend before anything is sent, in words, by field. */
  readonly check?: (entries: Entries<Field>) => Faults<Field>;
  /** Throws what the server refuses. */
  readonly send: (entries: Entries<Field>) => Promise<void>;
}

export interface Form<Field extends string> {
  readonly isBusy: boolean;
  /** Why the last attempt was refused, if not for a field. */
  readonly problem: unknown;
  readonly submit: (event: FormEvent<HTMLFormElement>) => void;
  /** Name and error of a field, for its input. */
  readonly field: (name: Field) => { readonly name: Field; readonly error: string | undefined };
}

const fieldOfPath = (path: string): string => path.replace(/^body\.?/, "").split(".")[0] ?? "";

/** Reads a form when it is sent, checks it, and sets each error beside its field. */
export function useForm<Field extends string>({ fields, check, send }: FormSetup<Field>): Form<Field> {
  const t = useWords(words);
  const p = useWords(problemWords);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [faults, setFaults] = useState<Faults<Field>>({});

  const attempt = async (form: HTMLFormElement) => {
    const data = new FormData(form);
    const textOf = (name: string) => {
      const value = data.get(name);
      return typeof value === "string" ? value : "";
    };
    const entries = Object.fromEntries(fields.map((name) => [name, textOf(name)])) as Entries<Field>;
    const found = check?.(entries) ?? {};
    setFaults(found);
    setProblem(null);
    if (Object.values(found).some((fault) => fault !== undefined)) return focusFirst(form, fields, found);
    setBusy(true);
    try {
      await send(entries);
    } catch (error) {
      const refused = fieldFaults(error, fields, (reason) =>
        reason === undefined ? sentenceOf(p, error) : t("misfit", { reason }),
      );
      setFaults(refused);
      if (Object.keys(refused).length === 0) setProblem(error);
      else focusFirst(form, fields, refused);
    }
    setBusy(false);
  };

  return {
    isBusy,
    problem,
    submit: (event) => {
      event.preventDefault();
      if (!isBusy) void attempt(event.currentTarget);
    },
    field: (name) => ({ name, error: faults[name] }),
  };
}

function focusFirst<Field extends string>(
  form: HTMLFormElement,
  fields: readonly Field[],
  faults: Faults<Field>,
): void {
  const name = fields.find((field) => faults[field] !== undefined);
  if (name !== undefined) form.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
}

/** The faults that a refusal finds in fields: those of the schema with their reasons, or the one that a rule names, which gives its own kind for a reason. */
function fieldFaults<Field extends string>(
  error: unknown,
  fields: readonly Field[],
  written: (reason: string | undefined) => string,
): Faults<Field> {
  if (!(error instanceof ApiProblem)) return {};
  const faults: Faults<Field> = {};
  for (const { field: path, reason } of error.errors) {
    const name = fields.find((field) => field === fieldOfPath(path));
    if (name !== undefined) faults[name] ??= written(reason === error.kind ? undefined : reason);
  }
  return faults;
}
