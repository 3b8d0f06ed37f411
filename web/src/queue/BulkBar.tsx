import { Button, CloseButton } from "@mantine/core";
import { useState, type RefObject } from "react";
import { useWords } from "../i18n/language.tsx";
import type { BulkAnswer } from "../wire.ts";
import { bulkActs, type BulkAct } from "./bulk.ts";
import { BulkDialog } from "./BulkDialog.tsx";
import { bulkWords } from "./bulk-words.ts";
import type { Reader } from "./reader.ts";
import { RefusedDialog } from "./RefusedDialog.tsx";
import type { Selection } from "./useSelection.ts";
import type { QueueTicket } from "./rows.ts";

interface BulkBarProps {
  readonly reader: Reader;
  readonly rows: readonly QueueTicket[];
  readonly selection: Selection;
  /** Where the focus goes when the bar has gone. */
  readonly list: RefObject<HTMLElement | null>;
  /** Own changes are about to come. */
  readonly settleNext: () => void;
}

/** What can be done with the selected tickets; there only while some are. */
export function BulkBar({ reader, rows, selection, list, settleNext }: BulkBarProps) {
  const t = useWords(bulkWords);
  const [act, setAct] = useState<BulkAct>();
  const [refused, setRefused] = useState<BulkAnswer["refused"]>([]);
  const selected = rows.filter(({ id }) => selection.ids.has(id));
  const finish = (answer: BulkAnswer) => {
    setAct(undefined);
    setRefused(answer.refused);
    selection.put(answer.refused.map(({ id }) => id));
    // Once the dialog has gone, which looks for its button.
    if (answer.refused.length === 0) requestAnimationFrame(() => list.current?.focus({ preventScroll: true }));
  };
  return (
    <>
      <div role="status" className="only-read">
        {selected.length === 0 ? null : t("selected", { count: selected.length })}
      </div>
      {selected.length === 0 ? null : (
        <section className="bulk" aria-label={t("bar")}>
          <strong>{t("selected", { count: selected.length })}</strong>
          <div className="bulk-acts">
            {bulkActs(reader).map((name) => (
              <Button key={name} variant="default" size="compact-md" onClick={() => setAct(name)}>
                {t(`act-${name}`)}
              </Button>
            ))}
          </div>
          <CloseButton aria-label={t("clear")} onClick={() => selection.put([])} />
        </section>
      )}
      {act === undefined ? null : (
        <BulkDialog
          act={act}
          rows={selected}
          reader={reader}
          close={() => setAct(undefined)}
          before={settleNext}
          finish={finish}
        />
      )}
      {refused.length === 0 ? null : <RefusedDialog refused={refused} rows={rows} close={() => setRefused([])} />}
    </>
  );
}
