import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { usePriceText } from "../price-text.tsx";
import { Original } from "../../contract/Original.tsx";
import { useLanguage, useWords } from "../../i18n/language.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { StatusSentence } from "../../ui/StatusSentence.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import type { Engagement, TicketPreview } from "../../wire.ts";
import { previewQuery } from "../ticket.ts";
import { readersZone, whenInWords } from "../times.ts";
import type { Draft } from "./draft.ts";
import { previewWords } from "./words.ts";

const SETTLE_MS = 150;

interface PreviewPanelProps {
  readonly engagement: Engagement;
  readonly draft: Draft;
  readonly document: ContractDocument | undefined;
}

/** What will happen, said before anything is sent: until when, whether somebody is there, whether it is covered. */
export function PreviewPanel({ engagement, draft, document }: PreviewPanelProps) {
  const t = useWords(previewWords);
  const { service, impact, urgency, clause } = draft;
  const isRated = impact !== undefined && urgency !== undefined;
  const wish = {
    ...(typeof service === "string" && { service, ...(clause !== undefined && { clause }) }),
    ...(isRated && { impact, urgency }),
  };
  const [settled] = useDebouncedValue(JSON.stringify(wish), SETTLE_MS);
  const { data, error } = useQuery({
    ...previewQuery(engagement.id, JSON.parse(settled) as typeof wish),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="report-preview card" aria-labelledby="preview-title">
      <h2 id="preview-title">{t("title")}</h2>
      <div className="report-preview-body" role="status">
        {data === undefined && error === null ? <Waiting lines={3} /> : null}
        {error !== null && data === undefined ? <p className="soft">{t("failed")}</p> : null}
        {data === undefined ? null : (
          <>
            <Promises preview={data} side={engagement.side} isRated={isRated || document === undefined} />
            <Presence preview={data} provider={engagement.provider.name} />
            <CoverageAnswer preview={data} provider={engagement.provider.name} />
            <ZoneNote document={document} />
          </>
        )}
      </div>
    </section>
  );
}

interface PromisesProps {
  readonly preview: TicketPreview;
  readonly side: "client" | "provider";
  readonly isRated: boolean;
}

function Promises({ preview: { promises, priority }, side, isRated }: PromisesProps) {
  const t = useWords(previewWords);
  const { language } = useLanguage();
  const dated = promises.filter(({ deadline }) => deadline !== null);
  const unrated = side === "client" ? "chooseFirst" : "chooseFirstAgent";
  if (dated.length === 0) return <p>{t(isRated ? "nothing" : unrated)}</p>;
  return (
    <>
      <ul className="report-promises">
        {dated.map(({ level, deadline, sentence }) => (
          <li key={level} title={sentence[language]}>
            {t(`${side}-${level}`, { when: whenInWords(deadline!, Date.now(), language) })}
          </li>
        ))}
      </ul>
      {priority === null || side === "client" ? null : <p className="soft">{t("priority", { priority })}</p>}
    </>
  );
}

/** Whether somebody is there, and whom to call when nobody is. */
function Presence({ preview, provider }: { readonly preview: TicketPreview; readonly provider: string }) {
  const t = useWords(previewWords);
  const { language } = useLanguage();
  const { openNow, opensAt, emergency } = preview;
  const closed =
    opensAt === null
      ? t("closedLong", { provider })
      : t("closed", { provider, when: whenInWords(opensAt, Date.now(), language) });
  const reachable = emergency.filter(({ phone }) => phone !== null);
  return (
    <>
      {openNow === null ? null : (
        <StatusSentence standing={openNow ? "kept" : "soon"}>
          {openNow ? t("open", { provider }) : closed}
        </StatusSentence>
      )}
      {reachable.length === 0 ? null : (
        <div className={openNow === false ? "note note-soon" : undefined}>
          {openNow === false ? <Icon name="phone" /> : null}
          <div>
            <p>{t("emergency")}</p>
            <ul className="report-phones">
              {reachable.map(({ name, phone }) => (
                <li key={name}>
                  <Original>{name}</Original>{" "}
                  <a className="figures no-wrap" href={`tel:${phone!.replaceAll(/[^+\d]/g, "")}`}>
                    {phone}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </>
  );
}

interface CoverageAnswerProps {
  readonly preview: Pick<TicketPreview, "coverage">;
  readonly provider: string;
}

function CoverageAnswer({ preview: { coverage }, provider }: CoverageAnswerProps) {
  const t = useWords(previewWords);
  const { kind, service, clause, price } = coverage;
  const priced = usePriceText();
  const said = {
    service: <Original>{service?.name ?? "–"}</Original>,
    clause: <Original>{clause ?? "–"}</Original>,
  };
  const answer =
    kind === "unclear"
      ? t("unclear", { provider })
      : kind === "not-covered"
        ? t.rich("notCovered", said)
        : kind === "chargeable" && price !== null
          ? t.rich("chargeable", { ...said, price: priced(price) })
          : clause === null
            ? t.rich("covered", said)
            : t.rich("coveredBy", said);
  return (
    <div>
      <h3>{t("coverage")}</h3>
      <p>{answer}</p>
    </div>
  );
}

function ZoneNote({ document }: { readonly document: ContractDocument | undefined }) {
  const t = useWords(previewWords);
  if (document === undefined || document.timeZone === readersZone()) return null;
  return <p className="soft">{t("zone", { zone: document.timeZone })}</p>;
}
