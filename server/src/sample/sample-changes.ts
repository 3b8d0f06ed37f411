/** Changes of the sample: asked for, decided and carried out by the product's own verbs, each at its moment. */
import { riskSetOn } from "@handschlag/engine/change/risk.ts";
import { DAY_MS, HOUR_MS, later, type Instant } from "@handschlag/engine/instant.ts";
import { changeAct, type ChangeActWish } from "../change/act.ts";
import { freezeAdd, freezeAgree } from "../change/freezes.ts";
import { changeRequest, type NewChangeWish } from "../change/request.ts";
import type { EngagementId } from "../db/tenant.ts";
import type { Person, SampleDesk } from "./sample-desk.ts";

/** Who takes part in the changes of an engagement. */
export interface ChangeCast {
  readonly engagement: EngagementId;
  readonly owner: Person;
  readonly coordinator: Person;
  readonly manager: Person;
  readonly agent: Person;
}

/** One thing that is done, so many days before the present at an hour of the day in UTC. */
type Step = readonly [who: keyof Omit<ChangeCast, "engagement">, days: number, hour: number, act: ChangeActWish];

interface Life {
  readonly asked: readonly [who: keyof Omit<ChangeCast, "engagement">, days: number, hour: number];
  readonly wish: Partial<NewChangeWish> & Pick<NewChangeWish, "title" | "reason">;
  /** Days after the present, and hour in UTC, of the two hours for which it is planned. */
  readonly planned?: readonly [days: number, hour: number];
  readonly steps: readonly Step[];
}

const HARMLESS = Object.fromEntries(riskSetOn("2026-01-01").questions.map(({ id, answers }) => [id, answers[0]!.id]));
const NOTHING = { kind: "normal", plan: null, backOutPlan: null, services: [], amount: null, planned: null } as const;

/** At the architects the contract's matrix decides: the office alone, beyond 500 euros with the partner. */
const ARCHITECTS: readonly Life[] = [
  {
    asked: ["coordinator", 62, 8],
    wish: {
      title: "Zugangspunkt für den Besprechungsraum",
      reason: "Im großen Besprechungsraum bricht das WLAN bei Videokonferenzen ab.",
      plan: "Zugangspunkt an der Decke montieren, Kabel liegt. Funknetz ausmessen.",
      backOutPlan: "Den Zugangspunkt abschalten; das bisherige Netz bleibt unverändert.",
      services: ["network"],
      amount: "240.00",
      answers: { ...HARMLESS, users: "few", outage: "outside" },
    },
    steps: [
      ["manager", 61, 9, { type: "asked" }],
      ["coordinator", 60, 7, { type: "approved", comment: "Bitte nicht während der Bauherrentermine." }],
      ["agent", 57, 14, { type: "begun" }],
      ["agent", 57, 15, ended("as-planned", "Zugangspunkt montiert, Netz gemessen: überall mindestens −60 dBm.")],
      ["manager", 54, 9, { type: "reviewed", review: "Hat ohne Ausfall geklappt. Nichts zu ändern." }],
    ],
  },
  {
    asked: ["agent", 33, 6],
    wish: {
      kind: "emergency",
      title: "Sicherheitslücke der Firewall schließen",
      reason: "Der Hersteller meldet eine Lücke, die schon ausgenutzt wird. Das Einspielen duldet keinen Aufschub.",
      plan: "Aktualisierung einspielen, neu starten, Verbindungen prüfen.",
      backOutPlan: "Vorherige Fassung von der zweiten Partition starten.",
      services: ["network"],
      answers: { ...HARMLESS, users: "all", outage: "inside", security: "yes", trial: "no" },
    },
    steps: [
      ["agent", 33, 7, { type: "begun" }],
      ["agent", 33, 8, ended("as-planned", "Aktualisierung eingespielt; 14 Minuten ohne Internet.")],
      ["manager", 29, 9, { type: "reviewed", review: "Künftig rufen wir vor dem Neustart kurz im Büro an." }],
    ],
  },
  {
    asked: ["coordinator", 12, 8],
    wish: {
      kind: "standard",
      standard: "new-user",
      title: "Konto für Frau Demir ab 1. des Monats",
      reason: "Neue Bauzeichnerin, gleiche Rechte wie Herr Hartl.",
      answers: {},
    },
    steps: [
      ["agent", 11, 9, { type: "begun" }],
      ["agent", 11, 10, ended("as-planned", "Konto, Postfach und Rechte eingerichtet.")],
    ],
  },
  {
    asked: ["agent", 9, 9],
    wish: {
      title: "Ablage auf den neuen Server umziehen",
      reason: "Der bisherige Server ist sechs Jahre alt und die Gewährleistung endet.",
      plan: "Daten vorab abgleichen, am Samstag umschalten, Rechte vergleichen, am Montag begleiten.",
      backOutPlan: "Der bisherige Server bleibt eine Woche bereit; Umschalten dauert 30 Minuten.",
      services: ["backup", "cad"],
      amount: "2900.00",
      answers: {
        ...HARMLESS,
        users: "all",
        undo: "hours",
        before: "never",
        outage: "outside",
        security: "yes",
        trial: "partly",
      },
    },
    planned: [12, 8],
    steps: [
      ["manager", 8, 8, { type: "asked" }],
      ["owner", 7, 7, { type: "approved" }],
      ["coordinator", 7, 10, { type: "approved", comment: "Samstag passt, das Büro ist leer." }],
    ],
  },
  {
    asked: ["agent", 2, 8],
    wish: {
      title: "Firewall gegen ein neueres Gerät austauschen",
      reason: "Der Hersteller liefert für das bisherige Gerät nur noch bis März Aktualisierungen.",
      plan: "Neues Gerät vorbereiten, außerhalb der Servicezeit umstecken, Erreichbarkeit prüfen.",
      backOutPlan: "Das bisherige Gerät bleibt eine Woche im Schrank und ist in zehn Minuten wieder angeschlossen.",
      services: ["network"],
      amount: "480.00",
      answers: { ...HARMLESS, users: "all", outage: "outside", security: "yes" },
    },
    planned: [12, 9],
    steps: [
      ["manager", 1, 8, { type: "asked" }],
      ["coordinator", 1, 10, { type: "noted", text: "Wie lange ist das Internet dabei weg?", visibleTo: "both" }],
      ["manager", 1, 11, { type: "noted", text: "Höchstens zwanzig Minuten.", visibleTo: "both" }],
    ],
  },
  {
    asked: ["coordinator", 1, 9],
    wish: {
      title: "Gemeinsames Postfach für Bewerbungen",
      reason: "Bewerbungen sollen nicht mehr in einem persönlichen Postfach landen.",
      services: ["m365"],
    },
    steps: [],
  },
];

