import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { contractQuery, documentOf } from "../contract/contract.ts";
import { useWords } from "../i18n/language.tsx";
import type { Translate } from "../i18n/words.ts";
import type { TicketImport } from "../wire.ts";
import { ImportProblem } from "./ImportProblem.tsx";
import type { Preview } from "./PreviewStep.tsx";
import { useReading } from "./useReading.ts";
import { importWords } from "./words.ts";

interface WithoutClockProps {
  readonly engagement: string;
  readonly present: TicketImport;
}

type Reason = Preview["withoutClock"][number];

/** Why no clock will run for some tickets, and the contract's words for those that it does not know. */
export function WithoutClock({ engagement, present }: WithoutClockProps) {
  const t = useWords(importWords);
  const { data: contract } = useQuery({ ...contractQuery(engagement), retry: false });
  const reasons = present.preview!.withoutClock;
  const mapping = present.mapping!;
  const asked = (kind: string, words: Readonly<Record<string, string>>) => [
    ...new Set([
      ...Object.keys(words),
      ...reasons.filter((each) => each.kind === kind && each.word !== "").map(({ word }) => word),
    ]),
  ];
  const [services, priorities] = [
    asked("service-unknown", mapping.services),
    asked("priority-unknown", mapping.priorities),
  ];
  if (reasons.length === 0 && services.length + priorities.length === 0) return null;
  const count = reasons.reduce((sum, { tickets }) => sum + tickets, 0);
  return (
    <div className="without-clock">
      {count === 0 ? null : (
        <>
          <h3>{t("withoutClock")}</h3>
          {contract === undefined ? null : <p>{t("withoutClockLead", { count })}</p>}
          <ul>
            {reasons.map((reason) => (
              <li key={`${reason.kind} ${reason.word}`}>{said(t, reason, contract !== undefined)}</li>
            ))}
          </ul>
        </>
      )}
      {contract === undefined || services.length + priorities.length === 0 ? null : (
        <WordTable
          key={present.createdAt}
          engagement={engagement}
          present={present}
          services={services}
          priorities={priorities}
          known={{
            services: documentOf(contract).services.map(({ id, name }) => ({ value: id, label: name })),
            priorities: documentOf(contract).priorities.levels.map((level) => ({ value: level, label: level })),
          }}
        />
      )}
    </div>
  );
}

function said(t: Translate<(typeof importWords)["de"]>, { kind, word, tickets: count }: Reason, hasContract: boolean) {
  switch (kind) {
    case "service-unknown":
      return word === "" ? t("service-none", { count }) : t(kind, { count, word });
    case "priority-unknown":
      return word === "" ? t("priority-none", { count }) : t(kind, { count, word });
    case "service-without-level":
      return t(kind, { count, word });
    case "contract-not-in-force":
      return t(hasContract ? kind : "no-contract", { count });
    case "nothing-promised":
      return t(kind, { count });
    default:
      return t("otherReason", { count });
  }
}

interface Option {
  readonly value: string;
  readonly label: string;
}

interface WordTableProps extends WithoutClockProps {
  /** Words of the file. */
  readonly services: readonly string[];
  readonly priorities: readonly string[];
  /** Words of the contract. */
  readonly known: { readonly services: readonly Option[]; readonly priorities: readonly Option[] };
}

/** For each unknown word of the file a word of the contract. */
function WordTable({ engagement, present, services, priorities, known }: WordTableProps) {
  const t = useWords(importWords);
  const { read, isBusy, problem } = useReading(engagement, present);
  const [chosen, setChosen] = useState({
    services: present.mapping!.services,
    priorities: present.mapping!.priorities,
  });
  const select = (kind: "services" | "priorities", word: string) => (
    <NativeSelect
      key={`${kind} ${word}`}
      label={t("assign", { word })}
      value={chosen[kind][word] ?? ""}
      data={[{ value: "", label: t("unassigned") }, ...known[kind]]}
      onChange={(event) => {
        const { [word]: _before, ...others } = chosen[kind];
        const { value } = event.currentTarget;
        setChosen({ ...chosen, [kind]: value === "" ? others : { ...others, [word]: value } });
      }}
    />
  );
  return (
    <div className="form">
      {services.map((word) => select("services", word))}
      {priorities.map((word) => select("priorities", word))}
      <ImportProblem error={problem} />
      <div className="row">
        <Button variant="default" onClick={() => void read(chosen)} loading={isBusy}>
          {t("assignAll")}
        </Button>
      </div>
    </div>
  );
}
