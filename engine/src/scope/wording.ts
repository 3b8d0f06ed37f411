/** Scope in sentences, German and English, for people who manage and do not read matrices. Source: product.md §5, ui.md "Words". */
import { ACTIVITIES, type Activity, type Area } from "./activities.ts";
import { CORE, managedOf, WORK, type Form, type FormReading, type ServiceForm, type ServiceReading } from "./form.ts";
import type { ScopeIssue } from "./scope.ts";

type Locale = "de" | "en";

const ACTIVITY: Record<Locale, Record<Activity, string>> = {
  de: {
    operate: "Betrieb",
    monitor: "Überwachung",
    update: "Aktualisierung",
    "back-up": "Datensicherung",
    "support-users": "Hilfe für Beschäftigte",
    "administer-access": "Zugänge verwalten",
    secure: "Absicherung",
    "manage-vendors": "Hersteller steuern",
    document: "Dokumentation",
    "decide-changes": "Über Änderungen entscheiden",
    "bear-outage-risk": "Ausfallrisiko tragen",
  },
  en: {
    operate: "Operate",
    monitor: "Monitor",
    update: "Update",
    "back-up": "Back up",
    "support-users": "Support users",
    "administer-access": "Administer access",
    secure: "Secure",
    "manage-vendors": "Manage vendors",
    document: "Document",
    "decide-changes": "Decide on changes",
    "bear-outage-risk": "Bear the outage risk",
  },
};

const AREA: Record<Locale, Record<Area, string>> = {
  de: {
    "e-mail": "E-Mail",
    network: "Netzwerk",
    cloud: "Cloud",
    devices: "Geräte",
    security: "Sicherheit",
    applications: "Anwendungen",
    other: "Sonstiges",
  },
  en: {
    "e-mail": "e-mail",
    network: "network",
    cloud: "cloud",
    devices: "devices",
    security: "security",
    applications: "applications",
    other: "other services",
  },
};

const FORM: Record<Locale, Record<Form | ServiceForm, string>> = {
  de: {
    "in-house": "Eigenbetrieb",
    "out-tasking": "Outtasking",
    "managed-service": "Managed Service",
    whole: "Ganz ausgelagert",
    "selective-outsourcing": "Selektive Auslagerung",
    "full-outsourcing": "Vollständige Auslagerung",
  },
  en: {
    "in-house": "In-house",
    "out-tasking": "Out-tasking",
    "managed-service": "Managed service",
    whole: "Wholly outsourced",
    "selective-outsourcing": "Selective outsourcing",
    "full-outsourcing": "Full outsourcing",
  },
};

/** An activity as people call it. */
export const wordsOfActivity = (activity: Activity, locale: Locale): string => ACTIVITY[locale][activity];

/** A form by its name. */
export const wordsOfForm = (form: Form | ServiceForm, locale: Locale): string => FORM[locale][form];

/** What is open or contradicts itself, in one sentence; `nameOf` says how the reader calls a party by its key. */
export function sentenceOfIssue(issue: ScopeIssue, locale: Locale, nameOf: (party: string) => string): string {
  const de = locale === "de";
  const service = quoted(issue.serviceName, locale);
  if (issue.kind === "nothing-named")
    return de
      ? `Für ${service} ist noch keine Zuständigkeit genannt.`
      : `No responsibility is named yet for ${service}.`;
  if (issue.kind === "boundless")
    return de
      ? `Bei ${service} steht ${quoted(issue.words, locale)}; was damit gemeint ist, sagt der Vertrag nicht.`
      : `${service} says ${quoted(issue.words, locale)}; the contract does not say what that means.`;
  const activity = quoted(wordsOfActivity(issue.activity, locale), locale);
  const subject = de ? `${activity} bei ${service}` : `${activity} of ${service}`;
  switch (issue.kind) {
    case "not-named":
    case "nobody-accountable":
      return de ? `Für ${subject} ist niemand zuständig.` : `Nobody answers for ${subject}.`;
    case "nobody-responsible":
      return de
        ? `${subject} führt niemand aus; es steht nur jemand dafür ein.`
        : `Nobody does ${subject}; somebody only answers for it.`;
    case "several-accountable": {
      const parties = listed(issue.parties.map(nameOf), locale);
      return de
        ? `Für ${subject} sind mehrere zugleich zuständig: ${parties}. Einer muss am Ende einstehen.`
        : `Several answer for ${subject} at once: ${parties}. In the end it has to be one.`;
    }
    case "unknown-party":
      return de
        ? `Für ${subject} ist ${quoted(issue.party, locale)} genannt; so heißt keiner der Beteiligten.`
        : `${subject} names ${quoted(issue.party, locale)}; none of the parties is called so.`;
  }
}

