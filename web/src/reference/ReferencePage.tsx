import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import { apiQuery, type Api, type Operation } from "./document.ts";
import { OperationEntry } from "./OperationEntry.tsx";
import { referenceWords } from "./words.ts";
import "./reference.css";

/** Every route of the interface, from the document that the server makes of its own schemas. */
export function ReferencePage() {
  const t = useWords(referenceWords);
  const { data, error, refetch } = useQuery(apiQuery);
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  return (
    <Page title={t("title")} lead={t("lead")}>
      {data === undefined ? <Waiting lines={8} /> : <Reference api={data} />}
    </Page>
  );
}

function Reference({ api }: { readonly api: Api }) {
  const t = useWords(referenceWords);
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const fits = ({ id, summary }: Operation) => `${id} ${summary}`.toLowerCase().includes(wanted);
  const groups = api.groups
    .map(({ name, operations }) => ({ name, operations: operations.filter(fits) }))
    .filter(({ operations }) => operations.length > 0);
  return (
    <>
      <Beginning server={api.server} />
      <TextInput
        className="form"
        type="search"
        label={t("find")}
        description={t("findHelp")}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {groups.length === 0 ? <p className="soft">{t("none")}</p> : null}
      {groups.map(({ name, operations }) => (
        <section key={name} className="section" lang="en">
          <h2 className="operations-title">{name}</h2>
          <div className="operations">
            {operations.map((operation) => (
              <OperationEntry key={operation.id} operation={operation} api={api} />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}

function Beginning({ server }: { readonly server: string }) {
  const t = useWords(referenceWords);
  return (
    <Section title={t("startTitle")}>
      <ol className="sentences-numbered">
        <li>{t.rich("startKey", { key: <Link to="/company/api-keys">{t("startKeyName")}</Link> })}</li>
        <li>
          {t("startSend")}
          <pre
            className="snippet"
            tabIndex={0}
          >{`curl -H "Authorization: Bearer hsk_…" ${server}/api/v1/engagements`}</pre>
        </li>
        <li>{t.rich("startBase", { base: <code className="no-wrap">{server}/api/v1</code> })}</li>
        <li>{t("startRules")}</li>
        <li>{t.rich("startDocument", { document: <a href="/api/v1/openapi.json">openapi.json</a> })}</li>
      </ol>
    </Section>
  );
}
