import { Button } from "@mantine/core";
import { partAt, type Part } from "@handschlag/engine/contract/parts.ts";
import type { Activity } from "@handschlag/engine/scope/activities.ts";
import { PARTS, type PartOfParty, type Roles } from "@handschlag/engine/scope/reading.ts";
import type { ServiceScope } from "@handschlag/engine/scope/scope.ts";
import { sentenceOfIssue, wordsOfActivity } from "@handschlag/engine/scope/wording.ts";
import { useId } from "react";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { ContactChoice } from "./ContactChoice.tsx";
import { gridWords } from "./grid-words.ts";
import type { PartyNames, Side } from "./usePartyNames.ts";

interface CellDialogProps {
  readonly document: Part;
  readonly service: ServiceScope;
  readonly activity: Activity;
  readonly side: Side;
  readonly names: PartyNames;
  readonly give: (part: PartOfParty, parties: readonly string[]) => void;
  readonly name: (contact: string | undefined) => void;
  readonly close: () => void;
}

/** Who has which part in one activity; each choice counts at once. */
export function CellDialog(props: CellDialogProps) {
  const t = useWords(gridWords);
  const { language } = useLanguage();
  const { document, service, activity, names, name, close } = props;
  const accountable = service.roles.get(activity)?.accountable ?? [];
  const issues = service.issues.filter((issue) => "activity" in issue && issue.activity === activity);
  return (
    <Dialog
      onClose={close}
      title={t("of", { activity: wordsOfActivity(activity, language), service: service.name })}
      centered
    >
      <div className="grid-cell-editor">
        <PartTable {...props} />
        {accountable.length === 1 ? (
          <ContactChoice
            document={document}
            party={accountable[0]!}
            contact={partAt(document, ["services", service.key, "activities", activity, "contact"])}
            choose={name}
          />
        ) : null}
        <div role="status" className="grid-cell-issues">
          {issues.map((issue) => (
            <StatusSentence key={JSON.stringify(issue)} standing={issue.sort === "gap" ? "late" : "soon"}>
              {sentenceOfIssue(issue, language, names.shortOf)}
            </StatusSentence>
          ))}
        </div>
        <div className="form-actions">
          <Button onClick={close}>{t("done")}</Button>
        </div>
      </div>
    </Dialog>
  );
}

const NOBODY: Roles = { accountable: [], responsible: [], consulted: [], informed: [] };

const RACI = {
  accountable: "raciAccountable",
  responsible: "raciResponsible",
  consulted: "raciConsulted",
  informed: "raciInformed",
} as const;

/** Parties down, parts across: one of all answers, any may have the other parts. */
function PartTable({ service, activity, side, names, give }: CellDialogProps) {
  const t = useWords(gridWords);
  const group = useId();
  const roles = service.roles.get(activity) ?? NOBODY;
  const head = (part: PartOfParty) => t(side === "provider" ? RACI[part] : part);
  const strangers = PARTS.flatMap((part) => roles[part]).filter((party) => !names.keys.includes(party));
  const parties = [...names.keys, ...new Set(strangers)];
  /** The parties of a part with one more or one less, in the order of all. */
  const toggled = (part: PartOfParty, party: string) =>
    parties.filter((other) => roles[part].includes(other) !== (other === party));
  return (
    <table>
      <caption className="soft">{t("accountableLong")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("party")}</th>
          {PARTS.map((part) => (
            <th key={part} scope="col">
              {head(part)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parties.map((party) => (
          <tr key={party}>
            <th scope="row" title={names.nameOf(party)}>
              {names.shortOf(party)}
            </th>
            {PARTS.map((part) => (
              <Choice
                key={part}
                label={t("choice", { party: names.shortOf(party), part: head(part) })}
                group={part === "accountable" ? group : undefined}
                isChosen={roles[part].includes(party) && (part !== "accountable" || roles[part].length === 1)}
                choose={() => give(part, part === "accountable" ? [party] : toggled(part, party))}
              />
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row" className="soft">
            {t("nobody")}
          </th>
          <Choice
            label={t("choice", { party: t("nobody"), part: head("accountable") })}
            group={group}
            isChosen={roles.accountable.length === 0}
            choose={() => give("accountable", [])}
          />
        </tr>
      </tbody>
    </table>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** Of which only one can be chosen. */
  readonly group: string | undefined;
  readonly isChosen: boolean;
  readonly choose: () => void;
}

const Choice = ({ label, group, isChosen, choose }: ChoiceProps) => (
  <td>
    <label>
      <input
        type={group === undefined ? "checkbox" : "radio"}
        name={group}
        aria-label={label}
        checked={isChosen}
        onChange={choose}
      />
    </label>
  </td>
);
