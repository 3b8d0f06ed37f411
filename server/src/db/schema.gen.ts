// Generated from the database by schema.db.test.ts (HANDSCHLAG_UPDATE=1 npm test -- schema). Do not edit.
import type { Generated } from "kysely";

interface ApiKey {
  tenant_id: string;
  key_id: string;
  secret_hash: Buffer;
  name: string;
  role: string;
  scopes: string[];
  created_by: string | null;
  created_at: Date;
  ends_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

interface Assignment {
  tenant_id: string;
  person_id: string;
  assigned_id: string;
}

interface Attachment {
  tenant_id: string;
  attachment_id: string;
  ticket_id: string;
  engagement_id: string;
  event_id: string;
  visible_to: string;
  name: string;
  media_type: string;
  size_bytes: number;
  sha256: Buffer;
  content: Buffer;
  added_at: Date;
}

interface CalendarFeed {
  tenant_id: string;
  feed_id: string;
  person_id: string;
  engagement_id: string | null;
  token_hash: Buffer;
  made_at: Date;
  used_at: Date | null;
}

interface Ceremony {
  token_hash: Buffer;
  kind: string;
  person_id: string | null;
  company_id: string | null;
  content: unknown;
  ends_at: Date;
}

interface ChangeDecision {
  tenant_id: string;
  decision_id: string;
  change_id: string;
  engagement_id: string;
  round: number;
  contact: string;
  person_id: string;
  person_name: string;
  side: string;
  answer: string;
  comment: string | null;
  way: string;
  risk_borne_by: string | null;
  decided_at: Date;
}

interface ChangeFreeze {
  tenant_id: string;
  freeze_id: string;
  engagement_id: string;
  from_at: Date;
  until_at: Date;
  services: string[] | null;
  reason: string;
  side: string;
  person_name: string;
  added_at: Date;
  agreed_name: string | null;
  agreed_at: Date | null;
}

interface ChangeNote {
  tenant_id: string;
  note_id: string;
  change_id: string;
  engagement_id: string;
  visible_to: string;
  person_id: string;
  person_name: string;
  side: string;
  text: string;
  written_at: Date;
}

interface ChangeRequest {
  tenant_id: string;
  change_id: string;
  engagement_id: string;
  number: number;
  kind: string;
  title: string;
  reason: string;
  plan: string | null;
  back_out_plan: string | null;
  standard: string | null;
  services: string[];
  amount: string | null;
  risk_set: string;
  risk_answers: unknown;
  risk: string | null;
  planned_from: Date | null;
  planned_until: Date | null;
  ticket_id: string | null;
  side: string;
  requester_id: string | null;
  stage: string;
  story: unknown;
  demand: unknown | null;
  contract: number | null;
  asked_at: Date | null;
  decide_by: Date | null;
  window_from: Date | null;
  window_until: Date | null;
  announced_at: Date | null;
  begun_at: Date | null;
  ended_at: Date | null;
  result: string | null;
  incident: Generated<boolean>;
  record: string | null;
  review_by: Date | null;
  review: string | null;
  version: Generated<number>;
  requested_at: Date;
  changed_at: Date;
}

interface Company {
  id: string;
  name: string;
  version: Generated<number>;
  created_at: Date;
}

interface ContractDraft {
  tenant_id: string;
  engagement_id: string;
  draft_id: string;
  base: string;
  base_number: number | null;
  document: string;
  side: string;
  actor_id: string;
  begun_at: Date;
  changed_at: Date;
  state: Generated<string>;
  ended_at: Date | null;
}

interface ContractDraftChange {
  tenant_id: string;
  engagement_id: string;
  draft_id: string;
  change_id: string;
  path: string[];
  before: string | null;
  after: string | null;
  side: string;
  actor_id: string;
  changed_at: Date;
  state: Generated<string>;
  answered_by: string | null;
  answered_at: Date | null;
  reason: string | null;
}

interface ContractDraftComment {
  tenant_id: string;
  engagement_id: string;
  draft_id: string;
  comment_id: string;
  path: string[];
  text: string;
  side: string;
  actor_id: string;
  written_at: Date;
  settled_by: string | null;
  settled_at: Date | null;
}

interface ContractProposal {
  tenant_id: string;
  engagement_id: string;
  proposal_id: string;
  number: number;
  valid_from: string;
  source: string;
  source_hash: Buffer;
  side: string;
  proposed_at: Date;
  state: Generated<string>;
  ended_at: Date | null;
  reason: string | null;
  draft_id: string | null;
}

interface ContractSignature {
  tenant_id: string;
  engagement_id: string;
  proposal_id: string;
  side: string;
  person_id: string;
  person_name: string;
  company_name: string;
  source_hash: Buffer;
  signed_at: Date;
}

interface ContractVersion {
  tenant_id: string;
  engagement_id: string;
  version_id: string;
  number: number;
  valid_from: string;
  source: string;
  source_hash: Buffer;
  imported_at: Date;
  proposal_id: string | null;
}

interface DutyCall {
  tenant_id: string;
  call_id: string;
  engagement_id: string;
  ticket_id: string;
  state: string;
  asked_at: Date;
  next_at: Date | null;
}

interface DutyGap {
  tenant_id: string;
  rota_id: string;
  from_at: Date;
  days: number;
}

interface DutyNote {
  tenant_id: string;
  note_id: string;
  rota_id: string;
  author_id: string;
  text: string;
  written_at: Date;
}

interface DutyRota {
  tenant_id: string;
  rota_id: string;
  name: string;
  plan: unknown;
  version: Generated<number>;
  changed_at: Date;
  watched_until: Date;
}

interface DutyServed {
  tenant_id: string;
  served_id: string;
  rota_id: string;
}

interface DutySpan {
  tenant_id: string;
  span_id: string;
  rota_id: string;
  kind: string;
  layer_id: string | null;
  person_id: string;
  substitute_id: string | null;
  from_at: Date;
  until_at: Date;
}

interface Engagement {
  tenant_id: string;
  engagement_id: string;
  provider_id: string;
  name: string;
  version: Generated<number>;
  created_at: Date;
  ended_at: Date | null;
  ended_by: string | null;
}

interface Event {
  tenant_id: string;
  event_id: string;
  engagement_id: string | null;
  visible_to: string;
  type: string;
  subject_id: string | null;
  at: Date;
  recorded_at: Date;
  body: string;
  hash: Buffer;
  tx: Generated<string>;
  imported: Generated<boolean>;
}

interface EventPersonal {
  tenant_id: string;
  event_id: string;
  engagement_id: string | null;
  visible_to: string;
  salt: Buffer;
  content: string;
}

interface EventReader {
  name: string;
  tx: string;
  event_id: string;
}

interface ExternalIdentity {
  tenant_id: string;
  issuer: string;
  subject: string;
  person_id: string;
}

interface Idempotency {
  tenant_id: string;
  actor_id: string;
  key_hash: Buffer;
  request_hash: Buffer;
  answer: unknown;
  created_at: Date;
}

interface Installation {
  only_one: Generated<boolean>;
  secret_check: Buffer;
}

interface Invitation {
  tenant_id: string;
  invitation_id: string;
  token_hash: Buffer;
  email: string;
  client_role: string | null;
  provider_role: string | null;
  engagements: Generated<string[]>;
  invited_by: string | null;
  created_at: Date;
  ends_at: Date;
  accepted_at: Date | null;
}

interface Link {
  tenant_id: string;
  link_id: string;
  purpose: string;
  person_id: string | null;
  address: string | null;
  side: string;
  place_id: string;
  subject_id: string;
  made_at: Date;
  ends_at: Date;
  used_at: Date | null;
}

interface MailIn {
  tenant_id: string;
  mail_id: string;
  mailbox_id: string | null;
  identity: Buffer;
  raw: Buffer;
  size_bytes: number;
  message_id: string | null;
  from_address: string | null;
  from_name: Generated<string>;
  recipient: string | null;
  subject: Generated<string>;
  nature: string | null;
  received_at: Date;
  state: Generated<string>;
  reason: string | null;
  claimed_until: Generated<Date>;
  attempts: Generated<number>;
  steps_done: Generated<number>;
  decided_by: string | null;
  engagement_id: string | null;
  requester_id: string | null;
  ticket_tenant: string | null;
  ticket_id: string | null;
  event_id: string | null;
  ended_at: Date | null;
}

interface MailOut {
  tenant_id: string;
  mail_id: string;
  kind: string;
  person_id: string | null;
  address: string;
  state: Generated<string>;
  due_at: Date;
  attempts: Generated<number>;
  problem: string | null;
  message_id: string | null;
  subject: string | null;
  content: string | null;
  written_at: Date | null;
  ended_at: Date | null;
  bounced_at: Date | null;
  bounce: string | null;
  created_at: Date;
}

interface Mailbox {
  tenant_id: string;
  mailbox_id: string;
  kind: string;
  address: string;
  engagement_id: string | null;
  host: string | null;
  port: number | null;
  security: string | null;
  user_name: string | null;
  password: Buffer | null;
  uid_validity: string | null;
  uid_seen: Generated<string>;
  problem: string | null;
  checked_at: Date | null;
  held_by: string | null;
  held_until: Generated<Date>;
  version: Generated<number>;
  created_at: Date;
}

interface Membership {
  tenant_id: string;
  person_id: string;
  client_role: string | null;
  provider_role: string | null;
  version: Generated<number>;
  joined_at: Date;
}

interface Migration {
  number: number;
  name: string;
  hash: string;
  applied_at: Generated<Date>;
}

interface Notice {
  tenant_id: string;
  notice_id: string;
  kind: string;
  person_id: string | null;
  address: string | null;
  side: string;
  event_tenant: string;
  event_id: string;
  engagement_id: string | null;
  subject_id: string | null;
  way: string;
  told_at: Date;
  due_at: Date | null;
  read_at: Date | null;
  mail_id: string | null;
}

interface NoticeHours {
  tenant_id: string;
  person_id: string;
  time_zone: string;
  hours: unknown | null;
  digest_at: Generated<string>;
  version: Generated<number>;
}

interface NoticeWay {
  tenant_id: string;
  person_id: string;
  kind: string;
  way: string;
}

interface Passkey {
  passkey_id: string;
  person_id: string;
  credential_id: string;
  public_key: Buffer;
  counter: string;
  transports: string[];
  name: string;
  created_at: Date;
  used_at: Date | null;
}

interface Password {
  person_id: string;
  hash: string;
  changed_at: Date;
}

interface Person {
  id: string;
  name: string;
  language: string;
  operator: Generated<boolean>;
  version: Generated<number>;
  created_at: Date;
}

interface PersonAccount {
  person_id: string;
  email: string;
}

interface PushOut {
  tenant_id: string;
  push_id: string;
  notice_id: string;
  subscription_id: string;
  due_at: Date;
  attempts: Generated<number>;
  created_at: Date;
}

interface PushSubscription {
  tenant_id: string;
  subscription_id: string;
  person_id: string;
  endpoint: string;
  public_key: string;
  auth: string;
  agent: string;
  made_at: Date;
}

interface RecoveryCode {
  person_id: string;
  hash: Buffer;
  used_at: Date | null;
}

interface SavedView {
  tenant_id: string;
  person_id: string;
  view_id: string;
  name: string;
  query: string;
}

interface Session {
  session_id: string;
  token_hash: Buffer;
  person_id: string;
  company_id: string | null;
  state: string;
  confined: Generated<boolean>;
  created_at: Date;
  seen_at: Date;
  confirmed_at: Date | null;
  ends_at: Date;
  address: string;
  agent: string;
}

interface SingleSignOn {
  tenant_id: string;
  issuer: string;
  client_id: string;
  client_secret: Buffer;
  domain: string;
  version: Generated<number>;
}

interface Template {
  tenant_id: string;
  template_id: string;
  kind: string;
  name: string;
  content: string;
  version: Generated<number>;
  changed_at: Date;
}

interface Throttle {
  key_hash: Buffer;
  failures: number;
  last_at: Date;
}

interface Ticket {
  tenant_id: string;
  ticket_id: string;
  engagement_id: string;
  number: number;
  kind: string;
  subject: string;
  channel: string;
  category: string | null;
  asset: string | null;
  service: string | null;
  impact: string | null;
  urgency: string | null;
  priority: string | null;
  stage: string;
  awaiting: string | null;
  requester_id: string | null;
  assignee_id: string | null;
  coverage: unknown;
  story: string;
  clocks: unknown;
  disputed: Generated<boolean>;
  opened_at: Date;
  changed_at: Date;
  ended_at: Date | null;
  due_at: Date;
  notice_at: Date | null;
  recorded_at: Date;
  source: string | null;
}

interface TicketImport {
  tenant_id: string;
  import_id: string;
  engagement_id: string;
  visible_to: Generated<string>;
  state: string;
  file_name: string;
  size_bytes: number;
  sha256: Buffer;
  mapping: unknown;
  preview: unknown | null;
  faults: Generated<unknown>;
  actor: unknown;
  gone: Generated<number>;
  result: Generated<unknown>;
  problem: string | null;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
}

interface TicketImportFile {
  tenant_id: string;
  import_id: string;
  engagement_id: string;
  visible_to: Generated<string>;
  content: Buffer;
}

interface TicketLink {
  tenant_id: string;
  engagement_id: string;
  ticket_id: string;
  other_id: string;
  kind: string;
}

interface TicketMail {
  tenant_id: string;
  ticket_mail_id: string;
  ticket_id: string;
  engagement_id: string;
  event_id: string;
  visible_to: string;
  kind: string;
  person_id: string | null;
  content: string;
  at: Date;
}

interface TicketNumber {
  tenant_id: string;
  next: number;
}

interface TicketParticipant {
  tenant_id: string;
  ticket_id: string;
  engagement_id: string;
  person_id: string;
  side: string;
  added_at: Date;
}

interface TicketRating {
  tenant_id: string;
  ticket_id: string;
  engagement_id: string;
  rating: string;
  comment: string | null;
  person_id: string;
  rated_at: Date;
}

interface TicketStep {
  tenant_id: string;
  step_id: string;
  ticket_id: string;
  engagement_id: string;
  visible_to: string;
  title: string;
  owner_id: string | null;
  due_on: string | null;
  done_at: Date | null;
  position: number;
}

interface TicketWords {
  tenant_id: string;
  event_id: string;
  ticket_id: string;
  engagement_id: string;
  visible_to: string;
  words: string;
}

interface TimeRecord {
  tenant_id: string;
  record_id: string;
  ticket_id: string;
  engagement_id: string;
  visible_to: string;
  person_id: string;
  day: string;
  minutes: number;
  chargeable: boolean;
  note: string;
  recorded_at: Date;
}

interface Totp {
  person_id: string;
  secret: Buffer;
  confirmed_at: Date | null;
  last_step: Generated<string>;
}

interface Webhook {
  tenant_id: string;
  webhook_id: string;
  name: string;
  url: string;
  side: string;
  topics: string[];
  engagements: string[] | null;
  secret: Buffer;
  earlier_secret: Buffer | null;
  earlier_until: Date | null;
  state: Generated<string>;
  failing_since: Date | null;
  held_until: Date | null;
  claimed_until: Date | null;
  made_at: Date;
  version: Generated<number>;
}

interface WebhookDelivery {
  tenant_id: string;
  delivery_id: string;
  webhook_id: string;
  engagement_id: string | null;
  event_tenant: string | null;
  event_id: string | null;
  type: string;
  content: string;
  state: Generated<string>;
  attempts: Generated<number>;
  due_at: Date;
  tried_at: Date | null;
  status: number | null;
  answer: string | null;
  problem: string | null;
  created_at: Date;
  ended_at: Date | null;
}

/** The tables of the database. */
export interface DB {
  api_key: ApiKey;
  assignment: Assignment;
  attachment: Attachment;
  calendar_feed: CalendarFeed;
  ceremony: Ceremony;
  change_decision: ChangeDecision;
  change_freeze: ChangeFreeze;
  change_note: ChangeNote;
  change_request: ChangeRequest;
  company: Company;
  contract_draft: ContractDraft;
  contract_draft_change: ContractDraftChange;
  contract_draft_comment: ContractDraftComment;
  contract_proposal: ContractProposal;
  contract_signature: ContractSignature;
  contract_version: ContractVersion;
  duty_call: DutyCall;
  duty_gap: DutyGap;
  duty_note: DutyNote;
  duty_rota: DutyRota;
  duty_served: DutyServed;
  duty_span: DutySpan;
  engagement: Engagement;
  event: Event;
  event_personal: EventPersonal;
  event_reader: EventReader;
  external_identity: ExternalIdentity;
  idempotency: Idempotency;
  installation: Installation;
  invitation: Invitation;
  link: Link;
  mail_in: MailIn;
  mail_out: MailOut;
  mailbox: Mailbox;
  membership: Membership;
  migration: Migration;
  notice: Notice;
  notice_hours: NoticeHours;
  notice_way: NoticeWay;
  passkey: Passkey;
  password: Password;
  person: Person;
  person_account: PersonAccount;
  push_out: PushOut;
  push_subscription: PushSubscription;
  recovery_code: RecoveryCode;
  saved_view: SavedView;
  session: Session;
  single_sign_on: SingleSignOn;
  template: Template;
  throttle: Throttle;
  ticket: Ticket;
  ticket_import: TicketImport;
  ticket_import_file: TicketImportFile;
  ticket_link: TicketLink;
  ticket_mail: TicketMail;
  ticket_number: TicketNumber;
  ticket_participant: TicketParticipant;
  ticket_rating: TicketRating;
  ticket_step: TicketStep;
  ticket_words: TicketWords;
  time_record: TimeRecord;
  totp: Totp;
  webhook: Webhook;
  webhook_delivery: WebhookDelivery;
}