/** The contract with the network provider says nothing of changes: whoever leads the machine builder decides. */
const MACHINES: readonly Life[] = [
  {
    asked: ["agent", 3, 8],
    wish: {
      title: "Zweite Internetleitung als Rückfall einrichten",
      reason: "Im Oktober stand die Fertigung zweimal still, weil die einzige Leitung ausfiel.",
      plan: "Anschluss schalten lassen, Umschaltung einrichten, an einem Freitagnachmittag erproben.",
      backOutPlan: "Die zweite Leitung abklemmen; die erste bleibt unverändert.",
      amount: "1350.00",
      answers: { ...HARMLESS, users: "all", before: "once", outage: "outside" },
    },
    planned: [19, 13],
    steps: [["manager", 2, 9, { type: "asked" }]],
  },
];

function ended(result: "as-planned", record: string): ChangeActWish {
  return { type: "ended", result, record, incident: false };
}

/** All changes of the architects and of the machine builder's network, and the architects' freeze over the holidays. */
export async function makeChanges(desk: SampleDesk, architects: ChangeCast, machines: ChangeCast): Promise<void> {
  for (const life of ARCHITECTS) await live(desk, architects, life);
  for (const life of MACHINES) await live(desk, machines, life);
  const from = momentOf(desk, -28, 23);
  const span = { from: iso(from), until: iso(later(from, 14 * DAY_MS)) };
  const { engagement, coordinator, manager } = architects;
  const wish = { ...span, services: null, reason: "Abgabe des Wettbewerbs: in dieser Zeit ändert niemand etwas." };
  const id = await freezeAdd(desk.ctxAt(coordinator, momentOf(desk, 6, 8)), engagement, wish);
  await freezeAgree(desk.ctxAt(manager, momentOf(desk, 5, 8)), engagement, id);
}

async function live(desk: SampleDesk, cast: ChangeCast, { asked, wish, planned, steps }: Life): Promise<void> {
  const [who, days, hour] = asked;
  const from = planned === undefined ? undefined : momentOf(desk, -planned[0], planned[1]);
  const { change_id } = await changeRequest(desk.ctxAt(cast[who], momentOf(desk, days, hour)), cast.engagement, {
    ...NOTHING,
    answers: {},
    ...wish,
    planned: from === undefined ? null : { from: iso(from), until: iso(later(from, 2 * HOUR_MS)) },
  });
  for (const [actor, ago, at, act] of steps)
    await changeAct(desk.ctxAt(cast[actor], momentOf(desk, ago, at)), cast.engagement, change_id, act);
}

const iso = (at: Instant): string => new Date(at).toISOString();

/** An hour of a day so many days before the day of the present. */
const momentOf = ({ present }: SampleDesk, days: number, hour: number): Instant =>
  (Math.floor(present / DAY_MS) * DAY_MS - days * DAY_MS + hour * HOUR_MS) as Instant;
