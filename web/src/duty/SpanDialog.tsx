import type { Instant } from "@handschlag/engine/instant.ts";
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { useSession } from "../session.ts";
import { useForm, type Form } from "../ui/form.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import type { DutyRota } from "../wire.ts";
import { dialogWords } from "./dialog-words.ts";
import { instantIn, localIn } from "./duty.ts";
import { useColleagues } from "./LayerDialog.tsx";
import { useDutyAnew } from "./useRotaChange.ts";

/** `take`: the reader takes a stretch; `other`: somebody does; `away`: somebody is absent. */
export type SpanKind = "take" | "other" | "away";

const TITLES = { take: "takeTitle", other: "takeOtherTitle", away: "awayTitle" } as const;

interface SpanDialogProps {
  readonly rota: DutyRota;
  readonly kind: SpanKind;
  readonly close: () => void;
}

/** A stretch for which a rota departs from its plan. */
export function SpanDialog({ rota, kind, close }: SpanDialogProps) {
  const t = useWords(dialogWords);
  const me = useSession().person.id;
  const anew = useDutyAnew();
  const { id, plan } = rota;
  const form = useForm({
    fields: ["layerId", "personId", "substituteId", "from", "until"],
    check: ({ from, until }) => {
      const [begin, end] = [instantIn(plan.timeZone, from), instantIn(plan.timeZone, until, true)];
      return {
        ...(begin === undefined && { from: t("momentMissing") }),
        ...(end === undefined && { until: t("momentMissing") }),
        ...(begin !== undefined &&
          end !== undefined &&
          (end <= begin || end <= Date.now()) && { until: t("endsBefore") }),
      };
    },
    send: async ({ layerId, personId, substituteId, from, until }) => {
      const span = {
        from: new Date(instantIn(plan.timeZone, from)!).toISOString(),
        until: new Date(instantIn(plan.timeZone, until, true)!).toISOString(),
      };
      const body =
        kind === "away"
          ? { kind: "absence" as const, personId, substituteId: substituteId === "" ? null : substituteId, ...span }
          : { kind: "override" as const, layerId, personId: kind === "take" ? me : personId, ...span };
      await request("POST /duty/rotas/:id/spans", { params: { id }, body });
      await anew();
      close();
    },
  });
  return (
    <FormDialog title={t(TITLES[kind])} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <WhoFields field={form.field} rota={rota} kind={kind} />
        <WhenFields field={form.field} rota={rota} kind={kind} />
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

interface FieldsProps extends Omit<SpanDialogProps, "close"> {
  readonly field: Form<"layerId" | "personId" | "substituteId" | "from" | "until">["field"];
}

function WhoFields({ field, rota, kind }: FieldsProps) {
  const t = useWords(dialogWords);
  const people = useColleagues().map(({ id, name }) => ({ value: id, label: name }));
  const layers = rota.plan.layers.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      {kind === "away" ? null : <NativeSelect {...field("layerId")} label={t("layer")} data={layers} />}
      {kind === "take" ? null : (
        <NativeSelect {...field("personId")} label={t(kind === "away" ? "away" : "person")} data={people} />
      )}
      {kind === "away" ? (
        <NativeSelect
          {...field("substituteId")}
          label={t("substitute")}
          data={[{ value: "", label: t("nobody") }, ...people]}
        />
      ) : null}
    </>
  );
}

/** From when to when, in the rota's zone: the next gap, where there is one to fill. */
function WhenFields({ field, rota: { plan, gaps }, kind }: FieldsProps) {
  const t = useWords(dialogWords);
  const gap = kind === "away" ? undefined : gaps[0];
  const local = (at: string | undefined) => (at === undefined ? "" : localIn(plan.timeZone, Date.parse(at) as Instant));
  return (
    <>
      <TextInput
        {...field("from")}
        type="datetime-local"
        label={t("spanFrom")}
        description={t("zoneIs", { zone: plan.timeZone })}
        defaultValue={local(gap?.from)}
      />
      <TextInput {...field("until")} type="datetime-local" label={t("spanUntil")} defaultValue={local(gap?.until)} />
    </>
  );
}

/** What the next one on call has to know. */
export function NoteDialog({ rota: { id }, close }: Omit<SpanDialogProps, "kind">) {
  const t = useWords(dialogWords);
  const anew = useDutyAnew();
  const form = useForm({
    fields: ["text"],
    check: ({ text }) => (text.trim() === "" ? { text: t("noteMissing") } : {}),
    send: async ({ text }) => {
      await request("POST /duty/rotas/:id/notes", { params: { id }, body: { text: text.trim() } });
      await anew();
      close();
    },
  });
  return (
    <FormDialog title={t("noteTitle")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <Textarea {...form.field("text")} label={t("noteText")} maxLength={4_000} autosize minRows={4} data-autofocus />
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
