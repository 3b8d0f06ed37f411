import { Link } from "@tanstack/react-router";
import { useWords } from "../i18n/language.tsx";
import { Typed } from "../ticket/Typed.tsx";
import type { AwaitedChange } from "./changes.ts";
import { changeWords } from "./words.ts";

/** That a change waits for the reader's decision, and the way there. */
export function AwaitedChangeSentence({ engagement, change }: AwaitedChange) {
  const t = useWords(changeWords);
  return (
    <>
      {t.rich("waits", { provider: engagement.provider.name, title: <Typed>{change.title}</Typed> })}{" "}
      <Link to="/engagements/$id/changes/$change" params={{ id: engagement.id, change: change.id }}>
        {t("decide")}
      </Link>
    </>
  );
}
