import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { KINDS } from "../kinds.ts";
import { useState } from "react";
import { Original } from "../../contract/Original.tsx";
import { useWords } from "../../i18n/language.tsx";
import { Choices } from "../Choices.tsx";
import type { Draft, DraftFieldsProps } from "./draft.ts";
import { candidatesFor, EXAMPLES, serviceFor, type Example, type Service } from "./examples.ts";
import { reportWords } from "./words.ts";

const UNKNOWN = "";

interface AboutFieldsProps extends DraftFieldsProps {
  readonly document: ContractDocument | undefined;
  readonly side: "client" | "provider";
}

/** What it is about: by example, then in the contract's words where an example leaves a choice. */
export function AboutFields({ draft, change, document, side }: AboutFieldsProps) {
  const t = useWords(reportWords);
  const choose = (example: Example) => {
    const isOurs = draft.subject === "" || EXAMPLES.some((each) => draft.subject === t(each));
    change({
      example,
      service: document === undefined ? undefined : serviceFor(document, example),
      clause: undefined,
      kind: undefined,
      // Who only has "E-mail does not work" to say has said it.
      ...(isOurs && { subject: example === "other" || example === "access" ? "" : t(example) }),
    });
  };
  const isAgent = side === "provider";
  const isKindAsked = isAgent || draft.example === "other";
  return (
    <>
      <Choices
        legend={t("example")}
        name="example"
        choices={EXAMPLES.map((value) => ({ value, label: t(value) }))}
        value={draft.example}
        choose={(value) => choose(value as Example)}
      />
      {isKindAsked ? (
        <Choices
          legend={t("kind")}
          name="kind"
          choices={
            isAgent
              ? KINDS.map((value) => ({ value, label: t(`agent-${value}`) }))
              : [
                  { value: "incident", label: t("incident") },
                  { value: "request", label: t("request") },
                ]
          }
          value={draft.kind ?? (draft.example === "access" ? "request" : "incident")}
          choose={(value) => change({ kind: value as Draft["kind"] })}
        />
      ) : null}
      {document === undefined || draft.example === undefined ? null : (
        <ServiceFields draft={draft} change={change} document={document} example={draft.example} />
      )}
    </>
  );
}

interface ServiceFieldsProps extends DraftFieldsProps {
  readonly document: ContractDocument;
  readonly example: Example;
}

function ServiceFields({ draft, change, document, example }: ServiceFieldsProps) {
  const t = useWords(reportWords);
  const [isOpen, setOpen] = useState(false);
  const known = serviceFor(document, example);
  const service = document.services.find(({ id }) => id === draft.service);
  const candidates = isOpen ? document.services : candidatesFor(document, example);
  const isKnown = known !== undefined && known === draft.service && !isOpen;
  return (
    <>
      {isKnown ? (
        <p className="row">
          <span>{t.rich("serviceKnown", { service: <Original>{service?.name ?? known}</Original> })}</span>
          <button type="button" className="link-button" onClick={() => setOpen(true)}>
            {t("serviceOther")}
          </button>
        </p>
      ) : (
        <Choices
          legend={t("service")}
          help={t("serviceHelp")}
          name="service"
          choices={[
            ...candidates.map(({ id, name }) => ({ value: id, label: <Original>{name}</Original> })),
            { value: UNKNOWN, label: t("unknownService") },
          ]}
          value={draft.service === null ? UNKNOWN : draft.service}
          choose={(value) => change({ service: value === UNKNOWN ? null : value, clause: undefined })}
        />
      )}
      {service === undefined ? null : <ClauseField draft={draft} change={change} service={service} />}
    </>
  );
}

/** Which point of the contract it is: what decides whether it is included. Folded away, because few will want it. */
function ClauseField({ draft, change, service }: DraftFieldsProps & { readonly service: Service }) {
  const t = useWords(reportWords);
  const { included = [], excluded = [] } = service;
  if (included.length + excluded.length === 0) return null;
  return (
    <details className="report-clause" open={draft.clause !== undefined}>
      <summary>{t("clause")}</summary>
      <Choices
        legend={t("clauseHelp")}
        name="clause"
        long
        choices={[
          ...included.map((clause) => ({
            value: clause,
            label: <Original>{clause}</Original>,
            help: t("clauseIncluded"),
          })),
          ...excluded.map((clause) => ({
            value: clause,
            label: <Original>{clause}</Original>,
            help: t("clauseExcluded"),
          })),
          { value: UNKNOWN, label: t("clauseNone") },
        ]}
        value={draft.clause ?? UNKNOWN}
        choose={(value) => change({ clause: value === UNKNOWN ? undefined : value })}
      />
    </details>
  );
}
