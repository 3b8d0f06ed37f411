import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { ApiProblem } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";
import { problemWords, sentenceOf } from "./problem-words.ts";
import "./states.css";

const words = defineWords({
  de: { title: "Diese Seite lässt sich gerade nicht zeigen", again: "Noch einmal versuchen", request: "Vorgang {id}" },
  en: { title: "This page cannot be shown at the moment", again: "Try again", request: "Request {id}" },
});

/** A refusal beside the form that asked: in words, with the id under which the server's log knows it. */
export function ProblemNote({ error, children }: { readonly error: unknown; readonly children?: ReactNode }) {
  const t = useWords(problemWords);
  const own = useWords(words);
  if (error === null || error === undefined) return null;
  const id = error instanceof ApiProblem && error.status >= 500 ? error.requestId : undefined;
  return (
    <div className="note note-late" role="alert">
      <Icon name="late" />
      <div>
        <p>{children ?? sentenceOf(t, error)}</p>
        {id === undefined ? null : <p className="soft figures">{own("request", { id })}</p>}
      </div>
    </div>
  );
}

/** In place of a page that could not be loaded. */
export function ErrorState({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const t = useWords(problemWords);
  const own = useWords(words);
  const id = error instanceof ApiProblem ? error.requestId : undefined;
  return (
    <section className="state" role="alert">
      <h2>{own("title")}</h2>
      <p>{sentenceOf(t, error)}</p>
      {again === undefined ? null : (
        <Button variant="default" onClick={again}>
          {own("again")}
        </Button>
      )}
      {id === undefined ? null : <p className="soft figures">{own("request", { id })}</p>}
    </section>
  );
}
