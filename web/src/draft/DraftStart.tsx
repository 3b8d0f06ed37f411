import { Button, FileInput, NativeSelect, Radio } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { isProblem, request } from "../api.ts";
import { contractQuery } from "../contract/contract.ts";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Engagement } from "../wire.ts";
import { openDraftQuery } from "./drafts.ts";
import { startersQuery } from "./starters.ts";
import { draftWords } from "./words.ts";

const FILE_BYTES_MAX = 1_000_000;

type Origin = "version" | "starter" | "file";

/** With what a draft begins, as far as it is chosen. */
interface Choice {
  readonly origin: Origin;
  readonly size: string;
  readonly file: File | null;
}

/** Begins a draft: with what is in force, with a model contract, or with a file. */
export function DraftStart({ engagement }: { readonly engagement: Engagement }) {
  const { language } = useLanguage();
  const contract = useQuery(contractQuery(engagement.id));
  const starters = useQuery(startersQuery(language));
  if (contract.isPending || starters.data === undefined) return <Waiting lines={6} />;
  const isNew = isProblem(contract.error, "contract-not-found");
  return <StartForm engagement={engagement} isNew={isNew} starters={starters.data} />;
}

interface StartFormProps {
  readonly engagement: Engagement;
  /** Whether there is no version yet. */
  readonly isNew: boolean;
  readonly starters: readonly {
    readonly size: string;
    readonly name: string;
    readonly about: string;
    readonly text: string;
  }[];
}

function StartForm({ engagement, isNew, starters }: StartFormProps) {
  const t = useWords(draftWords);
  const queries = useQueryClient();
  const [choice, setChoice] = useState<Choice>({ origin: isNew ? "starter" : "version", size: "small", file: null });
  const [fileFault, setFileFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const choose = (change: Partial<Choice>) => {
    setChoice({ ...choice, ...change });
    setFileFault(undefined);
  };
  const begin = async () => {
    const { origin, size, file } = choice;
    setProblem(null);
    if (origin === "file" && (file === null || file.size > FILE_BYTES_MAX)) {
      setFileFault(t(file === null ? "fileNeeded" : "fileTooBig"));
      return;
    }
    setBusy(true);
    try {
      const text = origin === "starter" ? starters.find((each) => each.size === size)?.text : await file?.text();
      const params = { id: engagement.id };
      const body = origin === "version" || text === undefined ? {} : { text };
      const draft = await request("POST /engagements/:id/contract-drafts", { params, body });
      queries.setQueryData(openDraftQuery(engagement.id).queryKey, draft);
      await queries.invalidateQueries();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <div className="draft-start">
      <p>{t("none")}</p>
      <Radio.Group label={t("beginWith")} value={choice.origin} onChange={(origin) => choose({ origin })}>
        <div className="draft-origins">
          {isNew ? null : <Radio value="version" label={t("fromVersion")} description={t("fromVersionHelp")} />}
          <Radio value="starter" label={t("fromStarter")} description={t("fromStarterHelp")} />
          <Radio value="file" label={t("fromText")} description={t("fromTextHelp")} />
        </div>
      </Radio.Group>
      <Details choice={choice} choose={choose} starters={starters} fileFault={fileFault} />
      <ProblemNote error={problem} />
      <div className="form-actions">
        <Button onClick={() => void begin()} loading={isBusy}>
          {t("begin")}
        </Button>
      </div>
    </div>
  );
}

interface DetailsProps extends Pick<StartFormProps, "starters"> {
  readonly choice: Choice;
  readonly choose: (change: Partial<Choice>) => void;
  readonly fileFault: string | undefined;
}

/** Which model contract, or which file. */
function Details({ choice: { origin, size, file }, choose, starters, fileFault }: DetailsProps) {
  const t = useWords(draftWords);
  if (origin === "version") return null;
  if (origin === "file")
    return (
      <FileInput
        label={t("file")}
        accept=".yaml,.yml,.json"
        value={file}
        error={fileFault}
        onChange={(next) => choose({ file: next })}
      />
    );
  return (
    <NativeSelect
      label={t("starter")}
      description={starters.find((each) => each.size === size)?.about}
      value={size}
      onChange={(event) => choose({ size: event.currentTarget.value })}
      data={starters.map((each) => ({ value: each.size, label: each.name }))}
    />
  );
}
