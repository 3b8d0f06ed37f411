-- Mail that comes in: mailboxes that are read, mails as they came, and what of them both sides see at a ticket.

create table mailbox (
  tenant_id     uuid        not null references company,
  mailbox_id    uuid        not null,
  kind          text        not null check (kind in ('imap', 'smtp')),
  address       text        not null check (address = lower(address) and length(address) between 3 and 254),
  engagement_id uuid,
  host          text        check (length(host) between 1 and 253),
  port          integer     check (port between 1 and 65535),
  security      text        check (security in ('tls', 'starttls', 'none')),
  user_name     text        check (length(user_name) between 1 and 254),
  password      bytea,
  uid_validity  bigint,
  uid_seen      bigint      not null default 0,
  problem       text        check (length(problem) <= 500),
  checked_at    timestamptz,
  held_by       uuid,
  held_until    timestamptz not null default '-infinity',
  version       integer     not null default 1,
  created_at    timestamptz not null,
  primary key (tenant_id, mailbox_id),
  unique (tenant_id, address),
  check ((kind = 'imap') = (host is not null)),
  check ((kind = 'imap') = (port is not null)),
  check ((kind = 'imap') = (security is not null)),
  check ((kind = 'imap') = (user_name is not null)),
  check ((kind = 'imap') = (password is not null))
);
comment on table mailbox is 'An address of a company whose mails become tickets: read at its mail server (imap), or handed to ours (smtp).';
comment on column mailbox.engagement_id is 'Where its mails belong; null: told by who writes. No foreign key: it may lie in a client''s tenant.';
comment on column mailbox.password is 'encrypted with the installation''s key';
comment on column mailbox.uid_seen is 'The last mail that was fetched, among those that uid_validity numbers.';
comment on column mailbox.problem is 'Why it could not be read at checked_at; null when it could.';
comment on column mailbox.held_by is 'Which process reads it, until held_until or until it lets go.';
create index mailbox_handed_in on mailbox (address) where kind = 'smtp';

create table mail_in (
  tenant_id     uuid        not null references company,
  mail_id       uuid        not null,
  mailbox_id    uuid,
  identity      bytea       not null check (length(identity) = 32),
  raw           bytea       not null,
  size_bytes    integer     not null,
  message_id    text,
  from_address  text,
  from_name     text        not null default '',
  recipient     text,
  subject       text        not null default '',
  nature        text        check (nature in ('human', 'auto-reply', 'auto-generated', 'bounce', 'newsletter', 'spam', 'broken')),
  received_at   timestamptz not null,
  state         text        not null default 'waiting' check (state in ('waiting', 'done', 'review', 'ignored', 'bounced', 'refused')),
  reason        text        check (length(reason) <= 500),
  claimed_until timestamptz not null default '-infinity',
  attempts      integer     not null default 0,
  steps_done    integer     not null default 0,
  decided_by    uuid        references person,
  engagement_id uuid,
  requester_id  uuid        references person,
  ticket_tenant uuid,
  ticket_id     uuid,
  event_id      uuid,
  ended_at      timestamptz,
  primary key (tenant_id, mail_id),
  foreign key (tenant_id, mailbox_id) references mailbox on delete set null (mailbox_id),
  unique nulls not distinct (tenant_id, mailbox_id, identity)
);
comment on table mail_in is 'A mail as it came, for good, and what came of it.';
comment on column mail_in.identity is 'Hash of Message-ID, sender, subject and date, or of all bytes where there is no Message-ID: a mail that comes twice is one.';
comment on column mail_in.recipient is 'To whom it was handed in, where the mail server said so.';
comment on column mail_in.state is 'review: a person decides; ignored: by a machine and for nobody; refused: a person decided so.';
comment on column mail_in.steps_done is 'Of taking it in: the act, then each file; counted in the transaction that does it, so that each is done once.';
comment on column mail_in.decided_by is 'Who said where it belongs, and in whose name it goes there then.';
comment on column mail_in.ticket_tenant is 'Where the ticket lies: the client of the engagement. No foreign key, as that may be another tenant.';
create index mail_in_mailbox on mail_in (tenant_id, mailbox_id);
create index mail_in_decided on mail_in (decided_by);
create index mail_in_requester on mail_in (requester_id);
create index mail_in_waiting on mail_in (received_at, mail_id) where state = 'waiting';
create index mail_in_listed on mail_in (tenant_id, state, received_at desc, mail_id desc);
create index mail_in_message on mail_in (tenant_id, message_id);
create index mail_in_sender on mail_in (tenant_id, from_address, received_at);
create index mail_in_event on mail_in (tenant_id, ticket_id);

select guard('mailbox', 'mail_in');
create policy mail on mailbox using (has_scope('mail'));
create policy mail on mail_in using (has_scope('mail'));
create policy own on mailbox using (
  tenant_id = (select current_company()) and tenant_id = (select current_tenant()));
create policy own on mail_in using (
  tenant_id = (select current_company()) and tenant_id = (select current_tenant()));

create table ticket_mail (
  tenant_id      uuid        not null,
  ticket_mail_id uuid        not null,
  ticket_id      uuid        not null,
  engagement_id  uuid        not null,
  event_id       uuid        not null,
  visible_to     text        not null check (visible_to in ('both', 'client', 'provider')),
  kind           text        not null check (kind in ('folded', 'bounce')),
  person_id      uuid        references person,
  content        text        not null check (length(content) between 1 and 200000),
  at             timestamptz not null,
  primary key (tenant_id, ticket_mail_id),
  foreign key (tenant_id, ticket_id) references ticket,
  foreign key (tenant_id, engagement_id) references engagement,
  foreign key (tenant_id, event_id) references event
);
comment on table ticket_mail is 'What mail adds to an event of a ticket: the quote below an answer (folded), or that news of it came back (bounce).';
comment on column ticket_mail.visible_to is 'A quote may repeat what was for one side''s eyes, so it is for the side that wrote it.';
comment on column ticket_mail.person_id is 'Who did not get the news.';
create index ticket_mail_ticket on ticket_mail (tenant_id, ticket_id);
create index ticket_mail_engagement on ticket_mail (tenant_id, engagement_id);
create index ticket_mail_event on ticket_mail (tenant_id, event_id);
create index ticket_mail_person on ticket_mail (person_id);
select isolate('ticket_mail');
create policy mail on ticket_mail for insert with check (has_scope('mail'));

do $$ begin
  execute format('revoke delete on mail_in, ticket_mail from %I', app_role());
  execute format('revoke update on ticket_mail from %I', app_role());
end $$;
