import { isTimeZone } from "@handschlag/engine/calendar/zone.ts";
import { Button, Checkbox, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api.ts";
import { engagementsQuery } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { useSession } from "../session.ts";
import { useForm, type Form } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import type { DutyRota } from "../wire.ts";
import { dialogWords } from "./dialog-words.ts";
import { HoursFields } from "./HoursFields.tsx";
import { choiceOf, hoursOfChoice } from "./hours-choice.ts";
import { useDutyAnew, type RotaWish } from "./useRotaChange.ts";

const MINUTES = 15;
const RANKS = 1;

const isBetween = (text: string, least: number, most: number): boolean =>
  /^\d{1,3}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;

interface RotaDialogProps {
  /** Absent: a new one. */
  readonly rota?: DutyRota;
  readonly close: () => void;
}

/** The rules of a rota; who takes turns is said by its layers. */
export function RotaDialog({ rota, close }: RotaDialogProps) {
  const t = useWords(dialogWords);
  const save = useSave(rota);
  const [hours, setHours] = useState(() => choiceOf(rota?.plan.needed));
  const [serves, setServes] = useState<readonly string[]>(() => rota?.serves.map(({ id }) => id) ?? []);
  const [isTold, setTold] = useState(false);
  const form = useForm({
    fields: ["name", "timeZone", "minutes", "ranks"],
    check: ({ name, timeZone, minutes, ranks }) => {
      setTold(true);
      return {
        ...(name.trim() === "" && { name: t("nameMissing") }),
        ...(!isTimeZone(timeZone.trim()) && { timeZone: t("zoneUnknown") }),
        ...(!isBetween(minutes, 1, 240) && { minutes: t("minutesWrong") }),
        ...(!isBetween(ranks, 1, 10) && { ranks: t("ranksWrong") }),
      };
    },
    send: async (entries) => {
      const timeZone = entries.timeZone.trim();
      const needed = hoursOfChoice(hours, timeZone);
      if (needed === undefined) return;
      const settled = { timeZone, needed, acknowledgeMinutes: Number(entries.minutes), ranks: Number(entries.ranks) };
      await save({ name: entries.name.trim(), plan: { layers: [], ...rota?.plan, ...settled }, serves });
      close();
    },
  });
  return (
    <FormDialog title={t(rota === undefined ? "addRota" : "changeRota")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <TextInput
          {...form.field("name")}
          label={t("name")}
          defaultValue={rota?.name ?? ""}
          maxLength={100}
          autoComplete="off"
          data-autofocus
        />
        <HoursFields label={t("needed")} choice={hours} change={setHours} isTold={isTold} />
        <ServesFields serves={serves} change={setServes} />
        <RuleFields field={form.field} plan={rota?.plan} />
        <ProblemNote error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("save")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}

interface RuleFieldsProps {
  readonly field: Form<"name" | "minutes" | "ranks" | "timeZone">["field"];
  readonly plan: DutyRota["plan"] | undefined;
}

/** How long somebody has, and for what they are called. */
function RuleFields({ field, plan }: RuleFieldsProps) {
  const t = useWords(dialogWords);
  return (
    <>
      <TextInput
        {...field("minutes")}
        label={t("minutes")}
        description={t("minutesHelp")}
        defaultValue={String(plan?.acknowledgeMinutes ?? MINUTES)}
        inputMode="numeric"
        maxLength={3}
      />
      <TextInput
        {...field("ranks")}
        label={t("ranks")}
        description={t("ranksHelp")}
        defaultValue={String(plan?.ranks ?? RANKS)}
        inputMode="numeric"
        maxLength={2}
      />
      <TextInput
        {...field("timeZone")}
        label={t("zone")}
        defaultValue={plan?.timeZone ?? "Europe/Berlin"}
        maxLength={60}
      />
    </>
  );
}

/** Writes a rota anew, or makes it and goes there. */
function useSave(rota: DutyRota | undefined): (wish: RotaWish) => Promise<void> {
  const navigate = useNavigate();
  const anew = useDutyAnew();
  return async (wish) => {
    const body = { ...wish, serves: [...wish.serves] };
    if (rota !== undefined) {
      await request("PATCH /duty/rotas/:id", { params: { id: rota.id }, body, ifMatch: `"${rota.version}"` });
      await anew();
      return;
    }
    const made = await request("POST /duty/rotas", { body });
    await anew();
    await navigate({ to: "/duty/rotas/$rota", params: { rota: made.id } });
  };
}

interface ServesFieldsProps {
  readonly serves: readonly string[];
  readonly change: (serves: readonly string[]) => void;
}

/** The engagements of the company as provider. */
function ServesFields({ serves, change }: ServesFieldsProps) {
  const t = useWords(dialogWords);
  const { company } = useSession();
  const { data } = useQuery(engagementsQuery);
  const own = (data?.items ?? []).filter(({ provider, side }) => side === "provider" && provider.id === company?.id);
  return (
    <fieldset className="duty-hours">
      <legend>{t("serves")}</legend>
      {own.length === 0 && data !== undefined ? <p className="soft">{t("servesNone")}</p> : null}
      {own.map(({ id, name, client }) => (
        <Checkbox
          key={id}
          label={
            <span lang="">
              {client.name}, {name}
            </span>
          }
          checked={serves.includes(id)}
          onChange={({ currentTarget: { checked } }) =>
            change(checked ? [...serves, id] : serves.filter((each) => each !== id))
          }
        />
      ))}
    </fieldset>
  );
}
