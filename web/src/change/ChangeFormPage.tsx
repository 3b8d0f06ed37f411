import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { request } from "../api.ts";
import { otherSideOf, useCurrentEngagement } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { Page } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import { ChangeForm } from "./ChangeForm.tsx";
import { changeQuery } from "./changes.ts";
import { changeFormWords } from "./form-words.ts";
import "./change.css";

/** Asks for a change, perhaps out of a ticket. */
export function NewChangePage() {
  const t = useWords(changeFormWords);
  const { id } = useParams({ from: "/frame/engagements/$id/changes/new" });
  const { ticket, subject } = useSearch({ from: "/frame/engagements/$id/changes/new" });
  const engagement = useCurrentEngagement();
  const navigate = useNavigate();
  const queries = useQueryClient();
  if (engagement === undefined) return <Waiting lines={8} />;
  return (
    <Page title={t("newTitle")} lead={t("lead", { company: otherSideOf(engagement).name })}>
      {subject === undefined ? null : <p className="soft">{t("ticketFrom", { subject })}</p>}
      <ChangeForm
        engagement={engagement}
        title={subject}
        label={t("send")}
        back={() => void navigate({ to: "/engagements/$id/changes", params: { id } })}
        send={async ({ kind, standard, ...wording }) => {
          const made = await request("POST /engagements/:id/changes", {
            params: { id },
            body: {
              kind,
              ...(standard !== undefined && { standard }),
              ...(ticket !== undefined && { ticketId: ticket }),
              ...wording,
            },
          });
          sayDone(t("sent"));
          await queries.invalidateQueries();
          await navigate({ to: "/engagements/$id/changes/$change", params: { id, change: made.id } });
        }}
      />
    </Page>
  );
}

/** Writes a change anew, while nobody has decided. */
export function EditChangePage() {
  const t = useWords(changeFormWords);
  const { id, change: changeId } = useParams({ from: "/frame/engagements/$id/changes/$change/edit" });
  const engagement = useCurrentEngagement();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: change, error, refetch } = useQuery(changeQuery(id, changeId));
  if (error !== null && change === undefined) return <PageError error={error} again={() => void refetch()} />;
  if (change === undefined || engagement === undefined) return <Waiting lines={8} />;
  const toChange = () => navigate({ to: "/engagements/$id/changes/$change", params: { id, change: changeId } });
  return (
    <Page
      title={t("editTitle", { number: String(change.number) })}
      lead={t("lead", { company: otherSideOf(engagement).name })}
    >
      <ChangeForm
        key={change.version}
        engagement={engagement}
        change={change}
        label={t("save")}
        back={() => void toChange()}
        send={async ({ kind: _kind, standard: _standard, ...wording }) => {
          await request("PUT /engagements/:id/changes/:other", {
            params: { id, other: changeId },
            body: wording,
            ifMatch: `"${change.version}"`,
          });
          await queries.invalidateQueries();
          await toChange();
        }}
      />
    </Page>
  );
}
