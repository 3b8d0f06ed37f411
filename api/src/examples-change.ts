/** What people send about changes, for whoever reads the document of the API. */
const changeWording = {
  title: "Firewall austauschen",
  reason: "Der Hersteller liefert ab März keine Aktualisierungen mehr.",
  plan: "Neues Gerät vorbereiten, am Samstag umstecken, Erreichbarkeit prüfen.",
  backOutPlan: "Altes Gerät wieder anschließen; es bleibt eine Woche im Schrank.",
  services: ["network"],
  amount: "480.00",
  answers: { users: "all", undo: "at-once", before: "often", outage: "outside", security: "yes", trial: "partly" },
  planned: { from: "2026-12-05T09:00:00.000Z", until: "2026-12-05T11:00:00.000Z" },
};
export const CHANGE_EXAMPLES = {
  "POST /engagements/:id/changes": {
    body: { kind: "normal" as const, ticketId: "019a2b40-0000-7000-8000-00000000710c", ...changeWording },
  },
  "PUT /engagements/:id/changes/:other": { body: changeWording },
  "POST /engagements/:id/changes/:other/events": {
    body: { type: "declined" as const, comment: "Bitte erst nach dem Jahresabschluss." },
  },
  "POST /engagements/:id/change-freezes": {
    body: { from: "2026-12-21T23:00:00.000Z", until: "2027-01-06T23:00:00.000Z", reason: "Jahresabschluss" },
    answer: { id: "019a2b40-0000-7000-8000-00000000add0" },
  },
  "POST /change-decisions/:token": { body: { answer: "approved" as const, comment: "Bitte nicht vor 10 Uhr." } },
};
