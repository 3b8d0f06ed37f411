import { Checkbox } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { isList, memberNames, partAt } from "@handschlag/engine/contract/parts.ts";
import type { Activity } from "@handschlag/engine/scope/activities.ts";
import { formOf } from "@handschlag/engine/scope/form.ts";
import type { PartOfParty } from "@handschlag/engine/scope/reading.ts";
import { responsibilitiesOf } from "@handschlag/engine/scope/scope.ts";
import { useId, useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { CellDialog } from "./CellDialog.tsx";
import { GridCards } from "./GridCards.tsx";
import { GridTable } from "./GridTable.tsx";
import type { Grid } from "./grid-view.ts";
import { gridWords } from "./grid-words.ts";
import { OutsourcingForm } from "./OutsourcingForm.tsx";
import type { Piece } from "./piece.ts";
import { partEdit, usualEdit } from "./responsibility-edit.ts";
import { ScopeIssues } from "./ScopeIssues.tsx";
import { usePartyNames, type Side } from "./usePartyNames.ts";
import "./grid.css";

interface ResponsibilityGridProps extends Piece {
  readonly side: Side;
  /** The page says the form of outsourcing elsewhere. */
  readonly isFormSaid?: boolean;
}

const PHONE = "(max-width: 47.99em)";

/** Who has which part in which activity of each service, and the form of outsourcing that follows from it. */
export function ResponsibilityGrid({ document, side, isFormSaid = false, mayEdit, edit }: ResponsibilityGridProps) {
  const t = useWords(gridWords);
  const names = usePartyNames(document, side);
  const base = useId();
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const [isFull, setFull] = useState(false);
  const [opened, setOpened] = useState<{ service: string; activity: Activity } | undefined>();
  const [list, parties] = [partAt(document, ["services"]), partAt(document, ["parties"])];
  const services = responsibilitiesOf(list, parties);
  const areNamed = isList(list) && memberNames(list) !== undefined;
  const isEditable = mayEdit && areNamed;
  const forms = formOf(list, parties)?.services ?? [];
  const idOf = (service: string, activity: Activity) => `${base}-${service}-${activity}`;
  const apply = (change: ReturnType<typeof partEdit>) => {
    if (change !== undefined) edit(change[0], change[1]);
  };
  const fill = (service: string) => {
    const usual = isEditable ? usualEdit(document, service) : undefined;
    return usual && (() => apply(usual));
  };
  const grid: Grid = {
    services,
    side,
    names,
    isFull,
    idOf,
    isHeld: (service, activity) => forms.find((form) => form.service === service)?.held.includes(activity) === true,
    open: isEditable ? (service, activity) => setOpened({ service, activity }) : undefined,
  };
  const shown = opened && services.find(({ key }) => key === opened.service);
  if (services.length === 0) return <OutsourcingForm document={document} />;
  return (
    <div className="grid">
      {isFormSaid ? null : <OutsourcingForm document={document} />}
      <ScopeIssues services={services} names={names} fill={fill} show={(...cell) => focusCell(idOf(...cell))} />
      <div className="grid-options">
        <Checkbox label={t("showAll")} checked={isFull} onChange={(event) => setFull(event.currentTarget.checked)} />
        {grid.open === undefined || isPhone ? null : <span className="soft">{t("keys")}</span>}
        {mayEdit && !areNamed ? <span className="soft">{t("unnamed")}</span> : null}
      </div>
      {isPhone ? <GridCards {...grid} /> : <GridTable {...grid} />}
      <Legend side={side} names={names} />
      {shown === undefined ? null : (
        <CellDialog
          document={document}
          service={shown}
          activity={opened!.activity}
          side={side}
          names={names}
          give={(part: PartOfParty, to) => apply(partEdit(document, opened!.service, opened!.activity, part, to))}
          name={(contact) => edit(["services", opened!.service, "activities", opened!.activity, "contact"], contact)}
          close={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}

/** Takes the reader to a cell, also in a service that is folded. */
function focusCell(id: string): void {
  const cell = document.getElementById(id);
  const folded = cell?.closest("details");
  if (folded !== null && folded !== undefined) folded.open = true;
  cell?.scrollIntoView({ block: "center", inline: "center" });
  cell?.focus();
}

function Legend({ side, names }: Pick<Grid, "side" | "names">) {
  const t = useWords(gridWords);
  const parties = names.keys
    .filter((key) => names.shortOf(key) !== names.nameOf(key))
    .map((key) => t("legendParty", { short: names.shortOf(key), name: names.nameOf(key) }));
  return (
    <p className="soft grid-legend">
      {side === "provider" ? t("legendRaci") : t("legendClient")} <span className="grid-held">{t("legendHeld")}</span>{" "}
      {parties.join("; ")}
    </p>
  );
}
