import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import type { Tagged } from "@handschlag/api/client.ts";
import { request, taggedRequest } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import type { Translate } from "../i18n/words.ts";
import { BrowserSection } from "../push/BrowserSection.tsx";
import { useSession } from "../session.ts";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { NoticeSettings } from "../wire.ts";
import { noticeKindWords } from "./kind-words.ts";
import { DAYS, formOf, hoursOf, timeTyped, type DayName } from "./own-hours.ts";
import { noticeWords } from "./words.ts";
import "./notice.css";

type Kind = NoticeSettings["kinds"][number];
const WAYS = ["mail", "push", "digest", "page", "none"] as const;

/** Of what the reader is told, how, and when. */
export function NoticeSettingsPage() {
  const t = useWords(noticeWords);
  const { company } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ["notices", "settings"],
    queryFn: ({ signal }) => taggedRequest("GET /me/notice-settings", { signal }),
  });
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  return (
    <Page title={t("settingsTitle")} lead={t("settingsLead", { company: company?.name ?? "" })}>
      {data === undefined ? <Waiting lines={8} /> : <SettingsForm key={data.tag} settings={data} />}
      <BrowserSection />
    </Page>
  );
}

/** What is wrong in the form, by field. */
interface Faults {
  readonly timeZone?: string;
  readonly digestAt?: string;
  readonly times?: string;
  readonly days?: string;
}

/** What stands in the form; times that are none are `undefined`. */
interface Entered {
  readonly timeZone: string;
  readonly digestAt: string | undefined;
  readonly from: string | undefined;
  readonly until: string | undefined;
  /** Days on which mails may come; without it there are no hours. */
  readonly days: readonly DayName[] | undefined;
}

function enteredIn(form: HTMLFormElement, days: readonly DayName[] | undefined): Entered {
  const entries = new FormData(form);
  const textOf = (name: string): string => {
    const value = entries.get(name);
    return typeof value === "string" ? value : "";
  };
  const [digestAt, from, until] = ["digestAt", "from", "until"].map((name) => timeTyped(textOf(name)));
  return { timeZone: textOf("timeZone").trim(), digestAt, from, until, days };
}

const faultsOf = (
  { timeZone, digestAt, from, until, days }: Entered,
  t: Translate<(typeof noticeWords)["de"]>,
): Faults => ({
  ...(isZone(timeZone) ? {} : { timeZone: t("timeZoneWrong") }),
  ...(digestAt === undefined ? { digestAt: t("digestWrong") } : {}),
  ...(days !== undefined && !isSpan(from, until) ? { times: t("timesWrong") } : {}),
  ...(days?.length === 0 ? { days: t("daysMissing") } : {}),
});

function SettingsForm({ settings: { value, tag } }: { readonly settings: Tagged<NoticeSettings> }) {
  const t = useWords(noticeWords);
  const queries = useQueryClient();
  const [ways, setWays] = useState<Readonly<Record<string, Kind["way"]>>>({});
  const shown = formOf(value.hours);
  const [isLimited, setLimited] = useState(value.hours !== null);
  const [days, setDays] = useState<readonly DayName[]>(shown?.days ?? []);
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = enteredIn(event.currentTarget, isLimited ? days : undefined);
    const found = faultsOf(entered, t);
    setFaults(found);
    setProblem(null);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const { timeZone, digestAt, from, until } = entered;
    const hours = isLimited ? hoursOf(timeZone, { days, from: from!, until: until! }) : null;
    try {
      const body = { timeZone, digestAt: digestAt!, hours, ways };
      await request("PUT /me/notice-settings", { body, ifMatch: tag });
      await queries.invalidateQueries({ queryKey: ["notices"] });
      sayDone(t("saved"));
    } catch (refusal) {
      setProblem(refusal);
    }
    setBusy(false);
  };

  return (
    <form className="notice-form" onSubmit={(event) => void save(event)} noValidate>
      <WayTable kinds={value.kinds} ways={ways} choose={(name, way) => setWays({ ...ways, [name]: way })} />
      <Section title={t("when")} about={t("whenAbout")}>
        <div className="form">
          <TimeFields value={value} faults={faults} />
          <Checkbox
            label={t("limited")}
            checked={isLimited}
            onChange={({ currentTarget: { checked } }) => setLimited(checked)}
          />
          {isLimited && shown === undefined ? <p className="soft">{t("others")}</p> : null}
          {isLimited ? <HourFields {...{ days, setDays, faults }} from={shown?.from} until={shown?.until} /> : null}
          <ProblemNote error={problem} />
          <div className="form-actions">
            <Button type="submit" loading={isBusy}>
              {t("save")}
            </Button>
          </div>
        </div>
      </Section>
    </form>
  );
}

function TimeFields({ value, faults }: { readonly value: NoticeSettings; readonly faults: Faults }) {
  const t = useWords(noticeWords);
  return (
    <>
      <TextInput
        name="timeZone"
        label={t("timeZone")}
        description={t("timeZoneHelp")}
        defaultValue={value.timeZone}
        error={faults.timeZone}
      />
      <TextInput name="digestAt" label={t("digestAt")} defaultValue={value.digestAt} error={faults.digestAt} />
    </>
  );
}

interface HourFieldsProps {
  readonly days: readonly DayName[];
  readonly setDays: (days: readonly DayName[]) => void;
  readonly faults: Faults;
  readonly from: string | undefined;
  readonly until: string | undefined;
}

function HourFields({ days, setDays, faults, from = "08:00", until = "18:00" }: HourFieldsProps) {
  const t = useWords(noticeWords);
  return (
    <>
      <Checkbox.Group
        label={t("days")}
        error={faults.days}
        value={[...days]}
        onChange={(chosen) => setDays(DAYS.filter((day) => chosen.includes(day)))}
      >
        <div className="notice-days">
          {DAYS.map((day) => (
            <Checkbox key={day} value={day} label={t(day)} />
          ))}
        </div>
      </Checkbox.Group>
      <TextInput name="from" label={t("from")} defaultValue={from} error={faults.times} />
      <TextInput name="until" label={t("until")} defaultValue={until} />
    </>
  );
}

interface WayTableProps {
  readonly kinds: readonly Kind[];
  readonly ways: Readonly<Record<string, Kind["way"]>>;
  readonly choose: (name: string, way: Kind["way"]) => void;
}

function WayTable({ kinds, ways, choose }: WayTableProps) {
  const t = useWords(noticeWords);
  const kind = useWords(noticeKindWords);
  const named = (name: string): string => (kind.has(name) ? kind(name) : name);
  const columns: Column<Kind>[] = [
    { name: "what", head: t("what"), isKey: true, cell: ({ name }) => named(name) },
    {
      name: "how",
      head: t("how"),
      cell: ({ name, way, owed }) =>
        owed ? (
          <span className="soft">{t("owed")}</span>
        ) : (
          <NativeSelect
            aria-label={named(name)}
            value={ways[name] ?? way}
            data={WAYS.map((value) => ({ value, label: t(value === "none" ? "none_" : value) }))}
            onChange={({ currentTarget: { value } }) => choose(name, value as Kind["way"])}
          />
        ),
    },
  ];
  return <DataTable caption={t("settingsTitle")} columns={columns} rows={kinds} keyOf={({ name }) => name} />;
}

function isZone(name: string): boolean {
  try {
    // Throws for a name that is none.
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    return timeZone !== "" && (name.includes("/") || name === "UTC");
  } catch {
    return false;
  }
}

const isSpan = (from: string | undefined, until: string | undefined): boolean =>
  from !== undefined && until !== undefined && from < until;
