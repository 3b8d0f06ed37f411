import type { ReactNode } from "react";
import { Original } from "../contract/Original.tsx";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import type { Ticket } from "../wire.ts";

const words = defineWords({
  de: {
    plain: "„{name}“",
    hourly: "„{name}“, {amount} je Stunde",
    increment: "„{name}“, {amount} je Stunde, je angefangene {minutes} Minuten",
    incrementOnly: "„{name}“, je angefangene {minutes} Minuten",
  },
  en: {
    plain: "“{name}”",
    hourly: "“{name}”, {amount} an hour",
    increment: "“{name}”, {amount} an hour, for each started {minutes} minutes",
    incrementOnly: "“{name}”, for each started {minutes} minutes",
  },
});

type WorkPrice = NonNullable<Ticket["coverageAnswer"]["price"]>;

/** Says a price item by which work is charged: its name, its hour, and its increment. */
export function usePriceText(): (price: WorkPrice) => ReactNode {
  const t = useWords(words);
  const { language } = useLanguage();
  return ({ name, hourly, currency, incrementMinutes }) => {
    const said = <Original>{name}</Original>;
    // Amounts have at most twelve digits before and six after the point, which a number holds.
    const money = new Intl.NumberFormat(language === "de" ? "de-DE" : "en-GB", { style: "currency", currency });
    const amount = hourly === null ? undefined : money.format(Number(hourly));
    const minutes = incrementMinutes === null ? undefined : String(incrementMinutes);
    if (amount === undefined)
      return minutes === undefined ? t.rich("plain", { name: said }) : t.rich("incrementOnly", { name: said, minutes });
    return minutes === undefined
      ? t.rich("hourly", { name: said, amount })
      : t.rich("increment", { name: said, amount, minutes });
  };
}
