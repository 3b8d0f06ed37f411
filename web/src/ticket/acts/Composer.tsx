import { Button, Checkbox, FileButton, Textarea } from "@mantine/core";
import { useState, type FormEvent, type KeyboardEvent } from "react";
import { Original } from "../../contract/Original.tsx";
import { useLanguage, useWords } from "../../i18n/language.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Problem.tsx";
import { Key } from "../../ui/Shortcuts.tsx";
import { Choices } from "../Choices.tsx";
import { reasonInWords } from "../event-sentences.ts";
import { UploadList, type useUploads } from "../talk/Uploads.tsx";
import { instantOfField } from "../times.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { keepUnsent, unsentAt } from "../unsent.ts";
import { useOnce } from "../useOnce.ts";
import { sidesOf, useTicket } from "../view.ts";
import { Earlier, NO_EARLIER, type EarlierEntry } from "./Earlier.tsx";
import { actOf, KEY_BY_MODE, needsText, type Mode } from "./modes.ts";
import { useAct } from "./useAct.ts";
import type { ComposerState } from "./useComposer.ts";
import { actWords } from "./words.ts";
import "./acts.css";

type Faults = Partial<Record<"text" | "reason" | "at" | "backdateReason", string>>;

interface ComposerProps {
  readonly composer: ComposerState;
  readonly uploads: ReturnType<typeof useUploads>;
}

/** Where one writes: to the other side, to one's own, or about what one has done. */
export function Composer({ composer, uploads }: ComposerProps) {
  const t = useWords(actWords);
  const { mode } = composer;
  const unsent = useUnsent();
  if (mode === undefined) return <p className="soft">{t("nothing")}</p>;
  return (
    <div className={mode === "noted" ? "composer composer-internal" : "composer"}>
      <Modes composer={composer} />
      {composer.isGone ? <Notice>{t("changed")}</Notice> : null}
      <ComposerForm key={mode} mode={mode} unsent={unsent} composer={composer} uploads={uploads} />
    </div>
  );
}

/** What is being written. It is kept in another mode too, and over a closed page. */
function useUnsent() {
  const { id } = useTicket().ticket;
  const [text, setText] = useState(() => unsentAt(id));
  const write = (written: string) => {
    setText(written);
    keepUnsent(id, written);
  };
  return { text, write };
}

function Modes({ composer: { modes, mode, choose, choices } }: { readonly composer: ComposerState }) {
  const t = useWords(actWords);
  const keys = modes.map((each) => KEY_BY_MODE[each]);
  return (
    <div ref={choices} role="group" aria-label={t("what")} className="composer-modes">
      {modes.map((each, place) => (
        <button key={each} type="button" className="mode" aria-pressed={each === mode} onClick={() => choose(each)}>
          {each === "noted" ? <Icon name="lock" size={16} /> : null}
          {t(`mode-${each}`)}
          {KEY_BY_MODE[each] === undefined || keys.indexOf(KEY_BY_MODE[each]) !== place ? null : (
            <Key name={KEY_BY_MODE[each].toUpperCase()} />
          )}
        </button>
      ))}
    </div>
  );
}

interface ComposerFormProps extends ComposerProps {
  readonly mode: Mode;
  readonly unsent: ReturnType<typeof useUnsent>;
}

function ComposerForm({ mode, unsent, composer, uploads }: ComposerFormProps) {
  const t = useWords(actWords);
  const view = useTicket();
  const { text, write } = unsent;
  const [reason, setReason] = useState<string>();
  const [workaround, setWorkaround] = useState(false);
  const [earlier, setEarlier] = useState<EarlierEntry>(NO_EARLIER);
  const { faults, isBusy, problem, isDone, submit } = useSubmit(mode, unsent, composer, {
    reason,
    workaround,
    earlier,
  });
  const sendOnEnter = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
    if (event.key === "Escape") composer.rest();
  };
  const names = sidesOf(view);
  return (
    <form className="composer-form" onSubmit={submit} onKeyDown={sendOnEnter} noValidate>
      {mode === "paused" ? <PauseReason reason={reason} choose={setReason} error={faults.reason} /> : null}
      {mode === "messaged" && view.ticket.pause?.reason === "waiting-for-client" ? (
        <p className="soft">{t("resumesByMessage")}</p>
      ) : null}
      <Textarea
        ref={composer.area}
        name="text"
        size="md"
        label={t(`text-${mode}`, names)}
        value={text}
        error={faults.text}
        maxLength={50_000}
        autosize
        minRows={3}
        maxRows={18}
        onChange={({ currentTarget: { value } }) => write(value)}
      />
      {mode === "restored" ? (
        <Checkbox
          label={t("workaround")}
          checked={workaround}
          onChange={({ currentTarget: { checked } }) => setWorkaround(checked)}
        />
      ) : null}
      {view.rights.includes("ticket:backdate") ? <Earlier entry={earlier} change={setEarlier} faults={faults} /> : null}
      <UploadList {...uploads} />
      <TicketProblem error={problem} />
      <SendRow mode={mode} isBusy={isBusy} hasText={text !== ""} uploads={uploads} />
      <span role="status" className="only-read">
        {isDone ? t("done") : ""}
      </span>
    </form>
  );
}

