/** Use of AI on the client's data, as a clause. Source: docs/rules/contract-parts.md §7. */
import type { ContractDocument } from "../document.ts";
import type { Block, Cell } from "./blocks.ts";
import type { Speech } from "./speech.ts";
import { both, chosen, column, paragraph, table, tell, type Tellings } from "./telling.ts";

type Ai = NonNullable<NonNullable<ContractDocument["dataProtection"]>["ai"]>;

const AI: Tellings<Ai> = {
  allowed: chosen({
    no: ["KI-Systeme dürfen Daten des Auftraggebers nicht verarbeiten.", "AI may not see the Client’s data."],
    listed: [
      "Nur die hier genannten KI-Systeme dürfen Daten des Auftraggebers verarbeiten.",
      "Only the systems listed here may see the Client’s data.",
    ],
    "with-consent": [
      "Andere als die hier genannten KI-Systeme dürfen Daten des Auftraggebers nur nach seiner Zustimmung verarbeiten.",
      "Other AI systems than those listed here may see the Client’s data after consent only.",
    ],
    yes: ["KI-Systeme dürfen Daten des Auftraggebers verarbeiten.", "AI may see the Client’s data."],
  }),
};

/** Whether AI may see the client’s data, and which systems do. */
export function aiBlocks(ai: Ai, speech: Speech): readonly Block[] {
  const columns = [
    column(speech, both("System", "System"), 5),
    column(speech, both("Zweck", "Purpose"), 5),
    column(speech, both("Bedingungen", "Conditions"), 6),
    column(speech, both("Land und Betreiber", "Country and operator"), 5),
  ];
  const trains = (isTrained: boolean) =>
    isTrained
      ? both("wird mit Daten des Auftraggebers trainiert", "is trained on the Client’s data")
      : both("wird nicht mit Daten des Auftraggebers trainiert", "is not trained on the Client’s data");
  const decides = (person: boolean) =>
    person
      ? both("ein Mensch entscheidet, bevor etwas geschieht", "a person decides before anything is done")
      : both("handelt ohne Entscheidung eines Menschen", "acts without a person’s decision");
  const rows = (ai.systems ?? []).map(
    ({ id, name, purpose, country, trainsOnClientData, personDecides, subProcessor }): readonly Cell[] => [
      [name, `(${id})`],
      [purpose],
      [
        speech.in(trains(trainsOnClientData)),
        ...(personDecides === undefined ? [] : [speech.in(decides(personDecides))]),
      ],
      [
        ...(country === undefined ? [] : [speech.country(country)]),
        ...(subProcessor === undefined ? [] : [speech.name("sub-processor", subProcessor)]),
        ...(country === undefined && subProcessor === undefined ? [""] : []),
      ],
    ],
  );
  const none =
    ai.systems?.length === 0 ? [paragraph(speech.in(both("Genannt ist kein KI-System.", "No system is listed.")))] : [];
  return [
    ...tell("AiUse", ai, [AI], speech, ["systems"]),
    ...none,
    ...table(speech.in(both("KI-Systeme", "AI systems")), columns, rows),
  ];
}
