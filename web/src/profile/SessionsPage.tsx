import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Moment } from "../ui/Moment.tsx";
import { Page } from "../ui/Page.tsx";
import { PageError } from "../ui/PageError.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import type { OwnSessions } from "../wire.ts";
import { deviceOf } from "./device.ts";

const words = defineWords({
  de: {
    title: "Meine Anmeldungen",
    lead: {
      one: "Sie sind nur hier angemeldet.",
      other:
        "Sie sind an {count} Stellen angemeldet. Was Sie nicht kennen, beenden Sie; ändern Sie danach Ihr Passwort.",
    },
    device: "Gerät",
    current: "{device} (diese Anmeldung)",
    address: "Adresse",
    seen: "Zuletzt gesehen",
    begun: "Angemeldet",
    end: "Beenden",
    ended: "Die Anmeldung ist beendet.",
    unknown: "Unbekanntes Gerät",
  },
  en: {
    title: "My sessions",
    lead: {
      one: "You are signed in only here.",
      other: "You are signed in at {count} places. End what you do not know, then change your password.",
    },
    device: "Device",
    current: "{device} (this session)",
    address: "Address",
    seen: "Last seen",
    begun: "Signed in",
    end: "End",
    ended: "The session has ended.",
    unknown: "Unknown device",
  },
});

type OwnSession = OwnSessions["items"][number];

/** Where one is signed in, and ending it. */
export function SessionsPage() {
  const t = useWords(words);
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ["me", "sessions"],
    queryFn: ({ signal }) => request("GET /me/sessions", { signal }),
  });
  const end = async ({ id }: OwnSession) => {
    setProblem(null);
    await request("DELETE /me/sessions/:id", { params: { id } });
    await queries.invalidateQueries({ queryKey: ["me", "sessions"] });
    sayDone(t("ended"));
  };
  const columns: Column<OwnSession>[] = [
    {
      name: "device",
      head: t("device"),
      isKey: true,
      cell: ({ agent, current }) => {
        const device = deviceOf(agent) ?? t("unknown");
        return <span title={agent}>{current ? t("current", { device }) : device}</span>;
      },
    },
    { name: "seen", head: t("seen"), cell: ({ seenAt }) => <Moment at={seenAt} /> },
    { name: "begun", head: t("begun"), cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { name: "address", head: t("address"), cell: ({ address }) => <span className="figures">{address}</span> },
    {
      name: "end",
      head: t("end"),
      kind: "actions",
      cell: (session) =>
        session.current ? null : (
          <Button variant="subtle" size="compact-md" onClick={() => void end(session).catch(setProblem)}>
            {t("end")}
          </Button>
        ),
    },
  ];
  if (error !== null && data === undefined) return <PageError error={error} again={() => void refetch()} />;
  return (
    <Page title={t("title")} lead={data === undefined ? undefined : t("lead", { count: data.items.length })}>
      <ProblemNote error={problem} />
      {data === undefined ? (
        <Waiting />
      ) : (
        <DataTable caption={t("title")} columns={columns} rows={data.items} keyOf={({ id }) => id} />
      )}
    </Page>
  );
}
