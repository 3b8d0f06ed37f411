import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api.ts";
import { otherSideOf } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { Typed } from "../ticket/Typed.tsx";
import { useForm } from "../ui/form.ts";
import { Moment } from "../ui/Moment.tsx";
import { Section } from "../ui/Page.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { SideMarker } from "../ui/SideMarker.tsx";
import type { Change } from "../wire.ts";
import type { ChangeProps } from "./ChangePage.tsx";
import { changePageWords } from "./page-words.ts";

/** Who decided what, as whom, and who bears the risk as it was printed then. */
export function Decisions({ change: { decisions } }: { readonly change: Change }) {
  const t = useWords(changePageWords);
  if (decisions.length === 0) return null;
  return (
    <Section title={t("decisions")}>
      <ul className="change-list">
        {decisions.map(({ person, contact, answer, comment, way, riskBorneBy, at, isOfThisRound }) => (
          <li key={`${at} ${contact}`} className="change-note">
            <p>
              <strong>{t(answer === "approved" ? "decisionApproved" : "decisionDeclined", { person })}</strong>{" "}
              <Moment at={at} />
            </p>
            {comment === null ? null : (
              <p className="change-text" lang="" dir="auto">
                {comment}
              </p>
            )}
            <p className="soft">
              {contact === "owner" || contact === person ? null : t("decisionFor", { contact })}{" "}
              {riskBorneBy === null ? null : t("decisionBearer", { name: riskBorneBy })}{" "}
              {way === "link" ? t("byLink") : null} {isOfThisRound ? null : t("earlier")}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Questions and answers, and what a side keeps to itself. */
export function Notes({ change, engagement }: ChangeProps) {
  const t = useWords(changePageWords);
  const { notes, acts } = change;
  return (
    <Section title={t("notes")}>
      {notes.length === 0 ? <p className="soft">{t("notesNone")}</p> : null}
      <ul className="change-list">
        {notes.map(({ person, text, at, visibleTo }) => (
          <li key={`${at} ${person} ${text}`} className="change-note">
            <p className="row">
              <strong>
                <Typed>{person}</Typed>
              </strong>
              <Moment at={at} />
              {visibleTo === "both" ? null : <SideMarker visibleTo={visibleTo} />}
            </p>
            <p className="change-text" lang="" dir="auto">
              {text}
            </p>
          </li>
        ))}
      </ul>
      {acts.includes("noted") ? <NoteForm change={change} engagement={engagement} /> : null}
    </Section>
  );
}

function NoteForm({ change, engagement }: ChangeProps) {
  const t = useWords(changePageWords);
  const queries = useQueryClient();
  // A form that was sent begins anew.
  const [count, setCount] = useState(0);
  const form = useForm({
    fields: ["text", "visibleTo"],
    check: ({ text }) => (text.trim() === "" ? { text: t("noteMissing") } : {}),
    send: async ({ text, visibleTo }) => {
      await request("POST /engagements/:id/changes/:other/events", {
        params: { id: engagement.id, other: change.id },
        body: { type: "noted", text: text.trim(), visibleTo: visibleTo === "own" ? "own" : "both" },
      });
      await queries.invalidateQueries();
      setCount((before) => before + 1);
    },
  });
  return (
    <form key={count} className="form form-wide" onSubmit={form.submit} noValidate>
      <Textarea
        {...form.field("text")}
        label={t("note")}
        description={t("noteHelp", { company: otherSideOf(engagement).name })}
        rows={3}
        maxLength={2_000}
      />
      <NativeSelect
        {...form.field("visibleTo")}
        label={t("noteFor")}
        data={[
          { value: "both", label: t("noteBoth") },
          { value: "own", label: t("noteOwn") },
        ]}
      />
      <ProblemNote error={form.problem} />
      <div className="form-actions">
        <Button type="submit" variant="default" loading={form.isBusy}>
          {t("sendNote")}
        </Button>
      </div>
    </form>
  );
}
