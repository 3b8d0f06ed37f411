import { Button, Checkbox, FileButton, Textarea } from "@mantine/core";
import { useState, type FormEvent, type KeyboardEvent } from "react";
import { Original } from "../../contract/Original.tsx";
import { useLanguage, useWords } from "../../i18n/language.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Problem.tsx";
import { Key } from "../../ui/Shortcuts.tsx";
import { Choices } from "../Choices.tsx";
import { ChosenFiles } from "../FileChoice.tsx";
import { reasonInWords } from "../event-sentences.ts";
import { UploadList, type useUploads } from "../talk/Uploads.tsx";
import { instantOfField } from "../times.ts";
import { TicketProblem } from "../TicketProblem.tsx";
import { sidesOf, useTicket } from "../view.ts";
import { Earlier } from "./Earlier.tsx";
import { TemplateChoice } from "./TemplateChoice.tsx";
import { actOf, isSpeech, KEY_BY_MODE, needsText, type Mode } from "./modes.ts";
import type { ComposerState } from "./useComposer.ts";
import { usePen, type Pen } from "./usePen.ts";
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
  const pen = usePen(composer, uploads);
  if (mode === undefined) return <p className="soft">{t("nothing")}</p>;
  return (
    <div className={mode === "noted" ? "composer composer-internal" : "composer"}>
      <Modes composer={composer} />
      {composer.isGone ? <Notice>{t("changed")}</Notice> : null}
      <ComposerForm key={mode} mode={mode} pen={pen} composer={composer} />
      <UploadList {...uploads} />
      <TicketProblem error={pen.problem} />
      <span role="status" className="only-read">
        {pen.sentCount === 0 ? "" : t("done", { count: pen.sentCount })}
      </span>
    </div>
  );
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

interface ComposerFormProps {
  readonly mode: Mode;
  readonly pen: Pen;
  readonly composer: ComposerState;
}

function ComposerForm({ mode, pen, composer }: ComposerFormProps) {
  const t = useWords(actWords);
  const view = useTicket();
  const { text, write, entered, enter } = pen;
  const { faults, submit } = useSubmit(mode, pen, composer);
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
    if (event.key === "Escape") composer.rest();
  };
  return (
    <form className="composer-form" onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      {mode === "paused" ? (
        <PauseReason reason={entered.reason} choose={(reason) => enter({ reason })} error={faults.reason} />
      ) : null}
      {mode === "messaged" && view.ticket.pause?.reason === "waiting-for-client" ? (
        <p className="soft">{t("resumesByMessage")}</p>
      ) : null}
      <Textarea
        ref={composer.area}
        name="text"
        size="md"
        label={t(`text-${mode}`, sidesOf(view))}
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
          checked={entered.workaround}
          onChange={({ currentTarget: { checked } }) => enter({ workaround: checked })}
        />
      ) : null}
      {view.rights.includes("ticket:backdate") ? (
        <Earlier entry={entered.earlier} change={(earlier) => enter({ earlier })} faults={faults} />
      ) : null}
      <ChosenFiles files={composer.files} change={composer.attach} />
      <SendRow mode={mode} text={text} write={write} composer={composer} />
    </form>
  );
}

interface SendRowProps {
  readonly mode: Mode;
  readonly text: string;
  readonly write: (text: string) => void;
  readonly composer: ComposerState;
}

function SendRow({ mode, text, write, composer }: SendRowProps) {
  const t = useWords(actWords);
  const view = useTicket();
  return (
    <div className="row">
      <Button type="submit">{t(`send-${mode}`, sidesOf(view))}</Button>
      <AttachButton composer={composer} />
      <TemplateChoice text={text} write={write} />
      <span className="composer-hint soft">
        {text === "" ? null : t("keep")} <Key name={t("sendKey")} />
      </span>
    </div>
  );
}

/** Checks what was entered, and sends it. */
function useSubmit(mode: Mode, { text, entered, send }: Pen, { files, area }: ComposerState) {
  const t = useWords(actWords);
  const [faults, setFaults] = useState<Faults>({});
  const { reason, workaround, earlier } = entered;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const at = earlier.isOn ? instantOfField(earlier.at) : undefined;
    // A picture may say it all.
    const isOnlyFiles = isSpeech(mode) && text.trim() === "" && files.length > 0;
    const found: Faults = {
      ...(needsText(mode) && text.trim() === "" && !isOnlyFiles ? { text: t("missing") } : {}),
      ...(mode === "paused" && reason === undefined ? { reason: t("pauseMissing") } : {}),
      ...(earlier.isOn && at === undefined ? { at: t("earlierAtMissing") } : {}),
      ...(earlier.isOn && earlier.reason.trim() === "" ? { backdateReason: t("earlierReasonMissing") } : {}),
    };
    setFaults(found);
    if (found.text !== undefined) area.current?.focus();
    if (Object.keys(found).length > 0) return;
    const when = at === undefined ? {} : { earlier: { at, reason: earlier.reason.trim() } };
    send(mode, isOnlyFiles ? undefined : actOf(mode, text, { reason, workaround, ...when }));
  };
  return { faults, submit };
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

/** Files wait here until they are sent, so that none goes to the other side by mistake. */
function AttachButton({ composer: { files, attach } }: { readonly composer: ComposerState }) {
  const t = useWords(actWords);
  return (
    <FileButton multiple onChange={(chosen) => attach([...files, ...chosen])}>
      {(props) => (
        <Button variant="default" leftSection={<Icon name="clip" size={18} />} {...props}>
          {t("attach")}
        </Button>
      )}
    </FileButton>
  );
}
