/** Rows in every table, of two clients and two providers, so that each wall between them has something on both sides. */
import pg from "pg";

/** Ids that can be told apart at a glance: the letter's code and a number. */
export const idOf = (name: string): string =>
  `${Buffer.from(name.padEnd(4, "_").slice(0, 4)).toString("hex")}-0000-7000-8000-${Buffer.from(name.padEnd(6, "_").slice(0, 6)).toString("hex")}`;

const AT = "2026-11-23T08:00:00Z";
const bytes = (name: string, length = 32): string => `\\x${Buffer.alloc(length, name).toString("hex")}`;

type Row = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
/** Rows by the name under which a test speaks of them. */
type Rows = Readonly<Record<string, Row>>;

const named = (names: string, rowOf: (name: string) => Row): Rows =>
  Object.fromEntries(names.split(" ").map((name) => [name, rowOf(name)]));

/** `AP` is the engagement of client A with provider P. */
const tenantOf = (name: string): string => idOf(name[0]!);
const engagementOf = (name: string): string | null => (name[1] === "." ? null : idOf(name.slice(0, 2)));

/** Of an event named `AP.client`: client A, engagement AP, for the client's eyes. `A..client` has no engagement. */
const eventOf = (name: string): Row => ({
  tenant_id: tenantOf(name),
  event_id: idOf(`${name.slice(0, 2)}${name.split(".").at(-1)}`),
  engagement_id: engagementOf(name),
  visible_to: name.split(".").at(-1)!,
});
const EVENTS =
  "A..client A..both B..client P..client AP.both AP.client AP.provider AQ.both AQ.provider BP.both BP.client";

const accountOf = (column: string, others: (name: string) => Row) => (name: string) => ({
  [column]: idOf(name),
  ...others(name),
});

/** What hangs on a ticket, by the events of `EVENTS` that have an engagement. */
const OF_TICKETS = EVENTS.split(" ")
  .filter((name) => name[1] !== ".")
  .join(" ");
/** The first ticket of the engagement. */
const ofTicket = (name: string): Row => {
  const { event_id: _event, ...row } = eventOf(name) as { event_id: string };
  return { ...row, ticket_id: idOf(`${name.slice(0, 2)}t`) };
};

const importOf = (name: string): Row => ({
  tenant_id: tenantOf(name),
  engagement_id: engagementOf(name),
  import_id: idOf(`${name}i`),
});

const rotaOf = (name: string): Row => ({ tenant_id: idOf(name), rota_id: idOf(`${name}r`) });

const changeOf = (name: string): Row => ({
  tenant_id: tenantOf(name),
  engagement_id: engagementOf(name),
  change_id: idOf(`${name}h`),
});

