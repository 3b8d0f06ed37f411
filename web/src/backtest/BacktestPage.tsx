import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Fragment, useState, type FormEvent } from "react";
import { ApiProblem } from "@handschlag/api/client.ts";
import { isProblem, request } from "../api.ts";
import { contractQuery, documentOf } from "../contract/contract.ts";
import { FaultClause } from "../contract/FaultClause.tsx";
import { engagementQuery } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { Choices } from "../ticket/Choices.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Backtest, Contract, Engagement, NewBacktest } from "../wire.ts";
import { BacktestResult } from "./BacktestResult.tsx";
import { OtherContract } from "./OtherContract.tsx";
import { TargetFields } from "./TargetFields.tsx";
import { misfitsOf, tried, type Edits } from "./tried.ts";
import { backtestWords } from "./words.ts";
import "./backtest.css";

/** What another contract, or other times, would have made of the tickets that there were. */
export function BacktestPage() {
  const t = useWords(backtestWords);
  const { id } = useParams({ from: "/frame/engagements/$id/backtest" });
  const engagement = useQuery(engagementQuery(id));
  const contract = useQuery({ ...contractQuery(id), retry: false });
  const isWithout = isProblem(contract.error, "contract-not-found");
  const error = engagement.error ?? (isWithout ? null : contract.error);
  if (error !== null && engagement.data === undefined) return <PageError error={error} />;
  if (engagement.data === undefined || (contract.data === undefined && !isWithout)) return <Waiting lines={8} />;
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Trial engagement={engagement.data} contract={contract.data} />
    </Page>
  );
}

interface TrialProps {
  readonly engagement: Engagement;
  readonly contract: Contract | undefined;
}

/** Runs a trial and keeps what came of it. */
function useTrial(engagement: Engagement) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [result, setResult] = useState<Backtest>();
  const run = async (body: NewBacktest) => {
    setBusy(true);
    setProblem(null);
    try {
      setResult(await request("POST /engagements/:id/backtest", { params: { id: engagement.id }, body }));
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, result, run };
}

function Trial({ engagement, contract }: TrialProps) {
  const t = useWords(backtestWords);
  const [kind, setKind] = useState<"times" | "other">(contract === undefined ? "other" : "times");
  const [edits, setEdits] = useState<Edits>({});
  const [text, setText] = useState("");
  const [isChecked, setChecked] = useState(false);
  const { isBusy, problem, result, run } = useTrial(engagement);
  const { side } = engagement;
  const misfits = misfitsOf(edits);
  const document = contract && documentOf(contract);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setChecked(true);
    if (kind === "other") void run({ text, ...spanOf(event.currentTarget) });
    else if (misfits.size === 0)
      void run({ text: JSON.stringify(tried(document!, edits)), ...spanOf(event.currentTarget) });
  };
  return (
    <>
      <form className="trial" onSubmit={submit} noValidate>
        {document === undefined ? null : <KindChoice kind={kind} setKind={setKind} />}
        {kind === "times" && document !== undefined ? (
          <TargetFields {...{ document, side, edits, setEdits }} misfits={isChecked ? misfits : NONE} />
        ) : (
          <OtherContract text={text} setText={setText} />
        )}
        <div className="trial-span">
          <TextInput type="date" name="from" label={t("from")} description={t("spanHelp")} />
          <TextInput type="date" name="until" label={t("until")} description={t("spanHelp")} />
        </div>
        <Refusal error={problem} />
        <div className="row">
          <Button type="submit" loading={isBusy} disabled={kind === "other" && text.trim() === ""}>
            {t("run")}
          </Button>
        </div>
      </form>
      {result === undefined ? null : (
        <Section title={t("result")}>
          <BacktestResult result={result} side={side} />
        </Section>
      )}
    </>
  );
}

/** The days between which tickets are judged, as far as they are given. */
function spanOf(form: HTMLFormElement): Pick<NewBacktest, "from" | "until"> {
  const dates = [...new FormData(form)].filter(([name, day]) => ["from", "until"].includes(name) && day !== "");
  return Object.fromEntries(dates);
}

interface KindChoiceProps {
  readonly kind: "times" | "other";
  readonly setKind: (kind: "times" | "other") => void;
}

function KindChoice({ kind, setKind }: KindChoiceProps) {
  const t = useWords(backtestWords);
  return (
    <Choices
      legend={t("what")}
      name="kind"
      choices={[
        { value: "times", label: t("times") },
        { value: "other", label: t("other") },
      ]}
      value={kind}
      choose={(value) => setKind(value as "times" | "other")}
    />
  );
}

const NONE: ReadonlySet<string> = new Set();
const FINDINGS_SHOWN = 5;

/** What the server says against the contract, with the places in it. */
function Refusal({ error }: { readonly error: unknown }) {
  const t = useWords(backtestWords);
  const findings =
    error instanceof ApiProblem
      ? (error.facts["findings"] as readonly { path: string; message: string }[] | undefined)
      : undefined;
  if (findings === undefined) return <ProblemNote error={error} />;
  return (
    <ProblemNote error={error}>
      {t("faulty")}{" "}
      {findings.slice(0, FINDINGS_SHOWN).map(({ path, message }, place) => (
        <Fragment key={`${path} ${message}`}>
          {place === 0 ? "" : "; "}
          {t.rich("at", { path, message: <FaultClause message={message} /> })}
        </Fragment>
      ))}
    </ProblemNote>
  );
}
