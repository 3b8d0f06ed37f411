import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { ACTIVITIES, AREAS, type Area } from "./activities.ts";
import { CORE, formOf, WORK } from "./form.ts";
import { activitiesWith, CLIENT_AND_PROVIDER as PARTIES, usualActivities } from "./scope.test-support.ts";
import { reasonOfForm, reasonOfServiceForm, wordsOfActivity, wordsOfForm } from "./wording.ts";

const service = (id: string, activities: object, area: Area = "e-mail") => ({ id, name: id, area, activities });
const formsOf = (services: readonly object[], parties: object = PARTIES) =>
  formOf(services, parties)!.services.map(({ form }) => form);
const formFor = (activities: object) => formsOf([service("mail", activities)])[0];
const STANDARD = AREAS.filter((area) => area !== "other");
const whole = (areas: readonly Area[]) => areas.map((area) => service(area, usualActivities(), area));

test("without services there is no form", () => {
  expect(formOf([], PARTIES)).toBeUndefined();
  expect(formOf(undefined, undefined)).toBeUndefined();
});

test.each([
  ["in-house", activitiesWith([])],
  ["in-house", {}],
  ["out-tasking", activitiesWith(["back-up"])],
  ["out-tasking", activitiesWith(ACTIVITIES.filter((activity) => activity !== "monitor"))],
  ["out-tasking", { ...activitiesWith([]), monitor: { accountable: "client", responsible: ["client", "provider"] } }],
  ["managed-service", activitiesWith(CORE)],
  ["managed-service", activitiesWith(WORK.filter((activity) => activity !== "document"))],
  ["whole", activitiesWith(WORK)],
  ["whole", usualActivities()],
  ["whole", activitiesWith(ACTIVITIES)],
] as const)("a service is %s with %j", (form, activities) => {
  expect(formFor(activities)).toBe(form);
});

test("a subcontractor acts for the provider; a vendor, and a party that nobody knows, for neither side", () => {
  const parties = { ...PARTIES, sub: { role: "subcontractor" }, vendor: { role: "vendor" } };
  const runBy = (party: unknown) =>
    formsOf(
      [service("mail", Object.fromEntries(CORE.map((activity) => [activity, { accountable: party }])))],
      parties,
    )[0];
  expect(runBy("sub")).toBe("managed-service");
  expect(runBy(["sub", "provider"])).toBe("managed-service");
  expect(runBy("vendor")).toBe("in-house");
  expect(runBy("ghost")).toBe("in-house");
  expect(runBy("constructor")).toBe("in-house");
});

test("what client and provider answer for together, the provider does not hold", () => {
  const both = Object.fromEntries(CORE.map((activity) => [activity, { accountable: ["provider", "client"] }]));
  expect(formFor(both)).toBe("out-tasking");
});

test.each([
  ["full-outsourcing", STANDARD],
  ["full-outsourcing", STANDARD.filter((area) => area !== "cloud")],
  ["full-outsourcing", STANDARD.filter((area) => area !== "applications")],
  ["selective-outsourcing", STANDARD.filter((area) => area !== "network")],
  ["selective-outsourcing", STANDARD.filter((area) => area !== "devices")],
  ["selective-outsourcing", STANDARD.filter((area) => area !== "security")],
  ["selective-outsourcing", STANDARD.filter((area) => area !== "cloud" && area !== "e-mail")],
  ["selective-outsourcing", ["security"]],
  ["selective-outsourcing", ["other"]],
] as const)("all together is %s where the provider has wholly %j", (form, areas) => {
  expect(formOf(whole(areas), PARTIES)!.form).toBe(form);
});

test("an area is the provider's only when each of its services is", () => {
  const services = [...whole(STANDARD), service("vpn", activitiesWith(CORE), "network")];
  const reading = formOf(services, PARTIES)!;
  expect(reading.form).toBe("selective-outsourcing");
  expect(reading.otherAreas).toEqual(["network"]);
});

