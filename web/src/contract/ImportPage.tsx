import { Button, FileButton, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { ApiProblem, request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { Page } from "../ui/Page.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { ContractVersion } from "../wire.ts";
import { Findings } from "./Findings.tsx";
import { importWords } from "./import-words.ts";
import { useCheck, type Finding } from "./useCheck.ts";
import "./contract.css";

const FILE_BYTES_MAX = 1_000_000;

/** Reads in a version of the contract: checked while it is typed, taken over by the server. */
export function ImportPage() {
  const t = useWords(importWords);
  const { id } = useParams({ from: "/frame/engagements/$id/contract/new" });
  const [text, setText] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const [fileProblem, setFileProblem] = useState<string>();
  const check = useCheck(text);
  const load = async (file: File | null) => {
    if (file === null) return;
    setFileProblem(file.size > FILE_BYTES_MAX ? t("tooBig") : undefined);
    if (file.size <= FILE_BYTES_MAX) setText(await file.text());
  };
  const goTo = ({ line, column }: Finding) => {
    const before = text.split("\n").slice(0, line - 1);
    const at = before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
    // A text area does not follow its selection by itself; its lines are of one height.
    const lineHeight = (area.current?.scrollHeight ?? 0) / Math.max(1, text.split("\n").length);
    area.current?.scrollTo({ top: Math.max(0, (line - 4) * lineHeight) });
  };
  return (
    <Page title={t("title")} lead={t("lead")}>
      <div className="import">
        <div className="import-text">
          <div className="row">
            <FileButton onChange={(file) => void load(file)} accept=".yaml,.yml,.json,text/yaml,application/json">
              {(props) => (
                <Button variant="default" {...props}>
                  {t("file")}
                </Button>
              )}
            </FileButton>
            <span className="soft">{t("orPaste")}</span>
          </div>
          <Textarea
            ref={area}
            label={t("text")}
            description={t("textHelp")}
            error={fileProblem}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            spellCheck={false}
            rows={24}
            classNames={{ input: "import-area" }}
          />
        </div>
        <div className="import-check">
          <Findings check={check} goTo={goTo} />
          <TakeOver engagementId={id} text={text} isReady={check.kind === "ok"} goTo={goTo} />
        </div>
      </div>
    </Page>
  );
}

interface TakeOverProps {
  readonly engagementId: string;
  readonly text: string;
  readonly isReady: boolean;
  readonly goTo: (finding: Finding) => void;
}

/** Hands the text to the server, which checks it again and against the versions that are there. */
function TakeOver({ engagementId, text, isReady, goTo }: TakeOverProps) {
  const t = useWords(importWords);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const take = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const path = `/engagements/${encodeURIComponent(engagementId)}/contract-versions`;
      const { number } = await request<ContractVersion>("POST", path, { body: { text } });
      await queries.invalidateQueries();
      sayDone(t("taken", { number }));
      await navigate({ to: "/engagements/$id/contract", params: { id: engagementId } });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  const findings = problem instanceof ApiProblem ? (problem.facts["findings"] as Finding[] | undefined) : undefined;
  return (
    <>
      <ProblemNote error={problem} />
      {findings === undefined ? null : <Findings check={{ kind: "faulty", findings }} goTo={goTo} />}
      <div className="row">
        <Button onClick={() => void take()} loading={isBusy} disabled={!isReady}>
          {t("take")}
        </Button>
      </div>
    </>
  );
}