/** Every table of the database and its rows, those that others refer to first. */
export const UNIVERSE: Readonly<Record<string, Rows>> = {
  // Clients A and B; P is the provider of both, Q of A alone.
  company: named("A B P Q", (name) => ({ id: idOf(name), name, created_at: AT })),
  // Each of the company with its letter; x is an external of P, o the operator.
  person: named("a b p x q o", (name) => ({
    id: idOf(name),
    name,
    language: "de",
    operator: name === "o",
    created_at: AT,
  })),
  person_account: named("a b p x q o", (name) => ({ person_id: idOf(name), email: `${name}@example.org` })),
  membership: named("A.a B.b P.p P.x Q.q", (name) => ({
    tenant_id: tenantOf(name),
    person_id: idOf(name[2]!),
    client_role: "AB".includes(name[0]!) ? "owner" : null,
    provider_role: "AB".includes(name[0]!) ? null : name === "P.x" ? "external" : "service-manager",
    joined_at: AT,
  })),
  engagement: named("AP AQ BP", (name) => ({
    tenant_id: tenantOf(name),
    engagement_id: idOf(name),
    provider_id: idOf(name[1]!),
    name,
    created_at: AT,
    ended_at: null,
  })),
  assignment: named("P.x", () => ({ tenant_id: idOf("P"), person_id: idOf("x"), assigned_id: idOf("AP") })),
  event: named(EVENTS, (name) => ({
    ...eventOf(name),
    type: "test.made",
    subject_id: null,
    at: AT,
    recorded_at: AT,
    body: "{}",
    hash: bytes(name),
  })),
  event_personal: named(EVENTS, (name) => ({ ...eventOf(name), salt: bytes(name, 16), content: "{}" })),
  contract_version: named("AP AQ BP", (name) => ({
    tenant_id: tenantOf(name),
    engagement_id: idOf(name),
    version_id: idOf(`${name}v`),
    number: 1,
    valid_from: "2026-01-01",
    source: "text",
    source_hash: bytes(name),
    imported_at: AT,
    proposal_id: null,
  })),
  contract_draft: named("AP AQ BP", (name) => ({
    tenant_id: tenantOf(name),
    engagement_id: idOf(name),
    draft_id: idOf(`${name}d`),
    base: "{}",
    base_number: 1,
    document: "{}",
    side: "provider",
    actor_id: idOf(name[1]!.toLowerCase()),
    begun_at: AT,
    changed_at: AT,
  })),
  contract_draft_change: named("AP AQ BP", (name) => ({
    tenant_id: tenantOf(name),
    engagement_id: idOf(name),
    draft_id: idOf(`${name}d`),
    change_id: idOf(`${name}c`),
    path: ["title"],
    after: '"Vertrag"',
    side: "provider",
    actor_id: idOf(name[1]!.toLowerCase()),
    changed_at: AT,
  })),
  contract_draft_comment: named("AP AQ BP", (name) => ({
    tenant_id: tenantOf(name),
    engagement_id: idOf(name),
    draft_id: idOf(`${name}d`),
    comment_id: idOf(`${name}m`),
    path: ["title"],
    text: "Warum?",
    side: "provider",
    actor_id: idOf(name[1]!.toLowerCase()),
    written_at: AT,
  })),
  contract_proposal: named("AP AQ BP", (name) => ({
    tenant_id: tenantOf(name),
    engagement_id: idOf(name),
    proposal_id: idOf(`${name}o`),
    number: 2,
    valid_from: "2027-01-01",
    source: "text",
    source_hash: bytes(name),
    side: "provider",
    proposed_at: AT,
  })),
  contract_signature: named("AP AQ BP", (name) => ({
    tenant_id: tenantOf(name),
    engagement_id: idOf(name),
    proposal_id: idOf(`${name}o`),
    side: "provider",
    person_id: idOf(name[1]!.toLowerCase()),
    person_name: name,
    company_name: name,
    source_hash: bytes(name),
    signed_at: AT,
  })),
  ticket: named("AP AQ BP AP2 AQ2 BP2", (name) => ({
    tenant_id: tenantOf(name),
    ticket_id: idOf(`${name.slice(0, 2)}t${name.slice(2)}`),
    engagement_id: engagementOf(name),
    number: Buffer.from(name).readUIntBE(0, name.length),
    kind: "incident",
    subject: name,
    channel: "web",
    stage: "open",
    coverage: "{}",
    story: "{}",
    clocks: "[]",
    opened_at: AT,
    changed_at: AT,
    due_at: AT,
    notice_at: AT,
    recorded_at: AT,
  })),
  ticket_link: named("AP AQ BP", (name) => ({
    tenant_id: tenantOf(name),
    engagement_id: engagementOf(name),
    ticket_id: idOf(`${name}t`),
    other_id: idOf(`${name}t2`),
    kind: "related",
  })),
  ticket_participant: named("AP AQ BP", (name) => ({
    tenant_id: tenantOf(name),
    engagement_id: engagementOf(name),
    ticket_id: idOf(`${name}t`),
    person_id: idOf("p"),
    side: "provider",
    added_at: AT,
  })),
  template: named("A B P Q", (name) => ({
    tenant_id: idOf(name),
    template_id: idOf(`${name}w`),
    kind: "answer",
    name,
    content: name,
    changed_at: AT,
  })),
  ticket_words: named(OF_TICKETS, (name) => ({ ...ofTicket(name), ...eventOf(name), words: "word" })),
  attachment: named(OF_TICKETS, (name) => ({
    ...ofTicket(name),
    ...eventOf(name),
    attachment_id: eventOf(name)["event_id"]!,
    name,
    media_type: "text/plain",
    size_bytes: 1,
    sha256: bytes(name),
    content: bytes(name, 1),
    added_at: AT,
  })),
  mailbox: named("A B P", (name) => ({
    tenant_id: idOf(name),
    mailbox_id: idOf(`${name}i`),
    kind: "imap",
    address: `${name.toLowerCase()}@example.org`,
    host: "mail.example.org",
    port: 993,
    security: "tls",
    user_name: name,
    password: bytes(name),
    created_at: AT,
  })),
  mail_in: named("A B P", (name) => ({
    tenant_id: idOf(name),
    mail_id: idOf(`${name}r`),
    mailbox_id: idOf(`${name}i`),
    identity: bytes(name),
    raw: bytes(name),
    size_bytes: 32,
    received_at: AT,
  })),
  ticket_mail: named(OF_TICKETS, (name) => ({
    ...ofTicket(name),
    ...eventOf(name),
    ticket_mail_id: eventOf(name)["event_id"]!,
    kind: "folded",
    content: name,
    at: AT,
  })),
  time_record: named(OF_TICKETS, (name) => ({
    ...ofTicket(name),
    record_id: eventOf(name)["event_id"]!,
    person_id: idOf("p"),
    day: "2026-11-23",
    minutes: 1,
    chargeable: false,
    note: "",
    recorded_at: AT,
  })),
  ticket_step: named(OF_TICKETS, (name) => ({
    ...ofTicket(name),
    step_id: eventOf(name)["event_id"]!,
    title: name,
    position: 1,
  })),
  ticket_import: named("AP AQ BP", (name) => ({
    ...importOf(name),
    state: "read",
    file_name: name,
    size_bytes: 1,
    sha256: bytes(name),
    mapping: "{}",
    actor: "{}",
    created_at: AT,
  })),
  ticket_import_file: named("AP AQ BP", (name) => ({ ...importOf(name), content: bytes(name, 1) })),
  ticket_number: named("A B", (name) => ({ tenant_id: idOf(name), next: 1 })),
  event_reader: named("notice", (name) => ({ name, tx: 1, event_id: idOf("none") })),
  mail_out: named("A B P", (name) => ({
    tenant_id: idOf(name),
    mail_id: idOf(`${name}m`),
    kind: "ticket-answered",
    address: "somebody@example.org",
    due_at: AT,
    created_at: AT,
  })),
  notice: named("A.a B.b P.p", (name) => ({
    tenant_id: tenantOf(name),
    notice_id: idOf(`${name}n`),
    kind: "ticket-answered",
    person_id: idOf(name[2]!),
    side: "company",
    event_tenant: tenantOf(name),
    event_id: idOf(`${name}e`),
    way: "mail",
    told_at: AT,
    due_at: AT,
    mail_id: idOf(`${name[0]}m`),
  })),
  notice_way: named("A.a B.b P.p", (name) => ({
    tenant_id: tenantOf(name),
    person_id: idOf(name[2]!),
    kind: "ticket-answered",
    way: "digest",
  })),
  notice_hours: named("A.a B.b P.p", (name) => ({
    tenant_id: tenantOf(name),
    person_id: idOf(name[2]!),
    time_zone: "Europe/Berlin",
  })),
  push_subscription: named("A.a B.b P.p", (name) => ({
    tenant_id: tenantOf(name),
    subscription_id: idOf(`${name}s`),
    person_id: idOf(name[2]!),
    endpoint: "https://push.example.org/abc",
    public_key: "B".repeat(87),
    auth: "a".repeat(22),
    agent: "",
    made_at: AT,
  })),
  push_out: named("A.a B.b P.p", (name) => ({
    tenant_id: tenantOf(name),
    push_id: idOf(`${name}o`),
    notice_id: idOf(`${name}n`),
    subscription_id: idOf(`${name}s`),
    due_at: AT,
    created_at: AT,
  })),
  link: named("A.a B.b P.p", (name) => ({
    tenant_id: tenantOf(name),
    link_id: idOf(`${name}l`),
    purpose: "unsubscribe",
    person_id: idOf(name[2]!),
    side: "company",
    place_id: tenantOf(name),
    subject_id: idOf(`${name}n`),
    made_at: AT,
    ends_at: AT,
  })),
  saved_view: named("A.a B.b P.p", (name) => ({
    tenant_id: tenantOf(name),
    person_id: idOf(name[2]!),
    view_id: idOf(`${name[0]!}v`),
    name,
    query: "",
  })),
  calendar_feed: named("A.a B.b P.p", (name) => ({
    tenant_id: tenantOf(name),
    person_id: idOf(name[2]!),
    feed_id: idOf(`${name[0]!}f`),
    engagement_id: null,
    token_hash: bytes(name),
    made_at: AT,
  })),
  webhook: named("A B P Q", (name) => ({
    tenant_id: idOf(name),
    webhook_id: idOf(`${name}w`),
    name,
    url: "https://example.org/hook",
    side: "AB".includes(name) ? "client" : "provider",
    topics: ["ticket"],
    secret: bytes(name),
    earlier_secret: bytes(name),
    earlier_until: AT,
    made_at: AT,
  })),
  webhook_delivery: named("A B P Q", (name) => ({
    tenant_id: idOf(name),
    webhook_id: idOf(`${name}w`),
    delivery_id: idOf(`${name}d`),
    type: "test.made",
    content: "{}",
    due_at: AT,
    created_at: AT,
  })),
  ticket_rating: named("AP AQ BP", (name) => ({
    tenant_id: tenantOf(name),
    ticket_id: idOf(`${name}t`),
    engagement_id: idOf(name),
    rating: "good",
    person_id: idOf(name[0]!.toLowerCase()),
    rated_at: AT,
  })),
  duty_rota: named("A B P Q", (name) => ({ ...rotaOf(name), name, plan: "{}", changed_at: AT, watched_until: AT })),
  duty_served: named("A B P Q", (name) => ({ ...rotaOf(name), served_id: idOf(`${name}P`) })),
  duty_span: named("A B P Q", (name) => ({
    ...rotaOf(name),
    span_id: idOf(`${name}x`),
    kind: "absence",
    person_id: idOf("p"),
    from_at: AT,
    until_at: "2026-11-24T08:00:00Z",
  })),
  duty_note: named("A B P Q", (name) => ({
    ...rotaOf(name),
    note_id: idOf(`${name}n`),
    author_id: idOf("p"),
    text: name,
    written_at: AT,
  })),
  duty_gap: named("A B P Q", (name) => ({ ...rotaOf(name), from_at: AT, days: 7 })),
  duty_call: named("AP AQ BP", (name) => ({
    tenant_id: tenantOf(name),
    call_id: idOf(`${name}c`),
    engagement_id: engagementOf(name),
    ticket_id: idOf(`${name}t`),
    state: "calling",
    asked_at: AT,
    next_at: AT,
  })),
  change_request: named("AP AQ BP", (name) => ({
    ...changeOf(name),
    number: 1,
    kind: "normal",
    title: name,
    reason: name,
    services: [],
    risk_set: "2026-01-01",
    risk_answers: "{}",
    side: "client",
    stage: "drafted",
    story: "[]",
    requested_at: AT,
    changed_at: AT,
  })),
  change_decision: named("AP AQ BP", (name) => ({
    ...changeOf(name),
    decision_id: idOf(`${name}d`),
    round: 1,
    contact: "owner",
    person_id: idOf(name[0]!.toLowerCase()),
    person_name: name,
    side: "client",
    answer: "approved",
    way: "web",
    decided_at: AT,
  })),
  change_note: named(OF_TICKETS, (name) => ({
    ...changeOf(name.slice(0, 2)),
    note_id: idOf(name.replace(".", "")),
    visible_to: name.split(".")[1]!,
    person_id: idOf(name[0]!.toLowerCase()),
    person_name: name,
    side: "client",
    text: name,
    written_at: AT,
  })),
  change_freeze: named("AP AQ BP", (name) => ({
    tenant_id: tenantOf(name),
    engagement_id: idOf(name),
    freeze_id: idOf(`${name}f`),
    from_at: AT,
    until_at: "2026-11-24T08:00:00Z",
    reason: name,
    side: "client",
    person_name: name,
    added_at: AT,
  })),
  password: named(
    "a p",
    accountOf("person_id", () => ({ hash: "$", changed_at: AT })),
  ),
  totp: named(
    "a p",
    accountOf("person_id", (name) => ({ secret: bytes(name), confirmed_at: AT })),
  ),
  recovery_code: named(
    "a p",
    accountOf("person_id", (name) => ({ hash: bytes(name) })),
  ),
  passkey: named(
    "a p",
    accountOf("person_id", (name) => ({
      passkey_id: idOf(`${name}k`),
      credential_id: name,
      public_key: bytes(name),
      counter: 0,
      transports: [],
      name,
      created_at: AT,
    })),
  ),
  session: named(
    "a p",
    accountOf("person_id", (name) => ({
      session_id: idOf(`${name}s`),
      token_hash: bytes(name),
      company_id: idOf(name.toUpperCase()),
      state: "full",
      created_at: AT,
      seen_at: AT,
      ends_at: AT,
      address: "192.0.2.1",
      agent: "test",
    })),
  ),
  ceremony: named(
    "a p",
    accountOf("person_id", (name) => ({
      token_hash: bytes(name),
      kind: "passkey-sign-in",
      company_id: idOf(name.toUpperCase()),
      content: "{}",
      ends_at: AT,
    })),
  ),
  throttle: named("a p", (name) => ({ key_hash: bytes(name), failures: 1, last_at: AT })),
  invitation: named("A B P Q", (name) => ({
    tenant_id: idOf(name),
    invitation_id: idOf(`${name}i`),
    token_hash: bytes(name),
    email: "new@example.org",
    client_role: "employee",
    invited_by: idOf(name.toLowerCase()),
    created_at: AT,
    ends_at: AT,
  })),
  api_key: named("A B P Q", (name) => ({
    tenant_id: idOf(name),
    key_id: idOf(`${name}k`),
    secret_hash: bytes(name),
    name,
    role: "employee",
    scopes: ["company:read"],
    created_by: idOf(name.toLowerCase()),
    created_at: AT,
    ends_at: AT,
  })),
  single_sign_on: named("A B P Q", (name) => ({
    tenant_id: idOf(name),
    issuer: "https://id.example.org",
    client_id: name,
    client_secret: bytes(name),
    domain: `${name.toLowerCase()}.example.org`,
  })),
  external_identity: named("A.a B.b P.p Q.q", (name) => ({
    tenant_id: tenantOf(name),
    issuer: "https://id.example.org",
    subject: name,
    person_id: idOf(name[2]!),
  })),
  // `A.p`: a request of the provider's person p in the tenant of client A.
  idempotency: named("A.a A.p A.q B.b B.p P.p", (name) => ({
    tenant_id: tenantOf(name),
    actor_id: idOf(name[2]!),
    key_hash: bytes(name),
    request_hash: bytes(name),
    answer: "{}",
    created_at: AT,
  })),
};