test("half of the services managed makes a managed service, less than half out-tasking", () => {
  const managed = (id: string) => service(id, activitiesWith(CORE));
  const kept = (id: string) => service(id, activitiesWith([]));
  expect(formOf([managed("a"), kept("b")], PARTIES)!.form).toBe("managed-service");
  expect(formOf([managed("a"), kept("b"), kept("c")], PARTIES)!.form).toBe("out-tasking");
  expect(formOf([kept("a"), kept("b")], PARTIES)!.form).toBe("in-house");
});

test("the reason of a form names the facts", () => {
  const reasons = (services: readonly object[]) => {
    const reading = formOf(services, PARTIES)!;
    return (["de", "en"] as const).map(
      (locale) => `${wordsOfForm(reading.form, locale)}: ${reasonOfForm(reading, locale)}`,
    );
  };
  expect(reasons(whole(["network", "security"]))).toEqual([
    "Selektive Auslagerung: Netzwerk und Sicherheit liegen ganz beim Dienstleister; E-Mail, Cloud, Geräte und Anwendungen kommen im Vertrag nicht vor.",
    "Selective outsourcing: Network and security are wholly the provider’s; e-mail, cloud, devices and applications are not in the contract.",
  ]);
  const partly = service("mail", activitiesWith(CORE));
  expect(reasons([...whole(STANDARD.filter((area) => area !== "e-mail")), partly])).toEqual([
    "Vollständige Auslagerung: Netzwerk, Cloud, Geräte, Sicherheit und Anwendungen liegen ganz beim Dienstleister, die Hilfe für Beschäftigte und die Steuerung der Hersteller eingeschlossen; E-Mail nicht ganz.",
    "Full outsourcing: Network, cloud, devices, security and applications are wholly the provider’s, support of users and management of vendors included; e-mail not wholly.",
  ]);
  expect(reasons([partly, service("web", activitiesWith([]))])).toEqual([
    "Managed Service: Bei 1 von 2 Leistungen steht der Dienstleister für „Betrieb“, „Überwachung“ und „Aktualisierung“ ein; kein Bereich liegt ganz bei ihm.",
    "Managed service: For 1 of 2 services the provider answers for “Operate”, “Monitor” and “Update”; no area is wholly the provider’s.",
  ]);
  expect(reasons([service("mail", activitiesWith(["back-up"]))])).toEqual([
    "Outtasking: Der Dienstleister wirkt bei der einzigen Leistung mit; für „Betrieb“, „Überwachung“ und „Aktualisierung“ steht er bei keiner ein.",
    "Out-tasking: The provider takes part in the only service; it answers for “Operate”, “Monitor” and “Update” of none.",
  ]);
  expect(reasons([service("mail", {})])[0]).toBe("Eigenbetrieb: Der Dienstleister wirkt bei keiner Leistung mit.");
});

test("the reason of a service's form names what is missing for the next one", () => {
  const reasonFor = (activities: object) =>
    reasonOfServiceForm(formOf([service("mail", activities)], PARTIES)!.services[0]!, "de");
  expect(reasonFor(activitiesWith(["monitor", "back-up"]))).toBe(
    "Der Dienstleister wirkt bei 2 von 11 Tätigkeiten mit, steht aber nicht ein für „Betrieb“ und „Aktualisierung“.",
  );
  expect(reasonFor(activitiesWith(WORK.filter((activity) => activity !== "document")))).toBe(
    "Der Dienstleister steht ein für „Betrieb“, „Überwachung“ und „Aktualisierung“, nicht aber für „Dokumentation“.",
  );
  expect(reasonFor(usualActivities())).toBe(
    "Der Dienstleister steht ein für die gesamte laufende Arbeit, von „Betrieb“ bis „Dokumentation“.",
  );
  expect(reasonFor(activitiesWith([]))).toBe("Der Dienstleister wirkt nicht mit.");
  expect(wordsOfActivity("back-up", "en")).toBe("Back up");
});

test.each([
  ["engine/starters/de/small.yaml", "selective-outsourcing"],
  ["engine/starters/de/medium.yaml", "selective-outsourcing"],
  ["engine/starters/de/comprehensive.yaml", "full-outsourcing"],
  ["fixtures/contracts/lindenhof-architekten.yaml", "selective-outsourcing"],
])("%s agrees on %s", (file, form) => {
  const { services, parties } = parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  expect(formOf(services, parties)!.form).toBe(form);
});