/** Why all services together have the form they have. */
export function reasonOfForm(reading: FormReading, locale: Locale): string {
  const de = locale === "de";
  const { form, services, wholeAreas, otherAreas, absentAreas } = reading;
  const areas = (named: readonly Area[]) =>
    listed(
      named.map((area) => AREA[locale][area]),
      locale,
    );
  if (form === "full-outsourcing" || form === "selective-outsourcing") {
    const isOne = wholeAreas.length === 1;
    const whole = de
      ? `${areas(wholeAreas)} ${isOne ? "liegt" : "liegen"} ganz beim Dienstleister`
      : `${capital(areas(wholeAreas))} ${isOne ? "is" : "are"} wholly the provider’s`;
    const including =
      form === "selective-outsourcing"
        ? ""
        : de
          ? ", die Hilfe für Beschäftigte und die Steuerung der Hersteller eingeschlossen"
          : ", support of users and management of vendors included";
    const partly =
      otherAreas.length === 0 ? "" : de ? `${areas(otherAreas)} nicht ganz` : `${areas(otherAreas)} not wholly`;
    const absent =
      absentAreas.length === 0
        ? ""
        : de
          ? `${areas(absentAreas)} ${absentAreas.length === 1 ? "kommt" : "kommen"} im Vertrag nicht vor`
          : `${areas(absentAreas)} ${absentAreas.length === 1 ? "is" : "are"} not in the contract`;
    return `${[whole + including, partly, absent].filter((part) => part !== "").join("; ")}.`;
  }
  const taking = services.filter((service) => service.form !== "in-house").length;
  const managed = managedOf(services).length;
  const ofAll = (count: number) => shareOf(count, services.length, locale);
  const core = activitiesOf(CORE, locale);
  if (form === "managed-service")
    return de
      ? `Bei ${ofAll(managed)} steht der Dienstleister für ${core} ein; kein Bereich liegt ganz bei ihm.`
      : `For ${ofAll(managed)} the provider answers for ${core}; no area is wholly the provider’s.`;
  if (form === "out-tasking")
    return de
      ? `Der Dienstleister wirkt bei ${ofAll(taking)} mit; für ${core} steht er bei ${managed === 0 ? "keiner" : ofAll(managed)} ein.`
      : `The provider takes part in ${ofAll(taking)}; it answers for ${core} of ${managed === 0 ? "none" : ofAll(managed)}.`;
  return de ? "Der Dienstleister wirkt bei keiner Leistung mit." : "The provider takes part in no service.";
}

/** Why one service has the form it has. */
export function reasonOfServiceForm({ form, shared, held }: ServiceReading, locale: Locale): string {
  const de = locale === "de";
  const without = (wanted: readonly Activity[]) => wanted.filter((activity) => !held.includes(activity));
  const [first, last] = [activitiesOf(WORK.slice(0, 1), locale), activitiesOf(WORK.slice(-1), locale)];
  switch (form) {
    case "in-house":
      return de ? "Der Dienstleister wirkt nicht mit." : "The provider takes no part.";
    case "out-tasking":
      return de
        ? `Der Dienstleister wirkt bei ${shared.length} von ${ACTIVITIES.length} Tätigkeiten mit, steht aber nicht ein für ${activitiesOf(without(CORE), locale)}.`
        : `The provider takes part in ${shared.length} of ${ACTIVITIES.length} activities, but does not answer for ${activitiesOf(without(CORE), locale)}.`;
    case "managed-service":
      return de
        ? `Der Dienstleister steht ein für ${activitiesOf(CORE, locale)}, nicht aber für ${activitiesOf(without(WORK), locale)}.`
        : `The provider answers for ${activitiesOf(CORE, locale)}, but not for ${activitiesOf(without(WORK), locale)}.`;
    case "whole":
      return de
        ? `Der Dienstleister steht ein für die gesamte laufende Arbeit, von ${first} bis ${last}.`
        : `The provider answers for all of the running work, from ${first} to ${last}.`;
  }
}

const quoted = (text: string, locale: Locale): string => (locale === "de" ? `„${text}“` : `“${text}”`);

const activitiesOf = (activities: readonly Activity[], locale: Locale): string =>
  listed(
    activities.map((activity) => quoted(wordsOfActivity(activity, locale), locale)),
    locale,
  );

function listed(parts: readonly string[], locale: Locale): string {
  const joined = parts.slice(0, -1).join(", ");
  return joined === "" ? (parts[0] ?? "") : `${joined} ${locale === "de" ? "und" : "and"} ${parts.at(-1)}`;
}

function shareOf(count: number, all: number, locale: Locale): string {
  if (locale === "de") return all === 1 ? "der einzigen Leistung" : `${count} von ${all} Leistungen`;
  return all === 1 ? "the only service" : `${count} of ${all} services`;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
