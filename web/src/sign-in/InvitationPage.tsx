import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { request } from "../api.ts";
import { roleWords } from "../company/role-words.ts";
import { useFormats, useLanguage, useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { useForm } from "../ui/form.ts";
import { PasswordField } from "../ui/PasswordField.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import { PASSWORD_LENGTH_MIN } from "../ui/problem-words.ts";
import { Waiting } from "../ui/Waiting.tsx";
import type { OpenInvitation } from "../wire.ts";
import { Threshold } from "./Threshold.tsx";
import { useArrival } from "./useArrival.ts";

const words = defineWords({
  de: {
    title: "Einladung",
    invited: "{inviter} lädt Sie ein, für {company} mitzuarbeiten.",
    invitedBySystem: "Sie sind eingeladen, für {company} mitzuarbeiten.",
    role: "Ihre Rolle: {role}. Ihre Adresse: {email}.",
    known: "Sie haben hier schon ein Konto. Geben Sie Ihr Passwort ein, um die Einladung anzunehmen.",
    name: "Ihr Name",
    nameHelp: "So sehen Sie die anderen, zum Beispiel „Sabine Röckl“.",
    nameMissing: "Geben Sie Ihren Namen ein.",
    password: "Passwort",
    newPasswordHelp:
      "Mindestens {length} Zeichen. Mehrere Wörter hintereinander sind leicht zu merken und schwer zu raten.",
    passwordMissing: "Geben Sie ein Passwort ein.",
    accept: "Einladung annehmen",
    goneTitle: "Diese Einladung gilt nicht mehr",
    gone: "Sie ist abgelaufen, zurückgenommen oder schon angenommen. Bitten Sie die Person, die Sie eingeladen hat, um eine neue.",
    signIn: "Zur Anmeldung",
  },
  en: {
    title: "Invitation",
    invited: "{inviter} invites you to work for {company}.",
    invitedBySystem: "You are invited to work for {company}.",
    role: "Your role: {role}. Your address: {email}.",
    known: "You have an account here already. Enter your password to accept the invitation.",
    name: "Your name",
    nameHelp: "As others will see you, for example “Sabine Röckl”.",
    nameMissing: "Enter your name.",
    password: "Password",
    newPasswordHelp: "At least {length} characters. Several words in a row are easy to remember and hard to guess.",
    passwordMissing: "Enter a password.",
    accept: "Accept the invitation",
    goneTitle: "This invitation is no longer valid",
    gone: "It has expired, was taken back or has been accepted. Ask the person who invited you for a new one.",
    signIn: "To the sign-in",
  },
});

export function InvitationPage() {
  const t = useWords(words);
  const { token } = useParams({ from: "/invitation/$token" });
  const { data, isPending, isError } = useQuery({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => request("GET /invitations/:token", { params: { token }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isPending)
    return (
      <Threshold title={t("title")}>
        <Waiting />
      </Threshold>
    );
  if (isError)
    return (
      <Threshold title={t("goneTitle")} lead={t("gone")}>
        <Link to="/sign-in">{t("signIn")}</Link>
      </Threshold>
    );
  return <AcceptanceForm token={token} invitation={data} />;
}

interface AcceptanceFormProps {
  readonly token: string;
  readonly invitation: OpenInvitation;
}

function AcceptanceForm({ token, invitation }: AcceptanceFormProps) {
  const t = useWords(words);
  const role = useWords(roleWords);
  const { language } = useLanguage();
  const { list } = useFormats();
  const arrive = useArrival(undefined);
  const { company, invitedBy, email, clientRole, providerRole, known } = invitation;
  const roles = [clientRole, providerRole].flatMap((held) => (held === null ? [] : [role(held)]));
  const form = useForm({
    fields: ["name", "password"],
    check: (entries) => ({
      ...(!known && entries.name.trim() === "" ? { name: t("nameMissing") } : {}),
      ...(entries.password === "" ? { password: t("passwordMissing") } : {}),
    }),
    send: async ({ name, password }) => {
      const body = known ? { password } : { name, password, language };
      await request("POST /invitations/:token/acceptance", { params: { token }, body });
      const session = await request("GET /session");
      if (session !== undefined) await arrive(session);
    },
  });
  const lead = invitedBy === null ? t("invitedBySystem", { company }) : t("invited", { inviter: invitedBy, company });
  return (
    <Threshold title={t("title")} lead={lead}>
      <p className="soft">{t("role", { role: list(roles), email })}</p>
      {known ? <p>{t("known")}</p> : null}
      <form className="form" onSubmit={form.submit} noValidate>
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        {known ? null : (
          <TextInput
            {...form.field("name")}
            label={t("name")}
            description={t("nameHelp")}
            autoComplete="name"
            size="md"
          />
        )}
        <PasswordField
          {...form.field("password")}
          label={t("password")}
          description={known ? undefined : t("newPasswordHelp", { length: PASSWORD_LENGTH_MIN })}
          autoComplete={known ? "current-password" : "new-password"}
          size="md"
        />
        <ProblemNote error={form.problem} />
        <Button type="submit" size="md" loading={form.isBusy}>
          {t("accept")}
        </Button>
      </form>
    </Threshold>
  );
}
