import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import { useFormats, useLanguage, useWords } from "../../i18n/language.tsx";
import { Section } from "../../ui/Page.tsx";
import { usePriceText } from "../price-text.tsx";
import { Original } from "../../contract/Original.tsx";
import { deskWords } from "../desk-words.ts";
import { ratingSentence, ratingWords } from "../rating-words.ts";
import { shortInstant } from "../times.ts";
import { Typed } from "../Typed.tsx";
import { useTicket } from "../view.ts";
import { Assignee } from "./Assignee.tsx";
import { DescriptionDialog } from "./DescriptionDialog.tsx";
import { RatingDialog } from "./RatingDialog.tsx";
import { ServiceDialog } from "./ServiceDialog.tsx";
import { factWords } from "./words.ts";
import "./facts.css";

/** Who, what and how urgent; each with the way to change it, for those who may. */
export function Facts({ mayChange }: { readonly mayChange: boolean }) {
  const t = useWords(factWords);
  const desk = useWords(deskWords);
  const view = useTicket();
  const { ticket, client, provider } = view;
  const { asset, category, kind, side, engagement } = ticket;
  const [isOpen, setOpen] = useState(false);
  return (
    <Section
      title={t("title")}
      actions={
        mayChange ? (
          <Button variant="subtle" size="compact-md" onClick={() => setOpen(true)}>
            {t("describe")}
          </Button>
        ) : undefined
      }
    >
      <dl className="ticket-facts">
        <Assignee />
        <Fact name={t("requester")}>{ticket.requester?.name ?? t("requesterNone")}</Fact>
        <Opened />
        <Priority />
        <ServiceFact />
        <CoverageFact />
        {asset === null ? null : (
          <Fact name={t("asset")}>
            <Typed>{asset}</Typed>
          </Fact>
        )}
        {category === null ? null : (
          <Fact name={t("category")}>
            <Typed>{category}</Typed>
          </Fact>
        )}
        <Fact name={t("kind")}>{desk(`${side}-${kind}`)}</Fact>
        <Fact name={t(side === "client" ? "provider" : "client")}>
          <Link to="/engagements/$id" params={{ id: engagement.id }}>
            {side === "client" ? provider : client}
          </Link>
        </Fact>
      </dl>
      {isOpen ? <DescriptionDialog close={() => setOpen(false)} /> : null}
    </Section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Opened() {
  const t = useWords(factWords);
  const desk = useWords(deskWords);
  const { language } = useLanguage();
  const { exact } = useFormats();
  const { openedAt, channel } = useTicket().ticket;
  const key = `channel-${channel}`;
  return (
    <Fact name={t("openedAt")}>
      <time dateTime={openedAt} title={exact(openedAt)}>
        {t("opened", {
          when: shortInstant(openedAt, language),
          channel: desk.has(key) ? desk(key as "channel-web") : channel,
        })}
      </time>
    </Fact>
  );
}

function Priority() {
  const t = useWords(factWords);
  const r = useWords(ratingWords);
  const { ticket, document } = useTicket();
  const [isOpen, setOpen] = useState(false);
  const mayChange = ticket.acts.includes("priority-changed") && document?.priorities.matrix !== undefined;
  return (
    <Fact name={t("priority")}>
      {ratingSentence(r, ticket)}{" "}
      {mayChange ? <ChangeButton label={t("changePriority")} open={() => setOpen(true)} /> : null}
      {isOpen ? <RatingDialog close={() => setOpen(false)} /> : null}
    </Fact>
  );
}

function ServiceFact() {
  const t = useWords(factWords);
  const { ticket, document, services } = useTicket();
  const [isOpen, setOpen] = useState(false);
  const { service } = ticket;
  return (
    <Fact name={t("service")}>
      {service === null ? t("serviceUnknown") : <Original>{services.get(service) ?? service}</Original>}{" "}
      {ticket.acts.includes("service-changed") && document !== undefined ? (
        <ChangeButton label={t("changeService")} open={() => setOpen(true)} />
      ) : null}
      {isOpen ? <ServiceDialog close={() => setOpen(false)} /> : null}
    </Fact>
  );
}

function ChangeButton({ label, open }: { readonly label: string; readonly open: () => void }) {
  return (
    <button type="button" className="link-button" onClick={open}>
      {label}
    </button>
  );
}

/** Whether it is in the contract, as it was answered when it was reported. */
function CoverageFact() {
  const t = useWords(factWords);
  const { kind, service, clause, price, contractVersion } = useTicket().ticket.coverageAnswer;
  const priced = usePriceText();
  const said = {
    service: <Original>{service?.name ?? "–"}</Original>,
    clause: <Original>{clause ?? "–"}</Original>,
  };
  const answer =
    kind === "unclear"
      ? t("unclear")
      : kind === "not-covered"
        ? t.rich("notCovered", said)
        : kind === "chargeable" && price !== null
          ? t.rich("chargeableBy", { ...said, price: priced(price) })
          : clause === null
            ? t.rich("covered", said)
            : t.rich("coveredBy", said);
  return (
    <Fact name={t("coverage")}>
      {answer}{" "}
      {contractVersion === null ? null : <span className="soft">({t("version", { version: contractVersion })})</span>}
    </Fact>
  );
}
