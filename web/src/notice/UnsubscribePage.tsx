import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { Threshold } from "../sign-in/Threshold.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import { noticeKindWords } from "./kind-words.ts";
import { noticeWords } from "./words.ts";

/** Ends one kind of mail, without a sign-in: shows first what, and ends it when it is asked to. */
export function UnsubscribePage() {
  const t = useWords(noticeWords);
  const kinds = useWords(noticeKindWords);
  const { token } = useParams({ from: "/unsubscribe/$token" });
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const { data, isError, refetch } = useQuery({
    queryKey: ["unsubscription", token],
    queryFn: ({ signal }) => request("GET /unsubscriptions/:token", { params: { token }, signal }),
    retry: false,
  });
  const end = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await request("POST /unsubscriptions/:token", { params: { token } });
      await refetch();
    } catch (refusal) {
      setProblem(refusal);
    }
    setBusy(false);
  };
  const settings = <Link to="/notices/settings">{t("settingsLong")}</Link>;
  if (isError)
    return (
      <Threshold title={t("goneTitle")} lead={t("goneLead")}>
        {settings}
      </Threshold>
    );
  if (data === undefined)
    return (
      <Threshold title={t("endTitle")}>
        <Waiting />
      </Threshold>
    );
  const kind = kinds.has(data.kind) ? kinds(data.kind) : data.kind;
  return data.ended ? (
    <Threshold title={t("endedTitle")} lead={t("ended", { kind })}>
      {settings}
    </Threshold>
  ) : (
    <Threshold title={t("endTitle")} lead={t("endLead", { kind })}>
      <ProblemNote error={problem} />
      <Button loading={isBusy} onClick={() => void end()}>
        {t("end")}
      </Button>
    </Threshold>
  );
}
