/** Written from engine/starters by starters.test.ts; changes belong there. */
export const STARTER_TEXTS = {
  "de": {
    "small": "format: handschlag/contract@1\n\
id: starter-small\n\
title: IT-Betreuung (klein)\n\
language: de\n\
timeZone: Europe/Berlin\n\
version: 1\n\
validFrom: 2027-01-01\n\
term:\n\
  start: 2027-01-01\n\
  end: 2027-12-31\n\
  minimumMonths: 6\n\
  renewalMonths: 12\n\
  noticeMonths: 3\n\
  providerNoticeMonths: 3\n\
  noticeTo: end-of-term\n\
  noticeForm: text\n\
  partialNotice: true\n\
  forCause:\n\
    - by: client\n\
      reason: Erheblicher Verstoß gegen Sicherheitspflichten oder Vorgabe der Aufsicht\n\
      noticeDays: 30\n\
    - { by: both, reason: Insolvenzantrag der anderen Seite }\n\
\n\
parties:\n\
  client:\n\
    role: client\n\
    name: Auftraggeber GmbH\n\
    address: Straße und Ort des Auftraggebers\n\
    country: DE\n\
    representedBy: Name, Geschäftsführung\n\
    contacts:\n\
      - { id: office, name: Ansprechpartner IT, email: it@auftraggeber.example }\n\
      - { id: director, name: Geschäftsführung, email: leitung@auftraggeber.example }\n\
      - id: security-officer\n\
        name: Informationssicherheit und Datenschutz\n\
        email: sicherheit@auftraggeber.example\n\
  provider:\n\
    role: provider\n\
    name: Auftragnehmer GmbH\n\
    address: Straße und Ort des Auftragnehmers\n\
    country: DE\n\
    representedBy: Name, Geschäftsführung\n\
    contacts:\n\
      - { id: service-desk, name: Servicedesk, email: hilfe@auftragnehmer.example }\n\
      - id: service-manager\n\
        name: Servicemanagement\n\
        email: service@auftragnehmer.example\n\
      - id: provider-director\n\
        name: Geschäftsführung\n\
        email: leitung@auftragnehmer.example\n\
      - id: provider-privacy\n\
        name: Datenschutz\n\
        email: datenschutz@auftragnehmer.example\n\
\n\
calendars:\n\
  office:\n\
    timeZone: Europe/Berlin\n\
    hours:\n\
      mon: [08:00-18:00]\n\
      tue: [08:00-18:00]\n\
      wed: [08:00-18:00]\n\
      thu: [08:00-18:00]\n\
      fri: [08:00-16:00]\n\
    holidays: [DE-BY, \"*-12-24\", \"*-12-31\"]\n\
  maintenance: { timeZone: Europe/Berlin, hours: { sun: [02:00-06:00] }, holidays: [] }\n\
\n\
priorities:\n\
  levels: [P1, P2, P3]\n\
  matrix:\n\
    company: { blocked: P1, hindered: P2 }\n\
    team: { blocked: P2, hindered: P3 }\n\
    person: { blocked: P3, hindered: P3 }\n\
\n\
serviceLevels:\n\
  standard:\n\
    name: Standard\n\
    calendar: office\n\
    targets:\n\
      P1: { response: PT1H, update: PT2H, restore: PT4H, resolve: PT16H }\n\
      P2: { response: PT2H, update: PT4H, restore: PT8H, resolve: end of 3rd working day }\n\
      P3: { response: PT4H, restore: end of 2nd working day, resolve: end of 5th working day }\n\
\n\
services:\n\
  - id: workplace\n\
    serviceLevel: standard\n\
    name: Managed Endpoint\n\
    area: devices\n\
    description: Betrieb, Pflege und Schutz der Arbeitsplatzrechner\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: medium\n\
    included:\n\
      - Einrichtung, Überwachung und Fernwartung der aufgeführten Geräte\n\
      - Sicherheitsaktualisierungen innerhalb der vereinbarten Fristen\n\
      - Endgeräteschutz mit Auswertung der Meldungen\n\
    excluded: [Beschaffung neuer Hardware, Private Geräte]\n\
    quantities: { users: 10, devices: 12 }\n\
    clientObligations: [Ein- und Austritte werden fünf Arbeitstage vorher gemeldet.]\n\
    acceptance: [Alle Geräte melden sich bei der Überwachung.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: first-level\n\
    serviceLevel: standard\n\
    name: Anwenderunterstützung (1st Level)\n\
    area: other\n\
    description: Annahme und Lösung von Anliegen der Beschäftigten\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: medium\n\
    included:\n\
      - Annahme per Telefon, E-Mail und Webformular\n\
      - Fragen zur Bedienung der Büroanwendungen bis 20 Minuten je Anliegen\n\
    excluded: [Schulungen, Fachliche Fragen zu Branchenanwendungen]\n\
    quantities: { users: 10 }\n\
    clientObligations: [Jede Meldung nennt Auswirkung und Dringlichkeit.]\n\
    acceptance: [Eine Testmeldung je Priorität ist fristgerecht beantwortet.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
\n\
clocks:\n\
  pauses:\n\
    - reason: waiting-for-client\n\
      description: Eine Rückfrage an den Auftraggeber ist im Ticket gestellt und offen.\n\
\n\
escalation:\n\
  - level: 1\n\
    name: Servicemanagement\n\
    contacts: [service-manager]\n\
    atPercent: [50, 75, 100]\n\
  - level: 2\n\
    name: Geschäftsführung beider Seiten\n\
    contacts: [provider-director, director]\n\
    atPercent: [90, 100]\n\
\n\
attainment:\n\
  targetPercent: { response: 95, restore: 90, resolve: 90 }\n\
\n\
availability:\n\
  - id: workplace-availability\n\
    services: [workplace]\n\
    targetPercent: \"99\"\n\
    period: month\n\
    serviceTime: office\n\
    measuringPoint: Prüfpunkt der Überwachung am Standort des Auftraggebers\n\
    measuredBy: both\n\
    downtime:\n\
      when: Die Leistung kann von allen Beschäftigten nicht genutzt werden.\n\
      confirmations: 3\n\
    maintenance:\n\
      planned: excluded\n\
      noticeHours: 72\n\
      hoursPerPeriod: \"4\"\n\
      windows:\n\
        - { description: Sonntag 2 bis 6 Uhr, calendar: maintenance }\n\
    exclusions:\n\
      - { reason: client, description: Ausfälle durch Änderungen des Auftraggebers }\n\
    stabilisationDays: 30\n\
\n\
credits:\n\
  legalNature: price-reduction\n\
  againstDamages: set-off\n\
  faultRequired: false\n\
  sameEvent: highest\n\
  caps: { servicePercent: \"50\", periodPercent: \"15\", yearPercent: \"10\" }\n\
  claim: { automatic: true }\n\
  settlement: next-invoice\n\
  afterEnd: paid-out\n\
  termination: { misses: 3, withinMonths: 6 }\n\
  rules:\n\
    - kind: tiers\n\
      id: workplace-credit\n\
      availability: workplace-availability\n\
      tiers:\n\
        - { atLeast: \"97\", below: \"99\", creditPercent: \"10\" }\n\
        - { below: \"97\", creditPercent: \"25\" }\n\
\n\
prices:\n\
  currency: EUR\n\
  items:\n\
    - kind: per-unit\n\
      id: workplace\n\
      name: Managed Endpoint\n\
      services: [workplace]\n\
      unit: users\n\
      price: \"34.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: per-unit\n\
      id: first-level\n\
      name: Anwenderunterstützung (1st Level)\n\
      services: [first-level]\n\
      unit: users\n\
      price: \"14.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: hourly\n\
      id: extra-work\n\
      name: Arbeit nach Aufwand\n\
      rates:\n\
        - { role: technician, amount: \"110.00\" }\n\
      incrementMinutes: 15\n\
      surcharges:\n\
        - id: off-hours\n\
          name: Zuschlag außerhalb der Servicezeit\n\
          percent: \"50\"\n\
          outside: office\n\
      travel: { kind: flat, amount: \"45.00\" }\n\
    - kind: one-off\n\
      id: set-up\n\
      name: Einrichtung\n\
      services: [workplace, first-level]\n\
      amount: \"950.00\"\n\
      dueAfter: Abnahme der Einrichtung\n\
  indexation: []\n\
  invoicing:\n\
    period: month\n\
    when: in-arrears\n\
    dueDays: 14\n\
    format: zugferd\n\
    timeSheets: true\n\
    objectionDays: 30\n\
\n\
changes:\n\
  approvals:\n\
    - { id: all, kinds: [normal, emergency], approvers: [office, director] }\n\
  standard:\n\
    - id: new-user\n\
      name: Benutzer anlegen\n\
      services: [workplace]\n\
      target: end of next working day\n\
      requesters: [office]\n\
  riskBorneBy: client\n\
  offerWithin: end of 5th working day\n\
  decisionWithin: end of 3rd working day\n\
  calendar: office\n\
  silence: refused\n\
  backOutPlan: normal-and-emergency\n\
  emergencyInformWithin: PT4H elapsed\n\
  reviewWithinDays: 10\n\
  form: text\n\
\n\
steering:\n\
  meetings:\n\
    - id: service-review\n\
      name: Regeltermin\n\
      everyMonths: 3\n\
      contacts: [service-manager, office]\n\
  reportEveryMonths: 1\n\
  reportWithinDays: 10\n\
  reportContent: [Gehaltene Fristen je Priorität, Verfügbarkeit, Sicherheitsvorfälle]\n\
  measuredBy: both\n\
  contractReviewMonths: 12\n\
  fixedContacts: [service-manager]\n\
\n\
clientObligations:\n\
  - id: contact\n\
    text: Der Auftraggeber benennt jederzeit einen erreichbaren Ansprechpartner.\n\
    contact: office\n\
    consequence: Die Uhr des Tickets pausiert.\n\
\n\
transition:\n\
  acceptance: [Jede Leistung ist überwacht und abgenommen.]\n\
  stabilisationDays: 30\n\
  handover: [Dokumentation, Zugänge]\n\
  maximumMonths: 2\n\
\n\
dataProtection:\n\
  processing: true\n\
  agreement: { title: Vertrag zur Auftragsverarbeitung, date: 2026-12-15 }\n\
  subject: Betrieb der IT des Auftraggebers\n\
  duration: Laufzeit des Vertrags\n\
  nature: Speicherung, Sicherung, Fernwartung\n\
  purpose: Betrieb und Unterstützung der Beschäftigten\n\
  dataTypes: [Kontaktdaten, E-Mail-Inhalte]\n\
  dataSubjects: [Beschäftigte, Kunden des Auftraggebers]\n\
  specialCategories: []\n\
  clauses:\n\
    instructions: { clause: AVV § 2 }\n\
    confidentiality: { clause: AVV § 3 }\n\
    security: { clause: AVV § 4 }\n\
    subProcessors: { clause: AVV § 5 }\n\
    dataSubjectRights: { clause: AVV § 6 }\n\
    assistance: { clause: AVV § 7 }\n\
    deletion: { clause: AVV § 8 }\n\
    audit: { clause: AVV § 9 }\n\
  subProcessorConsent: general\n\
  objectionDays: 30\n\
  subProcessors: []\n\
  allowedCountries: [EEA]\n\
  atRest:\n\
    - { country: DE }\n\
  processedIn:\n\
    - { country: DE }\n\
  locationChangeDays: 60\n\
  breachNoticeHours: 24\n\
  requestForwardDays: 3\n\
  officers: [security-officer, provider-privacy]\n\
  measures: { title: \"Anlage 1: Technische und organisatorische Maßnahmen\" }\n\
  measuresReviewMonths: 12\n\
  auditNoticeDays: 14\n\
  deletion: { withinDays: 60, backupsWithinDays: 120, certificate: true, choice: client }\n\
  ai: { allowed: no }\n\
\n\
security:\n\
  concept: Sicherheitskonzept nach Anlage 2\n\
  contacts: [security-officer, service-manager]\n\
  access:\n\
    mfa: everyone\n\
    sharedAccounts: forbidden\n\
    reviewMonths: 12\n\
    privilegedReviewMonths: 3\n\
    leaverHours: 24\n\
    staffChangeNoticeDays: 1\n\
    emergencyAccounts: 2\n\
    clientHoldsOwnership: true\n\
    remoteAccess: approved-and-recorded\n\
  logging:\n\
    keepDays: 90\n\
    adminKeepDays: 365\n\
    reviewDays: 7\n\
    protectedFromChange: true\n\
    clientMayRead: true\n\
  patching:\n\
    - { severity: critical, withinDays: 3 }\n\
    - { severity: high, withinDays: 14 }\n\
    - { severity: medium, withinDays: 30 }\n\
  backup:\n\
    - id: all\n\
      services: [workplace, first-level]\n\
      everyHours: 24\n\
      keepDays: 30\n\
      offSite: true\n\
      immutable: true\n\
      encrypted: true\n\
      keyHeldByClient: true\n\
      restoreTestMonths: 3\n\
      recoveryTime: PT8H elapsed\n\
      dataLossHours: 24\n\
  incidentNoticeHours: 12\n\
  incidentHelp: priced\n\
  vulnerabilityHandling: Monatliche Prüfung, Bericht binnen fünf Tagen\n\
  encryption: true\n\
  tenantSeparation: Eigene Netze, eigene Sicherungsaufträge, getrennte Schlüssel\n\
  staffScreening: true\n\
  trainingMonths: 12\n\
  auditRight: true\n\
  exerciseMonths: 12\n\
  emergencyManual: true\n\
\n\
exit:\n\
  assistance:\n\
    months: 3\n\
    price: by-rate\n\
    priceItem: extra-work\n\
    includedHours: 8\n\
    continuedService: true\n\
    tasks: [Übergabetermine mit dem Nachfolger]\n\
  dataFormats:\n\
    - { data: Dateien und Postfächer, format: \"Dateisystem, PST oder MBOX\", open: true }\n\
    - { data: Dokumentation, format: PDF und CSV, open: true }\n\
  dataWithinDays: 14\n\
  exportOnRequest: true\n\
  handover: [Dokumentation, Zugänge, Schlüssel der Sicherungen, Lizenzen]\n\
  accessRevocationHours: 24\n\
  deletionWithinDays: 60\n\
  deletionCertificate: true\n\
  planWithinMonths: 6\n\
  planReviewMonths: 12\n\
  testMonths: 12\n\
  licencesTransfer: true\n\
  retentionOfDocuments: statutory\n\
\n\
liability:\n\
  capAmount: \"500000.00\"\n\
  unlimitedFor: [Vorsatz und grobe Fahrlässigkeit, \"Verletzung von Leben, Körper und Gesundheit\"]\n\
  dataLoss: Kosten der Rücksicherung vom Vortag\n\
  insurance:\n\
    - { kind: IT-Haftpflicht, sum: \"2000000.00\" }\n\
\n\
governing:\n\
  documents:\n\
    - { id: dpa, title: Vertrag zur Auftragsverarbeitung, kind: dpa, rank: 1 }\n\
    - { id: contract, title: Dieser Vertrag, kind: contract, rank: 2 }\n\
    - id: measures\n\
      title: \"Anlage 1: Technische und organisatorische Maßnahmen\"\n\
      kind: security\n\
      rank: 3\n\
    - { id: concept, title: \"Anlage 2: Sicherheitskonzept\", kind: security, rank: 4 }\n\
  law: DE\n\
  venue: Sitz des Auftraggebers\n\
  settlement: Gespräch der Geschäftsführungen\n\
  changesForm: text\n\
\n\
regulation:\n\
  nis2: none\n\
  dora: false\n\
",
    "medium": "format: handschlag/contract@1\n\
id: starter-medium\n\
title: IT-Betreuung (mittel)\n\
language: de\n\
timeZone: Europe/Berlin\n\
version: 1\n\
validFrom: 2027-01-01\n\
term:\n\
  start: 2027-01-01\n\
  end: 2029-12-31\n\
  minimumMonths: 24\n\
  renewalMonths: 12\n\
  noticeMonths: 3\n\
  providerNoticeMonths: 6\n\
  noticeTo: end-of-term\n\
  noticeForm: text\n\
  partialNotice: true\n\
  forCause:\n\
    - by: client\n\
      reason: Erheblicher Verstoß gegen Sicherheitspflichten oder Vorgabe der Aufsicht\n\
      noticeDays: 30\n\
    - { by: both, reason: Insolvenzantrag der anderen Seite }\n\
\n\
parties:\n\
  client:\n\
    role: client\n\
    name: Auftraggeber GmbH\n\
    address: Straße und Ort des Auftraggebers\n\
    country: DE\n\
    representedBy: Name, Geschäftsführung\n\
    contacts:\n\
      - { id: office, name: Ansprechpartner IT, email: it@auftraggeber.example }\n\
      - { id: director, name: Geschäftsführung, email: leitung@auftraggeber.example }\n\
      - id: security-officer\n\
        name: Informationssicherheit und Datenschutz\n\
        email: sicherheit@auftraggeber.example\n\
  provider:\n\
    role: provider\n\
    name: Auftragnehmer GmbH\n\
    address: Straße und Ort des Auftragnehmers\n\
    country: DE\n\
    representedBy: Name, Geschäftsführung\n\
    contacts:\n\
      - { id: service-desk, name: Servicedesk, email: hilfe@auftragnehmer.example }\n\
      - id: service-manager\n\
        name: Servicemanagement\n\
        email: service@auftragnehmer.example\n\
      - id: provider-director\n\
        name: Geschäftsführung\n\
        email: leitung@auftragnehmer.example\n\
      - id: provider-privacy\n\
        name: Datenschutz\n\
        email: datenschutz@auftragnehmer.example\n\
\n\
calendars:\n\
  office:\n\
    timeZone: Europe/Berlin\n\
    hours:\n\
      mon: [08:00-18:00]\n\
      tue: [08:00-18:00]\n\
      wed: [08:00-18:00]\n\
      thu: [08:00-18:00]\n\
      fri: [08:00-16:00]\n\
    holidays: [DE-BY, \"*-12-24\", \"*-12-31\"]\n\
  maintenance: { timeZone: Europe/Berlin, hours: { sun: [02:00-06:00] }, holidays: [] }\n\
\n\
priorities:\n\
  levels: [P1, P2, P3]\n\
  matrix:\n\
    company: { blocked: P1, hindered: P2 }\n\
    team: { blocked: P2, hindered: P3 }\n\
    person: { blocked: P3, hindered: P3 }\n\
\n\
serviceLevels:\n\
  standard:\n\
    name: Standard\n\
    calendar: office\n\
    targets:\n\
      P1: { response: PT1H, update: PT2H, restore: PT4H, resolve: PT16H }\n\
      P2: { response: PT2H, update: PT4H, restore: PT8H, resolve: end of 3rd working day }\n\
      P3: { response: PT4H, restore: end of 2nd working day, resolve: end of 5th working day }\n\
\n\
services:\n\
  - id: workplace\n\
    serviceLevel: standard\n\
    name: Managed Endpoint\n\
    area: devices\n\
    description: Betrieb, Pflege und Schutz der Arbeitsplatzrechner\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: medium\n\
    included:\n\
      - Einrichtung, Überwachung und Fernwartung der aufgeführten Geräte\n\
      - Sicherheitsaktualisierungen innerhalb der vereinbarten Fristen\n\
      - Endgeräteschutz mit Auswertung der Meldungen\n\
    excluded: [Beschaffung neuer Hardware, Private Geräte]\n\
    quantities: { users: 10, devices: 12 }\n\
    clientObligations: [Ein- und Austritte werden fünf Arbeitstage vorher gemeldet.]\n\
    acceptance: [Alle Geräte melden sich bei der Überwachung.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: first-level\n\
    serviceLevel: standard\n\
    name: Anwenderunterstützung (1st Level)\n\
    area: other\n\
    description: Annahme und Lösung von Anliegen der Beschäftigten\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: medium\n\
    included:\n\
      - Annahme per Telefon, E-Mail und Webformular\n\
      - Fragen zur Bedienung der Büroanwendungen bis 20 Minuten je Anliegen\n\
    excluded: [Schulungen, Fachliche Fragen zu Branchenanwendungen]\n\
    quantities: { users: 10 }\n\
    clientObligations: [Jede Meldung nennt Auswirkung und Dringlichkeit.]\n\
    acceptance: [Eine Testmeldung je Priorität ist fristgerecht beantwortet.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: m365\n\
    serviceLevel: standard\n\
    name: Verwaltung von Microsoft 365\n\
    area: e-mail\n\
    description: Verwaltung des Mandanten, der dem Auftraggeber gehört\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: high\n\
    included:\n\
      - Anlegen, Ändern und Sperren von Konten nach Auftrag\n\
      - Mehrstufige Anmeldung für alle Konten\n\
      - Tägliche Sicherung von Postfächern und Dateien bei einem zweiten Anbieter\n\
    excluded:\n\
      - Lizenzgebühren des Herstellers\n\
      - Ausfälle im Verantwortungsbereich des Herstellers; sie werden gemeldet und verfolgt\n\
    quantities: { users: 10, mailboxes: 14 }\n\
    clientObligations: [Der Auftraggeber bestätigt die Liste der Berechtigungen einmal im Quartal.]\n\
    acceptance: [Alle Konten haben einen zweiten Faktor.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: network\n\
    serviceLevel: standard\n\
    name: Netzwerk und Firewall\n\
    area: network\n\
    description: Betrieb von Firewall, Switches und WLAN\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: high\n\
    included:\n\
      - Betrieb und Überwachung der aufgeführten Netzgeräte\n\
      - Pflege des Regelwerks, Durchsicht einmal im Halbjahr\n\
      - Störungsmeldung beim Anbieter des Anschlusses und Verfolgung bis zur Behebung\n\
    excluded: [Verkabelung im Gebäude, Gebühren des Internetanschlusses]\n\
    quantities: { sites: 1, firewalls: 1, switches: 2, access-points: 3 }\n\
    clientObligations: [Der Technikraum ist während der Servicezeit zugänglich.]\n\
    acceptance: [Firewall und Switches sind überwacht und dokumentiert.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
\n\
clocks:\n\
  pauses:\n\
    - reason: waiting-for-client\n\
      description: Eine Rückfrage an den Auftraggeber ist im Ticket gestellt und offen.\n\
\n\
escalation:\n\
  - level: 1\n\
    name: Servicemanagement\n\
    contacts: [service-manager]\n\
    atPercent: [50, 75, 100]\n\
  - level: 2\n\
    name: Geschäftsführung beider Seiten\n\
    contacts: [provider-director, director]\n\
    atPercent: [90, 100]\n\
\n\
attainment:\n\
  targetPercent: { response: 95, restore: 90, resolve: 90 }\n\
\n\
availability:\n\
  - id: network-availability\n\
    services: [network]\n\
    targetPercent: \"99\"\n\
    period: month\n\
    serviceTime: office\n\
    measuringPoint: Prüfpunkt der Überwachung am Standort des Auftraggebers\n\
    measuredBy: both\n\
    downtime:\n\
      when: Die Leistung kann von allen Beschäftigten nicht genutzt werden.\n\
      confirmations: 3\n\
    maintenance:\n\
      planned: excluded\n\
      noticeHours: 72\n\
      hoursPerPeriod: \"4\"\n\
      windows:\n\
        - { description: Sonntag 2 bis 6 Uhr, calendar: maintenance }\n\
    exclusions:\n\
      - { reason: client, description: Ausfälle durch Änderungen des Auftraggebers }\n\
    stabilisationDays: 30\n\
\n\
credits:\n\
  legalNature: price-reduction\n\
  againstDamages: set-off\n\
  faultRequired: false\n\
  sameEvent: highest\n\
  caps: { servicePercent: \"50\", periodPercent: \"15\", yearPercent: \"10\" }\n\
  claim: { automatic: true }\n\
  settlement: next-invoice\n\
  afterEnd: paid-out\n\
  termination: { misses: 3, withinMonths: 6 }\n\
  rules:\n\
    - kind: tiers\n\
      id: network-credit\n\
      availability: network-availability\n\
      tiers:\n\
        - { atLeast: \"97\", below: \"99\", creditPercent: \"10\" }\n\
        - { below: \"97\", creditPercent: \"25\" }\n\
\n\
prices:\n\
  currency: EUR\n\
  items:\n\
    - kind: per-unit\n\
      id: workplace\n\
      name: Managed Endpoint\n\
      services: [workplace]\n\
      unit: users\n\
      price: \"34.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: per-unit\n\
      id: first-level\n\
      name: Anwenderunterstützung (1st Level)\n\
      services: [first-level]\n\
      unit: users\n\
      price: \"14.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: per-unit\n\
      id: m365\n\
      name: Verwaltung von Microsoft 365\n\
      services: [m365]\n\
      unit: users\n\
      price: \"9.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: flat\n\
      id: network\n\
      name: Netzwerk und Firewall\n\
      services: [network]\n\
      amount: \"190.00\"\n\
      assumedHours: \"2\"\n\
      reviewMonths: 6\n\
    - kind: hourly\n\
      id: extra-work\n\
      name: Arbeit nach Aufwand\n\
      rates:\n\
        - { role: technician, amount: \"110.00\" }\n\
      incrementMinutes: 15\n\
      surcharges:\n\
        - id: off-hours\n\
          name: Zuschlag außerhalb der Servicezeit\n\
          percent: \"50\"\n\
          outside: office\n\
      travel: { kind: flat, amount: \"45.00\" }\n\
    - kind: one-off\n\
      id: set-up\n\
      name: Einrichtung\n\
      services: [workplace, first-level, m365, network]\n\
      amount: \"950.00\"\n\
      dueAfter: Abnahme der Einrichtung\n\
  indexation:\n\
    - id: yearly\n\
      kind: discretion\n\
      firstOn: 2028-01-01\n\
      everyMonths: 12\n\
      capPercent: \"4\"\n\
      noticeDays: 60\n\
      terminationAbovePercent: \"3\"\n\
  invoicing:\n\
    period: month\n\
    when: in-arrears\n\
    dueDays: 14\n\
    format: zugferd\n\
    timeSheets: true\n\
    objectionDays: 30\n\
\n\
changes:\n\
  approvals:\n\
    - id: small\n\
      kinds: [normal]\n\
      risks: [low, medium]\n\
      upTo: \"500.00\"\n\
      approvers: [office]\n\
    - { id: large, kinds: [normal], approvers: [director, office], together: 2 }\n\
    - { id: emergency, kinds: [emergency], approvers: [office, director] }\n\
  standard:\n\
    - id: new-user\n\
      name: Benutzer anlegen\n\
      services: [workplace]\n\
      target: end of next working day\n\
      requesters: [office]\n\
  riskBorneBy: client\n\
  offerWithin: end of 5th working day\n\
  decisionWithin: end of 3rd working day\n\
  calendar: office\n\
  silence: refused\n\
  backOutPlan: normal-and-emergency\n\
  emergencyInformWithin: PT4H elapsed\n\
  reviewWithinDays: 10\n\
  form: text\n\
\n\
steering:\n\
  meetings:\n\
    - id: service-review\n\
      name: Regeltermin\n\
      everyMonths: 3\n\
      contacts: [service-manager, office]\n\
  reportEveryMonths: 1\n\
  reportWithinDays: 10\n\
  reportContent: [Gehaltene Fristen je Priorität, Verfügbarkeit, Sicherheitsvorfälle]\n\
  measuredBy: both\n\
  contractReviewMonths: 12\n\
  fixedContacts: [service-manager]\n\
\n\
clientObligations:\n\
  - id: contact\n\
    text: Der Auftraggeber benennt jederzeit einen erreichbaren Ansprechpartner.\n\
    contact: office\n\
    consequence: Die Uhr des Tickets pausiert.\n\
\n\
transition:\n\
  acceptance: [Jede Leistung ist überwacht und abgenommen.]\n\
  stabilisationDays: 30\n\
  handover: [Dokumentation, Zugänge]\n\
  maximumMonths: 2\n\
\n\
dataProtection:\n\
  processing: true\n\
  agreement: { title: Vertrag zur Auftragsverarbeitung, date: 2026-12-15 }\n\
  subject: Betrieb der IT des Auftraggebers\n\
  duration: Laufzeit des Vertrags\n\
  nature: Speicherung, Sicherung, Fernwartung\n\
  purpose: Betrieb und Unterstützung der Beschäftigten\n\
  dataTypes: [Kontaktdaten, E-Mail-Inhalte]\n\
  dataSubjects: [Beschäftigte, Kunden des Auftraggebers]\n\
  specialCategories: []\n\
  clauses:\n\
    instructions: { clause: AVV § 2 }\n\
    confidentiality: { clause: AVV § 3 }\n\
    security: { clause: AVV § 4 }\n\
    subProcessors: { clause: AVV § 5 }\n\
    dataSubjectRights: { clause: AVV § 6 }\n\
    assistance: { clause: AVV § 7 }\n\
    deletion: { clause: AVV § 8 }\n\
    audit: { clause: AVV § 9 }\n\
  subProcessorConsent: general\n\
  objectionDays: 30\n\
  subProcessors: []\n\
  allowedCountries: [EEA]\n\
  atRest:\n\
    - { country: DE }\n\
  processedIn:\n\
    - { country: DE }\n\
  locationChangeDays: 60\n\
  breachNoticeHours: 24\n\
  requestForwardDays: 3\n\
  officers: [security-officer, provider-privacy]\n\
  measures: { title: \"Anlage 1: Technische und organisatorische Maßnahmen\" }\n\
  measuresReviewMonths: 12\n\
  auditNoticeDays: 14\n\
  deletion: { withinDays: 60, backupsWithinDays: 120, certificate: true, choice: client }\n\
  ai: { allowed: no }\n\
\n\
security:\n\
  concept: Sicherheitskonzept nach Anlage 2\n\
  contacts: [security-officer, service-manager]\n\
  access:\n\
    mfa: everyone\n\
    sharedAccounts: forbidden\n\
    reviewMonths: 12\n\
    privilegedReviewMonths: 3\n\
    leaverHours: 24\n\
    staffChangeNoticeDays: 1\n\
    emergencyAccounts: 2\n\
    clientHoldsOwnership: true\n\
    remoteAccess: approved-and-recorded\n\
  logging:\n\
    keepDays: 90\n\
    adminKeepDays: 365\n\
    reviewDays: 7\n\
    protectedFromChange: true\n\
    clientMayRead: true\n\
  patching:\n\
    - { severity: critical, withinDays: 3 }\n\
    - { severity: high, withinDays: 14 }\n\
    - { severity: medium, withinDays: 30 }\n\
  backup:\n\
    - id: all\n\
      services: [workplace, first-level, m365, network]\n\
      everyHours: 24\n\
      keepDays: 30\n\
      offSite: true\n\
      immutable: true\n\
      encrypted: true\n\
      keyHeldByClient: true\n\
      restoreTestMonths: 3\n\
      recoveryTime: PT8H elapsed\n\
      dataLossHours: 24\n\
  incidentNoticeHours: 12\n\
  incidentHelp: priced\n\
  vulnerabilityHandling: Monatliche Prüfung, Bericht binnen fünf Tagen\n\
  encryption: true\n\
  tenantSeparation: Eigene Netze, eigene Sicherungsaufträge, getrennte Schlüssel\n\
  staffScreening: true\n\
  trainingMonths: 12\n\
  auditRight: true\n\
  exerciseMonths: 12\n\
  emergencyManual: true\n\
\n\
exit:\n\
  assistance:\n\
    months: 3\n\
    price: by-rate\n\
    priceItem: extra-work\n\
    includedHours: 8\n\
    continuedService: true\n\
    tasks: [Übergabetermine mit dem Nachfolger]\n\
  dataFormats:\n\
    - { data: Dateien und Postfächer, format: \"Dateisystem, PST oder MBOX\", open: true }\n\
    - { data: Dokumentation, format: PDF und CSV, open: true }\n\
  dataWithinDays: 14\n\
  exportOnRequest: true\n\
  handover: [Dokumentation, Zugänge, Schlüssel der Sicherungen, Lizenzen]\n\
  accessRevocationHours: 24\n\
  deletionWithinDays: 60\n\
  deletionCertificate: true\n\
  planWithinMonths: 6\n\
  planReviewMonths: 12\n\
  testMonths: 12\n\
  licencesTransfer: true\n\
  retentionOfDocuments: statutory\n\
\n\
liability:\n\
  capAmount: \"500000.00\"\n\
  unlimitedFor: [Vorsatz und grobe Fahrlässigkeit, \"Verletzung von Leben, Körper und Gesundheit\"]\n\
  dataLoss: Kosten der Rücksicherung vom Vortag\n\
  insurance:\n\
    - { kind: IT-Haftpflicht, sum: \"2000000.00\" }\n\
\n\
governing:\n\
  documents:\n\
    - { id: dpa, title: Vertrag zur Auftragsverarbeitung, kind: dpa, rank: 1 }\n\
    - { id: contract, title: Dieser Vertrag, kind: contract, rank: 2 }\n\
    - id: measures\n\
      title: \"Anlage 1: Technische und organisatorische Maßnahmen\"\n\
      kind: security\n\
      rank: 3\n\
    - { id: concept, title: \"Anlage 2: Sicherheitskonzept\", kind: security, rank: 4 }\n\
  law: DE\n\
  venue: Sitz des Auftraggebers\n\
  settlement: Gespräch der Geschäftsführungen\n\
  changesForm: text\n\
\n\
regulation:\n\
  nis2: none\n\
  dora: false\n\
",
    "comprehensive": "format: handschlag/contract@1\n\
id: starter-comprehensive\n\
title: IT-Betreuung (umfassend)\n\
language: de\n\
timeZone: Europe/Berlin\n\
version: 1\n\
validFrom: 2027-01-01\n\
term:\n\
  start: 2027-01-01\n\
  end: 2029-12-31\n\
  minimumMonths: 24\n\
  renewalMonths: 12\n\
  noticeMonths: 3\n\
  providerNoticeMonths: 6\n\
  noticeTo: end-of-term\n\
  noticeForm: text\n\
  partialNotice: true\n\
  forCause:\n\
    - by: client\n\
      reason: Erheblicher Verstoß gegen Sicherheitspflichten oder Vorgabe der Aufsicht\n\
      noticeDays: 30\n\
    - { by: both, reason: Insolvenzantrag der anderen Seite }\n\
\n\
parties:\n\
  client:\n\
    role: client\n\
    name: Auftraggeber GmbH\n\
    address: Straße und Ort des Auftraggebers\n\
    country: DE\n\
    representedBy: Name, Geschäftsführung\n\
    contacts:\n\
      - { id: office, name: Ansprechpartner IT, email: it@auftraggeber.example }\n\
      - { id: director, name: Geschäftsführung, email: leitung@auftraggeber.example }\n\
      - id: security-officer\n\
        name: Informationssicherheit und Datenschutz\n\
        email: sicherheit@auftraggeber.example\n\
  provider:\n\
    role: provider\n\
    name: Auftragnehmer GmbH\n\
    address: Straße und Ort des Auftragnehmers\n\
    country: DE\n\
    representedBy: Name, Geschäftsführung\n\
    contacts:\n\
      - { id: service-desk, name: Servicedesk, email: hilfe@auftragnehmer.example }\n\
      - id: service-manager\n\
        name: Servicemanagement\n\
        email: service@auftragnehmer.example\n\
      - id: provider-director\n\
        name: Geschäftsführung\n\
        email: leitung@auftragnehmer.example\n\
      - id: provider-privacy\n\
        name: Datenschutz\n\
        email: datenschutz@auftragnehmer.example\n\
\n\
calendars:\n\
  office:\n\
    timeZone: Europe/Berlin\n\
    hours:\n\
      mon: [08:00-18:00]\n\
      tue: [08:00-18:00]\n\
      wed: [08:00-18:00]\n\
      thu: [08:00-18:00]\n\
      fri: [08:00-16:00]\n\
    holidays: [DE-BY, \"*-12-24\", \"*-12-31\"]\n\
  round-the-clock: { timeZone: Europe/Berlin, always: true }\n\
  maintenance: { timeZone: Europe/Berlin, hours: { sun: [02:00-06:00] }, holidays: [] }\n\
\n\
priorities:\n\
  levels: [P1, P2, P3]\n\
  matrix:\n\
    company: { blocked: P1, hindered: P2 }\n\
    team: { blocked: P2, hindered: P3 }\n\
    person: { blocked: P3, hindered: P3 }\n\
\n\
serviceLevels:\n\
  standard:\n\
    name: Standard\n\
    calendar: office\n\
    targets:\n\
      P1:\n\
        response: PT30M elapsed\n\
        update: PT2H elapsed\n\
        restore: PT4H elapsed\n\
        resolve: PT48H elapsed\n\
        calendar: round-the-clock\n\
      P2: { response: PT2H, update: PT4H, restore: PT8H, resolve: end of 3rd working day }\n\
      P3: { response: PT4H, restore: end of 2nd working day, resolve: end of 5th working day }\n\
\n\
services:\n\
  - id: workplace\n\
    serviceLevel: standard\n\
    name: Managed Endpoint\n\
    area: devices\n\
    description: Betrieb, Pflege und Schutz der Arbeitsplatzrechner\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: medium\n\
    included:\n\
      - Einrichtung, Überwachung und Fernwartung der aufgeführten Geräte\n\
      - Sicherheitsaktualisierungen innerhalb der vereinbarten Fristen\n\
      - Endgeräteschutz mit Auswertung der Meldungen\n\
    excluded: [Beschaffung neuer Hardware, Private Geräte]\n\
    quantities: { users: 10, devices: 12 }\n\
    clientObligations: [Ein- und Austritte werden fünf Arbeitstage vorher gemeldet.]\n\
    acceptance: [Alle Geräte melden sich bei der Überwachung.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: first-level\n\
    serviceLevel: standard\n\
    name: Anwenderunterstützung (1st Level)\n\
    area: other\n\
    description: Annahme und Lösung von Anliegen der Beschäftigten\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: medium\n\
    included:\n\
      - Annahme per Telefon, E-Mail und Webformular\n\
      - Fragen zur Bedienung der Büroanwendungen bis 20 Minuten je Anliegen\n\
    excluded: [Schulungen, Fachliche Fragen zu Branchenanwendungen]\n\
    quantities: { users: 10 }\n\
    clientObligations: [Jede Meldung nennt Auswirkung und Dringlichkeit.]\n\
    acceptance: [Eine Testmeldung je Priorität ist fristgerecht beantwortet.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: m365\n\
    serviceLevel: standard\n\
    name: Verwaltung von Microsoft 365\n\
    area: e-mail\n\
    description: Verwaltung des Mandanten, der dem Auftraggeber gehört\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: high\n\
    included:\n\
      - Anlegen, Ändern und Sperren von Konten nach Auftrag\n\
      - Mehrstufige Anmeldung für alle Konten\n\
      - Tägliche Sicherung von Postfächern und Dateien bei einem zweiten Anbieter\n\
    excluded:\n\
      - Lizenzgebühren des Herstellers\n\
      - Ausfälle im Verantwortungsbereich des Herstellers; sie werden gemeldet und verfolgt\n\
    quantities: { users: 10, mailboxes: 14 }\n\
    clientObligations: [Der Auftraggeber bestätigt die Liste der Berechtigungen einmal im Quartal.]\n\
    acceptance: [Alle Konten haben einen zweiten Faktor.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: network\n\
    serviceLevel: standard\n\
    name: Netzwerk und Firewall\n\
    area: network\n\
    description: Betrieb von Firewall, Switches und WLAN\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: high\n\
    included:\n\
      - Betrieb und Überwachung der aufgeführten Netzgeräte\n\
      - Pflege des Regelwerks, Durchsicht einmal im Halbjahr\n\
      - Störungsmeldung beim Anbieter des Anschlusses und Verfolgung bis zur Behebung\n\
    excluded: [Verkabelung im Gebäude, Gebühren des Internetanschlusses]\n\
    quantities: { sites: 1, firewalls: 1, switches: 2, access-points: 3 }\n\
    clientObligations: [Der Technikraum ist während der Servicezeit zugänglich.]\n\
    acceptance: [Firewall und Switches sind überwacht und dokumentiert.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: servers\n\
    serviceLevel: standard\n\
    name: Server und Datensicherung\n\
    area: applications\n\
    description: Betrieb der Server und ihrer Sicherung\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: high\n\
    included:\n\
      - Betrieb und Überwachung der aufgeführten Server\n\
      - Tägliche Sicherung und Prüfung der Protokolle an jedem Arbeitstag\n\
      - Rücksicherungstest einmal im Quartal mit Protokoll\n\
    excluded: [Pflege der Fachanwendungen]\n\
    quantities: { servers: 2, terabytes: 4 }\n\
    clientObligations: [Daten liegen ausschließlich auf den gesicherten Systemen.]\n\
    acceptance: [Eine Rücksicherung jedes Servers ist gelungen.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: security-watch\n\
    serviceLevel: standard\n\
    name: Sicherheitsüberwachung\n\
    area: security\n\
    description: Auswertung der Meldungen von Firewall, Endgeräteschutz und Anmeldungen\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: high\n\
    included:\n\
      - Auswertung der Meldungen während der Servicezeit\n\
      - Monatliche Prüfung auf Schwachstellen mit Bericht\n\
    excluded: [Forensische Untersuchungen]\n\
    quantities: { devices: 16 }\n\
    clientObligations: [Sicherheitsvorfälle werden sofort telefonisch gemeldet.]\n\
    acceptance: [Eine Testmeldung wurde erkannt und gemeldet.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: telephony\n\
    serviceLevel: standard\n\
    name: Telefonie\n\
    area: other\n\
    description: Betrieb der Telefonanlage und der Nebenstellen\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: medium\n\
    included: [\"Betrieb der Anlage, Einrichten und Ändern von Nebenstellen\"]\n\
    excluded: [Gesprächsgebühren]\n\
    quantities: { extensions: 15 }\n\
    clientObligations: [Änderungen der Rufnummern werden zehn Arbeitstage vorher angekündigt.]\n\
    acceptance: [Notrufe sind geprüft.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
\n\
clocks:\n\
  pauses:\n\
    - reason: waiting-for-client\n\
      description: Eine Rückfrage an den Auftraggeber ist im Ticket gestellt und offen.\n\
\n\
escalation:\n\
  - level: 1\n\
    name: Servicemanagement\n\
    contacts: [service-manager]\n\
    atPercent: [50, 75, 100]\n\
  - level: 2\n\
    name: Geschäftsführung beider Seiten\n\
    contacts: [provider-director, director]\n\
    atPercent: [90, 100]\n\
\n\
attainment:\n\
  targetPercent: { response: 95, restore: 90, resolve: 90 }\n\
\n\
availability:\n\
  - id: servers-availability\n\
    services: [servers]\n\
    targetPercent: \"99.5\"\n\
    period: month\n\
    serviceTime: office\n\
    measuringPoint: Prüfpunkt der Überwachung am Standort des Auftraggebers\n\
    measuredBy: both\n\
    downtime:\n\
      when: Die Leistung kann von allen Beschäftigten nicht genutzt werden.\n\
      confirmations: 3\n\
    maintenance:\n\
      planned: excluded\n\
      noticeHours: 72\n\
      hoursPerPeriod: \"4\"\n\
      windows:\n\
        - { description: Sonntag 2 bis 6 Uhr, calendar: maintenance }\n\
    exclusions:\n\
      - { reason: client, description: Ausfälle durch Änderungen des Auftraggebers }\n\
    stabilisationDays: 30\n\
\n\
credits:\n\
  legalNature: price-reduction\n\
  againstDamages: set-off\n\
  faultRequired: false\n\
  sameEvent: highest\n\
  caps: { servicePercent: \"50\", periodPercent: \"15\", yearPercent: \"10\" }\n\
  claim: { automatic: true }\n\
  settlement: next-invoice\n\
  afterEnd: paid-out\n\
  termination: { misses: 3, withinMonths: 6 }\n\
  rules:\n\
    - kind: tiers\n\
      id: servers-credit\n\
      availability: servers-availability\n\
      tiers:\n\
        - { atLeast: \"97\", below: \"99.5\", creditPercent: \"10\" }\n\
        - { below: \"97\", creditPercent: \"25\" }\n\
\n\
prices:\n\
  currency: EUR\n\
  items:\n\
    - kind: per-unit\n\
      id: workplace\n\
      name: Managed Endpoint\n\
      services: [workplace]\n\
      unit: users\n\
      price: \"34.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: per-unit\n\
      id: first-level\n\
      name: Anwenderunterstützung (1st Level)\n\
      services: [first-level]\n\
      unit: users\n\
      price: \"14.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: per-unit\n\
      id: m365\n\
      name: Verwaltung von Microsoft 365\n\
      services: [m365]\n\
      unit: users\n\
      price: \"9.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: flat\n\
      id: network\n\
      name: Netzwerk und Firewall\n\
      services: [network]\n\
      amount: \"190.00\"\n\
      assumedHours: \"2\"\n\
      reviewMonths: 6\n\
    - kind: per-unit\n\
      id: servers\n\
      name: Server und Datensicherung\n\
      services: [servers]\n\
      unit: servers\n\
      price: \"149.00\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: per-unit\n\
      id: security-watch\n\
      name: Sicherheitsüberwachung\n\
      services: [security-watch]\n\
      unit: devices\n\
      price: \"7.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: per-unit\n\
      id: telephony\n\
      name: Telefonie\n\
      services: [telephony]\n\
      unit: extensions\n\
      price: \"6.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: hourly\n\
      id: extra-work\n\
      name: Arbeit nach Aufwand\n\
      rates:\n\
        - { role: technician, amount: \"110.00\" }\n\
      incrementMinutes: 15\n\
      surcharges:\n\
        - id: off-hours\n\
          name: Zuschlag außerhalb der Servicezeit\n\
          percent: \"50\"\n\
          outside: office\n\
      travel: { kind: flat, amount: \"45.00\" }\n\
    - kind: one-off\n\
      id: set-up\n\
      name: Einrichtung\n\
      services: [workplace, first-level, m365, network, servers, security-watch, telephony]\n\
      amount: \"950.00\"\n\
      dueAfter: Abnahme der Einrichtung\n\
  indexation:\n\
    - id: yearly\n\
      kind: discretion\n\
      firstOn: 2028-01-01\n\
      everyMonths: 12\n\
      capPercent: \"4\"\n\
      noticeDays: 60\n\
      terminationAbovePercent: \"3\"\n\
  invoicing:\n\
    period: month\n\
    when: in-arrears\n\
    dueDays: 14\n\
    format: zugferd\n\
    timeSheets: true\n\
    objectionDays: 30\n\
\n\
changes:\n\
  approvals:\n\
    - id: small\n\
      kinds: [normal]\n\
      risks: [low, medium]\n\
      upTo: \"500.00\"\n\
      approvers: [office]\n\
    - { id: large, kinds: [normal], approvers: [director, office], together: 2 }\n\
    - { id: emergency, kinds: [emergency], approvers: [office, director] }\n\
  standard:\n\
    - id: new-user\n\
      name: Benutzer anlegen\n\
      services: [workplace]\n\
      target: end of next working day\n\
      requesters: [office]\n\
  riskBorneBy: client\n\
  offerWithin: end of 5th working day\n\
  decisionWithin: end of 3rd working day\n\
  calendar: office\n\
  silence: refused\n\
  backOutPlan: normal-and-emergency\n\
  emergencyInformWithin: PT4H elapsed\n\
  reviewWithinDays: 10\n\
  form: text\n\
\n\
steering:\n\
  meetings:\n\
    - id: service-review\n\
      name: Regeltermin\n\
      everyMonths: 3\n\
      contacts: [service-manager, office]\n\
  reportEveryMonths: 1\n\
  reportWithinDays: 10\n\
  reportContent: [Gehaltene Fristen je Priorität, Verfügbarkeit, Sicherheitsvorfälle]\n\
  measuredBy: both\n\
  contractReviewMonths: 12\n\
  fixedContacts: [service-manager]\n\
\n\
clientObligations:\n\
  - id: contact\n\
    text: Der Auftraggeber benennt jederzeit einen erreichbaren Ansprechpartner.\n\
    contact: office\n\
    consequence: Die Uhr des Tickets pausiert.\n\
\n\
transition:\n\
  acceptance: [Jede Leistung ist überwacht und abgenommen.]\n\
  stabilisationDays: 30\n\
  handover: [Dokumentation, Zugänge]\n\
  maximumMonths: 2\n\
\n\
dataProtection:\n\
  processing: true\n\
  agreement: { title: Vertrag zur Auftragsverarbeitung, date: 2026-12-15 }\n\
  subject: Betrieb der IT des Auftraggebers\n\
  duration: Laufzeit des Vertrags\n\
  nature: Speicherung, Sicherung, Fernwartung\n\
  purpose: Betrieb und Unterstützung der Beschäftigten\n\
  dataTypes: [Kontaktdaten, E-Mail-Inhalte]\n\
  dataSubjects: [Beschäftigte, Kunden des Auftraggebers]\n\
  specialCategories: []\n\
  clauses:\n\
    instructions: { clause: AVV § 2 }\n\
    confidentiality: { clause: AVV § 3 }\n\
    security: { clause: AVV § 4 }\n\
    subProcessors: { clause: AVV § 5 }\n\
    dataSubjectRights: { clause: AVV § 6 }\n\
    assistance: { clause: AVV § 7 }\n\
    deletion: { clause: AVV § 8 }\n\
    audit: { clause: AVV § 9 }\n\
  subProcessorConsent: general\n\
  objectionDays: 30\n\
  subProcessors: []\n\
  allowedCountries: [EEA]\n\
  atRest:\n\
    - { country: DE }\n\
  processedIn:\n\
    - { country: DE }\n\
  locationChangeDays: 60\n\
  breachNoticeHours: 24\n\
  requestForwardDays: 3\n\
  officers: [security-officer, provider-privacy]\n\
  measures: { title: \"Anlage 1: Technische und organisatorische Maßnahmen\" }\n\
  measuresReviewMonths: 12\n\
  auditNoticeDays: 14\n\
  deletion: { withinDays: 60, backupsWithinDays: 120, certificate: true, choice: client }\n\
  ai: { allowed: no }\n\
\n\
security:\n\
  concept: Sicherheitskonzept nach Anlage 2\n\
  contacts: [security-officer, service-manager]\n\
  access:\n\
    mfa: everyone\n\
    sharedAccounts: forbidden\n\
    reviewMonths: 12\n\
    privilegedReviewMonths: 3\n\
    leaverHours: 24\n\
    staffChangeNoticeDays: 1\n\
    emergencyAccounts: 2\n\
    clientHoldsOwnership: true\n\
    remoteAccess: approved-and-recorded\n\
  logging:\n\
    keepDays: 90\n\
    adminKeepDays: 365\n\
    reviewDays: 7\n\
    protectedFromChange: true\n\
    clientMayRead: true\n\
  patching:\n\
    - { severity: critical, withinDays: 3 }\n\
    - { severity: high, withinDays: 14 }\n\
    - { severity: medium, withinDays: 30 }\n\
  backup:\n\
    - id: all\n\
      services: [workplace, first-level, m365, network, servers, security-watch, telephony]\n\
      everyHours: 24\n\
      keepDays: 30\n\
      offSite: true\n\
      immutable: true\n\
      encrypted: true\n\
      keyHeldByClient: true\n\
      restoreTestMonths: 3\n\
      recoveryTime: PT8H elapsed\n\
      dataLossHours: 24\n\
  incidentNoticeHours: 12\n\
  incidentHelp: priced\n\
  vulnerabilityHandling: Monatliche Prüfung, Bericht binnen fünf Tagen\n\
  encryption: true\n\
  tenantSeparation: Eigene Netze, eigene Sicherungsaufträge, getrennte Schlüssel\n\
  staffScreening: true\n\
  trainingMonths: 12\n\
  auditRight: true\n\
  exerciseMonths: 12\n\
  emergencyManual: true\n\
\n\
exit:\n\
  assistance:\n\
    months: 3\n\
    price: by-rate\n\
    priceItem: extra-work\n\
    includedHours: 8\n\
    continuedService: true\n\
    tasks: [Übergabetermine mit dem Nachfolger]\n\
  dataFormats:\n\
    - { data: Dateien und Postfächer, format: \"Dateisystem, PST oder MBOX\", open: true }\n\
    - { data: Dokumentation, format: PDF und CSV, open: true }\n\
  dataWithinDays: 14\n\
  exportOnRequest: true\n\
  handover: [Dokumentation, Zugänge, Schlüssel der Sicherungen, Lizenzen]\n\
  accessRevocationHours: 24\n\
  deletionWithinDays: 60\n\
  deletionCertificate: true\n\
  planWithinMonths: 6\n\
  planReviewMonths: 12\n\
  testMonths: 12\n\
  licencesTransfer: true\n\
  retentionOfDocuments: statutory\n\
\n\
liability:\n\
  capAmount: \"500000.00\"\n\
  unlimitedFor: [Vorsatz und grobe Fahrlässigkeit, \"Verletzung von Leben, Körper und Gesundheit\"]\n\
  dataLoss: Kosten der Rücksicherung vom Vortag\n\
  insurance:\n\
    - { kind: IT-Haftpflicht, sum: \"2000000.00\" }\n\
\n\
governing:\n\
  documents:\n\
    - { id: dpa, title: Vertrag zur Auftragsverarbeitung, kind: dpa, rank: 1 }\n\
    - { id: contract, title: Dieser Vertrag, kind: contract, rank: 2 }\n\
    - id: measures\n\
      title: \"Anlage 1: Technische und organisatorische Maßnahmen\"\n\
      kind: security\n\
      rank: 3\n\
    - { id: concept, title: \"Anlage 2: Sicherheitskonzept\", kind: security, rank: 4 }\n\
  law: DE\n\
  venue: Sitz des Auftraggebers\n\
  settlement: Gespräch der Geschäftsführungen\n\
  changesForm: text\n\
\n\
regulation:\n\
  nis2: through-customers\n\
  dora: false\n\
  supplyChain:\n\
    incidentNoticeHours: 12\n\
    proofs: ISO 27001 und Jahresbericht\n\
    staffSkills: Jährliche Schulung, benannte Zertifikate\n\
    helpsWithReports: true\n\
"
  },
  "en": {
    "small": "format: handschlag/contract@1\n\
id: starter-small\n\
title: IT support (small)\n\
language: en\n\
timeZone: Europe/Berlin\n\
version: 1\n\
validFrom: 2027-01-01\n\
term:\n\
  start: 2027-01-01\n\
  end: 2027-12-31\n\
  minimumMonths: 6\n\
  renewalMonths: 12\n\
  noticeMonths: 3\n\
  providerNoticeMonths: 3\n\
  noticeTo: end-of-term\n\
  noticeForm: text\n\
  partialNotice: true\n\
  forCause:\n\
    - by: client\n\
      reason: Serious breach of security duties, or an order of a supervisory authority\n\
      noticeDays: 30\n\
    - { by: both, reason: The other side has filed for insolvency }\n\
\n\
parties:\n\
  client:\n\
    role: client\n\
    name: Client GmbH\n\
    address: Street and town of the client\n\
    country: DE\n\
    representedBy: Name, managing director\n\
    contacts:\n\
      - { id: office, name: IT contact, email: it@client.example }\n\
      - { id: director, name: Management, email: management@client.example }\n\
      - id: security-officer\n\
        name: Information security and data protection\n\
        email: security@client.example\n\
  provider:\n\
    role: provider\n\
    name: Provider GmbH\n\
    address: Street and town of the provider\n\
    country: DE\n\
    representedBy: Name, managing director\n\
    contacts:\n\
      - { id: service-desk, name: Service desk, email: help@provider.example }\n\
      - id: service-manager\n\
        name: Service management\n\
        email: service@provider.example\n\
      - id: provider-director\n\
        name: Management\n\
        email: management@provider.example\n\
      - id: provider-privacy\n\
        name: Data protection\n\
        email: privacy@provider.example\n\
\n\
calendars:\n\
  office:\n\
    timeZone: Europe/Berlin\n\
    hours:\n\
      mon: [08:00-18:00]\n\
      tue: [08:00-18:00]\n\
      wed: [08:00-18:00]\n\
      thu: [08:00-18:00]\n\
      fri: [08:00-16:00]\n\
    holidays: [DE-BY, \"*-12-24\", \"*-12-31\"]\n\
  maintenance: { timeZone: Europe/Berlin, hours: { sun: [02:00-06:00] }, holidays: [] }\n\
\n\
priorities:\n\
  levels: [P1, P2, P3]\n\
  matrix:\n\
    company: { blocked: P1, hindered: P2 }\n\
    team: { blocked: P2, hindered: P3 }\n\
    person: { blocked: P3, hindered: P3 }\n\
\n\
serviceLevels:\n\
  standard:\n\
    name: Standard\n\
    calendar: office\n\
    targets:\n\
      P1: { response: PT1H, update: PT2H, restore: PT4H, resolve: PT16H }\n\
      P2: { response: PT2H, update: PT4H, restore: PT8H, resolve: end of 3rd working day }\n\
      P3: { response: PT4H, restore: end of 2nd working day, resolve: end of 5th working day }\n\
\n\
services:\n\
  - id: workplace\n\
    serviceLevel: standard\n\
    name: Managed Endpoint\n\
    area: devices\n\
    description: Running, maintaining and protecting the workplace computers\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: medium\n\
    included:\n\
      - Set-up, monitoring and remote maintenance of the listed devices\n\
      - Security updates within the agreed times\n\
      - Endpoint protection, with its alerts looked into\n\
    excluded: [Buying new hardware, Private devices]\n\
    quantities: { users: 10, devices: 12 }\n\
    clientObligations: [Joiners and leavers are reported five working days before.]\n\
    acceptance: [All devices report to the monitoring system.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: first-level\n\
    serviceLevel: standard\n\
    name: User support (1st level)\n\
    area: other\n\
    description: Taking and solving the employees' requests\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: medium\n\
    included:\n\
      - Reports taken by telephone, e-mail and web form\n\
      - Questions on using the office applications, up to 20 minutes each\n\
    excluded: [Training courses, Professional questions on industry applications]\n\
    quantities: { users: 10 }\n\
    clientObligations: [Every report states impact and urgency.]\n\
    acceptance: [One test report of each priority has been answered in time.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
\n\
clocks:\n\
  pauses:\n\
    - reason: waiting-for-client\n\
      description: A question to the client has been asked in the ticket and is open.\n\
\n\
escalation:\n\
  - level: 1\n\
    name: Service management\n\
    contacts: [service-manager]\n\
    atPercent: [50, 75, 100]\n\
  - level: 2\n\
    name: Management of both sides\n\
    contacts: [provider-director, director]\n\
    atPercent: [90, 100]\n\
\n\
attainment:\n\
  targetPercent: { response: 95, restore: 90, resolve: 90 }\n\
\n\
availability:\n\
  - id: workplace-availability\n\
    services: [workplace]\n\
    targetPercent: \"99\"\n\
    period: month\n\
    serviceTime: office\n\
    measuringPoint: Probe of the monitoring system at the client's site\n\
    measuredBy: both\n\
    downtime:\n\
      when: No employee can use the service.\n\
      confirmations: 3\n\
    maintenance:\n\
      planned: excluded\n\
      noticeHours: 72\n\
      hoursPerPeriod: \"4\"\n\
      windows:\n\
        - { description: Sunday 02:00 to 06:00, calendar: maintenance }\n\
    exclusions:\n\
      - { reason: client, description: Outages caused by changes of the client }\n\
    stabilisationDays: 30\n\
\n\
credits:\n\
  legalNature: price-reduction\n\
  againstDamages: set-off\n\
  faultRequired: false\n\
  sameEvent: highest\n\
  caps: { servicePercent: \"50\", periodPercent: \"15\", yearPercent: \"10\" }\n\
  claim: { automatic: true }\n\
  settlement: next-invoice\n\
  afterEnd: paid-out\n\
  termination: { misses: 3, withinMonths: 6 }\n\
  rules:\n\
    - kind: tiers\n\
      id: workplace-credit\n\
      availability: workplace-availability\n\
      tiers:\n\
        - { atLeast: \"97\", below: \"99\", creditPercent: \"10\" }\n\
        - { below: \"97\", creditPercent: \"25\" }\n\
\n\
prices:\n\
  currency: EUR\n\
  items:\n\
    - kind: per-unit\n\
      id: workplace\n\
      name: Managed Endpoint\n\
      services: [workplace]\n\
      unit: users\n\
      price: \"34.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: per-unit\n\
      id: first-level\n\
      name: User support (1st level)\n\
      services: [first-level]\n\
      unit: users\n\
      price: \"14.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: hourly\n\
      id: extra-work\n\
      name: Work by the hour\n\
      rates:\n\
        - { role: technician, amount: \"110.00\" }\n\
      incrementMinutes: 15\n\
      surcharges:\n\
        - id: off-hours\n\
          name: Surcharge outside service hours\n\
          percent: \"50\"\n\
          outside: office\n\
      travel: { kind: flat, amount: \"45.00\" }\n\
    - kind: one-off\n\
      id: set-up\n\
      name: Set-up\n\
      services: [workplace, first-level]\n\
      amount: \"950.00\"\n\
      dueAfter: Acceptance of the set-up\n\
  indexation: []\n\
  invoicing:\n\
    period: month\n\
    when: in-arrears\n\
    dueDays: 14\n\
    format: zugferd\n\
    timeSheets: true\n\
    objectionDays: 30\n\
\n\
changes:\n\
  approvals:\n\
    - { id: all, kinds: [normal, emergency], approvers: [office, director] }\n\
  standard:\n\
    - id: new-user\n\
      name: Add a user\n\
      services: [workplace]\n\
      target: end of next working day\n\
      requesters: [office]\n\
  riskBorneBy: client\n\
  offerWithin: end of 5th working day\n\
  decisionWithin: end of 3rd working day\n\
  calendar: office\n\
  silence: refused\n\
  backOutPlan: normal-and-emergency\n\
  emergencyInformWithin: PT4H elapsed\n\
  reviewWithinDays: 10\n\
  form: text\n\
\n\
steering:\n\
  meetings:\n\
    - id: service-review\n\
      name: Service review meeting\n\
      everyMonths: 3\n\
      contacts: [service-manager, office]\n\
  reportEveryMonths: 1\n\
  reportWithinDays: 10\n\
  reportContent: [\"Agreed times kept, by priority\", Availability, Security incidents]\n\
  measuredBy: both\n\
  contractReviewMonths: 12\n\
  fixedContacts: [service-manager]\n\
\n\
clientObligations:\n\
  - id: contact\n\
    text: The client names a contact who can be reached at all times.\n\
    contact: office\n\
    consequence: The clock of the ticket pauses.\n\
\n\
transition:\n\
  acceptance: [Every service is monitored and accepted.]\n\
  stabilisationDays: 30\n\
  handover: [Documentation, Access credentials]\n\
  maximumMonths: 2\n\
\n\
dataProtection:\n\
  processing: true\n\
  agreement: { title: Data processing agreement, date: 2026-12-15 }\n\
  subject: Running the client's IT\n\
  duration: Term of the contract\n\
  nature: Storage, backup, remote maintenance\n\
  purpose: Running the IT and supporting the employees\n\
  dataTypes: [Contact details, Content of e-mails]\n\
  dataSubjects: [Employees, The client's customers]\n\
  specialCategories: []\n\
  clauses:\n\
    instructions: { clause: DPA § 2 }\n\
    confidentiality: { clause: DPA § 3 }\n\
    security: { clause: DPA § 4 }\n\
    subProcessors: { clause: DPA § 5 }\n\
    dataSubjectRights: { clause: DPA § 6 }\n\
    assistance: { clause: DPA § 7 }\n\
    deletion: { clause: DPA § 8 }\n\
    audit: { clause: DPA § 9 }\n\
  subProcessorConsent: general\n\
  objectionDays: 30\n\
  subProcessors: []\n\
  allowedCountries: [EEA]\n\
  atRest:\n\
    - { country: DE }\n\
  processedIn:\n\
    - { country: DE }\n\
  locationChangeDays: 60\n\
  breachNoticeHours: 24\n\
  requestForwardDays: 3\n\
  officers: [security-officer, provider-privacy]\n\
  measures: { title: \"Annex 1: Technical and organisational measures\" }\n\
  measuresReviewMonths: 12\n\
  auditNoticeDays: 14\n\
  deletion: { withinDays: 60, backupsWithinDays: 120, certificate: true, choice: client }\n\
  ai: { allowed: no }\n\
\n\
security:\n\
  concept: Security concept in annex 2\n\
  contacts: [security-officer, service-manager]\n\
  access:\n\
    mfa: everyone\n\
    sharedAccounts: forbidden\n\
    reviewMonths: 12\n\
    privilegedReviewMonths: 3\n\
    leaverHours: 24\n\
    staffChangeNoticeDays: 1\n\
    emergencyAccounts: 2\n\
    clientHoldsOwnership: true\n\
    remoteAccess: approved-and-recorded\n\
  logging:\n\
    keepDays: 90\n\
    adminKeepDays: 365\n\
    reviewDays: 7\n\
    protectedFromChange: true\n\
    clientMayRead: true\n\
  patching:\n\
    - { severity: critical, withinDays: 3 }\n\
    - { severity: high, withinDays: 14 }\n\
    - { severity: medium, withinDays: 30 }\n\
  backup:\n\
    - id: all\n\
      services: [workplace, first-level]\n\
      everyHours: 24\n\
      keepDays: 30\n\
      offSite: true\n\
      immutable: true\n\
      encrypted: true\n\
      keyHeldByClient: true\n\
      restoreTestMonths: 3\n\
      recoveryTime: PT8H elapsed\n\
      dataLossHours: 24\n\
  incidentNoticeHours: 12\n\
  incidentHelp: priced\n\
  vulnerabilityHandling: Monthly scan, report within five days\n\
  encryption: true\n\
  tenantSeparation: Own networks, own backup jobs, separate keys\n\
  staffScreening: true\n\
  trainingMonths: 12\n\
  auditRight: true\n\
  exerciseMonths: 12\n\
  emergencyManual: true\n\
\n\
exit:\n\
  assistance:\n\
    months: 3\n\
    price: by-rate\n\
    priceItem: extra-work\n\
    includedHours: 8\n\
    continuedService: true\n\
    tasks: [Handover meetings with the successor]\n\
  dataFormats:\n\
    - { data: Files and mailboxes, format: \"File system, PST or MBOX\", open: true }\n\
    - { data: Documentation, format: PDF and CSV, open: true }\n\
  dataWithinDays: 14\n\
  exportOnRequest: true\n\
  handover: [Documentation, Access credentials, Keys of the backups, Licences]\n\
  accessRevocationHours: 24\n\
  deletionWithinDays: 60\n\
  deletionCertificate: true\n\
  planWithinMonths: 6\n\
  planReviewMonths: 12\n\
  testMonths: 12\n\
  licencesTransfer: true\n\
  retentionOfDocuments: statutory\n\
\n\
liability:\n\
  capAmount: \"500000.00\"\n\
  unlimitedFor: [Intent and gross negligence, \"Injury to life, body and health\"]\n\
  dataLoss: Cost of restoring the previous day's backup\n\
  insurance:\n\
    - { kind: IT liability insurance, sum: \"2000000.00\" }\n\
\n\
governing:\n\
  documents:\n\
    - { id: dpa, title: Data processing agreement, kind: dpa, rank: 1 }\n\
    - { id: contract, title: This contract, kind: contract, rank: 2 }\n\
    - id: measures\n\
      title: \"Annex 1: Technical and organisational measures\"\n\
      kind: security\n\
      rank: 3\n\
    - { id: concept, title: \"Annex 2: Security concept\", kind: security, rank: 4 }\n\
  law: DE\n\
  venue: Registered seat of the client\n\
  settlement: Talks between the managements of both sides\n\
  changesForm: text\n\
\n\
regulation:\n\
  nis2: none\n\
  dora: false\n\
",
    "medium": "format: handschlag/contract@1\n\
id: starter-medium\n\
title: IT support (medium)\n\
language: en\n\
timeZone: Europe/Berlin\n\
version: 1\n\
validFrom: 2027-01-01\n\
term:\n\
  start: 2027-01-01\n\
  end: 2029-12-31\n\
  minimumMonths: 24\n\
  renewalMonths: 12\n\
  noticeMonths: 3\n\
  providerNoticeMonths: 6\n\
  noticeTo: end-of-term\n\
  noticeForm: text\n\
  partialNotice: true\n\
  forCause:\n\
    - by: client\n\
      reason: Serious breach of security duties, or an order of a supervisory authority\n\
      noticeDays: 30\n\
    - { by: both, reason: The other side has filed for insolvency }\n\
\n\
parties:\n\
  client:\n\
    role: client\n\
    name: Client GmbH\n\
    address: Street and town of the client\n\
    country: DE\n\
    representedBy: Name, managing director\n\
    contacts:\n\
      - { id: office, name: IT contact, email: it@client.example }\n\
      - { id: director, name: Management, email: management@client.example }\n\
      - id: security-officer\n\
        name: Information security and data protection\n\
        email: security@client.example\n\
  provider:\n\
    role: provider\n\
    name: Provider GmbH\n\
    address: Street and town of the provider\n\
    country: DE\n\
    representedBy: Name, managing director\n\
    contacts:\n\
      - { id: service-desk, name: Service desk, email: help@provider.example }\n\
      - id: service-manager\n\
        name: Service management\n\
        email: service@provider.example\n\
      - id: provider-director\n\
        name: Management\n\
        email: management@provider.example\n\
      - id: provider-privacy\n\
        name: Data protection\n\
        email: privacy@provider.example\n\
\n\
calendars:\n\
  office:\n\
    timeZone: Europe/Berlin\n\
    hours:\n\
      mon: [08:00-18:00]\n\
      tue: [08:00-18:00]\n\
      wed: [08:00-18:00]\n\
      thu: [08:00-18:00]\n\
      fri: [08:00-16:00]\n\
    holidays: [DE-BY, \"*-12-24\", \"*-12-31\"]\n\
  maintenance: { timeZone: Europe/Berlin, hours: { sun: [02:00-06:00] }, holidays: [] }\n\
\n\
priorities:\n\
  levels: [P1, P2, P3]\n\
  matrix:\n\
    company: { blocked: P1, hindered: P2 }\n\
    team: { blocked: P2, hindered: P3 }\n\
    person: { blocked: P3, hindered: P3 }\n\
\n\
serviceLevels:\n\
  standard:\n\
    name: Standard\n\
    calendar: office\n\
    targets:\n\
      P1: { response: PT1H, update: PT2H, restore: PT4H, resolve: PT16H }\n\
      P2: { response: PT2H, update: PT4H, restore: PT8H, resolve: end of 3rd working day }\n\
      P3: { response: PT4H, restore: end of 2nd working day, resolve: end of 5th working day }\n\
\n\
services:\n\
  - id: workplace\n\
    serviceLevel: standard\n\
    name: Managed Endpoint\n\
    area: devices\n\
    description: Running, maintaining and protecting the workplace computers\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: medium\n\
    included:\n\
      - Set-up, monitoring and remote maintenance of the listed devices\n\
      - Security updates within the agreed times\n\
      - Endpoint protection, with its alerts looked into\n\
    excluded: [Buying new hardware, Private devices]\n\
    quantities: { users: 10, devices: 12 }\n\
    clientObligations: [Joiners and leavers are reported five working days before.]\n\
    acceptance: [All devices report to the monitoring system.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: first-level\n\
    serviceLevel: standard\n\
    name: User support (1st level)\n\
    area: other\n\
    description: Taking and solving the employees' requests\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: medium\n\
    included:\n\
      - Reports taken by telephone, e-mail and web form\n\
      - Questions on using the office applications, up to 20 minutes each\n\
    excluded: [Training courses, Professional questions on industry applications]\n\
    quantities: { users: 10 }\n\
    clientObligations: [Every report states impact and urgency.]\n\
    acceptance: [One test report of each priority has been answered in time.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: m365\n\
    serviceLevel: standard\n\
    name: Microsoft 365 administration\n\
    area: e-mail\n\
    description: Administration of the tenant, which belongs to the client\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: high\n\
    included:\n\
      - Accounts added, changed and blocked on request\n\
      - Multi-factor sign-in for all accounts\n\
      - Daily backup of mailboxes and files with a second supplier\n\
    excluded:\n\
      - The vendor's licence fees\n\
      - Outages for which the vendor is responsible; they are reported and followed up\n\
    quantities: { users: 10, mailboxes: 14 }\n\
    clientObligations: [The client confirms the list of access rights once a quarter.]\n\
    acceptance: [All accounts have a second factor.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: network\n\
    serviceLevel: standard\n\
    name: Network and firewall\n\
    area: network\n\
    description: Running firewall, switches and wireless network\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: high\n\
    included:\n\
      - Running and monitoring the listed network devices\n\
      - Upkeep of the firewall rules, reviewed every six months\n\
      - Faults reported to the line's supplier and followed up until mended\n\
    excluded: [Cabling in the building, Fees of the internet line]\n\
    quantities: { sites: 1, firewalls: 1, switches: 2, access-points: 3 }\n\
    clientObligations: [The equipment room can be entered during service hours.]\n\
    acceptance: [Firewall and switches are monitored and documented.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
\n\
clocks:\n\
  pauses:\n\
    - reason: waiting-for-client\n\
      description: A question to the client has been asked in the ticket and is open.\n\
\n\
escalation:\n\
  - level: 1\n\
    name: Service management\n\
    contacts: [service-manager]\n\
    atPercent: [50, 75, 100]\n\
  - level: 2\n\
    name: Management of both sides\n\
    contacts: [provider-director, director]\n\
    atPercent: [90, 100]\n\
\n\
attainment:\n\
  targetPercent: { response: 95, restore: 90, resolve: 90 }\n\
\n\
availability:\n\
  - id: network-availability\n\
    services: [network]\n\
    targetPercent: \"99\"\n\
    period: month\n\
    serviceTime: office\n\
    measuringPoint: Probe of the monitoring system at the client's site\n\
    measuredBy: both\n\
    downtime:\n\
      when: No employee can use the service.\n\
      confirmations: 3\n\
    maintenance:\n\
      planned: excluded\n\
      noticeHours: 72\n\
      hoursPerPeriod: \"4\"\n\
      windows:\n\
        - { description: Sunday 02:00 to 06:00, calendar: maintenance }\n\
    exclusions:\n\
      - { reason: client, description: Outages caused by changes of the client }\n\
    stabilisationDays: 30\n\
\n\
credits:\n\
  legalNature: price-reduction\n\
  againstDamages: set-off\n\
  faultRequired: false\n\
  sameEvent: highest\n\
  caps: { servicePercent: \"50\", periodPercent: \"15\", yearPercent: \"10\" }\n\
  claim: { automatic: true }\n\
  settlement: next-invoice\n\
  afterEnd: paid-out\n\
  termination: { misses: 3, withinMonths: 6 }\n\
  rules:\n\
    - kind: tiers\n\
      id: network-credit\n\
      availability: network-availability\n\
      tiers:\n\
        - { atLeast: \"97\", below: \"99\", creditPercent: \"10\" }\n\
        - { below: \"97\", creditPercent: \"25\" }\n\
\n\
prices:\n\
  currency: EUR\n\
  items:\n\
    - kind: per-unit\n\
      id: workplace\n\
      name: Managed Endpoint\n\
      services: [workplace]\n\
      unit: users\n\
      price: \"34.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: per-unit\n\
      id: first-level\n\
      name: User support (1st level)\n\
      services: [first-level]\n\
      unit: users\n\
      price: \"14.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: per-unit\n\
      id: m365\n\
      name: Microsoft 365 administration\n\
      services: [m365]\n\
      unit: users\n\
      price: \"9.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: flat\n\
      id: network\n\
      name: Network and firewall\n\
      services: [network]\n\
      amount: \"190.00\"\n\
      assumedHours: \"2\"\n\
      reviewMonths: 6\n\
    - kind: hourly\n\
      id: extra-work\n\
      name: Work by the hour\n\
      rates:\n\
        - { role: technician, amount: \"110.00\" }\n\
      incrementMinutes: 15\n\
      surcharges:\n\
        - id: off-hours\n\
          name: Surcharge outside service hours\n\
          percent: \"50\"\n\
          outside: office\n\
      travel: { kind: flat, amount: \"45.00\" }\n\
    - kind: one-off\n\
      id: set-up\n\
      name: Set-up\n\
      services: [workplace, first-level, m365, network]\n\
      amount: \"950.00\"\n\
      dueAfter: Acceptance of the set-up\n\
  indexation:\n\
    - id: yearly\n\
      kind: discretion\n\
      firstOn: 2028-01-01\n\
      everyMonths: 12\n\
      capPercent: \"4\"\n\
      noticeDays: 60\n\
      terminationAbovePercent: \"3\"\n\
  invoicing:\n\
    period: month\n\
    when: in-arrears\n\
    dueDays: 14\n\
    format: zugferd\n\
    timeSheets: true\n\
    objectionDays: 30\n\
\n\
changes:\n\
  approvals:\n\
    - id: small\n\
      kinds: [normal]\n\
      risks: [low, medium]\n\
      upTo: \"500.00\"\n\
      approvers: [office]\n\
    - { id: large, kinds: [normal], approvers: [director, office], together: 2 }\n\
    - { id: emergency, kinds: [emergency], approvers: [office, director] }\n\
  standard:\n\
    - id: new-user\n\
      name: Add a user\n\
      services: [workplace]\n\
      target: end of next working day\n\
      requesters: [office]\n\
  riskBorneBy: client\n\
  offerWithin: end of 5th working day\n\
  decisionWithin: end of 3rd working day\n\
  calendar: office\n\
  silence: refused\n\
  backOutPlan: normal-and-emergency\n\
  emergencyInformWithin: PT4H elapsed\n\
  reviewWithinDays: 10\n\
  form: text\n\
\n\
steering:\n\
  meetings:\n\
    - id: service-review\n\
      name: Service review meeting\n\
      everyMonths: 3\n\
      contacts: [service-manager, office]\n\
  reportEveryMonths: 1\n\
  reportWithinDays: 10\n\
  reportContent: [\"Agreed times kept, by priority\", Availability, Security incidents]\n\
  measuredBy: both\n\
  contractReviewMonths: 12\n\
  fixedContacts: [service-manager]\n\
\n\
clientObligations:\n\
  - id: contact\n\
    text: The client names a contact who can be reached at all times.\n\
    contact: office\n\
    consequence: The clock of the ticket pauses.\n\
\n\
transition:\n\
  acceptance: [Every service is monitored and accepted.]\n\
  stabilisationDays: 30\n\
  handover: [Documentation, Access credentials]\n\
  maximumMonths: 2\n\
\n\
dataProtection:\n\
  processing: true\n\
  agreement: { title: Data processing agreement, date: 2026-12-15 }\n\
  subject: Running the client's IT\n\
  duration: Term of the contract\n\
  nature: Storage, backup, remote maintenance\n\
  purpose: Running the IT and supporting the employees\n\
  dataTypes: [Contact details, Content of e-mails]\n\
  dataSubjects: [Employees, The client's customers]\n\
  specialCategories: []\n\
  clauses:\n\
    instructions: { clause: DPA § 2 }\n\
    confidentiality: { clause: DPA § 3 }\n\
    security: { clause: DPA § 4 }\n\
    subProcessors: { clause: DPA § 5 }\n\
    dataSubjectRights: { clause: DPA § 6 }\n\
    assistance: { clause: DPA § 7 }\n\
    deletion: { clause: DPA § 8 }\n\
    audit: { clause: DPA § 9 }\n\
  subProcessorConsent: general\n\
  objectionDays: 30\n\
  subProcessors: []\n\
  allowedCountries: [EEA]\n\
  atRest:\n\
    - { country: DE }\n\
  processedIn:\n\
    - { country: DE }\n\
  locationChangeDays: 60\n\
  breachNoticeHours: 24\n\
  requestForwardDays: 3\n\
  officers: [security-officer, provider-privacy]\n\
  measures: { title: \"Annex 1: Technical and organisational measures\" }\n\
  measuresReviewMonths: 12\n\
  auditNoticeDays: 14\n\
  deletion: { withinDays: 60, backupsWithinDays: 120, certificate: true, choice: client }\n\
  ai: { allowed: no }\n\
\n\
security:\n\
  concept: Security concept in annex 2\n\
  contacts: [security-officer, service-manager]\n\
  access:\n\
    mfa: everyone\n\
    sharedAccounts: forbidden\n\
    reviewMonths: 12\n\
    privilegedReviewMonths: 3\n\
    leaverHours: 24\n\
    staffChangeNoticeDays: 1\n\
    emergencyAccounts: 2\n\
    clientHoldsOwnership: true\n\
    remoteAccess: approved-and-recorded\n\
  logging:\n\
    keepDays: 90\n\
    adminKeepDays: 365\n\
    reviewDays: 7\n\
    protectedFromChange: true\n\
    clientMayRead: true\n\
  patching:\n\
    - { severity: critical, withinDays: 3 }\n\
    - { severity: high, withinDays: 14 }\n\
    - { severity: medium, withinDays: 30 }\n\
  backup:\n\
    - id: all\n\
      services: [workplace, first-level, m365, network]\n\
      everyHours: 24\n\
      keepDays: 30\n\
      offSite: true\n\
      immutable: true\n\
      encrypted: true\n\
      keyHeldByClient: true\n\
      restoreTestMonths: 3\n\
      recoveryTime: PT8H elapsed\n\
      dataLossHours: 24\n\
  incidentNoticeHours: 12\n\
  incidentHelp: priced\n\
  vulnerabilityHandling: Monthly scan, report within five days\n\
  encryption: true\n\
  tenantSeparation: Own networks, own backup jobs, separate keys\n\
  staffScreening: true\n\
  trainingMonths: 12\n\
  auditRight: true\n\
  exerciseMonths: 12\n\
  emergencyManual: true\n\
\n\
exit:\n\
  assistance:\n\
    months: 3\n\
    price: by-rate\n\
    priceItem: extra-work\n\
    includedHours: 8\n\
    continuedService: true\n\
    tasks: [Handover meetings with the successor]\n\
  dataFormats:\n\
    - { data: Files and mailboxes, format: \"File system, PST or MBOX\", open: true }\n\
    - { data: Documentation, format: PDF and CSV, open: true }\n\
  dataWithinDays: 14\n\
  exportOnRequest: true\n\
  handover: [Documentation, Access credentials, Keys of the backups, Licences]\n\
  accessRevocationHours: 24\n\
  deletionWithinDays: 60\n\
  deletionCertificate: true\n\
  planWithinMonths: 6\n\
  planReviewMonths: 12\n\
  testMonths: 12\n\
  licencesTransfer: true\n\
  retentionOfDocuments: statutory\n\
\n\
liability:\n\
  capAmount: \"500000.00\"\n\
  unlimitedFor: [Intent and gross negligence, \"Injury to life, body and health\"]\n\
  dataLoss: Cost of restoring the previous day's backup\n\
  insurance:\n\
    - { kind: IT liability insurance, sum: \"2000000.00\" }\n\
\n\
governing:\n\
  documents:\n\
    - { id: dpa, title: Data processing agreement, kind: dpa, rank: 1 }\n\
    - { id: contract, title: This contract, kind: contract, rank: 2 }\n\
    - id: measures\n\
      title: \"Annex 1: Technical and organisational measures\"\n\
      kind: security\n\
      rank: 3\n\
    - { id: concept, title: \"Annex 2: Security concept\", kind: security, rank: 4 }\n\
  law: DE\n\
  venue: Registered seat of the client\n\
  settlement: Talks between the managements of both sides\n\
  changesForm: text\n\
\n\
regulation:\n\
  nis2: none\n\
  dora: false\n\
",
    "comprehensive": "format: handschlag/contract@1\n\
id: starter-comprehensive\n\
title: IT support (comprehensive)\n\
language: en\n\
timeZone: Europe/Berlin\n\
version: 1\n\
validFrom: 2027-01-01\n\
term:\n\
  start: 2027-01-01\n\
  end: 2029-12-31\n\
  minimumMonths: 24\n\
  renewalMonths: 12\n\
  noticeMonths: 3\n\
  providerNoticeMonths: 6\n\
  noticeTo: end-of-term\n\
  noticeForm: text\n\
  partialNotice: true\n\
  forCause:\n\
    - by: client\n\
      reason: Serious breach of security duties, or an order of a supervisory authority\n\
      noticeDays: 30\n\
    - { by: both, reason: The other side has filed for insolvency }\n\
\n\
parties:\n\
  client:\n\
    role: client\n\
    name: Client GmbH\n\
    address: Street and town of the client\n\
    country: DE\n\
    representedBy: Name, managing director\n\
    contacts:\n\
      - { id: office, name: IT contact, email: it@client.example }\n\
      - { id: director, name: Management, email: management@client.example }\n\
      - id: security-officer\n\
        name: Information security and data protection\n\
        email: security@client.example\n\
  provider:\n\
    role: provider\n\
    name: Provider GmbH\n\
    address: Street and town of the provider\n\
    country: DE\n\
    representedBy: Name, managing director\n\
    contacts:\n\
      - { id: service-desk, name: Service desk, email: help@provider.example }\n\
      - id: service-manager\n\
        name: Service management\n\
        email: service@provider.example\n\
      - id: provider-director\n\
        name: Management\n\
        email: management@provider.example\n\
      - id: provider-privacy\n\
        name: Data protection\n\
        email: privacy@provider.example\n\
\n\
calendars:\n\
  office:\n\
    timeZone: Europe/Berlin\n\
    hours:\n\
      mon: [08:00-18:00]\n\
      tue: [08:00-18:00]\n\
      wed: [08:00-18:00]\n\
      thu: [08:00-18:00]\n\
      fri: [08:00-16:00]\n\
    holidays: [DE-BY, \"*-12-24\", \"*-12-31\"]\n\
  round-the-clock: { timeZone: Europe/Berlin, always: true }\n\
  maintenance: { timeZone: Europe/Berlin, hours: { sun: [02:00-06:00] }, holidays: [] }\n\
\n\
priorities:\n\
  levels: [P1, P2, P3]\n\
  matrix:\n\
    company: { blocked: P1, hindered: P2 }\n\
    team: { blocked: P2, hindered: P3 }\n\
    person: { blocked: P3, hindered: P3 }\n\
\n\
serviceLevels:\n\
  standard:\n\
    name: Standard\n\
    calendar: office\n\
    targets:\n\
      P1:\n\
        response: PT30M elapsed\n\
        update: PT2H elapsed\n\
        restore: PT4H elapsed\n\
        resolve: PT48H elapsed\n\
        calendar: round-the-clock\n\
      P2: { response: PT2H, update: PT4H, restore: PT8H, resolve: end of 3rd working day }\n\
      P3: { response: PT4H, restore: end of 2nd working day, resolve: end of 5th working day }\n\
\n\
services:\n\
  - id: workplace\n\
    serviceLevel: standard\n\
    name: Managed Endpoint\n\
    area: devices\n\
    description: Running, maintaining and protecting the workplace computers\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: medium\n\
    included:\n\
      - Set-up, monitoring and remote maintenance of the listed devices\n\
      - Security updates within the agreed times\n\
      - Endpoint protection, with its alerts looked into\n\
    excluded: [Buying new hardware, Private devices]\n\
    quantities: { users: 10, devices: 12 }\n\
    clientObligations: [Joiners and leavers are reported five working days before.]\n\
    acceptance: [All devices report to the monitoring system.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: first-level\n\
    serviceLevel: standard\n\
    name: User support (1st level)\n\
    area: other\n\
    description: Taking and solving the employees' requests\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: medium\n\
    included:\n\
      - Reports taken by telephone, e-mail and web form\n\
      - Questions on using the office applications, up to 20 minutes each\n\
    excluded: [Training courses, Professional questions on industry applications]\n\
    quantities: { users: 10 }\n\
    clientObligations: [Every report states impact and urgency.]\n\
    acceptance: [One test report of each priority has been answered in time.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: m365\n\
    serviceLevel: standard\n\
    name: Microsoft 365 administration\n\
    area: e-mail\n\
    description: Administration of the tenant, which belongs to the client\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: high\n\
    included:\n\
      - Accounts added, changed and blocked on request\n\
      - Multi-factor sign-in for all accounts\n\
      - Daily backup of mailboxes and files with a second supplier\n\
    excluded:\n\
      - The vendor's licence fees\n\
      - Outages for which the vendor is responsible; they are reported and followed up\n\
    quantities: { users: 10, mailboxes: 14 }\n\
    clientObligations: [The client confirms the list of access rights once a quarter.]\n\
    acceptance: [All accounts have a second factor.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: network\n\
    serviceLevel: standard\n\
    name: Network and firewall\n\
    area: network\n\
    description: Running firewall, switches and wireless network\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: high\n\
    included:\n\
      - Running and monitoring the listed network devices\n\
      - Upkeep of the firewall rules, reviewed every six months\n\
      - Faults reported to the line's supplier and followed up until mended\n\
    excluded: [Cabling in the building, Fees of the internet line]\n\
    quantities: { sites: 1, firewalls: 1, switches: 2, access-points: 3 }\n\
    clientObligations: [The equipment room can be entered during service hours.]\n\
    acceptance: [Firewall and switches are monitored and documented.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: servers\n\
    serviceLevel: standard\n\
    name: Servers and backup\n\
    area: applications\n\
    description: Running the servers and their backup\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: high\n\
    included:\n\
      - Running and monitoring the listed servers\n\
      - Daily backup, its logs checked every working day\n\
      - Restore test once a quarter, with a record\n\
    excluded: [Maintenance of business applications]\n\
    quantities: { servers: 2, terabytes: 4 }\n\
    clientObligations: [Data are kept only on the systems that are backed up.]\n\
    acceptance: [Each server has been restored successfully once.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: security-watch\n\
    serviceLevel: standard\n\
    name: Security monitoring\n\
    area: security\n\
    description: Looking into alerts of firewall, endpoint protection and sign-ins\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: high\n\
    included:\n\
      - Alerts looked into during service hours\n\
      - Monthly scan for weaknesses, with a report\n\
    excluded: [Forensic investigations]\n\
    quantities: { devices: 16 }\n\
    clientObligations: [Security incidents are reported by telephone at once.]\n\
    acceptance: [A test alert was detected and reported.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
  - id: telephony\n\
    serviceLevel: standard\n\
    name: Telephony\n\
    area: other\n\
    description: Running the telephone system and its extensions\n\
    personalData: true\n\
    dataProcessingService: false\n\
    criticality: medium\n\
    included: [\"Running the system, adding and changing extensions\"]\n\
    excluded: [Call charges]\n\
    quantities: { extensions: 15 }\n\
    clientObligations: [Changes of numbers are announced ten working days before.]\n\
    acceptance: [Emergency calls have been tested.]\n\
    activities:\n\
      operate:\n\
        accountable: provider\n\
        responsible: provider\n\
        informed: client\n\
        contact: service-manager\n\
      monitor: { accountable: provider, responsible: provider }\n\
      update: { accountable: provider, responsible: provider, informed: client }\n\
      back-up: { accountable: provider, responsible: provider, informed: client }\n\
      support-users: { accountable: provider, responsible: provider, contact: service-desk }\n\
      administer-access: { accountable: client, responsible: provider, contact: office }\n\
      secure: { accountable: provider, responsible: provider, consulted: client }\n\
      manage-vendors: { accountable: provider, responsible: provider }\n\
      document: { accountable: provider, responsible: provider, informed: client }\n\
      decide-changes: { accountable: client, responsible: client, consulted: provider, contact: office }\n\
      bear-outage-risk:\n\
        accountable: client\n\
        responsible: client\n\
        informed: provider\n\
        contact: director\n\
\n\
clocks:\n\
  pauses:\n\
    - reason: waiting-for-client\n\
      description: A question to the client has been asked in the ticket and is open.\n\
\n\
escalation:\n\
  - level: 1\n\
    name: Service management\n\
    contacts: [service-manager]\n\
    atPercent: [50, 75, 100]\n\
  - level: 2\n\
    name: Management of both sides\n\
    contacts: [provider-director, director]\n\
    atPercent: [90, 100]\n\
\n\
attainment:\n\
  targetPercent: { response: 95, restore: 90, resolve: 90 }\n\
\n\
availability:\n\
  - id: servers-availability\n\
    services: [servers]\n\
    targetPercent: \"99.5\"\n\
    period: month\n\
    serviceTime: office\n\
    measuringPoint: Probe of the monitoring system at the client's site\n\
    measuredBy: both\n\
    downtime:\n\
      when: No employee can use the service.\n\
      confirmations: 3\n\
    maintenance:\n\
      planned: excluded\n\
      noticeHours: 72\n\
      hoursPerPeriod: \"4\"\n\
      windows:\n\
        - { description: Sunday 02:00 to 06:00, calendar: maintenance }\n\
    exclusions:\n\
      - { reason: client, description: Outages caused by changes of the client }\n\
    stabilisationDays: 30\n\
\n\
credits:\n\
  legalNature: price-reduction\n\
  againstDamages: set-off\n\
  faultRequired: false\n\
  sameEvent: highest\n\
  caps: { servicePercent: \"50\", periodPercent: \"15\", yearPercent: \"10\" }\n\
  claim: { automatic: true }\n\
  settlement: next-invoice\n\
  afterEnd: paid-out\n\
  termination: { misses: 3, withinMonths: 6 }\n\
  rules:\n\
    - kind: tiers\n\
      id: servers-credit\n\
      availability: servers-availability\n\
      tiers:\n\
        - { atLeast: \"97\", below: \"99.5\", creditPercent: \"10\" }\n\
        - { below: \"97\", creditPercent: \"25\" }\n\
\n\
prices:\n\
  currency: EUR\n\
  items:\n\
    - kind: per-unit\n\
      id: workplace\n\
      name: Managed Endpoint\n\
      services: [workplace]\n\
      unit: users\n\
      price: \"34.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: per-unit\n\
      id: first-level\n\
      name: User support (1st level)\n\
      services: [first-level]\n\
      unit: users\n\
      price: \"14.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: per-unit\n\
      id: m365\n\
      name: Microsoft 365 administration\n\
      services: [m365]\n\
      unit: users\n\
      price: \"9.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: flat\n\
      id: network\n\
      name: Network and firewall\n\
      services: [network]\n\
      amount: \"190.00\"\n\
      assumedHours: \"2\"\n\
      reviewMonths: 6\n\
    - kind: per-unit\n\
      id: servers\n\
      name: Servers and backup\n\
      services: [servers]\n\
      unit: servers\n\
      price: \"149.00\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: per-unit\n\
      id: security-watch\n\
      name: Security monitoring\n\
      services: [security-watch]\n\
      unit: devices\n\
      price: \"7.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: per-unit\n\
      id: telephony\n\
      name: Telephony\n\
      services: [telephony]\n\
      unit: extensions\n\
      price: \"6.90\"\n\
      counting: { rule: on-day, day: 1, proRata: daily }\n\
    - kind: hourly\n\
      id: extra-work\n\
      name: Work by the hour\n\
      rates:\n\
        - { role: technician, amount: \"110.00\" }\n\
      incrementMinutes: 15\n\
      surcharges:\n\
        - id: off-hours\n\
          name: Surcharge outside service hours\n\
          percent: \"50\"\n\
          outside: office\n\
      travel: { kind: flat, amount: \"45.00\" }\n\
    - kind: one-off\n\
      id: set-up\n\
      name: Set-up\n\
      services: [workplace, first-level, m365, network, servers, security-watch, telephony]\n\
      amount: \"950.00\"\n\
      dueAfter: Acceptance of the set-up\n\
  indexation:\n\
    - id: yearly\n\
      kind: discretion\n\
      firstOn: 2028-01-01\n\
      everyMonths: 12\n\
      capPercent: \"4\"\n\
      noticeDays: 60\n\
      terminationAbovePercent: \"3\"\n\
  invoicing:\n\
    period: month\n\
    when: in-arrears\n\
    dueDays: 14\n\
    format: zugferd\n\
    timeSheets: true\n\
    objectionDays: 30\n\
\n\
changes:\n\
  approvals:\n\
    - id: small\n\
      kinds: [normal]\n\
      risks: [low, medium]\n\
      upTo: \"500.00\"\n\
      approvers: [office]\n\
    - { id: large, kinds: [normal], approvers: [director, office], together: 2 }\n\
    - { id: emergency, kinds: [emergency], approvers: [office, director] }\n\
  standard:\n\
    - id: new-user\n\
      name: Add a user\n\
      services: [workplace]\n\
      target: end of next working day\n\
      requesters: [office]\n\
  riskBorneBy: client\n\
  offerWithin: end of 5th working day\n\
  decisionWithin: end of 3rd working day\n\
  calendar: office\n\
  silence: refused\n\
  backOutPlan: normal-and-emergency\n\
  emergencyInformWithin: PT4H elapsed\n\
  reviewWithinDays: 10\n\
  form: text\n\
\n\
steering:\n\
  meetings:\n\
    - id: service-review\n\
      name: Service review meeting\n\
      everyMonths: 3\n\
      contacts: [service-manager, office]\n\
  reportEveryMonths: 1\n\
  reportWithinDays: 10\n\
  reportContent: [\"Agreed times kept, by priority\", Availability, Security incidents]\n\
  measuredBy: both\n\
  contractReviewMonths: 12\n\
  fixedContacts: [service-manager]\n\
\n\
clientObligations:\n\
  - id: contact\n\
    text: The client names a contact who can be reached at all times.\n\
    contact: office\n\
    consequence: The clock of the ticket pauses.\n\
\n\
transition:\n\
  acceptance: [Every service is monitored and accepted.]\n\
  stabilisationDays: 30\n\
  handover: [Documentation, Access credentials]\n\
  maximumMonths: 2\n\
\n\
dataProtection:\n\
  processing: true\n\
  agreement: { title: Data processing agreement, date: 2026-12-15 }\n\
  subject: Running the client's IT\n\
  duration: Term of the contract\n\
  nature: Storage, backup, remote maintenance\n\
  purpose: Running the IT and supporting the employees\n\
  dataTypes: [Contact details, Content of e-mails]\n\
  dataSubjects: [Employees, The client's customers]\n\
  specialCategories: []\n\
  clauses:\n\
    instructions: { clause: DPA § 2 }\n\
    confidentiality: { clause: DPA § 3 }\n\
    security: { clause: DPA § 4 }\n\
    subProcessors: { clause: DPA § 5 }\n\
    dataSubjectRights: { clause: DPA § 6 }\n\
    assistance: { clause: DPA § 7 }\n\
    deletion: { clause: DPA § 8 }\n\
    audit: { clause: DPA § 9 }\n\
  subProcessorConsent: general\n\
  objectionDays: 30\n\
  subProcessors: []\n\
  allowedCountries: [EEA]\n\
  atRest:\n\
    - { country: DE }\n\
  processedIn:\n\
    - { country: DE }\n\
  locationChangeDays: 60\n\
  breachNoticeHours: 24\n\
  requestForwardDays: 3\n\
  officers: [security-officer, provider-privacy]\n\
  measures: { title: \"Annex 1: Technical and organisational measures\" }\n\
  measuresReviewMonths: 12\n\
  auditNoticeDays: 14\n\
  deletion: { withinDays: 60, backupsWithinDays: 120, certificate: true, choice: client }\n\
  ai: { allowed: no }\n\
\n\
security:\n\
  concept: Security concept in annex 2\n\
  contacts: [security-officer, service-manager]\n\
  access:\n\
    mfa: everyone\n\
    sharedAccounts: forbidden\n\
    reviewMonths: 12\n\
    privilegedReviewMonths: 3\n\
    leaverHours: 24\n\
    staffChangeNoticeDays: 1\n\
    emergencyAccounts: 2\n\
    clientHoldsOwnership: true\n\
    remoteAccess: approved-and-recorded\n\
  logging:\n\
    keepDays: 90\n\
    adminKeepDays: 365\n\
    reviewDays: 7\n\
    protectedFromChange: true\n\
    clientMayRead: true\n\
  patching:\n\
    - { severity: critical, withinDays: 3 }\n\
    - { severity: high, withinDays: 14 }\n\
    - { severity: medium, withinDays: 30 }\n\
  backup:\n\
    - id: all\n\
      services: [workplace, first-level, m365, network, servers, security-watch, telephony]\n\
      everyHours: 24\n\
      keepDays: 30\n\
      offSite: true\n\
      immutable: true\n\
      encrypted: true\n\
      keyHeldByClient: true\n\
      restoreTestMonths: 3\n\
      recoveryTime: PT8H elapsed\n\
      dataLossHours: 24\n\
  incidentNoticeHours: 12\n\
  incidentHelp: priced\n\
  vulnerabilityHandling: Monthly scan, report within five days\n\
  encryption: true\n\
  tenantSeparation: Own networks, own backup jobs, separate keys\n\
  staffScreening: true\n\
  trainingMonths: 12\n\
  auditRight: true\n\
  exerciseMonths: 12\n\
  emergencyManual: true\n\
\n\
exit:\n\
  assistance:\n\
    months: 3\n\
    price: by-rate\n\
    priceItem: extra-work\n\
    includedHours: 8\n\
    continuedService: true\n\
    tasks: [Handover meetings with the successor]\n\
  dataFormats:\n\
    - { data: Files and mailboxes, format: \"File system, PST or MBOX\", open: true }\n\
    - { data: Documentation, format: PDF and CSV, open: true }\n\
  dataWithinDays: 14\n\
  exportOnRequest: true\n\
  handover: [Documentation, Access credentials, Keys of the backups, Licences]\n\
  accessRevocationHours: 24\n\
  deletionWithinDays: 60\n\
  deletionCertificate: true\n\
  planWithinMonths: 6\n\
  planReviewMonths: 12\n\
  testMonths: 12\n\
  licencesTransfer: true\n\
  retentionOfDocuments: statutory\n\
\n\
liability:\n\
  capAmount: \"500000.00\"\n\
  unlimitedFor: [Intent and gross negligence, \"Injury to life, body and health\"]\n\
  dataLoss: Cost of restoring the previous day's backup\n\
  insurance:\n\
    - { kind: IT liability insurance, sum: \"2000000.00\" }\n\
\n\
governing:\n\
  documents:\n\
    - { id: dpa, title: Data processing agreement, kind: dpa, rank: 1 }\n\
    - { id: contract, title: This contract, kind: contract, rank: 2 }\n\
    - id: measures\n\
      title: \"Annex 1: Technical and organisational measures\"\n\
      kind: security\n\
      rank: 3\n\
    - { id: concept, title: \"Annex 2: Security concept\", kind: security, rank: 4 }\n\
  law: DE\n\
  venue: Registered seat of the client\n\
  settlement: Talks between the managements of both sides\n\
  changesForm: text\n\
\n\
regulation:\n\
  nis2: through-customers\n\
  dora: false\n\
  supplyChain:\n\
    incidentNoticeHours: 12\n\
    proofs: ISO 27001 and yearly report\n\
    staffSkills: Yearly training, named certificates\n\
    helpsWithReports: true\n\
"
  }
} as const;
