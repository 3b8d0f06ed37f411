import { ApiProblem } from "@handschlag/api/client.ts";
import { defineWords, type Translate } from "../i18n/words.ts";

/** What a refusal means and what helps: by the kind of the problem, else by its status. */
export const problemWords = defineWords({
  de: {
    unreachable: "Der Server ist gerade nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
    "sign-in-refused":
      "E-Mail-Adresse oder Passwort stimmen nicht. Prüfen Sie beides und versuchen Sie es noch einmal.",
    "code-refused": "Dieser Code gilt nicht oder wurde schon benutzt. Nehmen Sie den nächsten.",
    "confirmation-refused": "Das stimmt nicht. Versuchen Sie es noch einmal.",
    "confirmation-needed": "Dafür bestätigen Sie bitte zuerst, dass Sie es sind. Es wurde nichts geändert.",
    "passkey-cancelled": "Der Vorgang mit dem Passkey wurde abgebrochen oder das Gerät kennt keinen passenden.",
    "too-many-attempts":
      "Das waren viele Versuche in kurzer Zeit. Warten Sie ein paar Minuten und versuchen Sie es dann noch einmal.",
    "sign-in-needed": "Ihre Anmeldung ist beendet. Melden Sie sich bitte neu an.",
    "right-missing": "Dafür fehlt Ihnen die Berechtigung. Wer Ihr Unternehmen hier leitet, kann sie erteilen.",
    "template-name-taken": "Eine Vorlage mit diesem Namen gibt es schon. Wählen Sie einen anderen.",
    "changed-meanwhile":
      "Jemand anderes hat das inzwischen geändert. Laden Sie die Seite neu und ändern Sie es dann noch einmal.",
    "password-weak-too-short":
      "Das Passwort ist zu kurz. Nehmen Sie mindestens {length} Zeichen; mehrere Wörter sind gut.",
    "password-weak-common": "Dieses Passwort steht auf einer Liste bekannter Passwörter. Wählen Sie ein anderes.",
    "password-weak-like-account": "Das Passwort ähnelt Ihrem Namen oder Ihrer Adresse. Wählen Sie ein anderes.",
    "already-member": "Diese Person gehört schon zum Unternehmen.",
    "last-leader":
      "Danach wäre niemand mehr da, der das Unternehmen hier leitet. Geben Sie zuerst einer anderen Person diese Rolle.",
    "second-factor-required": "Ihre Rolle verlangt einen zweiten Faktor. Richten Sie zuerst einen anderen ein.",
    "no-second-factor": "Richten Sie zuerst einen zweiten Faktor ein.",
    "totp-exists": "Es ist schon eine App eingerichtet. Entfernen Sie diese zuerst.",
    "set-up-already": "Diese Installation ist schon eingerichtet. Melden Sie sich an.",
    "name-needed": "Geben Sie Ihren Namen ein.",
    "invitation-not-found": "Diese Einladung gilt nicht mehr. Bitten Sie um eine neue.",
    "scope-beyond-role": "Diese Rolle hat nicht alle gewählten Rechte.",
    "company-needed": "Dafür müssen Sie für ein Unternehmen handeln.",
    "contract-version-unfit":
      "Diese Fassung folgt nicht auf die vorhandenen: Sie braucht dieselbe Kennung, eine höhere Nummer und ein späteres Datum.",
    "engagement-ended": "Diese Auslagerung ist beendet. Sie können alles lesen, aber nichts mehr ändern.",
    "end-of-other-side": "Das Ende hat die andere Seite festgelegt. Nur sie kann es ändern oder zurücknehmen.",
    "end-missing": "Es ist kein Ende festgelegt.",
    "end-past": "Dieser Tag ist schon vorbei. Wählen Sie heute oder einen späteren.",
    "documents-busy": "Gerade werden viele Dokumente erstellt. Versuchen Sie es in ein paar Sekunden noch einmal.",
    "document-failed": "Das Dokument konnte nicht erstellt werden. Ihre Daten sind unverändert.",
    "proposal-open":
      "Es liegt schon ein Vorschlag vor. Erst wenn er unterschrieben, abgelehnt oder zurückgezogen ist, geht ein neuer.",
    "proposal-ended": "Dieser Vorschlag ist schon abgeschlossen. Laden Sie die Seite neu.",
    "proposal-own": "Einen eigenen Vorschlag lehnt man nicht ab: Ziehen Sie ihn zurück.",
    "proposal-of-other-side": "Das kann nur die Seite, die den Vorschlag gemacht hat.",
    "proposal-not-found": "Diesen Vorschlag gibt es nicht.",
    "draft-open": "Es gibt schon einen Entwurf. Schreiben Sie an ihm weiter.",
    "draft-not-found": "Diesen Entwurf gibt es nicht.",
    "draft-ended": "Dieser Entwurf ist abgeschlossen. Laden Sie die Seite neu.",
    "draft-changed": "Inzwischen hat jemand dieselbe Stelle geändert. Entscheiden Sie, was dort stehen soll.",
    "draft-misplaced": "An dieser Stelle kann das nicht stehen.",
    "draft-full": "Dieser Entwurf ist voll. Legen Sie ihn zur Unterschrift vor oder beginnen Sie einen neuen.",
    "draft-too-long": "Dieser Entwurf wird zu lang: höchstens eine Million Zeichen.",
    "draft-change-not-found": "Diese Änderung gibt es nicht.",
    "draft-change-over": "Diese Änderung ist schon überschrieben oder zurückgenommen. Laden Sie die Seite neu.",
    "draft-change-own": "Über eigene Änderungen entscheidet die andere Seite.",
    "draft-change-of-other-side": "Nur die Seite, die etwas geändert hat, kann es zurücknehmen.",
    "draft-change-covered": "Darauf bauen andere Änderungen auf. Nehmen Sie zuerst diese zurück.",
    "draft-objected": "Zu einer Änderung gibt es einen Widerspruch. Nehmen Sie sie zurück oder einigen Sie sich.",
    "draft-unanswered": "Änderungen der anderen Seite sind noch offen. Nehmen Sie diese an oder widersprechen Sie.",
    "comment-not-found": "Diesen Kommentar gibt es nicht.",
    "comment-settled": "Dieser Kommentar ist schon erledigt.",
    "hash-other": "Das ist nicht der Wortlaut, den Sie gelesen haben. Laden Sie die Seite neu.",
    "signed-already": "Für Ihre Seite ist schon unterschrieben.",
    "signed-for-other-side":
      "Sie haben schon für die andere Seite unterschrieben. Für diese muss es jemand anderes tun.",
    "signature-needed":
      "Die letzte Fassung haben beide Seiten hier unterschrieben. Die nächste legen Sie deshalb zur Unterschrift vor.",
    "provider-unknown": "Diese Kennung gehört zu keinem Unternehmen hier. Fragen Sie Ihren Dienstleister noch einmal.",
    "other-origin":
      "Sie haben Handschlag unter einer anderen Adresse geöffnet als der, unter der es betrieben wird. Öffnen Sie die richtige; wer die Installation betreibt, kennt sie.",
    "provider-is-client": "Ihr eigenes Unternehmen kann nicht sein eigener Dienstleister sein.",
    "contract-faulty": "Das Dokument ist noch kein vollständiger Vertrag. Es wurde nichts übernommen.",
    "domain-taken": "Diese Domain benutzt schon ein anderes Unternehmen.",
    "issuer-unfit": "Unter dieser Adresse antwortet kein Anmeldedienst. Prüfen Sie die Adresse.",
    "own-sign-in-needed": "Ihr Unternehmen verlangt dafür eine eigene Anmeldung mit Passwort oder Passkey.",
    "passkey-refused": "Dieser Passkey wurde nicht angenommen. Nehmen Sie einen anderen oder Ihr Passwort.",
    "single-sign-on-refused":
      "Die Anmeldung über Ihre Firma hat nicht geklappt. Versuchen Sie es noch einmal oder nehmen Sie Ihr Passwort.",
    "single-sign-on-unavailable":
      "Der Anmeldedienst Ihrer Firma antwortet gerade nicht. Versuchen Sie es später oder nehmen Sie Ihr Passwort.",
    "single-sign-on-not-found": "Für diese Adresse ist keine Firmenanmeldung eingerichtet.",
    "single-sign-on-unknown-person":
      "Ihre Firma kennt Sie, hier sind Sie aber noch nicht eingeladen. Bitten Sie um eine Einladung.",
    "too-many-passkeys": "Mehr Passkeys gehen nicht. Entfernen Sie zuerst einen.",
    "database-unavailable":
      "Die Datenbank antwortet gerade nicht. Was Sie eingegeben haben, steht noch hier; versuchen Sie es in einer Minute noch einmal.",
    "signed-out": "Ihre Anmeldung ist beendet. Melden Sie sich bitte neu an.",
    400: "Einige Angaben passen noch nicht. Es wurde nichts geändert.",
    401: "Ihre Anmeldung ist beendet. Melden Sie sich bitte neu an.",
    403: "Das darf Ihre Rolle nicht. Es wurde nichts geändert.",
    404: "Das gibt es nicht, oder Sie können es nicht sehen.",
    409: "Das geht in diesem Stand nicht. Es wurde nichts geändert.",
    413: "Das ist zu groß. Es wurde nichts geändert.",
    422: "Einige Angaben passen noch nicht. Es wurde nichts geändert.",
    429: "Das waren viele Anfragen in kurzer Zeit. Warten Sie ein paar Minuten und versuchen Sie es dann noch einmal.",
    500: "Auf unserer Seite ist etwas schiefgegangen. Was Sie eingegeben haben, steht noch hier; versuchen Sie es in einer Minute noch einmal.",
    other: "Das hat nicht geklappt. Es wurde nichts geändert; versuchen Sie es noch einmal.",
  },
  en: {
    unreachable: "The server cannot be reached at the moment. Check your connection and try again.",
    "sign-in-refused": "E-mail address or password are not right. Check both and try again.",
    "code-refused": "This code is not valid or has been used. Take the next one.",
    "confirmation-refused": "That is not right. Please try again.",
    "confirmation-needed": "Please confirm first that it is you. Nothing was changed.",
    "passkey-cancelled": "The passkey was cancelled, or this device knows none that fits.",
    "too-many-attempts": "Those were many attempts in a short time. Wait a few minutes, then try again.",
    "sign-in-needed": "Your session has ended. Please sign in again.",
    "right-missing": "You lack the right to do this. Whoever leads your company here can grant it.",
    "template-name-taken": "There is a template of this name already. Choose another one.",
    "changed-meanwhile": "Someone else has changed this meanwhile. Reload the page and make your change again.",
    "password-weak-too-short": "The password is too short. Use at least {length} characters; several words are good.",
    "password-weak-common": "This password is on a list of known passwords. Choose another one.",
    "password-weak-like-account": "The password resembles your name or address. Choose another one.",
    "already-member": "This person belongs to the company already.",
    "last-leader": "Nobody would be left to lead the company here. Give that role to someone else first.",
    "second-factor-required": "Your role asks for a second factor. Set up another one first.",
    "no-second-factor": "Set up a second factor first.",
    "totp-exists": "An app is set up already. Remove it first.",
    "set-up-already": "This installation is set up already. Please sign in.",
    "name-needed": "Enter your name.",
    "invitation-not-found": "This invitation is no longer valid. Ask for a new one.",
    "scope-beyond-role": "This role does not have all the rights that were chosen.",
    "company-needed": "You have to act for a company to do this.",
    "contract-version-unfit":
      "This version does not follow those that are here: it needs the same id, a higher number and a later date.",
    "engagement-ended": "This engagement has ended. You can read everything and change nothing any more.",
    "end-of-other-side": "The other side has set the end. Only they can change it or take it back.",
    "end-missing": "No end is set.",
    "end-past": "That day is over. Choose today or a later one.",
    "documents-busy": "Many documents are being made just now. Try again in a few seconds.",
    "document-failed": "The document could not be made. Your data is unchanged.",
    "proposal-open": "There is a proposal already. A new one is possible once it is signed, declined or withdrawn.",
    "proposal-ended": "This proposal has ended. Load the page again.",
    "proposal-own": "One does not decline one’s own proposal: withdraw it.",
    "proposal-of-other-side": "Only the side that made the proposal can do that.",
    "proposal-not-found": "There is no such proposal.",
    "draft-open": "There is a draft already. Go on with it.",
    "draft-not-found": "There is no such draft.",
    "draft-ended": "This draft has ended. Load the page again.",
    "draft-changed": "Somebody has changed the same place meanwhile. Decide what shall stand there.",
    "draft-misplaced": "That cannot stand at this place.",
    "draft-full": "This draft is full. Lay it before both sides to be signed, or begin another one.",
    "draft-too-long": "This draft becomes too long: at most a million characters.",
    "draft-change-not-found": "There is no such change.",
    "draft-change-over": "This change was written over or taken back. Load the page again.",
    "draft-change-own": "The other side decides on your own changes.",
    "draft-change-of-other-side": "Only the side that has changed something can take it back.",
    "draft-change-covered": "Other changes build upon it. Take those back first.",
    "draft-objected": "There is an objection to a change. Take it back, or agree on it.",
    "draft-unanswered": "Changes of the other side are open. Accept them or object.",
    "comment-not-found": "There is no such comment.",
    "comment-settled": "This comment is settled already.",
    "hash-other": "This is not the text that you have read. Load the page again.",
    "signed-already": "Your side has signed already.",
    "signed-for-other-side": "You have signed for the other side already. Somebody else has to sign for this one.",
    "signature-needed":
      "Both sides have signed the last version here. So lay the next one before the other side for signature.",
    "provider-unknown": "This code belongs to no company here. Ask your provider once more.",
    "other-origin":
      "You opened Handschlag at another address than the one at which it is run. Open the right one; whoever runs the installation knows it.",
    "provider-is-client": "Your own company cannot be its own provider.",
    "contract-faulty": "The document is no complete contract yet. Nothing was taken over.",
    "domain-taken": "Another company uses this domain already.",
    "issuer-unfit": "No identity provider answers at this address. Check the address.",
    "own-sign-in-needed": "Your company asks for a sign-in of your own with password or passkey to do this.",
    "passkey-refused": "This passkey was not accepted. Use another one or your password.",
    "single-sign-on-refused": "Signing in through your company did not work. Try again or use your password.",
    "single-sign-on-unavailable":
      "Your company's identity provider does not answer at the moment. Try later or use your password.",
    "single-sign-on-not-found": "No single sign-on is set up for this address.",
    "single-sign-on-unknown-person": "Your company knows you, but you are not invited here yet. Ask for an invitation.",
    "too-many-passkeys": "There cannot be more passkeys. Remove one first.",
    "database-unavailable":
      "The database does not answer at the moment. What you entered is still here; try again in a minute.",
    "signed-out": "Your session has ended. Please sign in again.",
    400: "Some entries do not fit yet. Nothing was changed.",
    401: "Your session has ended. Please sign in again.",
    403: "Your role may not do this. Nothing was changed.",
    404: "This does not exist, or you cannot see it.",
    409: "This is not possible in the present state. Nothing was changed.",
    413: "This is too large. Nothing was changed.",
    422: "Some entries do not fit yet. Nothing was changed.",
    429: "Those were many requests in a short time. Wait a few minutes, then try again.",
    500: "Something went wrong on our side. What you entered is still here; try again in a minute.",
    other: "That did not work. Nothing was changed; please try again.",
  },
});

export const PASSWORD_LENGTH_MIN = 12;

/** A sentence for an error: what happened, what was kept, what to do. */
export function sentenceOf(t: Translate<(typeof problemWords)["de"]>, error: unknown): string {
  // A part of the pages that could not be fetched is a broken line too.
  if (error instanceof TypeError && /import|fetch|module/i.test(error.message)) return t("unreachable");
  if (!(error instanceof ApiProblem)) return t("other");
  const key = error.kind === "password-weak" ? `password-weak-${String(error.facts["weakness"])}` : error.kind;
  if (key === "password-weak-too-short") return t(key, { length: PASSWORD_LENGTH_MIN });
  const byStatus = String(error.status >= 500 ? 500 : error.status);
  const known = [key, byStatus].find((name): name is Exclude<typeof name, "password-weak-too-short"> => t.has(name));
  return t((known ?? "other") as "other");
}
