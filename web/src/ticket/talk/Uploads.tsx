import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { useWords } from "../../i18n/language.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { ticketQuery } from "../ticket.ts";
import { useProblemSentence } from "../TicketProblem.tsx";
import { uploadFile } from "../upload.ts";
import { talkWords } from "./words.ts";

/** A file on its way, or one that did not arrive. */
interface Upload {
  readonly key: number;
  readonly file: File;
  readonly internal: boolean;
  readonly problem: unknown;
}

/** Sends files to a ticket as soon as they are there; one that did not arrive can be sent again. */
export function useUploads(ticketId: string) {
  const queries = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const nextKey = useRef(0);
  const forget = useCallback((key: number) => setUploads((before) => before.filter((each) => each.key !== key)), []);
  const bring = useCallback(
    async (upload: Upload) => {
      const put = (changed: Upload) =>
        setUploads((before) => [...before.filter(({ key }) => key !== upload.key), changed]);
      put({ ...upload, problem: null });
      try {
        await uploadFile(ticketId, upload.file, upload.internal);
        await queries.invalidateQueries({ queryKey: ticketQuery(ticketId).queryKey });
        forget(upload.key);
      } catch (problem) {
        put({ ...upload, problem });
      }
    },
    [queries, ticketId, forget],
  );
  const take = useCallback(
    async (files: readonly File[], internal: boolean) => {
      for (const file of files) await bring({ key: nextKey.current++, file, internal, problem: null });
    },
    [bring],
  );
  return { uploads, take, bring, forget };
}

type UploadListProps = Omit<ReturnType<typeof useUploads>, "take">;

export function UploadList({ uploads, bring, forget }: UploadListProps) {
  const t = useWords(talkWords);
  const say = useProblemSentence();
  if (uploads.length === 0) return null;
  return (
    <ul className="files" role="status">
      {uploads.map((upload) => {
        const { key, file, problem } = upload;
        return problem === null ? (
          <li key={key} className="file soft">
            <Icon name="clip" size={18} />
            {t("uploading", { name: file.name })}
          </li>
        ) : (
          <li key={key} className="note note-late">
            <Icon name="late" />
            <div>
              <p>{t("failed", { name: file.name, why: say(problem) })}</p>
              <div className="row">
                <Button variant="default" size="compact-md" onClick={() => void bring(upload)}>
                  {t("again")}
                </Button>
                <Button variant="subtle" size="compact-md" onClick={() => forget(key)}>
                  {t("dismiss")}
                </Button>
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
