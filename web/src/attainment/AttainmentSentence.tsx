import { Fragment, type ReactNode } from "react";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { FactLink } from "../ui/FactLink.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import type { Attainment } from "../wire.ts";
import type { AttainmentSearch } from "./attainment.ts";
import { keepingOf } from "./keeping.ts";
import { monthName } from "./month.ts";
import { attainmentWords } from "./words.ts";

interface AttainmentSentenceProps {
  readonly engagementId: string;
  readonly attainment: Attainment;
  /** Before the sentence, such as whose contract it is. */
  readonly prefix?: ReactNode;
}

/** Whether the contract is kept in a month, in two sentences whose figures lead to their tickets. */
export function AttainmentSentence({ engagementId, attainment, prefix }: AttainmentSentenceProps) {
  const t = useWords(attainmentWords);
  const { language } = useLanguage();
  const { period, readAt } = attainment;
  const month = monthName(period, language);
  const { met, missed, isKept, ifUpheld } = keepingOf(attainment);
  const isThen = period < readAt.slice(0, 7);
  if (isKept === undefined)
    return (
      <StatusSentence>
        {prefix}
        {t(isThen ? "nothingThen" : "nothing", { month })}
      </StatusSentence>
    );
  const link = (search: AttainmentSearch, children: ReactNode) => (
    <FactLink to="/engagements/$id/attainment" params={{ id: engagementId }} search={{ period, ...search }}>
      {children}
    </FactLink>
  );
  const verdict = isKept
    ? isThen
      ? t("keptThen", { month })
      : t("kept")
    : t(isThen ? "brokenThen" : "broken", { month });
  return (
    <StatusSentence standing={isKept ? "kept" : "late"}>
      {prefix}
      {verdict}{" "}
      {missed === 0
        ? t.rich("all", { count: met, month, link: link({ outcome: "met" }, t("promises", { count: met })) })
        : t.rich("late", { count: missed, month, list: <Misses levels={attainment.levels} link={link} /> })}{" "}
      {ifUpheld.missed === missed ? null : t("upheld", { count: ifUpheld.missed })}{" "}
      {ifUpheld.isKept === isKept ? null : t(ifUpheld.isKept === true ? "upheldKept" : "upheldBroken")}
    </StatusSentence>
  );
}

interface MissesProps {
  readonly levels: Attainment["levels"];
  readonly link: (search: AttainmentSearch, children: ReactNode) => ReactNode;
}

/** `2 Antworten und 1 Lösung`, each leading to its tickets. */
function Misses({ levels, link }: MissesProps) {
  const t = useWords(attainmentWords);
  const { listParts } = useFormats();
  const late = levels.filter(({ missed }) => missed > 0);
  const parts = listParts(late.map(({ level, missed }) => t(`late-${level}`, { count: missed })));
  let place = 0;
  return parts.map(({ type, value }, index) => (
    <Fragment key={index}>
      {type === "element" ? link({ level: late[place++]!.level, outcome: "missed" }, value) : value}
    </Fragment>
  ));
}
