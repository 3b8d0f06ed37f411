import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { Section } from "../ui/Page.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { pushOff, pushOn, pushState, type PushState } from "./browser.ts";

const words = defineWords({
  de: {
    title: "In diesem Browser",
    about: "Was Sie oben auf „im Browser“ stellen, meldet dieser Browser sofort, auch wenn Handschlag nicht offen ist.",
    none: "Dieser Browser kann das nicht.",
    blocked: "Sie haben Meldungen von dieser Adresse im Browser abgelehnt. Erlauben Sie sie dort zuerst.",
    off: "Dieser Browser meldet nichts.",
    on: "Dieser Browser meldet, was neu ist.",
    turnOn: "Einschalten",
    turnOff: "Ausschalten",
    failed: "Der Browser konnte sich bei seinem Meldedienst nicht anmelden. Versuchen Sie es später noch einmal.",
  },
  en: {
    title: "In this browser",
    about: "What you set to “in the browser” above, this browser shows at once, also while Handschlag is not open.",
    none: "This browser cannot do that.",
    blocked: "You have refused messages from this address in the browser. Allow them there first.",
    off: "This browser shows nothing.",
    on: "This browser shows what is new.",
    turnOn: "Turn on",
    turnOff: "Turn off",
    failed: "The browser could not register with its push service. Try again later.",
  },
});

/** Whether this browser shows what is new, and turning that on and off. */
export function BrowserSection() {
  const t = useWords(words);
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const { data: state } = useQuery({ queryKey: ["push"], queryFn: pushState, retry: false });
  const turn = async (how: () => Promise<PushState>) => {
    setBusy(true);
    setProblem(null);
    try {
      queries.setQueryData(["push"], await how());
    } catch (refusal) {
      setProblem(refusal);
    }
    setBusy(false);
  };
  // What the browser throws is for programmers.
  const isOfBrowser = problem instanceof DOMException;
  return (
    <Section title={t("title")} about={t("about")}>
      {state === undefined ? null : <p>{t(state)}</p>}
      {isOfBrowser ? <p role="alert">{t("failed")}</p> : <ProblemNote error={problem} />}
      {state === "off" || state === "on" ? (
        <div className="row">
          <Button variant="default" loading={isBusy} onClick={() => void turn(state === "on" ? pushOff : pushOn)}>
            {t(state === "on" ? "turnOff" : "turnOn")}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
