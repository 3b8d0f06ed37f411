import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useFormats, useWords } from "../i18n/language.tsx";
import { mayDo, useSession } from "../session.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { DutyRota, OpenDutyCall } from "../wire.ts";
import { CallSentence, CallSteps } from "./CallChain.tsx";
import { openCallsQuery, rotasQuery } from "./duty.ts";
import { RotaDialog } from "./RotaDialog.tsx";
import { GapSentences, NowSentence } from "./Sentences.tsx";
import { TakeButton } from "./TicketDuty.tsx";
import { dutyWords } from "./words.ts";
import "./duty.css";

/** Who is on call now, by all rotas of the company, and what is burning. */
export function DutyPage() {
  const t = useWords(dutyWords);
  const mayWrite = mayDo(useSession(), "duty:write");
  const [isAdding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery(rotasQuery);
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  const add = mayWrite ? (
    <Button variant="default" onClick={() => setAdding(true)}>
      {t("addRota")}
    </Button>
  ) : undefined;
  return (
    <Page title={t("title")} lead={t("lead")}>
      {data === undefined ? (
        <Waiting />
      ) : (
        <>
          <Alarms />
          <Section title={t("rotas")} actions={data.items.length === 0 ? undefined : add}>
            {data.items.length === 0 ? <EmptyState sentence={t("none")} action={add} /> : null}
            <div className="duty-cards">
              {data.items.map((rota) => (
                <RotaCard key={rota.id} rota={rota} />
              ))}
            </div>
          </Section>
        </>
      )}
      {isAdding ? <RotaDialog close={() => setAdding(false)} /> : null}
    </Page>
  );
}

function RotaCard({ rota }: { readonly rota: DutyRota }) {
  const t = useWords(dutyWords);
  const { list } = useFormats();
  return (
    <article className="duty-card">
      <h3 lang="">
        <Link to="/duty/rotas/$rota" params={{ rota: rota.id }}>
          {rota.name}
        </Link>
      </h3>
      <NowSentence rota={rota} />
      <GapSentences rota={rota} />
      <p className="soft">
        {rota.serves.length === 0
          ? t("servesNone")
          : t("serves", { names: list([...new Set(rota.serves.map(({ client }) => client))]) })}
      </p>
    </article>
  );
}

function Alarms() {
  const t = useWords(dutyWords);
  const { data } = useQuery(openCallsQuery);
  if (data === undefined) return null;
  return (
    <Section title={t("alarms")}>
      {data.items.length === 0 ? <p className="soft">{t("alarmsNone")}</p> : null}
      {data.items.map((open) => (
        <Alarm key={open.call.id} open={open} />
      ))}
    </Section>
  );
}

function Alarm({ open: { call, ticket, client } }: { readonly open: OpenDutyCall }) {
  const t = useWords(dutyWords);
  const { dateTime } = useFormats();
  return (
    <article className="duty-card">
      <h3>
        <Link to="/tickets/$ticket" params={{ ticket: ticket.id }}>
          T-{ticket.number} <span lang="">{ticket.subject}</span>
        </Link>
      </h3>
      <p className="soft">{t("alarmOf", { client, since: dateTime(call.raisedAt) })}</p>
      <CallSentence call={call} />
      <CallSteps call={call} />
      <TakeButton ticket={ticket.id} />
    </article>
  );
}
