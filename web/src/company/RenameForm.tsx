import { Button, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { request, taggedRequest } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { useForm } from "../ui/form.ts";
import { Section } from "../ui/Page.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { sayDone } from "../ui/Toasts.tsx";
import { companyWords } from "./words.ts";

export function RenameForm() {
  const t = useWords(companyWords);
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ["company"],
    queryFn: ({ signal }) => taggedRequest("GET /company", { signal }),
  });
  const form = useForm({
    fields: ["name"],
    check: ({ name }) => (name.trim() === "" ? { name: t("nameMissing") } : {}),
    send: async (body) => {
      await request("PATCH /company", { body, ifMatch: data?.tag });
      await queries.invalidateQueries();
      sayDone(t("renamed"));
    },
  });
  if (data === undefined) return null;
  return (
    <Section title={t("rename")}>
      <form key={data.tag} className="form" onSubmit={form.submit} noValidate>
        <TextInput {...form.field("name")} aria-label={t("rename")} defaultValue={data.value.name} autoComplete="off" />
        <ProblemNote error={form.problem} />
        <div className="form-actions">
          <Button type="submit" variant="default" loading={form.isBusy}>
            {t("renameAct")}
          </Button>
        </div>
      </form>
    </Section>
  );
}
