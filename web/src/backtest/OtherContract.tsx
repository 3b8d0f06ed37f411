import { Button, FileButton, Textarea } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { backtestWords } from "./words.ts";

const FILE_BYTES_MAX = 1_000_000;

/** A contract that is somewhere else: as a file or as text. */
export function OtherContract({ text, setText }: { readonly text: string; readonly setText: (text: string) => void }) {
  const t = useWords(backtestWords);
  const [problem, setProblem] = useState<string>();
  const load = async (file: File | null) => {
    if (file === null) return;
    setProblem(file.size > FILE_BYTES_MAX ? t("tooBig") : undefined);
    if (file.size <= FILE_BYTES_MAX) setText(await file.text());
  };
  return (
    <div className="form form-wide">
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
        label={t("text")}
        description={t("textHelp")}
        error={problem}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        spellCheck={false}
        rows={14}
        classNames={{ input: "trial-text" }}
      />
    </div>
  );
}
