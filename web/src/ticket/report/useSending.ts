import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useWords } from "../../i18n/language.tsx";
import { sayDone } from "../../ui/Toasts.tsx";
import { keepUnsent } from "../unsent.ts";
import { instantOfField } from "../times.ts";
import { uploadFile } from "../upload.ts";
import { useOnce } from "../useOnce.ts";
import type { Draft } from "./draft.ts";
import { reportOf, sendReport } from "./send.ts";
import { reportWords } from "./words.ts";

interface Failed {
  readonly file: File;
  readonly problem: unknown;
}

/** A report that arrived, with the files that did not. */
export interface Sent {
  readonly id: string;
  readonly number: number;
  readonly failed: readonly Failed[];
}

interface SendingSetup {
  readonly engagementId: string;
  readonly change: (changes: Partial<Draft>) => void;
  readonly forget: () => void;
}

export type Sending = ReturnType<typeof useSending>;

/** Sends a report, then its files, then goes to the ticket; stays when a file did not arrive. */
export function useSending({ engagementId, change, forget }: SendingSetup) {
  const t = useWords(reportWords);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { isBusy, problem, once } = useOnce();
  const [sent, setSent] = useState<Sent>();
  const goTo = (id: string) => navigate({ to: "/tickets/$ticket", params: { ticket: id } });

  const bring = async (id: string, number: number, files: readonly File[], done: string) => {
    const failed: Failed[] = [];
    for (const file of files) {
      try {
        await uploadFile(id, file);
      } catch (error) {
        failed.push({ file, problem: error });
      }
    }
    void queries.invalidateQueries();
    if (failed.length > 0) return setSent({ id, number, failed });
    sayDone(done);
    await goTo(id);
  };

  const send = (draft: Draft, files: readonly File[]) =>
    once(async () => {
      const report = reportOf(draft, instantOfField(draft.contactAt));
      const note = (attempted: readonly string[]) => change({ attempted });
      const { id, number, wasThere } = await sendReport(engagementId, draft, report, note);
      if (wasThere) keepUnsent(id, report.text);
      forget();
      await bring(id, number, files, t(wasThere ? "wasThere" : "sent", { number: String(number) }));
    });
  const again = ({ id, number, failed }: Sent) =>
    once(() =>
      bring(
        id,
        number,
        failed.map(({ file }) => file),
        t("sent", { number: String(number) }),
      ),
    );
  return { isBusy, problem, sent, send, again, goTo };
}
