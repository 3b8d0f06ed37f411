-- Telling people: what is new for whom, the mails that say so, and links in them by which something is done once.

-- How far those who follow the events have read. Numbers of transactions mean nothing in another cluster, so a backup
-- leaves this out, and whoever finds no row begins with what happens next.
create table event_reader (
  name     text   primary key check (length(name) between 1 and 50),
  tx       bigint not null,
  event_id uuid   not null
);
select guard('event_reader');
create policy mail on event_reader using (has_scope('mail'));

create table notice (
  tenant_id     uuid        not null references company,
  notice_id     uuid        not null,
  kind          text        not null,
  person_id     uuid        references person on delete cascade,
  address       text        check (length(address) between 3 and 254),
  side          text        not null check (side in ('client', 'provider', 'company')),
  event_tenant  uuid        not null,
  event_id      uuid        not null,
  engagement_id uuid,
  subject_id    uuid,
  way           text        not null check (way in ('page', 'push', 'mail', 'digest')),
  told_at       timestamptz not null,
  due_at        timestamptz,
  read_at       timestamptz,
  primary key (tenant_id, notice_id),
  unique nulls not distinct (tenant_id, event_id, kind, person_id, address),
  check ((person_id is null) <> (address is null)),
  check ((way = 'page') = (due_at is null))
);
comment on table notice is 'That somebody is told of an event: a person of a company (the tenant), or a contact of its contract without an account.';
comment on column notice.event_tenant is 'Where the event lies: the client of the engagement. No foreign keys, as that is mostly another tenant.';
comment on column notice.due_at is 'When the mail or the digest goes; null where the person looks for themselves.';
create index notice_person on notice (tenant_id, person_id, told_at desc);
create index notice_of_person on notice (person_id);
create index notice_unread on notice (tenant_id, person_id) where read_at is null;

create table mail_out (
  tenant_id    uuid        not null references company,
  mail_id      uuid        not null,
  kind         text        not null,
  person_id    uuid        references person on delete cascade,
  address      text        not null check (length(address) between 3 and 254),
  state        text        not null default 'waiting' check (state in ('waiting', 'sent', 'kept', 'failed', 'dropped')),
  due_at       timestamptz not null,
  attempts     integer     not null default 0,
  problem      text        check (length(problem) <= 1000),
  message_id   text,
  subject      text,
  content      text,
  written_at   timestamptz,
  ended_at     timestamptz,
  bounced_at   timestamptz,
  bounce       text        check (length(bounce) <= 1000),
  created_at   timestamptz not null,
  primary key (tenant_id, mail_id),
  check ((state = 'waiting') = (ended_at is null)),
  check (state not in ('sent', 'kept') or content is not null)
);
comment on table mail_out is 'Mails to people of a company (the tenant). Written when they are due, with the eyes of whoever gets them.';
comment on column mail_out.state is 'kept: written and not sent, as no mail server is set up. dropped: when it was due there was nothing left to say.';
comment on column mail_out.content is 'The letter as JSON: what text and HTML are made of.';
comment on column mail_out.bounce is 'Why it came back.';
create index mail_out_due on mail_out (due_at) where state = 'waiting';
create index mail_out_listed on mail_out (tenant_id, created_at desc, mail_id);
create index mail_out_person on mail_out (person_id);
create index mail_out_message on mail_out (message_id);

-- Of which notices a mail speaks.
alter table notice add mail_id uuid;
alter table notice add foreign key (tenant_id, mail_id) references mail_out;
create index notice_mail on notice (tenant_id, mail_id);

create table notice_way (
  tenant_id uuid not null references company,
  person_id uuid not null references person on delete cascade,
  kind      text not null,
  way       text not null check (way in ('none', 'page', 'push', 'mail', 'digest')),
  primary key (tenant_id, person_id, kind)
);
comment on table notice_way is 'How a person wants to be told of what, where it is not as usual.';
create index notice_way_person on notice_way (person_id);

