import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { mayDo, useSession } from "../session.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { DutyRota } from "../wire.ts";
import { rotaQuery } from "./duty.ts";
import { Departures, LayerList } from "./RotaParts.tsx";
import { RotaDialog } from "./RotaDialog.tsx";
import { GapSentences, NowSentence } from "./Sentences.tsx";
import { Shifts } from "./Shifts.tsx";
import { NoteDialog, SpanDialog, type SpanKind } from "./SpanDialog.tsx";
import { useDutyAnew } from "./useRotaChange.ts";
import { dutyWords } from "./words.ts";
import "./duty.css";

/** A rota: who is on call, when nobody is, and how that is settled. */
export function RotaPage() {
  const { rota: id } = useParams({ from: "/frame/duty/rotas/$rota" });
  const { data, error, refetch } = useQuery(rotaQuery(id));
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  return data === undefined ? <Waiting lines={10} /> : <KnownRota rota={data} />;
}

function KnownRota({ rota }: { readonly rota: DutyRota }) {
  const t = useWords(dutyWords);
  const { list } = useFormats();
  const { plan, serves } = rota;
  const rules = { count: plan.ranks, minutes: plan.acknowledgeMinutes };
  return (
    <Page
      title={rota.name}
      lang=""
      name={`${t("title")}: ${rota.name}`}
      lead={<Link to="/duty">{t("back")}</Link>}
      actions={<Acts rota={rota} />}
    >
      <div className="duty-head">
        <NowSentence rota={rota} />
        <GapSentences rota={rota} />
      </div>
      {plan.layers.length === 0 ? null : <Shifts rota={rota} />}
      <LayerList rota={rota} />
      <Departures rota={rota} />
      <Notes rota={rota} />
      <Section title={t("settings")}>
        <p>{t("rules", rules)}</p>
        <p className="soft">
          {serves.length === 0
            ? t("servesNone")
            : t("serves", { names: list(serves.map(({ client, name }) => `${client} (${name})`)) })}
        </p>
      </Section>
    </Page>
  );
}

function Acts({ rota }: { readonly rota: DutyRota }) {
  const t = useWords(dutyWords);
  const session = useSession();
  const navigate = useNavigate();
  const anew = useDutyAnew();
  const [open, setOpen] = useState<SpanKind | "change" | "remove">();
  const close = () => setOpen(undefined);
  const mayWrite = mayDo(session, "duty:write");
  const hasLayers = rota.plan.layers.length > 0;
  const remove = async () => {
    await request("DELETE /duty/rotas/:id", { params: { id: rota.id } });
    sayDone(t("removed", { name: rota.name }));
    await navigate({ to: "/duty" });
    await anew();
  };
  return (
    <>
      <div className="row">
        {hasLayers && mayDo(session, "duty:take") ? <Button onClick={() => setOpen("take")}>{t("take")}</Button> : null}
        {mayWrite ? (
          <>
            {hasLayers ? (
              <>
                <Button variant="default" onClick={() => setOpen("other")}>
                  {t("takeOther")}
                </Button>
                <Button variant="default" onClick={() => setOpen("away")}>
                  {t("away")}
                </Button>
              </>
            ) : null}
            <Button variant="default" onClick={() => setOpen("change")}>
              {t("change")}
            </Button>
            <Button variant="subtle" onClick={() => setOpen("remove")}>
              {t("remove")}
            </Button>
          </>
        ) : null}
      </div>
      {open === "change" ? <RotaDialog rota={rota} close={close} /> : null}
      {open === "remove" ? (
        <ConfirmDialog title={t("removeTitle", { name: rota.name })} act={t("remove")} close={close} run={remove}>
          {t("removeWhat")}
        </ConfirmDialog>
      ) : null}
      {open === "take" || open === "other" || open === "away" ? (
        <SpanDialog rota={rota} kind={open} close={close} />
      ) : null}
    </>
  );
}

function Notes({ rota }: { readonly rota: DutyRota }) {
  const t = useWords(dutyWords);
  const { dateTime } = useFormats();
  const mayWrite = mayDo(useSession(), "duty:take");
  const [isWriting, setWriting] = useState(false);
  return (
    <Section
      title={t("notes")}
      about={t("notesAbout")}
      actions={
        mayWrite ? (
          <Button variant="default" onClick={() => setWriting(true)}>
            {t("note")}
          </Button>
        ) : undefined
      }
    >
      {rota.notes.length === 0 ? <p className="soft">{t("notesNone")}</p> : null}
      {rota.notes.map(({ id, author, text, writtenAt }) => (
        <article key={id} className="duty-card">
          <p className="soft">{t("noteBy", { name: author.name ?? t("gone"), at: dateTime(writtenAt) })}</p>
          <p className="duty-note" lang="">
            {text}
          </p>
        </article>
      ))}
      {isWriting ? <NoteDialog rota={rota} close={() => setWriting(false)} /> : null}
    </Section>
  );
}
