import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiProblem } from "@handschlag/api/client.ts";
import { FaultClause } from "../contract/FaultClause.tsx";
import { useWords } from "../i18n/language.tsx";
import { FindingCard } from "../ui/FindingCard.tsx";
import { Section } from "../ui/Page.tsx";
import type { TicketImport, TicketMappings } from "../wire.ts";
import { mappingsQuery } from "./imports.ts";
import { ImportProblem } from "./ImportProblem.tsx";
import { useReading } from "./useReading.ts";
import { importWords } from "./words.ts";

/** What stands for a description of one's own in the list of tools. */
const OWN = "own";

interface ReadAsProps {
  readonly engagement: string;
  readonly present: TicketImport;
}

/** As which tool's export the file is read; chosen where it could not be told from its columns. */
export function ReadAs({ engagement, present }: ReadAsProps) {
  const t = useWords(importWords);
  const { data } = useQuery(mappingsQuery);
  const { read, isBusy, problem } = useReading(engagement, present);
  const current = present.mapping?.text === null ? (present.mapping.name ?? "") : present.mapping === null ? "" : OWN;
  const [chosen, setChosen] = useState(current);
  const isUnknown = present.mapping === null;
  const choose = (name: string) => {
    setChosen(name);
    if (name !== OWN && name !== "") void read({ name, text: null });
  };
  if (present.isEvents) return null;
  return (
    <Section title={present.fileName} about={isUnknown ? t("readAsUnknown") : undefined}>
      <div className="form form-wide">
        <NativeSelect
          label={t("readAs")}
          description={isUnknown ? undefined : t("readAsHelp")}
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
          disabled={isBusy}
          data={[
            ...(isUnknown && chosen === "" ? [{ value: "", label: t("pleaseChoose") }] : []),
            // Until the tools are known, the one chosen stands for itself.
            ...(data?.items ?? (chosen === "" || chosen === OWN ? [] : [{ name: chosen, title: chosen }])).map(
              ({ name, title }) => ({ value: name, label: title }),
            ),
            { value: OWN, label: t("own") },
          ]}
        />
        {chosen === OWN && data !== undefined ? (
          <OwnMapping
            present={present}
            mappings={data}
            isBusy={isBusy}
            read={(text) => void read({ name: null, text })}
          />
        ) : null}
        <ImportProblem error={problem} />
        <Findings error={problem} />
      </div>
    </Section>
  );
}

interface OwnMappingProps {
  readonly present: TicketImport;
  readonly mappings: TicketMappings;
  readonly isBusy: boolean;
  readonly read: (text: string) => void;
}

/** A description of the columns, begun with the one by which the file was read. */
function OwnMapping({ present: { mapping }, mappings, isBusy, read }: OwnMappingProps) {
  const t = useWords(importWords);
  const shipped = mappings.items.find(({ name }) => name === mapping?.name) ?? mappings.items[0];
  const [text, setText] = useState(mapping?.text ?? shipped?.text ?? "");
  return (
    <>
      <Textarea
        label={t("ownText")}
        description={t("ownHelp")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        rows={16}
        spellCheck={false}
        classNames={{ input: "mapping-text" }}
      />
      <div className="row">
        <Button variant="default" onClick={() => read(text)} loading={isBusy}>
          {t("readThus")}
        </Button>
      </div>
    </>
  );
}

interface Finding {
  readonly line: number;
  readonly path: string;
  readonly message: string;
}

/** Where a description does not fit. */
function Findings({ error }: { readonly error: unknown }) {
  const t = useWords(importWords);
  const findings =
    error instanceof ApiProblem ? (error.facts["findings"] as readonly Finding[] | undefined) : undefined;
  return (findings ?? []).map(({ line, path, message }) => (
    <FindingCard
      key={`${line} ${path} ${message}`}
      severity="error"
      place={<span className="figures">{t("line", { line })}</span>}
      finding={
        <>
          {path === "" ? "" : `${path}: `}
          <FaultClause message={message} />
        </>
      }
    />
  ));
}
