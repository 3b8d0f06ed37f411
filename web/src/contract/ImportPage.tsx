import { Button, FileButton, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { ApiProblem } from "@handschlag/api/client.ts";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { Page } from "../ui/Page.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
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
  const [busy, setBusy] = useState<"propose" | "take">();
  const [problem, setProblem] = useState<unknown>(null);
  const wish = { params: { id: engagementId }, body: { text } };
  const propose = async () => {
    const { id, number } = await request("POST /engagements/:id/contract-proposals", wish);
    await queries.invalidateQueries();
    sayDone(t("proposed", { number }));
    const params = { id: engagementId, proposal: id };
    await navigate({ to: "/engagements/$id/contract/proposals/$proposal", params });
  };
  const take = async () => {
    const { number } = await request("POST /engagements/:id/contract-versions", wish);
    await queries.invalidateQueries();
    sayDone(t("taken", { number }));
    await navigate({ to: "/engagements/$id/contract", params: { id: engagementId } });
  };
  const attempt = async (what: "propose" | "take") => {
    setBusy(what);
    setProblem(null);
    try {
      await (what === "propose" ? propose() : take());
    } catch (error) {
      setProblem(error);
      setBusy(undefined);
    }
  };
  const findings = problem instanceof ApiProblem ? (problem.facts["findings"] as Finding[] | undefined) : undefined;
  return (
    <>
      <ProblemNote error={problem} />
      {findings === undefined ? null : <Findings check={{ kind: "faulty", findings }} goTo={goTo} />}
      <div className="row">
        <Button
          onClick={() => void attempt("propose")}
          loading={busy === "propose"}
          disabled={!isReady || busy === "take"}
        >
          {t("propose")}
        </Button>
        <Button
          variant="default"
          onClick={() => void attempt("take")}
          loading={busy === "take"}
          disabled={!isReady || busy === "propose"}
        >
          {t("take")}
        </Button>
      </div>
    </>
  );
}
