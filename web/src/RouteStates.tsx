import { Link, type ErrorComponentProps } from "@tanstack/react-router";
import { useWords } from "./i18n/language.tsx";
import { defineWords } from "./i18n/words.ts";
import { Page } from "./ui/Page.tsx";
import { ErrorState } from "./ui/Problem.tsx";
import { Waiting } from "./ui/Waiting.tsx";

const words = defineWords({
  de: {
    title: "Diese Seite gibt es nicht",
    lead: "Unter dieser Adresse steht nichts, oder Sie können es nicht sehen.",
    home: "Zur Übersicht",
  },
  en: {
    title: "This page does not exist",
    lead: "There is nothing at this address, or you cannot see it.",
    home: "To the overview",
  },
});

export function NotFound() {
  const t = useWords(words);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <p>
        <Link to="/">{t("home")}</Link>
      </p>
    </Page>
  );
}

export const RoutePending = () => <Waiting lines={6} />;

export const RouteError = ({ error, reset }: ErrorComponentProps) => <ErrorState error={error} again={reset} />;
