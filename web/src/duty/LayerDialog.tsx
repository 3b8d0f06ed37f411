import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { peopleQuery } from "../company/people.ts";
import { useWords } from "../i18n/language.tsx";
import { useForm } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import type { DutyRota } from "../wire.ts";
import { dialogWords } from "./dialog-words.ts";
import { mondayOf, namesIn } from "./duty.ts";
import { HoursFields } from "./HoursFields.tsx";
import { choiceOf, hoursOfChoice } from "./hours-choice.ts";
import { useRotaChange } from "./useRotaChange.ts";
import type { Instant } from "@handschlag/engine/instant.ts";

type Layer = DutyRota["plan"]["layers"][number];

/** Colleagues who can be on call, by name. */
export function useColleagues(): readonly { readonly id: string; readonly name: string }[] {
  const { data } = useQuery(peopleQuery);
  return (data?.items ?? []).filter(({ providerRole }) => providerRole !== null);
}

interface LayerDialogProps {
  readonly rota: DutyRota;
  /** Absent: a new one, called last. */
  readonly layer?: Layer;
  readonly close: () => void;
}

/** Who takes turns in a layer, and in which hours. */
export function LayerDialog({ rota, layer, close }: LayerDialogProps) {
  const t = useWords(dialogWords);
  const change = useRotaChange(rota);
  const [people, setPeople] = useState<readonly string[]>(layer?.people ?? []);
  const [hours, setHours] = useState(() => choiceOf(layer?.hours ?? rota.plan.needed));
  const [isTold, setTold] = useState(false);
  const { plan } = rota;
  const form = useForm({
    fields: ["name", "turnDays", "from", "at"],
    check: ({ name, from, at }) => {
      setTold(true);
      return {
        ...(name.trim() === "" && { name: t("nameMissing") }),
        ...(from === "" && { from: t("fromMissing") }),
        ...(!/^\d{2}:\d{2}$/.test(at) && { at: t("atWrong") }),
      };
    },
    send: async ({ name, turnDays, from, at }) => {
      const settled = hoursOfChoice(hours, plan.timeZone);
      if (settled === undefined || people.length === 0) return;
      const turns = { people: [...people], turnDays: Number(turnDays), from, at };
      const made: Layer = { id: layer?.id ?? crypto.randomUUID(), name: name.trim(), ...turns, hours: settled };
      const layers =
        layer === undefined ? [...plan.layers, made] : plan.layers.map((each) => (each.id === layer.id ? made : each));
      await change({ plan: { ...plan, layers } });
      close();
    },
  });
  return (
    <FormDialog title={t(layer === undefined ? "addLayer" : "changeLayer")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <TextInput
          {...form.field("name")}
          label={t("layerName")}
          description={t("layerHelp")}
          defaultValue={layer?.name ?? ""}
          maxLength={100}
          autoComplete="off"
          data-autofocus
        />
        <PeopleFields rota={rota} people={people} change={setPeople} isTold={isTold} />
        <HoursFields label={t("layerHours")} choice={hours} change={setHours} isTold={isTold} />
        <TurnField {...form.field("turnDays")} days={layer?.turnDays ?? 7} />
        <TextInput
          {...form.field("from")}
          type="date"
          label={t("from")}
          defaultValue={layer?.from ?? mondayOf(plan.timeZone, Date.now() as Instant)}
        />
        <TextInput {...form.field("at")} type="time" label={t("at")} defaultValue={layer?.at ?? "08:00"} />
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

const USUAL_TURNS = [1, 7, 14];

function TurnField({ name, days }: { readonly name: string; readonly days: number }) {
  const t = useWords(dialogWords);
  const named: Readonly<Record<number, string>> = { 1: t("daily"), 7: t("weekly"), 14: t("fortnightly") };
  const choices = USUAL_TURNS.includes(days) ? USUAL_TURNS : [...USUAL_TURNS, days];
  return (
    <NativeSelect
      name={name}
      label={t("turnDays")}
      defaultValue={String(days)}
      data={choices.map((count) => ({ value: String(count), label: named[count] ?? t("days", { count }) }))}
    />
  );
}

interface PeopleFieldsProps {
  readonly rota: DutyRota;
  readonly people: readonly string[];
  readonly change: (people: readonly string[]) => void;
  readonly isTold: boolean;
}

/** An order of people; one may come twice. */
function PeopleFields({ rota, people, change, isTold }: PeopleFieldsProps) {
  const t = useWords(dialogWords);
  const colleagues = useColleagues();
  const names = namesIn(rota);
  const nameOf = (id: string) => colleagues.find((each) => each.id === id)?.name ?? names.get(id) ?? "–";
  const up = (place: number) => {
    const [moved] = people.slice(place, place + 1);
    const others = people.filter((_, index) => index !== place);
    change([...others.slice(0, place - 1), moved!, ...others.slice(place - 1)]);
  };
  return (
    <fieldset className="duty-hours">
      <legend>{t("people")}</legend>
      <p className="soft">{t("peopleHelp")}</p>
      <ol className="duty-people">
        {people.map((id, place) => (
          <li key={`${id} ${place}`}>
            <span>{nameOf(id)}</span>
            {place === 0 ? null : (
              <Button
                variant="subtle"
                size="compact-md"
                aria-label={t("up", { name: nameOf(id) })}
                onClick={() => up(place)}
              >
                ↑
              </Button>
            )}
            <Button
              variant="subtle"
              size="compact-md"
              aria-label={t("removePerson", { name: nameOf(id) })}
              onClick={() => change(people.filter((_, index) => index !== place))}
            >
              <Icon name="not" size={16} />
            </Button>
          </li>
        ))}
      </ol>
      <NativeSelect
        label={t("addPerson")}
        value=""
        error={isTold && people.length === 0 ? t("peopleMissing") : undefined}
        onChange={({ currentTarget: { value } }) => (value === "" ? undefined : change([...people, value]))}
        data={[{ value: "", label: t("choose") }, ...colleagues.map(({ id, name }) => ({ value: id, label: name }))]}
      />
    </fieldset>
  );
}
