import { dayOfIso, weekdayOf } from "@handschlag/engine/instant.ts";
import { WEEKDAYS } from "@handschlag/engine/calendar/definition.ts";
import { Button } from "@mantine/core";
import { useState } from "react";
import { request } from "../api.ts";
import { weekdayName } from "../contract/hours-words.ts";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { mayDo, useSession } from "../session.ts";
import { useOnce } from "../ticket/useOnce.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Section } from "../ui/Page.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import type { DutyRota } from "../wire.ts";
import { namesIn } from "./duty.ts";
import { LayerDialog } from "./LayerDialog.tsx";
import { useEndsIn } from "./Sentences.tsx";
import { useDutyAnew, useRotaChange } from "./useRotaChange.ts";
import { dutyWords } from "./words.ts";

type Layer = DutyRota["plan"]["layers"][number];
type Span = DutyRota["spans"][number];

const WEEK = 7;

/** The layers in the order in which an alarm calls them. */
export function LayerList({ rota }: { readonly rota: DutyRota }) {
  const t = useWords(dutyWords);
  const mayWrite = mayDo(useSession(), "duty:write");
  const [isAdding, setAdding] = useState(false);
  const { layers, acknowledgeMinutes } = rota.plan;
  return (
    <Section
      title={t("layers")}
      about={t("layersAbout", { minutes: acknowledgeMinutes })}
      actions={
        mayWrite ? (
          <Button variant="default" onClick={() => setAdding(true)}>
            {t("addLayer")}
          </Button>
        ) : undefined
      }
    >
      {layers.length === 0 ? <p className="soft">{t("layersNone")}</p> : null}
      <ol className="duty-layers">
        {layers.map((layer) => (
          <LayerLine key={layer.id} rota={rota} layer={layer} mayWrite={mayWrite} />
        ))}
      </ol>
      {isAdding ? <LayerDialog rota={rota} close={() => setAdding(false)} /> : null}
    </Section>
  );
}

interface LayerLineProps {
  readonly rota: DutyRota;
  readonly layer: Layer;
  readonly mayWrite: boolean;
}

function LayerLine({ rota, layer, mayWrite }: LayerLineProps) {
  const t = useWords(dutyWords);
  const { list } = useFormats();
  const { language } = useLanguage();
  const change = useRotaChange(rota);
  const [open, setOpen] = useState<"change" | "remove">();
  const close = () => setOpen(undefined);
  const { name, people, turnDays, at, from, hours } = layer;
  const names = namesIn(rota);
  const day = weekdayName(WEEKDAYS[weekdayOf(dayOfIso(from)!)]!, language, "long");
  const turns = turnDays === WEEK ? t("weekly", { day, at }) : t("turns", { count: turnDays, at });
  const { plan } = rota;
  const remove = () => change({ plan: { ...plan, layers: plan.layers.filter(({ id }) => id !== layer.id) } });
  return (
    <li className="duty-card">
      <div className="duty-line">
        <h3 lang="">{name}</h3>
        {mayWrite ? (
          <div className="row">
            <Button
              variant="subtle"
              size="compact-md"
              aria-label={t("changeLayerWhich", { name })}
              onClick={() => setOpen("change")}
            >
              {t("changeLayer")}
            </Button>
            <Button
              variant="subtle"
              size="compact-md"
              aria-label={t("removeLayerWhich", { name })}
              onClick={() => setOpen("remove")}
            >
              {t("removeLayer")}
            </Button>
          </div>
        ) : null}
      </div>
      <p>{list(people.map((id) => names.get(id) ?? t("gone")))}</p>
      <p className="soft">
        {turns}, {t(`hours-${hours.mode}`)}
      </p>
      {open === "change" ? <LayerDialog rota={rota} layer={layer} close={close} /> : null}
      {open === "remove" ? (
        <ConfirmDialog title={t("removeLayerTitle", { name })} act={t("removeLayer")} close={close} run={remove}>
          {t("removeLayerWhat")}
        </ConfirmDialog>
      ) : null}
    </li>
  );
}

/** What departs from the plan, and is not long past. */
export function Departures({ rota }: { readonly rota: DutyRota }) {
  const t = useWords(dutyWords);
  return (
    <Section title={t("departures")}>
      {rota.spans.length === 0 ? <p className="soft">{t("departuresNone")}</p> : null}
      <ul className="duty-runs">
        {rota.spans.map((span) => (
          <Departure key={span.id} rota={rota} span={span} />
        ))}
      </ul>
    </Section>
  );
}

function Departure({ rota, span }: { readonly rota: DutyRota; readonly span: Span }) {
  const t = useWords(dutyWords);
  const session = useSession();
  const endsIn = useEndsIn(rota.plan.timeZone);
  const anew = useDutyAnew();
  const { isBusy, problem, once } = useOnce();
  const names = namesIn(rota);
  const nameOf = (id: string | null) => (id === null ? "–" : (names.get(id) ?? t("gone")));
  const { kind, personId, substituteId, layerId, from, until } = span;
  const name = nameOf(personId);
  const layer = rota.plan.layers.find(({ id }) => id === layerId)?.name ?? "–";
  const what =
    kind === "override"
      ? t("override", { name, layer })
      : substituteId === null
        ? t("absenceAlone", { name })
        : t("absence", { name, substitute: nameOf(substituteId) });
  const isOwn = kind === "override" && personId === session.person.id && mayDo(session, "duty:take");
  const takeBack = async () => {
    await request("DELETE /duty/rotas/:id/spans/:other", { params: { id: rota.id, other: span.id } });
    await anew();
  };
  return (
    <li>
      <strong>{what}</strong> <span>{t("span", endsIn({ from, until }))}</span>{" "}
      {isOwn || mayDo(session, "duty:write") ? (
        <Button
          variant="subtle"
          size="compact-md"
          loading={isBusy}
          aria-label={t("takeBackWhich", { what })}
          onClick={() => void once(takeBack)}
        >
          {t("takeBack")}
        </Button>
      ) : null}
      <ProblemNote error={problem} />
    </li>
  );
}
