import type { Activity } from "@handschlag/engine/scope/activities.ts";
import { PARTS, type Roles } from "@handschlag/engine/scope/reading.ts";
import type { ServiceScope } from "@handschlag/engine/scope/scope.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { gridWords } from "./grid-words.ts";
import type { PartyNames, Side } from "./usePartyNames.ts";

interface CellTextProps {
  readonly service: ServiceScope;
  readonly activity: Activity;
  readonly side: Side;
  readonly names: PartyNames;
  /** Whether who is asked and told is said, too. */
  readonly isFull: boolean;
}

/** What a cell says: who answers and who does it, and in word and shape what is wrong. */
export function CellText({ service, activity, side, names, isFull }: CellTextProps) {
  const roles = service.roles.get(activity);
  return (
    <>
      <Marks service={service} activity={activity} />
      {roles === undefined ? null : side === "provider" ? (
        <Letters roles={roles} names={names} isFull={isFull} />
      ) : (
        <PlainParts roles={roles} names={names} isFull={isFull} />
      )}
    </>
  );
}

function Marks({ service, activity }: Pick<CellTextProps, "service" | "activity">) {
  const t = useWords(gridWords);
  const mark = (icon: IconName, text: string, sort: "gap" | "overlap") => (
    <span key={text} className={`grid-mark grid-mark-${sort}`}>
      <Icon name={icon} size={16} /> {text}
    </span>
  );
  if (service.roles.size === 0) return mark("late", t("nobody"), "gap");
  return service.issues.map((issue) => {
    if (!("activity" in issue) || issue.activity !== activity) return null;
    if (issue.kind === "several-accountable") return mark("soon", t("several"), "overlap");
    if (issue.kind === "nobody-responsible") return mark("soon", t("notDone"), "overlap");
    if (issue.kind === "unknown-party") return mark("late", t("unknown", { party: issue.party }), "gap");
    return mark("late", t("nobody"), "gap");
  });
}

interface PartsProps extends Pick<CellTextProps, "names" | "isFull"> {
  readonly roles: Roles;
}

/** For clients: a name, and only what differs from it in words. */
function PlainParts({ roles, names, isFull }: PartsProps) {
  const t = useWords(gridWords);
  const { list } = useFormats();
  const { accountable, responsible, consulted, informed } = roles;
  const said = (parties: readonly string[]) => list(parties.map(names.shortOf));
  const isSame = [...accountable].toSorted().join() === [...responsible].toSorted().join();
  const lines = [
    ...(responsible.length > 0 && !isSame ? [t("does", { parties: said(responsible) })] : []),
    ...(isFull && consulted.length > 0 ? [t("asked", { parties: said(consulted) })] : []),
    ...(isFull && informed.length > 0 ? [t("told", { parties: said(informed) })] : []),
  ];
  return (
    <>
      {accountable.length === 0 ? null : <strong>{said(accountable)}</strong>}
      {lines.map((line) => (
        <small key={line}>{line}</small>
      ))}
    </>
  );
}

const LETTERS = { accountable: "A", responsible: "R", consulted: "C", informed: "I" } as const;

/** For providers: each party with its letters. */
function Letters({ roles, names, isFull }: PartsProps) {
  const shown = isFull ? PARTS : PARTS.slice(0, 2);
  const parties = [...new Set(shown.flatMap((part) => roles[part]))];
  return parties.map((party) => (
    <span key={party} className="grid-letters">
      <strong>{shown.map((part) => (roles[part].includes(party) ? LETTERS[part] : "")).join("")}</strong>{" "}
      {names.shortOf(party)}
    </span>
  ));
}
