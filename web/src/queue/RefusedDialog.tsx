import { Button } from "@mantine/core";
import { ApiProblem } from "@handschlag/api/client.ts";
import { useWords } from "../i18n/language.tsx";
import { deskWords } from "../ticket/desk-words.ts";
import { useProblemSentence } from "../ticket/TicketProblem.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import type { BulkAnswer } from "../wire.ts";
import { bulkWords } from "./bulk-words.ts";
import type { QueueTicket } from "./rows.ts";

const LISTED_MAX = 50;

interface RefusedDialogProps {
  readonly refused: BulkAnswer["refused"];
  readonly rows: readonly QueueTicket[];
  readonly close: () => void;
}

/** For which tickets a rule said no, and why. */
export function RefusedDialog({ refused, rows, close }: RefusedDialogProps) {
  const t = useWords(bulkWords);
  const desk = useWords(deskWords);
  const sentence = useProblemSentence();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const why = (kind: string, row: QueueTicket | undefined) =>
    t.has(`why-${kind}`)
      ? t(`why-${kind}` as "why-act-not-at-stage", { stage: row === undefined ? "–" : desk(row.stage) })
      : sentence(new ApiProblem(422, kind));
  return (
    <FormDialog title={t("refused", { count: refused.length })} close={close}>
      <div className="form form-wide">
        <ul className="bulk-refused">
          {refused.slice(0, LISTED_MAX).map(({ id, kind }) => {
            const row = byId.get(id);
            return (
              <li key={id}>
                {row === undefined ? null : (
                  <>
                    <span className="figures soft">{desk("number", { number: String(row.number) })}</span> {row.subject}
                    :{" "}
                  </>
                )}
                {why(kind, row)}
              </li>
            );
          })}
          {refused.length > LISTED_MAX ? <li>{t("refusedRest", { count: refused.length - LISTED_MAX })}</li> : null}
        </ul>
        <p className="soft">{t("keptSelected")}</p>
        <div className="form-actions">
          <Button onClick={close} data-autofocus>
            {t("understood")}
          </Button>
        </div>
      </div>
    </FormDialog>
  );
}
