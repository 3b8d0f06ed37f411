-- Tickets. What happened to one is in event, in the order of recording; the row is what was read from it, kept for lists.
create table ticket (
  tenant_id     uuid        not null,
  ticket_id     uuid        not null,
  engagement_id uuid        not null,
  number        integer     not null check (number > 0),
  kind          text        not null check (kind in ('incident', 'request', 'problem', 'change', 'task')),
  subject       text        not null check (length(subject) between 1 and 300),
  channel       text        not null,
  category      text,
  asset         text,
  service       text,
  impact        text,
  urgency       text,
  priority      text,
  stage         text        not null check (stage in ('open', 'paused', 'resolved', 'closed', 'cancelled', 'merged')),
  awaiting      text        check (awaiting in ('client', 'provider')),
  requester_id  uuid,
  assignee_id   uuid,
  coverage      jsonb       not null,
  story         text        not null,
  clocks        jsonb       not null,
  disputed      boolean     not null default false,
  opened_at     timestamptz not null,
  changed_at    timestamptz not null,
  ended_at      timestamptz,
  due_at        timestamptz not null,
  notice_at     timestamptz,
  recorded_at   timestamptz not null,
  source        text,
  primary key (tenant_id, ticket_id),
  unique (tenant_id, number),
  unique (tenant_id, engagement_id, source),
  foreign key (tenant_id, engagement_id) references engagement
);
comment on table ticket is 'People are named without foreign keys: they may be erased, tickets stay.';
comment on column ticket.story is 'Its events as the engine reads them, compact: a cache, too. Notes are not among them.';
comment on column ticket.clocks is 'Readings of all clocks as of the last event, compact: a cache that can be computed anew.';
comment on column ticket.due_at is 'The earliest deadline that is still open; infinity when none is.';
comment on column ticket.notice_at is 'When the next warning or breach is to be recorded.';
comment on column ticket.changed_at is 'The last event that both sides see; recorded_at: the last of all.';
comment on column ticket.source is 'Its name in the log it was imported from.';
create index ticket_due on ticket (tenant_id, engagement_id, due_at, ticket_id) where ended_at is null;
create index ticket_changed on ticket (tenant_id, engagement_id, changed_at, ticket_id);
create index ticket_awaiting on ticket (tenant_id, engagement_id, due_at, ticket_id)
  where ended_at is null and awaiting = 'client';
create index ticket_disputed on ticket (tenant_id, engagement_id) where disputed;
create index ticket_notice on ticket (notice_at) where notice_at is not null;
create index ticket_requester on ticket (tenant_id, requester_id) where ended_at is null;
create index ticket_assignee on ticket (tenant_id, assignee_id) where ended_at is null;
alter table ticket set (fillfactor = 85);

create table ticket_number (
  tenant_id uuid    primary key references company,
  next      integer not null
);
comment on table ticket_number is 'Numbers are taken in blocks, so that nobody queues for them; gaps are fine.';

-- Words to be found, a row for each text, with the eyes it is for.
create table ticket_words (
  tenant_id     uuid     not null,
  event_id      uuid     not null,
  ticket_id     uuid     not null,
  engagement_id uuid     not null,
  visible_to    text     not null check (visible_to in ('both', 'client', 'provider')),
  words         tsvector not null,
  primary key (tenant_id, event_id),
  foreign key (tenant_id, ticket_id) references ticket,
  foreign key (tenant_id, engagement_id) references engagement
);
create index ticket_words_ticket on ticket_words (tenant_id, ticket_id);
create index ticket_words_engagement on ticket_words (tenant_id, engagement_id);
create index ticket_words_found on ticket_words using gin (words);

create table attachment (
  tenant_id     uuid        not null,
  attachment_id uuid        not null,
  ticket_id     uuid        not null,
  engagement_id uuid        not null,
  event_id      uuid        not null,
  visible_to    text        not null check (visible_to in ('both', 'client', 'provider')),
  name          text        not null check (length(name) between 1 and 200),
  media_type    text        not null,
  size_bytes    integer     not null check (size_bytes > 0),
  sha256        bytea       not null check (length(sha256) = 32),
  content       bytea       not null,
  added_at      timestamptz not null,
  primary key (tenant_id, attachment_id),
  foreign key (tenant_id, ticket_id) references ticket,
  foreign key (tenant_id, engagement_id) references engagement,
  foreign key (tenant_id, event_id) references event
);
create index attachment_ticket on attachment (tenant_id, ticket_id);
create index attachment_engagement on attachment (tenant_id, engagement_id);
create index attachment_event on attachment (tenant_id, event_id);
alter table attachment alter content set storage external;

