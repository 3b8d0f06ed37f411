import { isChecklist } from "@handschlag/engine/ticket/checklist.ts";
import { Button, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { useForm } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import type { Template } from "../wire.ts";
import { templatesQuery } from "./templates.ts";
import { templateWords } from "./words.ts";

interface TemplateDialogProps {
  readonly kind: Template["kind"];
  /** Absent: a new one. */
  readonly template?: Template;
  readonly close: () => void;
}

export function TemplateDialog({ kind, template, close }: TemplateDialogProps) {
  const t = useWords(templateWords);
  const queries = useQueryClient();
  const form = useForm({
    fields: ["name", "content"],
    check: ({ name, content }) => ({
      ...(name.trim() === "" && { name: t("nameMissing") }),
      ...(content.trim() === ""
        ? { content: t("contentMissing") }
        : kind === "checklist" && !isChecklist(content) && { content: t("stepsTooMany") }),
    }),
    send: async ({ name, content }) => {
      const body = { name: name.trim(), content: content.trim() };
      if (template === undefined) await request("POST /company/templates", { body: { kind, ...body } });
      else {
        const { id, version } = template;
        await request("PATCH /company/templates/:id", { params: { id }, body, ifMatch: `"${version}"` });
      }
      await queries.invalidateQueries({ queryKey: templatesQuery.queryKey });
      close();
    },
  });
  return (
    <FormDialog title={t(`${template === undefined ? "add" : "change"}-${kind}`)} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <TextInput
          {...form.field("name")}
          label={t("name")}
          defaultValue={template?.name ?? ""}
          maxLength={100}
          autoComplete="off"
          data-autofocus
        />
        <Textarea
          {...form.field("content")}
          label={t(`content-${kind}`)}
          description={<ContentHelp kind={kind} />}
          defaultValue={template?.content ?? ""}
          maxLength={10_000}
          autosize
          minRows={5}
          maxRows={16}
        />
        <ProblemNote error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("save")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}

function ContentHelp({ kind }: { readonly kind: Template["kind"] }) {
  const t = useWords(templateWords);
  if (kind === "checklist") return t("help-checklist");
  const gaps = [
    ["{name}", t("gapName")],
    ["{number}", t("gapNumber")],
    ["{subject}", t("gapSubject")],
    ["{me}", t("gapMe")],
  ] as const;
  return t.rich("help-answer", {
    gaps: gaps.map(([gap, means], place) => (
      <span key={gap}>
        {place === 0 ? "" : ", "}
        <code>{gap}</code> ({means})
      </span>
    )),
  });
}