create table notice_hours (
  tenant_id uuid        not null references company,
  person_id uuid        not null references person on delete cascade,
  time_zone text        not null,
  hours     jsonb,
  digest_at text        not null default '07:00' check (digest_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  version   integer     not null default 1,
  primary key (tenant_id, person_id)
);
comment on column notice_hours.hours is 'Hours in which mails may come, as a calendar of the contract has them; null for any.';
create index notice_hours_person on notice_hours (person_id);

-- Browsers that show what is new at once (RFC 8030), and what waits to be shown by them.
create table push_subscription (
  tenant_id       uuid        not null references company,
  subscription_id uuid        not null,
  person_id       uuid        not null references person on delete cascade,
  endpoint        text        not null check (length(endpoint) between 10 and 2000),
  public_key      text        not null check (length(public_key) between 80 and 120),
  auth            text        not null check (length(auth) between 16 and 40),
  agent           text        not null check (length(agent) <= 300),
  made_at         timestamptz not null,
  primary key (tenant_id, subscription_id),
  unique (tenant_id, person_id, endpoint)
);
comment on column push_subscription.public_key is 'With it and auth the message is encrypted for this browser alone (RFC 8291).';
create index push_subscription_person on push_subscription (person_id);

create table push_out (
  tenant_id       uuid        not null,
  push_id         uuid        not null,
  notice_id       uuid        not null,
  subscription_id uuid        not null,
  due_at          timestamptz not null,
  attempts        integer     not null default 0,
  created_at      timestamptz not null,
  primary key (tenant_id, push_id),
  foreign key (tenant_id, notice_id) references notice on delete cascade,
  foreign key (tenant_id, subscription_id) references push_subscription on delete cascade
);
comment on table push_out is 'A row as long as it waits. Whatever does not arrive stands on the page all the same.';
create index push_out_due on push_out (due_at);
create index push_out_notice on push_out (tenant_id, notice_id);
create index push_out_subscription on push_out (tenant_id, subscription_id);

create table link (
  tenant_id  uuid        not null references company,
  link_id    uuid        not null,
  purpose    text        not null check (purpose ~ '^[a-z]+(-[a-z]+)*$'),
  person_id  uuid        references person on delete cascade,
  address    text        check (length(address) between 3 and 254),
  side       text        not null check (side in ('client', 'provider', 'company')),
  place_id   uuid        not null,
  subject_id uuid        not null,
  made_at    timestamptz not null,
  ends_at    timestamptz not null,
  used_at    timestamptz,
  primary key (tenant_id, link_id)
);
comment on table link is 'What a link in a mail opens, for whom of a company (the tenant). The link itself is signed with the installation''s key.';
comment on column link.place_id is 'The tenant in which subject_id lies: the client of the engagement.';
comment on column link.used_at is 'When it was used; most serve once.';
create index link_person on link (person_id);
create index link_subject on link (subject_id);

select guard('notice', 'mail_out', 'notice_way', 'notice_hours', 'push_subscription', 'push_out', 'link');
create policy mail on notice using (has_scope('mail'));
create policy mail on mail_out using (has_scope('mail'));
create policy mail on notice_way for select using (has_scope('mail'));
create policy mail on notice_hours for select using (has_scope('mail'));
create policy mail on push_subscription using (has_scope('mail'));
create policy mail on push_out using (has_scope('mail'));
create policy mail on link using (has_scope('mail'));
-- What a person is told is theirs; that a mail went out, and to whom, whoever leads the company may see (in the server).
create policy own on notice using (tenant_id = (select current_company()) and person_id = (select current_person()));
create policy own on mail_out using (
  tenant_id = (select current_company()) and tenant_id = (select current_tenant()));
create policy own on push_subscription using (tenant_id = (select current_company()) and person_id = (select current_person()));
create policy own on notice_way using (tenant_id = (select current_company()) and person_id = (select current_person()));
create policy own on notice_hours using (tenant_id = (select current_company()) and person_id = (select current_person()));

-- To find out whom an event concerns. Of texts this scope sees none: letters are written with the eyes of their reader.
create policy mail on event for select using (has_scope('mail') and not imported);
create policy mail on ticket for select using (has_scope('mail'));
create policy mail on ticket_participant for select using (has_scope('mail'));
create policy mail on contract_version for select using (has_scope('mail'));
create policy mail on engagement for select using (has_scope('mail'));
create policy mail on assignment for select using (has_scope('mail'));
create policy mail on membership for select using (has_scope('mail'));
create policy mail on company for select using (has_scope('mail'));
create policy mail on person for select using (has_scope('mail'));
create policy mail on person_account for select using (has_scope('mail'));

-- What went out stays to be looked up.
do $$ begin execute format('revoke delete on mail_out from %I', app_role()); end $$;