create table time_record (
  tenant_id     uuid        not null,
  record_id     uuid        not null,
  ticket_id     uuid        not null,
  engagement_id uuid        not null,
  visible_to    text        not null check (visible_to in ('both', 'client', 'provider')),
  person_id     uuid        not null,
  day           date        not null,
  minutes       integer     not null check (minutes between 1 and 1440),
  chargeable    boolean     not null,
  note          text        not null check (length(note) <= 1000),
  recorded_at   timestamptz not null,
  primary key (tenant_id, record_id),
  foreign key (tenant_id, ticket_id) references ticket,
  foreign key (tenant_id, engagement_id) references engagement
);
create index time_record_ticket on time_record (tenant_id, ticket_id);
create index time_record_engagement on time_record (tenant_id, engagement_id);

create table ticket_link (
  tenant_id     uuid not null,
  engagement_id uuid not null,
  ticket_id     uuid not null,
  other_id      uuid not null,
  kind          text not null check (kind in ('duplicate', 'cause', 'related', 'follow-up')),
  primary key (tenant_id, ticket_id, other_id, kind),
  foreign key (tenant_id, ticket_id) references ticket,
  foreign key (tenant_id, other_id) references ticket,
  foreign key (tenant_id, engagement_id) references engagement,
  check (ticket_id <> other_id)
);
comment on column ticket_link.kind is 'What ticket_id is to other_id: its duplicate, its cause, …';
create index ticket_link_other on ticket_link (tenant_id, other_id);
create index ticket_link_engagement on ticket_link (tenant_id, engagement_id);

create table ticket_step (
  tenant_id     uuid    not null,
  step_id       uuid    not null,
  ticket_id     uuid    not null,
  engagement_id uuid    not null,
  visible_to    text    not null check (visible_to in ('both', 'client', 'provider')),
  title         text    not null check (length(title) between 1 and 300),
  owner_id      uuid,
  due_on        date,
  done_at       timestamptz,
  position      integer not null,
  primary key (tenant_id, step_id),
  foreign key (tenant_id, ticket_id) references ticket,
  foreign key (tenant_id, engagement_id) references engagement
);
comment on table ticket_step is 'What is to be done for a ticket, by whom, until when.';
create index ticket_step_ticket on ticket_step (tenant_id, ticket_id);
create index ticket_step_engagement on ticket_step (tenant_id, engagement_id);

create table saved_view (
  tenant_id uuid not null references company,
  person_id uuid not null references person,
  view_id   uuid not null,
  name      text not null check (length(name) between 1 and 100),
  query     text not null check (length(query) <= 2000),
  primary key (tenant_id, person_id, view_id)
);
comment on table saved_view is 'A person''s ways to look at the queue while acting for a company (the tenant).';
create index saved_view_person on saved_view (person_id);

-- The names of clients' people, also while a provider reads across its clients at once: in its queue.
drop policy other_side on membership;
create policy other_side on membership for select using (
  ((select current_side()) = 'client' and tenant_id in (select provider_id from engagement))
  or ((select current_side()) = 'provider'
    and ((select current_tenant()) is null or tenant_id = (select current_tenant()))
    and tenant_id in (select e.tenant_id from engagement e)));

select isolate('ticket', 'ticket_words', 'attachment', 'time_record', 'ticket_link', 'ticket_step');
select guard('ticket_number', 'saved_view');
create policy own on saved_view using (tenant_id = (select current_company()) and person_id = (select current_person()));
-- Whoever may write a ticket of the tenant may number it.
create policy number on ticket_number using (
  tenant_id in (select e.tenant_id from engagement e)
  or (tenant_id = (select current_tenant()) and (select current_side()) = 'system'));
-- To notice that something falls due, for whichever tenant.
create policy sweep on ticket for select using (has_scope('sweep'));

do $$ begin
  execute format('revoke update, delete on attachment from %I', app_role());
  execute format('revoke delete on ticket from %I', app_role());
end $$;

-- German and English, and the words as they stand, so that names and numbers are found by their beginning.
create function words_of(content text) returns tsvector immutable parallel safe language sql as
  $$ select to_tsvector('german', content) || to_tsvector('english', content) || to_tsvector('simple', content) $$;

-- The tickets whose texts hold what is looked for, as far as the asking transaction may see them. Row-level security
-- keeps an index of words from being used, so this reads as the tables' owner and says itself what is to be seen.
create function tickets_with(wanted tsquery, count integer) returns setof uuid
  stable security definer set search_path from current language plpgsql as $$
declare
  side text := current_side();
  tenant uuid := current_tenant();
  engagements uuid[] := current_engagements();
begin
  if side = 'client' then
    return query select distinct w.ticket_id from ticket_words w
      where w.words @@ wanted and w.tenant_id = tenant and w.visible_to <> 'provider' limit count;
  elsif side = 'provider' then
    return query select distinct w.ticket_id from ticket_words w
      where w.words @@ wanted and w.engagement_id = any (engagements)
        and (tenant is null or w.tenant_id = tenant) and w.visible_to <> 'client' limit count;
  end if;
end $$;
do $$ begin
  execute format('create policy finder on ticket_words for select to %I using (true)', current_user);
  execute 'revoke all on function tickets_with from public';
  execute format('grant execute on function tickets_with to %I', app_role());
end $$;