interface SendRowProps {
  readonly mode: Mode;
  readonly isBusy: boolean;
  readonly hasText: boolean;
  readonly uploads: ReturnType<typeof useUploads>;
}

function SendRow({ mode, isBusy, hasText, uploads }: SendRowProps) {
  const t = useWords(actWords);
  const view = useTicket();
  return (
    <div className="row">
      <Button type="submit" loading={isBusy}>
        {t(`send-${mode}`, sidesOf(view))}
      </Button>
      <AttachButton uploads={uploads} internal={mode === "noted"} />
      <span className="composer-hint soft">
        {hasText ? t("keep") : null} <Key name={t("sendKey")} />
      </span>
    </div>
  );
}

interface Entered {
  readonly reason: string | undefined;
  readonly workaround: boolean;
  readonly earlier: EarlierEntry;
}

/** Checks what was entered and does it; what the server refuses is given back to the field. */
function useSubmit(
  mode: Mode,
  { text, write }: ReturnType<typeof useUnsent>,
  { rest, choose, area }: ComposerState,
  { reason, workaround, earlier }: Entered,
) {
  const t = useWords(actWords);
  const act = useAct();
  const { isBusy, problem, once } = useOnce();
  const [faults, setFaults] = useState<Faults>({});
  const [isDone, setDone] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const at = earlier.isOn ? instantOfField(earlier.at) : undefined;
    const found: Faults = {
      ...(needsText(mode) && text.trim() === "" ? { text: t("missing") } : {}),
      ...(mode === "paused" && reason === undefined ? { reason: t("pauseMissing") } : {}),
      ...(earlier.isOn && at === undefined ? { at: t("earlierAtMissing") } : {}),
      ...(earlier.isOn && earlier.reason.trim() === "" ? { backdateReason: t("earlierReasonMissing") } : {}),
    };
    setFaults(found);
    if (found.text !== undefined) area.current?.focus();
    if (Object.keys(found).length > 0) return;
    const when = at === undefined ? {} : { earlier: { at, reason: earlier.reason.trim() } };
    const wish = actOf(mode, text, { reason, workaround, ...when });
    // What was said is seen above at once, and comes back here if it is refused.
    write("");
    area.current?.blur();
    const isCarriedOut = await once(() => act(wish));
    setDone(isCarriedOut);
    if (isCarriedOut) return rest();
    write(text);
    choose(mode);
  };
  return { faults, isBusy, problem, isDone, submit: (event: FormEvent) => void submit(event) };
}

interface PauseReasonProps {
  readonly reason: string | undefined;
  readonly choose: (reason: string) => void;
  readonly error: string | undefined;
}

function PauseReason({ reason, choose, error }: PauseReasonProps) {
  const t = useWords(actWords);
  const { language } = useLanguage();
  const view = useTicket();
  const { pauseReasons } = view.ticket;
  if (pauseReasons.length === 0) return <p className="soft">{t("pauseNone")}</p>;
  return (
    <Choices
      legend={t("pauseReason")}
      help={t("pauseHelp", { other: sidesOf(view).other })}
      name="reason"
      choices={pauseReasons.map((each) => ({
        value: each.reason,
        label: reasonInWords(each.reason, language),
        help: each.description === null ? undefined : <Original>{each.description}</Original>,
      }))}
      value={reason}
      choose={choose}
      error={reason === undefined ? error : undefined}
    />
  );
}

interface AttachButtonProps {
  readonly uploads: ReturnType<typeof useUploads>;
  readonly internal: boolean;
}

function AttachButton({ uploads, internal }: AttachButtonProps) {
  const t = useWords(actWords);
  return (
    <FileButton multiple onChange={(files) => void uploads.take(files, internal)}>
      {(props) => (
        <Button variant="default" leftSection={<Icon name="clip" size={18} />} {...props}>
          {t(internal ? "attachInternal" : "attach")}
        </Button>
      )}
    </FileButton>
  );
}