const insertOf = (table: string, row: Row): pg.QueryConfig => {
  const columns = Object.keys(row).map((column) => pg.escapeIdentifier(column));
  const places = columns.map((_, index) => `$${index + 1}`);
  return {
    text: `insert into ${pg.escapeIdentifier(table)} (${columns.join(", ")}) values (${places.join(", ")})`,
    values: Object.values(row),
  };
};

/** Inserts a row of the universe. Throws what PostgreSQL says. */
export const insertRow = (client: pg.Client, table: string, name: string): Promise<unknown> =>
  client.query(insertOf(table, UNIVERSE[table]![name]!));

/** Where each row lies, by table and place (ctid), as long as nothing changes it. */
export type Places = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Fills every table; `superuser` passes all walls. */
export async function fillUniverse(superuser: pg.Client): Promise<Places> {
  const places = new Map<string, Map<string, string>>();
  for (const [table, rows] of Object.entries(UNIVERSE)) {
    const names = new Map<string, string>();
    for (const [name, row] of Object.entries(rows)) {
      const { text, values } = insertOf(table, row);
      const { rows: made } = await superuser.query<{ ctid: string }>(`${text} returning ctid::text`, values);
      names.set(made[0]!.ctid, name);
    }
    places.set(table, names);
  }
  return places;
}
