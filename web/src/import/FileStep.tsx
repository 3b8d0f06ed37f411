import { Button, FileButton } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type DragEvent } from "react";
import { isProblem } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { Section } from "../ui/Page.tsx";
import type { TicketImport } from "../wire.ts";
import { importsQuery, sendFile } from "./imports.ts";
import { ImportProblem } from "./ImportProblem.tsx";
import { importWords } from "./words.ts";

interface FileStepProps {
  readonly engagement: string;
  readonly present: TicketImport | undefined;
}

/** Choosing a file, or another one. While an import runs no other can be begun. */
export function FileStep({ engagement, present }: FileStepProps) {
  const t = useWords(importWords);
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [isOver, setOver] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  if (present?.state === "running") return null;
  const take = async (file: File | null | undefined) => {
    if (file === null || file === undefined) return;
    setBusy(true);
    setProblem(null);
    try {
      await sendFile(engagement, file);
      await queries.invalidateQueries({ queryKey: importsQuery(engagement).queryKey });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!isBusy) void take(event.dataTransfer.files[0]);
  };
  const isPending = present === undefined || present.state === "unread" || present.state === "read";
  const word = present === undefined ? "choose" : isPending ? "another" : "next";
  return (
    <Section title={t("file")} about={t("fileHelp")}>
      <div
        className={isOver ? "drop drop-over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileButton onChange={(file) => void take(file)} disabled={isBusy}>
          {(props) => (
            <Button {...props} variant={present === undefined ? "filled" : "default"} loading={isBusy}>
              {t(word)}
            </Button>
          )}
        </FileButton>
        <span className="soft" role="status">
          {isBusy ? t("reading") : t("drop")}
        </span>
      </div>
      {isProblem(problem, "body-too-large") ? (
        <ProblemNote error={problem}>{t("tooBig")}</ProblemNote>
      ) : (
        <ImportProblem error={problem} />
      )}
    </Section>
  );
}
