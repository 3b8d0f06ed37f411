/** What stands in for a page while its part of the code is fetched, and when it fails. */
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { useWords } from "./i18n/language.tsx";
import { defineWords } from "./i18n/words.ts";
import { Threshold } from "./sign-in/Threshold.tsx";
import { PageError } from "./ui/PageError.tsx";
import { ErrorState } from "./ui/Problem.tsx";
import { Waiting } from "./ui/Waiting.tsx";

const words = defineWords({
  de: { title: "Handschlag ist gerade nicht zu erreichen" },
  en: { title: "Handschlag cannot be reached at the moment" },
});

export const RoutePending = () => <Waiting lines={6} />;

export function RouteError({ error }: ErrorComponentProps) {
  const router = useRouter();
  return <PageError error={error} again={() => void router.invalidate()} />;
}

/** When not even the frame could be shown: mostly because there is no way to the server. */
export function FrameError({ error }: ErrorComponentProps) {
  const t = useWords(words);
  const router = useRouter();
  return (
    <Threshold title={t("title")}>
      <ErrorState error={error} again={() => void router.invalidate()} />
    </Threshold>
  );
}
