/** What every letter says besides its matter. */
interface LetterWords {
  readonly settings: string;
  readonly asWished: string;
  readonly owed: string;
  readonly asContact: string;
  readonly allNotices: string;
  digestSubject(count: number): string;
  digestOpening(count: number): string;
}

export const letterWords: Readonly<Record<"de" | "en", LetterWords>> = {
  de: {
    settings: "Benachrichtigungen einstellen",
    asWished: "Sie bekommen diese Nachricht, weil Sie in Handschlag daran beteiligt sind.",
    owed: "Sie bekommen diese Nachricht, weil der Vertrag es so vorsieht. Sie lässt sich nicht abstellen.",
    asContact: "Sie bekommen diese Nachricht, weil der Vertrag Sie als Ansprechperson nennt.",
    allNotices: "Alle Benachrichtigungen",
    digestSubject: (count) => (count === 1 ? "Eine Neuigkeit in Handschlag" : `${count} Neuigkeiten in Handschlag`),
    digestOpening: (count) =>
      count === 1
        ? "Das ist seit der letzten Zusammenfassung geschehen:"
        : "Das alles ist seit der letzten Zusammenfassung geschehen:",
  },
  en: {
    settings: "Set up notifications",
    asWished: "You get this message because you take part in this in Handschlag.",
    owed: "You get this message because the contract says so. It cannot be turned off.",
    asContact: "You get this message because the contract names you as a contact.",
    allNotices: "All notifications",
    digestSubject: (count) =>
      count === 1 ? "One piece of news in Handschlag" : `${count} pieces of news in Handschlag`,
    digestOpening: () => "This has happened since the last summary:",
  },
};
