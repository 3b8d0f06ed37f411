/** The words of mails about on-call duty. */
interface DutyLetterWords {
  readonly ticket: string;
  readonly priority: string;
  readonly client: string;
  readonly rota: string;
  readonly layer: string;
  readonly takeOver: string;
  readonly openTicket: string;
  readonly openRota: string;
  calledSubject(subject: string): string;
  called(client: string): string;
  acknowledge(minutes: number): string;
  readonly noAccount: string;
  takenSubject(subject: string): string;
  taken(who: string, at: string): string;
  exhaustedSubject(subject: string): string;
  exhausted(count: number): string;
  readonly stillOpen: string;
  handedSubject(rota: string): string;
  handed(until: string): string;
  handedFrom(who: string): string;
  readonly nothingHanded: string;
  gapSubject(rota: string, from: string): string;
  gap(from: string, until: string): string;
  readonly gapRemedy: string;
  readonly escalationLevel: string;
}

export const dutyLetterWords: Readonly<Record<"de" | "en", DutyLetterWords>> = {
  de: {
    ticket: "Ticket",
    priority: "Priorität",
    client: "Kunde",
    rota: "Rufbereitschaft",
    layer: "Gruppe",
    takeOver: "Ansehen und übernehmen",
    openTicket: "Ticket öffnen",
    openRota: "Bereitschaftsplan öffnen",
    calledSubject: (subject) => `Alarm: ${subject}`,
    called: (client) => `${client} braucht jetzt Hilfe, und Sie sind an der Reihe.`,
    acknowledge: (minutes) =>
      `Bitte übernehmen Sie innerhalb von ${minutes}\u00a0Minuten. Sonst wird die nächste Person gerufen.`,
    noAccount: "Bitte geben Sie jemandem Bescheid, der in Handschlag übernehmen kann.",
    takenSubject: (subject) => `Übernommen: ${subject}`,
    taken: (who, at) => `${who} hat den Alarm übernommen (${at}). Für Sie ist nichts mehr zu tun.`,
    exhaustedSubject: (subject) => `Niemand hat übernommen: ${subject}`,
    exhausted: (count) =>
      count === 0
        ? "Es gab niemanden, der gerufen werden konnte."
        : count === 1
          ? "Eine Person wurde gerufen. Sie hat nicht übernommen."
          : `${count}\u00a0Personen wurden gerufen. Keine hat übernommen.`,
    stillOpen: "Der Alarm ist noch offen und kann übernommen werden.",
    handedSubject: (rota) => `Sie haben jetzt Bereitschaft: ${rota}`,
    handed: (until) => `Ihre Bereitschaft hat begonnen. Sie dauert bis ${until}.`,
    handedFrom: (who) => `Vor Ihnen hatte ${who} Bereitschaft.`,
    nothingHanded: "Eine Notiz zur Übergabe gibt es nicht.",
    gapSubject: (rota, from) => `Niemand in Bereitschaft ab ${from}: ${rota}`,
    gap: (from, until) => `Von ${from} bis ${until} hat niemand Bereitschaft, obwohl die Zeit besetzt sein soll.`,
    gapRemedy: "Tragen Sie jemanden ein, der diese Zeit übernimmt.",
    escalationLevel: "Stufe",
  },
  en: {
    ticket: "Ticket",
    priority: "Priority",
    client: "Client",
    rota: "On-call rota",
    layer: "Layer",
    takeOver: "View and take over",
    openTicket: "Open the ticket",
    openRota: "Open the rota",
    calledSubject: (subject) => `Alarm: ${subject}`,
    called: (client) => `${client} needs help now, and it is your turn.`,
    acknowledge: (minutes) => `Please take over within ${minutes} minutes. Otherwise the next person is called.`,
    noAccount: "Please tell somebody who can take over in Handschlag.",
    takenSubject: (subject) => `Taken over: ${subject}`,
    taken: (who, at) => `${who} has taken over the alarm (${at}). There is nothing left for you to do.`,
    exhaustedSubject: (subject) => `Nobody has taken over: ${subject}`,
    exhausted: (count) =>
      count === 0
        ? "There was nobody who could be called."
        : count === 1
          ? "One person was called and has not taken over."
          : `${count} people were called. None has taken over.`,
    stillOpen: "The alarm is still open and can be taken over.",
    handedSubject: (rota) => `You are on call now: ${rota}`,
    handed: (until) => `Your shift has begun. It lasts until ${until}.`,
    handedFrom: (who) => `${who} was on call before you.`,
    nothingHanded: "There is no hand-over note.",
    gapSubject: (rota, from) => `Nobody on call from ${from}: ${rota}`,
    gap: (from, until) => `From ${from} to ${until} nobody is on call, though somebody has to be.`,
    gapRemedy: "Enter somebody who takes this time.",
    escalationLevel: "Level",
  },
};
