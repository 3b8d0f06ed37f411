import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { useWords } from "../../i18n/language.tsx";
import { Choices } from "../Choices.tsx";
import { ratingWord, ratingWords } from "../rating-words.ts";
import type { DraftFieldsProps, Faults } from "./draft.ts";
import { reportWords } from "./words.ts";

interface RatingFieldsProps extends DraftFieldsProps {
  readonly document: ContractDocument | undefined;
  readonly side: "client" | "provider";
  readonly faults: Faults;
}

/** Who is affected and how badly, in the words of the contract's matrix, which makes the priority of them. */
export function RatingFields({ draft, change, document, side, faults }: RatingFieldsProps) {
  const t = useWords(reportWords);
  const r = useWords(ratingWords);
  const matrix = document?.priorities.matrix;
  if (matrix === undefined) return null;
  const isOwn = side === "client";
  const impacts = Object.keys(matrix);
  const urgencies = urgenciesFor(matrix, draft.impact);
  return (
    <>
      <Choices
        legend={t("impact")}
        name="impact"
        choices={impacts.map((value) => ({ value, label: ratingWord(r, "impact", value, isOwn) }))}
        value={draft.impact}
        choose={(impact) => {
          const fits = draft.urgency !== undefined && urgenciesFor(matrix, impact).includes(draft.urgency);
          change({ impact, ...(fits ? {} : { urgency: undefined }) });
        }}
        error={draft.impact === undefined ? faults.impact : undefined}
      />
      <Choices
        legend={t("urgency")}
        name="urgency"
        choices={urgencies.map((value) => ({ value, label: ratingWord(r, "urgency", value, isOwn) }))}
        value={draft.urgency}
        choose={(urgency) => change({ urgency })}
        error={draft.urgency === undefined ? faults.urgency : undefined}
      />
    </>
  );
}

type Matrix = NonNullable<ContractDocument["priorities"]["matrix"]>;

/** The words for how badly that go with an impact; all of them before one is chosen. */
const urgenciesFor = (matrix: Matrix, impact: string | undefined): readonly string[] => [
  ...new Set(
    (impact === undefined ? Object.values(matrix) : [matrix[impact] ?? {}]).flatMap((row) => Object.keys(row)),
  ),
];
