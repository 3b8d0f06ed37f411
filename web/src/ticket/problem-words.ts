import { ApiProblem } from "../api.ts";
import { defineWords, type Translate } from "../i18n/words.ts";

/** Refusals of the ticket desk, by the kind of the problem: what happened, what was kept, what to do. */
export const ticketProblemWords = defineWords({
  de: {
    "act-not-at-stage":
      "Das Ticket steht inzwischen anders, darum geht das gerade nicht. Was Sie geschrieben haben, ist noch da.",
    "act-of-other-side": "Das kann nur die andere Seite.",
    "ticket-not-found": "Dieses Ticket gibt es nicht, oder Sie können es nicht sehen.",
    "contact-ahead": "Der Kontakt kann nicht in der Zukunft liegen.",
    "contact-reason-needed": "Sagen Sie kurz, warum das erst jetzt eingetragen wird.",
    "contact-by-provider-only": "Einen früheren Kontakt kann nur der Dienstleister eintragen.",
    "rating-incomplete": "Wählen Sie beides: wer betroffen ist und wie sehr.",
    "contract-missing": "Für diese Auslagerung gilt noch kein Vertrag.",
    "service-unknown": "Diese Leistung kennt der Vertrag nicht mehr. Laden Sie die Seite neu.",
    "impact-unknown": "Diese Angabe kennt der Vertrag nicht mehr. Laden Sie die Seite neu.",
    "urgency-unknown": "Diese Angabe kennt der Vertrag nicht mehr. Laden Sie die Seite neu.",
    "requester-unknown": "Diese Person gehört nicht zum Kunden.",
    "attachment-empty": "Die Datei ist leer.",
    "attachments-too-many": "An einem Ticket können höchstens {most} Dateien hängen.",
    "backdated-ahead": "Der Zeitpunkt kann nicht in der Zukunft liegen.",
    "backdated-before-opening": "Der Zeitpunkt liegt vor der Meldung.",
    "backdate-reason-needed": "Sagen Sie kurz, warum das erst jetzt eingetragen wird.",
    "pause-reason-unknown": "Diesen Grund kennt der Vertrag nicht.",
    "assignee-unknown": "Diese Person arbeitet nicht für den Dienstleister.",
    "event-of-own-side": "Dem eigenen Eintrag kann man nicht widersprechen.",
    "event-moves-no-clock": "Dieser Eintrag bewegt keine Uhr.",
    "objection-open": "Hierzu ist schon ein Widerspruch offen.",
    "no-objection-open": "Der Widerspruch ist inzwischen erledigt.",
    "upholding-by-other-side": "Zustimmen kann nur die andere Seite.",
    "rejecting-by-objector": "Zurücknehmen kann nur, wer widersprochen hat.",
    "already-excluded": "Das wird schon nicht gewertet.",
    "exclusion-proposed": "Das hat Ihre Seite schon vorgeschlagen. Die andere Seite muss noch zustimmen.",
    "merge-into-itself": "Ein Ticket geht nicht in sich selbst weiter.",
    "merge-across-engagements": "Das andere Ticket gehört zu einer anderen Auslagerung.",
    "merge-into-ended": "Das andere Ticket ist schon zu Ende. Öffnen Sie es zuerst wieder.",
    "link-to-itself": "Wählen Sie ein anderes Ticket.",
    "link-target-unknown": "Dieses Ticket gehört nicht zu dieser Auslagerung.",
    "link-there": "Diese Verknüpfung gibt es schon.",
    "day-ahead": "Der Tag liegt in der Zukunft.",
    "steps-too-many": "Mehr als {most} Schritte gehen nicht.",
    413: "Die Datei ist größer als 20 MB.",
  },
  en: {
    "act-not-at-stage": "The ticket stands differently by now, so this is not possible. What you wrote is still here.",
    "act-of-other-side": "Only the other side can do this.",
    "ticket-not-found": "This ticket does not exist, or you cannot see it.",
    "contact-ahead": "The contact cannot lie in the future.",
    "contact-reason-needed": "Say in a few words why it is entered only now.",
    "contact-by-provider-only": "Only the provider can enter an earlier contact.",
    "rating-incomplete": "Choose both: who is affected, and how badly.",
    "contract-missing": "No contract applies to this engagement yet.",
    "service-unknown": "The contract does not know this service any more. Reload the page.",
    "impact-unknown": "The contract does not know this word any more. Reload the page.",
    "urgency-unknown": "The contract does not know this word any more. Reload the page.",
    "requester-unknown": "This person does not belong to the client.",
    "attachment-empty": "The file is empty.",
    "attachments-too-many": "A ticket can have at most {most} files.",
    "backdated-ahead": "The time cannot lie in the future.",
    "backdated-before-opening": "The time lies before the report.",
    "backdate-reason-needed": "Say in a few words why it is entered only now.",
    "pause-reason-unknown": "The contract does not know this reason.",
    "assignee-unknown": "This person does not work for the provider.",
    "event-of-own-side": "One cannot object to an entry of one's own side.",
    "event-moves-no-clock": "This entry moves no clock.",
    "objection-open": "There is an open objection to this already.",
    "no-objection-open": "The objection is settled by now.",
    "upholding-by-other-side": "Only the other side can agree.",
    "rejecting-by-objector": "Only who objected can take it back.",
    "already-excluded": "This is left out already.",
    "exclusion-proposed": "Your side has proposed this already. The other side has yet to agree.",
    "merge-into-itself": "A ticket cannot go on in itself.",
    "merge-across-engagements": "The other ticket belongs to another engagement.",
    "merge-into-ended": "The other ticket has ended. Reopen it first.",
    "link-to-itself": "Choose another ticket.",
    "link-target-unknown": "This ticket does not belong to this engagement.",
    "link-there": "This link is there already.",
    "day-ahead": "The day lies in the future.",
    "steps-too-many": "There cannot be more than {most} steps.",
    413: "The file is larger than 20 MB.",
  },
});

type Words = Translate<(typeof ticketProblemWords)["de"]>;

/** The desk's own sentence for a refusal; `undefined` when the general one does. */
export function ticketProblemSentence(t: Words, error: unknown): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  const key = [error.kind, String(error.status)].find((each) => t.has(each));
  if (key === undefined) return undefined;
  const most = error.facts["most"];
  return t(key as "steps-too-many", { most: typeof most === "number" ? most : "–" });
}
