/** The words of mails about changes. */
interface Words {
  readonly change: string;
  readonly cost: string;
  readonly noCost: string;
  readonly risk: string;
  readonly risks: Readonly<Record<"low" | "medium" | "high", string>>;
  readonly until: string;
  readonly riskBorneBy: string;
  readonly riskUnsaid: string;
  readonly window: string;
  readonly by: string;
  readonly client: string;
  readonly provider: string;
  readonly open: string;
  readonly decide: string;
  readonly askedSubject: (title: string) => string;
  readonly asked: (provider: string) => string;
  readonly means: (provider: string) => string;
  readonly silence: Readonly<Record<"refused" | "approved", string>>;
  readonly linkFirst: string;
  readonly approvedSubject: (title: string) => string;
  readonly declinedSubject: (title: string) => string;
  readonly approved: string;
  readonly approvedBeforehand: string;
  readonly declined: string;
  readonly decidedBy: (person: string) => string;
  readonly lapsedSubject: (title: string) => string;
  readonly lapsed: Readonly<Record<"refused" | "approved", string>>;
  readonly windowSubject: (title: string) => string;
  readonly announced: (from: string, until: string) => string;
  readonly emergencySubject: (title: string) => string;
  readonly emergency: (provider: string) => string;
  readonly emergencyMeans: string;
}

export const changeLetterWords: Readonly<Record<"de" | "en", Words>> = {
  de: {
    change: "Änderung",
    cost: "Kosten",
    noCost: "keine zusätzlichen",
    risk: "Risiko",
    risks: { low: "gering", medium: "mittel", high: "hoch" },
    until: "Zu entscheiden bis",
    riskBorneBy: "Das Risiko trägt",
    riskUnsaid: "Der Vertrag sagt es nicht.",
    window: "Geplant",
    by: "Entschieden von",
    client: "Auftraggeber",
    provider: "Dienstleister",
    open: "Änderung ansehen",
    decide: "Ansehen und entscheiden",
    askedSubject: (title) => `Ihre Entscheidung: ${title}`,
    asked: (provider) => `${provider} bittet Sie um eine Entscheidung.`,
    means: (provider) =>
      `Wenn Sie zustimmen, führt ${provider} die Änderung wie beschrieben durch. Wenn Sie ablehnen, bleibt alles, wie es ist.`,
    silence: {
      refused: "Ohne Ihre Antwort gilt die Änderung als abgelehnt.",
      approved: "Ohne Ihre Antwort gilt die Änderung als genehmigt; so ist es vereinbart.",
    },
    linkFirst:
      "Der Link zeigt Ihnen zuerst alles. Entschieden wird erst, wenn Sie dort auf „Zustimmen“ oder „Ablehnen“ drücken.",
    approvedSubject: (title) => `Genehmigt: ${title}`,
    declinedSubject: (title) => `Abgelehnt: ${title}`,
    approved: "Die Änderung ist genehmigt und kann durchgeführt werden.",
    approvedBeforehand: "Die Änderung ist im Vertrag vorab genehmigt und kann durchgeführt werden.",
    declined: "Die Änderung ist abgelehnt. Es bleibt alles, wie es ist.",
    decidedBy: (person) => `Entschieden hat ${person}.`,
    lapsedSubject: (title) => `Nicht rechtzeitig entschieden: ${title}`,
    lapsed: {
      refused:
        "Bis zur vereinbarten Zeit hat niemand entschieden. Die Änderung gilt damit als abgelehnt; sie kann neu vorgelegt werden.",
      approved:
        "Bis zur vereinbarten Zeit hat niemand entschieden. Nach dem Vertrag gilt die Änderung damit als genehmigt.",
    },
    windowSubject: (title) => `Angekündigt: ${title}`,
    announced: (from, until) => `Die Änderung wird von ${from} bis ${until} durchgeführt.`,
    emergencySubject: (title) => `Notfall: ${title}`,
    emergency: (provider) => `${provider} hat mit einer Notfalländerung begonnen, bevor jemand entscheiden konnte.`,
    emergencyMeans: "Der Vertrag erlaubt das im Notfall. Sie wird danach nachbesprochen.",
  },
  en: {
    change: "Change",
    cost: "Cost",
    noCost: "nothing extra",
    risk: "Risk",
    risks: { low: "low", medium: "medium", high: "high" },
    until: "To be decided by",
    riskBorneBy: "The risk is borne by",
    riskUnsaid: "The contract does not say.",
    window: "Planned",
    by: "Decided by",
    client: "Client",
    provider: "Provider",
    open: "See the change",
    decide: "See and decide",
    askedSubject: (title) => `Your decision: ${title}`,
    asked: (provider) => `${provider} asks you for a decision.`,
    means: (provider) =>
      `If you approve, ${provider} carries out the change as described. If you decline, everything stays as it is.`,
    silence: {
      refused: "Without your answer the change counts as declined.",
      approved: "Without your answer the change counts as approved; that is what was agreed.",
    },
    linkFirst: "The link shows you everything first. Nothing is decided until you press “Approve” or “Decline” there.",
    approvedSubject: (title) => `Approved: ${title}`,
    declinedSubject: (title) => `Declined: ${title}`,
    approved: "The change is approved and can be carried out.",
    approvedBeforehand: "The contract has approved the change beforehand; it can be carried out.",
    declined: "The change is declined. Everything stays as it is.",
    decidedBy: (person) => `${person} decided.`,
    lapsedSubject: (title) => `Not decided in time: ${title}`,
    lapsed: {
      refused: "Nobody decided by the agreed time. The change therefore counts as declined; it can be asked for again.",
      approved: "Nobody decided by the agreed time. By the contract the change therefore counts as approved.",
    },
    windowSubject: (title) => `Announced: ${title}`,
    announced: (from, until) => `The change is carried out from ${from} until ${until}.`,
    emergencySubject: (title) => `Emergency: ${title}`,
    emergency: (provider) => `${provider} has begun an emergency change before anybody could decide.`,
    emergencyMeans: "The contract allows that in an emergency. It is reviewed afterwards.",
  },
};
