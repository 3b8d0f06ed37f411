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

interface Ceremony {
  token_hash: Buffer;
  kind: string;
  person_id: string | null;
  company_id: string | null;
  content: unknown;
  ends_at: Date;
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

/** The tables of the database. */
export interface DB {
  api_key: ApiKey;
  assignment: Assignment;
  attachment: Attachment;
  ceremony: Ceremony;
  company: Company;
  contract_draft: ContractDraft;
  contract_draft_change: ContractDraftChange;
  contract_draft_comment: ContractDraftComment;
  contract_proposal: ContractProposal;
  contract_signature: ContractSignature;
  contract_version: ContractVersion;
  engagement: Engagement;
  event: Event;
  event_personal: EventPersonal;
  external_identity: ExternalIdentity;
  idempotency: Idempotency;
  installation: Installation;
  invitation: Invitation;
  membership: Membership;
  migration: Migration;
  passkey: Passkey;
  password: Password;
  person: Person;
  person_account: PersonAccount;
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
  ticket_number: TicketNumber;
  ticket_participant: TicketParticipant;
  ticket_step: TicketStep;
  ticket_words: TicketWords;
  time_record: TimeRecord;
  totp: Totp;
}
