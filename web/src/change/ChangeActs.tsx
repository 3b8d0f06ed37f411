import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { NewChangeAct } from "../wire.ts";
import type { ChangeProps } from "./ChangePage.tsx";
import { EndDialog, ReviewDialog, ScheduleDialog } from "./act-dialogs.tsx";
import { changePageWords } from "./page-words.ts";

/** Sends an act, and has everything read anew. */
function useChangeAct({ change, engagement }: ChangeProps) {
  const queries = useQueryClient();
  return async (body: NewChangeAct) => {
    await request("POST /engagements/:id/changes/:other/events", {
      params: { id: engagement.id, other: change.id },
      body,
    });
    await queries.invalidateQueries();
  };
}

/** What the reader may do now, the next step first. */
const STEPS = ["asked", "scheduled", "begun", "ended", "reviewed", "withdrawn"] as const;
type Step = (typeof STEPS)[number];

/** What the reader may do with a change as it stands. Deciding has its card. */
export function ChangeActs(props: ChangeProps) {
  const t = useWords(changePageWords);
  const { change, engagement } = props;
  const [step, setStep] = useState<Step>();
  const isFirst = change.stage === "drafted" || change.stage === "asked";
  const labels: Record<Step, string> = {
    asked: t("ask"),
    scheduled: t(change.stage === "scheduled" ? "reschedule" : "schedule"),
    begun: t(isFirst ? "beginFirst" : "begin"),
    ended: t("end"),
    reviewed: t("reviewAct"),
    withdrawn: t("withdraw"),
  };
  const steps = STEPS.filter((each) => change.acts.includes(each));
  const close = () => setStep(undefined);
  return (
    <>
      {change.acts.includes("changed") ? (
        <Button
          component={Link}
          to="/engagements/$id/changes/$change/edit"
          params={{ id: engagement.id, change: change.id } as never}
          variant="default"
        >
          {t("edit")}
        </Button>
      ) : null}
      {steps.map((each, place) => (
        <Button
          key={each}
          variant={place === 0 && each !== "withdrawn" ? "filled" : "default"}
          onClick={() => setStep(each)}
        >
          {labels[each]}
        </Button>
      ))}
      {step === undefined ? null : <StepDialog {...props} step={step} isFirst={isFirst} close={close} />}
    </>
  );
}

export interface StepProps extends ChangeProps {
  readonly close: () => void;
}

function StepDialog({ step, isFirst, ...props }: StepProps & { readonly step: Step; readonly isFirst: boolean }) {
  const t = useWords(changePageWords);
  const act = useChangeAct(props);
  const { close } = props;
  switch (step) {
    case "asked":
      return (
        <ConfirmDialog
          title={t("askTitle")}
          act={t("ask")}
          run={async () => {
            await act({ type: "asked" });
            sayDone(t("asked"));
          }}
          close={close}
        >
          <p>{t("askMeans")}</p>
        </ConfirmDialog>
      );
    case "withdrawn":
      return (
        <ConfirmDialog
          title={t("withdrawTitle")}
          act={t("withdraw")}
          run={() => act({ type: "withdrawn" })}
          close={close}
        >
          <p>{t("withdrawMeans")}</p>
        </ConfirmDialog>
      );
    case "begun":
      return (
        <ConfirmDialog
          title={t("beginTitle")}
          act={t(isFirst ? "beginFirst" : "begin")}
          run={() => act({ type: "begun" })}
          close={close}
        >
          <p>{t(isFirst ? "beginFirstMeans" : "beginMeans")}</p>
        </ConfirmDialog>
      );
    case "scheduled":
      return <ScheduleDialog {...props} act={act} />;
    case "ended":
      return <EndDialog {...props} act={act} />;
    case "reviewed":
      return <ReviewDialog {...props} act={act} />;
  }
}
