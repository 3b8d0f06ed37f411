import { Button } from "@mantine/core";
import { useWords } from "../../i18n/language.tsx";
import { StatusSentence } from "../../ui/StatusSentence.tsx";
import { useProblemSentence } from "../TicketProblem.tsx";
import type { Sending, Sent } from "./useSending.ts";
import { reportWords } from "./words.ts";

/** The report arrived, some of its files did not: which, why, and how to mend it. */
export function SentNote({ sending, sent }: { readonly sending: Sending; readonly sent: Sent }) {
  const t = useWords(reportWords);
  const say = useProblemSentence();
  const { id, number, failed } = sent;
  return (
    <div className="form form-wide" role="alert">
      <StatusSentence standing="soon">
        {t("filesFailed", { count: failed.length, number: String(number) })}
      </StatusSentence>
      <ul className="report-failed">
        {failed.map(({ file, problem }) => (
          <li key={`${file.name} ${file.lastModified}`}>{t("fileFailed", { name: file.name, why: say(problem) })}</li>
        ))}
      </ul>
      <div className="form-actions">
        <Button loading={sending.isBusy} onClick={() => void sending.again(sent)}>
          {t("again")}
        </Button>
        <Button variant="default" onClick={() => void sending.goTo(id)}>
          {t("toTicket")}
        </Button>
      </div>
    </div>
  );
}
