import { useId } from "react";
import { useLanguage, useWords } from "../../i18n/language.tsx";
import { Section } from "../../ui/Page.tsx";
import type { Ticket } from "../../wire.ts";
import { lengthInWords, shortInstant } from "../times.ts";
import { useTicket } from "../view.ts";
import { clockPanelWords } from "./words.ts";

type Holding = Ticket["holdings"][number];

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;
const lasts = ({ from, to }: Holding): number => Date.parse(to) - Date.parse(from);
const total = (holdings: readonly Holding[]): number => holdings.reduce((sum, each) => sum + lasts(each), 0);

/** Who held the ticket how long: as a bar, and in words. */
export function Holdings() {
  const t = useWords(clockPanelWords);
  const { language } = useLanguage();
  const { ticket, client, provider } = useTicket();
  const say = useHoldingSentence();
  const { holdings } = ticket;
  const whole = total(holdings);
  if (whole === 0) return null;
  const spans = (["provider", "client"] as const).flatMap((holder) => {
    const ms = total(holdings.filter((each) => each.holder === holder));
    return ms === 0
      ? []
      : [{ holder, who: holder === "client" ? client : provider, time: lengthInWords(ms, language) }];
  });
  const [first, second] = spans;
  return (
    <Section title={t("holdings")}>
      <HoldingsBar holdings={holdings} whole={whole} say={say} />
      {second === undefined ? (
        <p>{t("holdingsAlone", { who: first!.who, time: first!.time })}</p>
      ) : (
        <ul className="holdings-words">
          {spans.map(({ holder, who, time }) => (
            <li key={holder}>
              <HoldingSign holder={holder} />
              {t("held", { who, time })}
            </li>
          ))}
        </ul>
      )}
      <details className="clock-details">
        <summary>{t("details")}</summary>
        <ol>
          {holdings.map((holding) => (
            <li key={holding.from}>{say(holding)}</li>
          ))}
        </ol>
      </details>
    </Section>
  );
}

/** Which side, and who there, held it from when to when. */
function useHoldingSentence(): (holding: Holding) => string {
  const t = useWords(clockPanelWords);
  const { language } = useLanguage();
  const { client, provider } = useTicket();
  return ({ from, to, holder, assignee }) => {
    const who = holder === "client" ? client : provider;
    return t("stretch", {
      from: shortInstant(from, language),
      to: shortInstant(to, language),
      what: assignee?.name ? t("heldBy", { who, person: assignee.name }) : who,
    });
  };
}

interface HoldingsBarProps {
  readonly holdings: readonly Holding[];
  readonly whole: number;
  readonly say: (holding: Holding) => string;
}

function HoldingsBar({ holdings, whole, say }: HoldingsBarProps) {
  const id = useId();
  let at = 0;
  return (
    <svg className="holdings-bar" aria-hidden="true" focusable="false">
      <ClientHatch id={id} />
      {holdings.map((holding) => {
        const from = at;
        at += lasts(holding) / whole;
        return (
          <rect
            key={holding.from}
            className={`holding holding-${holding.holder}`}
            x={percent(from)}
            y="1"
            width={percent(at - from)}
            height="12"
            {...(holding.holder === "client" && { fill: `url(#${id})` })}
          >
            <title>{say(holding)}</title>
          </rect>
        );
      })}
    </svg>
  );
}

function HoldingSign({ holder }: Pick<Holding, "holder">) {
  const id = useId();
  return (
    <svg width="18" height="12" aria-hidden="true" focusable="false">
      <ClientHatch id={id} />
      <rect
        className={`holding holding-${holder}`}
        width="18"
        height="12"
        {...(holder === "client" && { fill: `url(#${id})` })}
      />
    </svg>
  );
}

/** Told apart by more than a colour. */
const ClientHatch = ({ id }: { readonly id: string }) => (
  <defs>
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse">
      <rect width="5" height="5" className="clock-hatch-ground" />
      <rect width="5" height="2.5" className="clock-hatch-line" />
    </pattern>
  </defs>
);
