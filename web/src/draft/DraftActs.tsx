import { contractText } from "@handschlag/engine/contract/writing.ts";
import { partAt, type Part } from "@handschlag/engine/contract/parts.ts";
import { Button, Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { Draft } from "../wire.ts";
import { useEditor } from "./editor.ts";
import type { Writing } from "./useDraft.ts";
import { draftWords } from "./words.ts";

interface DraftActsProps {
  readonly draft: Draft;
  readonly writing: Writing;
}

/** Laying the draft before both sides, saving it as a file, and putting it away. */
export function DraftActs({ draft, writing }: DraftActsProps) {
  const t = useWords(draftWords);
  const { mayEdit } = useEditor();
  const [act, setAct] = useState<"propose" | "discard">();
  const close = () => setAct(undefined);
  const save = () => {
    const file = new Blob([contractText(writing.document)], { type: "application/yaml" });
    const link = Object.assign(document.createElement("a"), {
      href: URL.createObjectURL(file),
      download: `${textAt(writing.document, "id") ?? "contract"}.yaml`,
    });
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default">{t("more")}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={save}>{t("asFile")}</Menu.Item>
          {mayEdit ? <Menu.Item onClick={() => setAct("discard")}>{t("discard")}</Menu.Item> : null}
        </Menu.Dropdown>
      </Menu>
      {mayEdit ? <Button onClick={() => setAct("propose")}>{t("propose")}</Button> : null}
      {act === "propose" ? <ProposeDialog draft={draft} writing={writing} close={close} /> : null}
      {act === "discard" ? <DiscardDialog draft={draft} close={close} /> : null}
    </>
  );
}

function ProposeDialog({ draft, writing, close }: DraftActsProps & { readonly close: () => void }) {
  const t = useWords(draftWords);
  const { engagement } = useEditor();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const number = textAt(writing.document, "version") ?? "–";
  const propose = async () => {
    if (!(await writing.flush())) return;
    const params = { id: engagement.id, other: draft.draft.id };
    const proposal = await request("POST /engagements/:id/contract-drafts/:other/proposal", { params });
    sayDone(t("proposed", { number: proposal.number }));
    await queries.invalidateQueries();
    await navigate({
      to: "/engagements/$id/contract/proposals/$proposal",
      params: { id: engagement.id, proposal: proposal.id },
    });
  };
  return (
    <ConfirmDialog title={t("proposeTitle", { number })} act={t("propose")} run={propose} close={close}>
      <p>{t("proposeMeans")}</p>
    </ConfirmDialog>
  );
}

function DiscardDialog({ draft, close }: { readonly draft: Draft; readonly close: () => void }) {
  const t = useWords(draftWords);
  const { engagement } = useEditor();
  const queries = useQueryClient();
  const discard = async () => {
    await request("DELETE /engagements/:id/contract-drafts/:other", {
      params: { id: engagement.id, other: draft.draft.id },
    });
    sayDone(t("discarded"));
    await queries.invalidateQueries();
  };
  return (
    <ConfirmDialog title={t("discardTitle")} act={t("discard")} run={discard} close={close}>
      <p>{t("discardMeans")}</p>
    </ConfirmDialog>
  );
}

/** A field of the document that is a word or a number. */
function textAt(document: Part, field: string): string | undefined {
  const part = partAt(document, [field]);
  return typeof part === "string" || typeof part === "number" ? String(part) : undefined;
}
