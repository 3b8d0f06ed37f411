import { useState } from "react";
import { useLanguage, useWords } from "../i18n/language.tsx";
import type { Api, Operation, Schema } from "./document.ts";
import { exampleOf, fieldsOf, typeOf, type Field } from "./schema.ts";
import { referenceWords } from "./words.ts";

/** Stands before every path, and is said once for all. */
const BASE = "/api/v1";

interface OperationEntryProps {
  readonly operation: Operation;
  readonly api: Api;
}

/** One route in a line; opened, with all that it takes and gives. */
export function OperationEntry({ operation, api }: OperationEntryProps) {
  const [isOpen, setOpen] = useState(false);
  const { method, path, summary } = operation;
  return (
    <details className="operation" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="operation-method">{method}</span>
        <code className="operation-path">{path.replace(BASE, "")}</code>
        <span className="soft">{summary}</span>
      </summary>
      {isOpen ? <OperationBody operation={operation} api={api} /> : null}
    </details>
  );
}

function OperationBody({ operation, api }: OperationEntryProps) {
  const t = useWords(referenceWords);
  const { language } = useLanguage();
  const { description, parameters, body, answer } = operation;
  const inAddress = parameters.map(({ name, schema, required = false, description: about }): Field => ({
    name,
    schema: about === undefined ? schema : { ...schema, description: about },
    isRequired: required,
  }));
  return (
    <div className="operation-body">
      {description === undefined ? null : <p>{description}</p>}
      {inAddress.length === 0 ? null : <Fields title={t("parameters")} fields={inAddress} />}
      {body === undefined ? null : <Content title={t("body")} schema={body} api={api} />}
      {answer.schema === undefined || answer.schema.type === "null" ? (
        <p lang={language}>
          <strong>{t("answer", { status: answer.status })}</strong>: {t("noBody")}
        </p>
      ) : (
        <Content title={t("answer", { status: answer.status })} schema={answer.schema} api={api} />
      )}
    </div>
  );
}

interface ContentProps {
  readonly title: string;
  readonly schema: Schema;
  readonly api: Api;
}

function Content({ title, schema, api }: ContentProps) {
  const t = useWords(referenceWords);
  const { language } = useLanguage();
  const fields = fieldsOf(schema, api.schemas);
  return (
    <>
      {fields.length === 0 ? (
        <p>
          <strong lang={language}>{title}:</strong> <code>{typeOf(schema)}</code>
        </p>
      ) : (
        <Fields title={title} fields={fields} />
      )}
      <details className="more" lang={language}>
        <summary>{t("example")}</summary>
        <pre className="snippet" tabIndex={0} lang="en">
          {JSON.stringify(exampleOf(schema, api.schemas), undefined, 2)}
        </pre>
      </details>
    </>
  );
}

function Fields({ title, fields }: { readonly title: string; readonly fields: readonly Field[] }) {
  const t = useWords(referenceWords);
  const { language } = useLanguage();
  return (
    <div>
      <h3 lang={language}>{title}</h3>
      <dl className="fields">
        {fields.map(({ name, schema, isRequired }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
              {isRequired ? null : (
                <small className="soft" lang={language}>
                  {t("optional")}
                </small>
              )}
            </dt>
            <dd>
              <code className="soft">{typeOf(schema)}</code>
              {schema.description === undefined ? null : <span>{schema.description}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
