-- What a desk has besides the story of its tickets: people who read along, and what is written again and again.

create table ticket_participant (
  tenant_id     uuid        not null,
  ticket_id     uuid        not null,
  engagement_id uuid        not null,
  person_id     uuid        not null,
  side          text        not null check (side in ('client', 'provider')),
  added_at      timestamptz not null,
  primary key (tenant_id, ticket_id, person_id),
  foreign key (tenant_id, ticket_id) references ticket,
  foreign key (tenant_id, engagement_id) references engagement
);
comment on table ticket_participant is 'Who reads along without having reported it. Of the client''s people those who else see their own tickets only.';
comment on column ticket_participant.side is 'On which the person stands; only that side adds and removes them.';
create index ticket_participant_person on ticket_participant (tenant_id, person_id);
create index ticket_participant_engagement on ticket_participant (tenant_id, engagement_id);
select isolate('ticket_participant');

create table template (
  tenant_id   uuid        not null references company,
  template_id uuid        not null,
  kind        text        not null check (kind in ('answer', 'checklist')),
  name        text        not null check (length(name) between 1 and 100),
  content     text        not null check (length(content) between 1 and 10000),
  version     integer     not null default 1,
  changed_at  timestamptz not null,
  primary key (tenant_id, template_id),
  unique (tenant_id, kind, name)
);
comment on table template is 'What a company writes again and again. The other side sees what comes of it, not the template.';
comment on column template.content is 'An answer as it is written; of a checklist a line for each step.';
select guard('template');
create policy own on template using (
  tenant_id = (select current_company()) and tenant_id = (select current_tenant()));

-- A part of a ticket that goes on as one of its own.
alter table ticket_link drop constraint ticket_link_kind_check;
alter table ticket_link add constraint ticket_link_kind_check
  check (kind in ('duplicate', 'cause', 'related', 'follow-up', 'split'));

-- What is looked for is taken apart at everything that is neither letter nor digit; so is what is found as it stands.
-- Otherwise PostgreSQL reads the end of LAP-0815 as a negative number, and of an address only the whole.
create or replace function words_of(content text) returns tsvector immutable parallel safe language sql as
  $$ select to_tsvector('german', content) || to_tsvector('english', content)
    || to_tsvector('simple', translate(content, '-_/.:@\', '       ')) $$;
