import { Button, CloseButton, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { useForm } from "../ui/form.ts";
import { ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import type { SavedView, SavedViews } from "../wire.ts";
import type { Reader } from "./reader.ts";
import { searchWritten, writtenSearch, type QueueSearch } from "./search.ts";
import { builtInViews, isSameView, viewsQuery } from "./views.ts";
import { queueWords } from "./words.ts";

/** Ways to look at the queue: those that everybody has, one's own, and keeping the present one. */
export function Views({ search, reader }: { readonly search: QueueSearch; readonly reader: Reader }) {
  const t = useWords(queueWords);
  const { data } = useQuery(viewsQuery);
  const [isKeeping, setKeeping] = useState(false);
  const builtIn = builtInViews(reader);
  const saved = data?.items ?? [];
  const isKnown = [...builtIn, ...saved.map(({ query }) => ({ search: searchWritten(query) }))].some((view) =>
    isSameView(view.search, search),
  );
  return (
    <nav className="views" aria-label={t("views")}>
      {builtIn.map((view) => (
        <ViewLink key={view.name} search={view.search} isShown={isSameView(view.search, search)} label={t(view.name)} />
      ))}
      {saved.map((view) => (
        <OwnView key={view.id} view={view} shown={search} />
      ))}
      {isKnown || data === undefined ? null : (
        <button type="button" className="link-button" onClick={() => setKeeping(true)}>
          {t("keepView")}
        </button>
      )}
      {isKeeping ? <KeepDialog query={writtenSearch(search)} close={() => setKeeping(false)} /> : null}
    </nav>
  );
}

interface ViewLinkProps {
  readonly search: QueueSearch;
  readonly isShown: boolean;
  readonly label: string;
}

function ViewLink({ search, isShown, label }: ViewLinkProps) {
  return (
    <Link
      to="/tickets"
      search={search}
      className={isShown ? "view view-shown" : "view"}
      activeOptions={{ exact: true, includeSearch: true }}
      {...(isShown && { "aria-current": "page" })}
    >
      {label}
    </Link>
  );
}

function OwnView({ view: { id, name, query }, shown }: { readonly view: SavedView; readonly shown: QueueSearch }) {
  const t = useWords(queueWords);
  const queries = useQueryClient();
  const search = searchWritten(query);
  const isShown = isSameView(search, shown);
  const put = (to: (items: readonly SavedView[]) => SavedView[]) =>
    queries.setQueryData<SavedViews>(viewsQuery.queryKey, (views) => views && { items: to(views.items) });
  const drop = async () => {
    put((items) => items.filter((view) => view.id !== id));
    try {
      await request("DELETE /me/views/:id", { params: { id } });
      sayDone(t("viewDropped", { name }), () => {
        void request("POST /me/views", { body: { name, query } }).then(() =>
          queries.invalidateQueries({ queryKey: viewsQuery.queryKey }),
        );
      });
    } finally {
      await queries.invalidateQueries({ queryKey: viewsQuery.queryKey });
    }
  };
  return (
    <span className="view-own">
      <ViewLink search={search} isShown={isShown} label={name} />
      {isShown ? <CloseButton size="sm" aria-label={t("dropView", { name })} onClick={() => void drop()} /> : null}
    </span>
  );
}

function KeepDialog({ query, close }: { readonly query: string; readonly close: () => void }) {
  const t = useWords(queueWords);
  const queries = useQueryClient();
  const form = useForm({
    fields: ["name"],
    check: ({ name }) => (name.trim() === "" ? { name: t("viewNameMissing") } : {}),
    send: async ({ name }) => {
      await request("POST /me/views", { body: { name: name.trim(), query } });
      await queries.invalidateQueries({ queryKey: viewsQuery.queryKey });
      sayDone(t("viewKept", { name: name.trim() }));
      close();
    },
  });
  return (
    <FormDialog title={t("keepView")} close={close}>
      <form className="form form-wide" onSubmit={form.submit} noValidate>
        <TextInput {...form.field("name")} label={t("viewName")} maxLength={100} autoComplete="off" data-autofocus />
        <ProblemNote error={form.problem} />
        <div className="form-actions">
          <Button type="submit" loading={form.isBusy}>
            {t("keepView")}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}
