import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { ApiProblem } from "@handschlag/api/client.ts";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";
import { problemWords, sentenceOf } from "./problem-words.ts";
import "./states.css";

const words = defineWords({
  de: { again: "Noch einmal versuchen", request: "Vorgang {id}" },
  en: { again: "Try again", request: "Request {id}" },
});

/** A refusal beside the form that asked: in words, with the id under which the server's log knows it. */
export function ProblemNote({ error, children }: { readonly error: unknown; readonly children?: ReactNode }) {
  const t = useWords(problemWords);
  if (error === null || error === undefined) return null;
  const isOurs = error instanceof ApiProblem && error.status >= 500;
  return (
    <div className="note note-late" role="alert">
      <Icon name="late" />
      <div>
        <p>{children ?? sentenceOf(t, error)}</p>
        {isOurs ? <RequestId error={error} /> : null}
      </div>
    </div>
  );
}

/** What the reader should know and need not act on. */
export function Notice({ children }: { readonly children: ReactNode }) {
  return (
    <div className="note note-plain" role="status">
      <Icon name="hint" />
      <p>{children}</p>
    </div>
  );
}

/** In place of a part of a page that could not be loaded. */
export function ErrorState({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const t = useWords(problemWords);
  const own = useWords(words);
  return (
    <div className="state" role="alert">
      <p>{sentenceOf(t, error)}</p>
      {again === undefined ? null : (
        <Button variant="default" onClick={again}>
          {own("again")}
        </Button>
      )}
      <RequestId error={error} />
    </div>
  );
}

/** Under which id the server's log knows a refusal; nothing when it never reached the server. */
function RequestId({ error }: { readonly error: unknown }) {
  const t = useWords(words);
  if (!(error instanceof ApiProblem) || error.requestId === undefined) return null;
  return <p className="soft figures">{t("request", { id: error.requestId })}</p>;
}
