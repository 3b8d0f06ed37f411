import { stepsOf } from "@handschlag/engine/ticket/checklist.ts";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { mayDo, useSession } from "../session.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { Template } from "../wire.ts";
import { TemplateDialog } from "./TemplateDialog.tsx";
import { templatesQuery } from "./templates.ts";
import { templateWords } from "./words.ts";
import "./template.css";

/** What a company writes again and again: answers and checklists. */
export function TemplatesPage() {
  const t = useWords(templateWords);
  const { data, error, refetch } = useQuery(templatesQuery);
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  return (
    <Page title={t("title")} lead={t("lead")}>
      {data === undefined ? (
        <Waiting />
      ) : (
        <>
          <Kind kind="answer" templates={data.items} />
          <Kind kind="checklist" templates={data.items} />
        </>
      )}
    </Page>
  );
}

interface KindProps {
  readonly kind: Template["kind"];
  readonly templates: readonly Template[];
}

function Kind({ kind, templates }: KindProps) {
  const t = useWords(templateWords);
  const mayChange = mayDo(useSession(), "template:write");
  const [isAdding, setAdding] = useState(false);
  const shown = templates.filter((each) => each.kind === kind);
  const plural = kind === "answer" ? "answers" : "checklists";
  return (
    <Section
      title={t(plural)}
      actions={
        mayChange ? (
          <Button variant="default" onClick={() => setAdding(true)}>
            {t(`add-${kind}`)}
          </Button>
        ) : undefined
      }
    >
      {shown.length === 0 ? <p className="soft">{t(`${plural}None`)}</p> : null}
      <ul className="templates">
        {shown.map((template) => (
          <TemplateLine key={template.id} template={template} mayChange={mayChange} />
        ))}
      </ul>
      {isAdding ? <TemplateDialog kind={kind} close={() => setAdding(false)} /> : null}
    </Section>
  );
}

interface TemplateLineProps {
  readonly template: Template;
  readonly mayChange: boolean;
}

function TemplateLine({ template, mayChange }: TemplateLineProps) {
  const t = useWords(templateWords);
  const queries = useQueryClient();
  const [open, setOpen] = useState<"change" | "remove">();
  const { id, kind, name } = template;
  const remove = async () => {
    await request("DELETE /company/templates/:id", { params: { id } });
    await queries.invalidateQueries({ queryKey: templatesQuery.queryKey });
    sayDone(t("removed", { name }));
  };
  return (
    <li className="template">
      <div className="template-head">
        <h3 lang="">{name}</h3>
        {mayChange ? (
          <div className="row">
            <Button
              variant="subtle"
              size="compact-md"
              aria-label={t("changeWhich", { name })}
              onClick={() => setOpen("change")}
            >
              {t("change")}
            </Button>
            <Button
              variant="subtle"
              size="compact-md"
              aria-label={t("removeWhich", { name })}
              onClick={() => setOpen("remove")}
            >
              {t("remove")}
            </Button>
          </div>
        ) : null}
      </div>
      <Content template={template} />
      {open === "change" ? <TemplateDialog kind={kind} template={template} close={() => setOpen(undefined)} /> : null}
      {open === "remove" ? (
        <ConfirmDialog
          title={t("removeTitle", { name })}
          act={t("remove")}
          close={() => setOpen(undefined)}
          run={remove}
        >
          {t("removeWhat")}
        </ConfirmDialog>
      ) : null}
    </li>
  );
}

function Content({ template: { kind, content } }: { readonly template: Template }) {
  const t = useWords(templateWords);
  const steps = stepsOf(content);
  return kind === "answer" ? (
    <p className="template-text" lang="">
      {content}
    </p>
  ) : (
    <details>
      <summary>{t("steps", { count: steps.length })}</summary>
      <ol lang="">
        {steps.map((step, place) => (
          <li key={place}>{step}</li>
        ))}
      </ol>
    </details>
  );
}
