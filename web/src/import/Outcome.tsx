import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { Section } from "../ui/Page.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import type { TicketImport } from "../wire.ts";
import { Faults } from "./Faults.tsx";
import { importsQuery, start } from "./imports.ts";
import { ImportProblem } from "./ImportProblem.tsx";
import { importWords } from "./words.ts";

interface OutcomeProps {
  readonly engagement: string;
  readonly present: TicketImport;
}

/** How far an import has got, and what came of it. */
export function Outcome({ engagement, present }: OutcomeProps) {
  const { state, fileName } = present;
  return (
    <Section title={fileName}>
      {state === "running" ? (
        <Running present={present} />
      ) : state === "failed" ? (
        <Broken engagement={engagement} present={present} />
      ) : (
        <Done engagement={engagement} present={present} />
      )}
    </Section>
  );
}

function Running({ present: { progress } }: Pick<OutcomeProps, "present">) {
  const t = useWords(importWords);
  const { gone, tickets } = progress;
  return (
    <div className="import-progress">
      <p role="status">{t("running", { gone, tickets })}</p>
      <progress value={gone} max={Math.max(1, tickets)} aria-label={t("progress")} />
      <p className="soft">{t("runningHelp")}</p>
    </div>
  );
}

function Broken({ engagement, present: { id, progress } }: OutcomeProps) {
  const t = useWords(importWords);
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>(null);
  const goOn = () =>
    start(engagement, id).then(
      () => queries.invalidateQueries({ queryKey: importsQuery(engagement).queryKey }),
      setProblem,
    );
  return (
    <>
      <StatusSentence standing="late">{t("broken", { gone: progress.gone, tickets: progress.tickets })}</StatusSentence>
      <ImportProblem error={problem} />
      <div className="row">
        <Button onClick={() => void goOn()}>{t("goOn")}</Button>
      </div>
    </>
  );
}

function Done({ engagement, present }: OutcomeProps) {
  const t = useWords(importWords);
  const { imported = 0, known = 0, leftOut = 0 } = present.result ?? {};
  return (
    <>
      <StatusSentence standing="kept">
        {imported === 0 ? t("doneNone") : t("done", { count: imported })}{" "}
        {known === 0 ? null : t("doneKnown", { count: known })}{" "}
        {leftOut === 0 ? null : t("doneLeftOut", { count: leftOut })}
      </StatusSentence>
      <p className="row">
        <Link to="/tickets" search={{ engagement, state: "all", order: "changed" }}>
          {t("toTickets")}
        </Link>
        <Link to="/engagements/$id/attainment" params={{ id: engagement }} search={monthOf(present)}>
          {t("toAttainment")}
        </Link>
        <Link to="/engagements/$id/backtest" params={{ id: engagement }}>
          {t("toBacktest")}
        </Link>
      </p>
      {leftOut === 0 ? null : <Faults engagement={engagement} present={present} />}
    </>
  );
}

/** The month in which the last of the tickets was touched: the present one may have none of them. */
function monthOf({ preview }: TicketImport): { readonly period?: string } {
  const until = preview?.until ?? null;
  return until === null ? {} : { period: until.slice(0, "2026-11".length) };
}
