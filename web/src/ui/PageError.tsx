import { Link } from "@tanstack/react-router";
import { ApiProblem } from "@handschlag/api/client.ts";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { Page } from "./Page.tsx";
import { ErrorState } from "./Problem.tsx";

const words = defineWords({
  de: {
    title: "Diese Seite lässt sich gerade nicht zeigen",
    nowhere: "Diese Seite gibt es nicht",
    nowhereLead: "Unter dieser Adresse steht nichts, oder Sie können es nicht sehen.",
    forbidden: "Diese Seite gehört nicht zu Ihrer Rolle",
    forbiddenLead: "Wer Ihr Unternehmen hier leitet, kann Ihnen das Recht dazu geben.",
    home: "Zur Übersicht",
  },
  en: {
    title: "This page cannot be shown at the moment",
    nowhere: "This page does not exist",
    nowhereLead: "There is nothing at this address, or you cannot see it.",
    forbidden: "This page does not belong to your role",
    forbiddenLead: "Whoever leads your company here can give you the right to it.",
    home: "To the overview",
  },
});

/** In place of a page that could not be loaded: because it is not there, not for the reader, or just not now. */
export function PageError({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const t = useWords(words);
  const status = error instanceof ApiProblem ? error.status : 0;
  if (status === 404) return <Elsewhere title={t("nowhere")} lead={t("nowhereLead")} />;
  if (status === 403) return <Elsewhere title={t("forbidden")} lead={t("forbiddenLead")} />;
  return (
    <Page title={t("title")}>
      <ErrorState error={error} {...(again && { again })} />
    </Page>
  );
}

/** For an address at which there is nothing. */
export function NotFound() {
  const t = useWords(words);
  return <Elsewhere title={t("nowhere")} lead={t("nowhereLead")} />;
}

function Elsewhere({ title, lead }: { readonly title: string; readonly lead: string }) {
  const t = useWords(words);
  return (
    <Page title={title} lead={lead}>
      <p>
        <Link to="/">{t("home")}</Link>
      </p>
    </Page>
  );
}
