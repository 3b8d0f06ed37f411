import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { contractQuery, documentOf } from "../contract/contract.ts";
import { FaultClause } from "../contract/FaultClause.tsx";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Section } from "../ui/Page.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { TicketImport } from "../wire.ts";
import { Faults } from "./Faults.tsx";
import { FirstTickets } from "./FirstTickets.tsx";
import { forget, importsQuery, start } from "./imports.ts";
import { ImportProblem } from "./ImportProblem.tsx";
import { ReadAs } from "./ReadAs.tsx";
import { WithoutClock } from "./WithoutClock.tsx";
import { importWords } from "./words.ts";

export type Preview = NonNullable<TicketImport["preview"]>;

interface PreviewStepProps {
  readonly engagement: string;
  readonly present: TicketImport;
}

/** What is in the file, in words, before anything is brought. */
export function PreviewStep({ engagement, present }: PreviewStepProps) {
  const t = useWords(importWords);
  const { data: contract } = useQuery({ ...contractQuery(engagement), retry: false });
  const { mapping } = present;
  const preview = present.preview!;
  return (
    <>
      <ReadAs engagement={engagement} present={present} />
      <Section title={present.isEvents ? present.fileName : t("content")}>
        <Said preview={preview} />
        {mapping?.encoding === "windows-1252" && mapping.text === null ? (
          <StatusSentence standing="soon">{t("otherEncoding")}</StatusSentence>
        ) : null}
        <Faults engagement={engagement} present={present} />
        <WithoutClock engagement={engagement} present={present} />
      </Section>
      {preview.first.length === 0 ? null : (
        <FirstTickets tickets={preview.first} contract={contract && documentOf(contract)} />
      )}
      <Decision engagement={engagement} present={present} />
    </>
  );
}

function Said({ preview }: { readonly preview: Preview }) {
  const t = useWords(importWords);
  const { date } = useFormats();
  const { tickets, events, from, until, open, overdue, known, fileFault } = preview;
  if (fileFault !== null)
    return (
      <StatusSentence standing="late">
        {t.rich("unreadable", { line: fileFault.line, message: <FaultClause message={fileFault.message} /> })}
      </StatusSentence>
    );
  if (tickets === 0 || from === null || until === null)
    return <StatusSentence standing="late">{t("nothing")}</StatusSentence>;
  const said = t("tickets", { count: tickets, events: t("eventCount", { count: events }) });
  return (
    <>
      <StatusSentence>
        {t("span", { tickets: said, from: date(from), until: date(until) })}{" "}
        {open === 0 ? t("noneOpen") : t("someOpen", { count: open })}{" "}
        {overdue === 0 ? null : t("someOverdue", { count: overdue })}
      </StatusSentence>
      {known === 0 ? null : (
        <StatusSentence standing={known === tickets ? "soon" : "plain"}>
          {known === tickets ? t("allKnown") : t("known", { count: known })}
        </StatusSentence>
      )}
    </>
  );
}

/** Starting it, or leaving it be. */
function Decision({ engagement, present: { id, preview } }: PreviewStepProps) {
  const t = useWords(importWords);
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState<"start" | "forget">();
  const [problem, setProblem] = useState<unknown>(null);
  const run = async (act: "start" | "forget") => {
    setBusy(act);
    setProblem(null);
    try {
      if (act === "start") await start(engagement, id);
      else {
        await forget(engagement, id);
        sayDone(t("forgotten"));
      }
      await queries.invalidateQueries({ queryKey: importsQuery(engagement).queryKey });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(undefined);
    }
  };
  const count = (preview?.tickets ?? 0) - (preview?.known ?? 0);
  return (
    <section className="deciding">
      <ImportProblem error={problem} />
      {count === 0 ? null : <p className="soft">{t("quiet")}</p>}
      <div className="row">
        {count === 0 ? null : (
          <Button onClick={() => void run("start")} loading={isBusy === "start"} disabled={isBusy !== undefined}>
            {t("start", { count })}
          </Button>
        )}
        <Button
          variant="default"
          onClick={() => void run("forget")}
          loading={isBusy === "forget"}
          disabled={isBusy !== undefined}
        >
          {t("forget")}
        </Button>
      </div>
    </section>
  );
}
