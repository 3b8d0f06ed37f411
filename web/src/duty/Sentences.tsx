import { useFormats, useWords } from "../i18n/language.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import type { DutyRota } from "../wire.ts";
import { namesIn } from "./duty.ts";
import { dutyWords } from "./words.ts";

/** A moment of a rota in its own zone: `Montag, 23. November, 17:00`. */
export function useMomentIn(timeZone: string): (at: string) => string {
  const { day, time } = useFormats();
  return (at) => `${day(at, timeZone)}, ${time(at, timeZone)}`;
}

/** Who is on call now, in the order in which they are called. */
export function NowSentence({ rota }: { readonly rota: DutyRota }) {
  const t = useWords(dutyWords);
  const { list } = useFormats();
  const names = namesIn(rota);
  const nameOf = (id: string) => names.get(id) ?? "–";
  if (rota.now.length === 0)
    return rota.isNeededNow ? (
      <StatusSentence standing="late">{t("nobody")}</StatusSentence>
    ) : (
      <StatusSentence>{t("nobodyNeeded")}</StatusSentence>
    );
  const people = rota.now.map(({ personId, plannedId }) =>
    plannedId === null || plannedId === personId
      ? nameOf(personId)
      : t("inPlaceOf", { name: nameOf(personId), planned: nameOf(plannedId) }),
  );
  return <StatusSentence standing="kept">{t("now", { names: list([...new Set(people)]) })}</StatusSentence>;
}

const SHOWN = 3;

/** When nobody will be on call, the next gaps in sentences. */
export function GapSentences({ rota }: { readonly rota: DutyRota }) {
  const t = useWords(dutyWords);
  const momentIn = useMomentIn(rota.plan.timeZone);
  const { gaps } = rota;
  if (gaps.length === 0) return <p className="soft">{t("noGaps")}</p>;
  return (
    <div className="duty-gaps">
      {gaps.slice(0, SHOWN).map(({ from, until }) => (
        <StatusSentence key={from} standing="soon">
          {t("gap", { from: momentIn(from), until: momentIn(until) })}
        </StatusSentence>
      ))}
      {gaps.length > SHOWN ? <p className="soft">{t("gapsMore", { count: gaps.length - SHOWN })}</p> : null}
    </div>
  );
}
