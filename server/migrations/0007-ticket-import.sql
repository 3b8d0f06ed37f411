-- Tickets from another tool. A file is read and looked at first; an import that was started goes on after any interruption.
create table ticket_import (
  tenant_id     uuid        not null,
  import_id     uuid        not null,
  engagement_id uuid        not null,
  visible_to    text        not null default 'provider' check (visible_to = 'provider'),
  state         text        not null check (state in ('unread', 'read', 'running', 'done', 'failed')),
  file_name     text        not null check (length(file_name) between 1 and 200),
  size_bytes    integer     not null check (size_bytes >= 0),
  sha256        bytea       not null check (length(sha256) = 32),
  mapping       jsonb       not null,
  preview       jsonb,
  faults        jsonb       not null default '[]',
  actor         jsonb       not null,
  gone          integer     not null default 0,
  result        jsonb       not null default '{}',
  problem       text,
  created_at    timestamptz not null,
  started_at    timestamptz,
  ended_at      timestamptz,
  primary key (tenant_id, import_id),
  foreign key (tenant_id, engagement_id) references engagement
);
comment on column ticket_import.state is 'unread: it is not known yet how to read it; read: looked at, not started.';
comment on column ticket_import.mapping is 'How the file is read, and which word of the contract stands for which of its words.';
comment on column ticket_import.actor is 'Who started it, as events name them: kind, id, company.';
comment on column ticket_import.gone is 'So many tickets of the file, in the order of their opening, have been dealt with.';
comment on column ticket_import.sha256 is 'Of the file as it was before it was packed.';
create index ticket_import_engagement on ticket_import (tenant_id, engagement_id, created_at);
create index ticket_import_running on ticket_import (started_at) where state = 'running';

-- What was handed in, packed by gzip; kept until the import is done.
create table ticket_import_file (
  tenant_id     uuid  not null,
  import_id     uuid  not null,
  engagement_id uuid  not null,
  visible_to    text  not null default 'provider' check (visible_to = 'provider'),
  content       bytea not null,
  primary key (tenant_id, import_id),
  foreign key (tenant_id, import_id) references ticket_import on delete cascade,
  foreign key (tenant_id, engagement_id) references engagement
);
create index ticket_import_file_engagement on ticket_import_file (tenant_id, engagement_id);
alter table ticket_import_file alter content set storage external;

select isolate('ticket_import', 'ticket_import_file');
-- To notice that one is to be gone on with, for whichever tenant.
create policy sweep on ticket_import for select using (has_scope('sweep'));

-- What came with an import is told to nobody live, and the history names the import instead.
alter table event add imported boolean not null default false;
comment on column event.imported is 'Brought along from another tool: happened there, recorded here all at once.';
drop index event_tx;
create index event_tx on event (tx, event_id) where not imported;
drop index event_engagement;
create index event_engagement on event (tenant_id, engagement_id, imported, recorded_at);
