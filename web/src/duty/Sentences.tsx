import { useFormats, useWords } from "../i18n/language.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import type { DutyRota } from "../wire.ts";
import { namesIn } from "./duty.ts";
import { dutyWords } from "./words.ts";

/** Both ends of a stretch in a rota's zone, the second by its time alone on the same day: `Montag, 23. November, 17:00`. */
export function useEndsIn(timeZone: string): (span: { readonly from: string; readonly until: string }) => {
  readonly from: string;
  readonly until: string;
} {
  const { day, time, date } = useFormats();
  const momentOf = (at: string) => `${day(at, timeZone)}, ${time(at, timeZone)}`;
  return ({ from, until }) => ({
    from: momentOf(from),
    until: date(from, timeZone) === date(until, timeZone) ? time(until, timeZone) : momentOf(until),
  });
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
  const endsIn = useEndsIn(rota.plan.timeZone);
  const { gaps } = rota;
  if (gaps.length === 0) return <p className="soft">{t("noGaps")}</p>;
  return (
    <div className="duty-gaps">
      {gaps.slice(0, SHOWN).map((gap) => (
        <StatusSentence key={gap.from} standing="soon">
          {t("gap", endsIn(gap))}
        </StatusSentence>
      ))}
      {gaps.length > SHOWN ? <p className="soft">{t("gapsMore", { count: gaps.length - SHOWN })}</p> : null}
    </div>
  );
}
