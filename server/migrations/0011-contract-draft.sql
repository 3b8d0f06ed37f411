-- A contract as both sides write it together, before one of them lays it before the other to be signed.

create table contract_draft (
  tenant_id     uuid        not null,
  engagement_id uuid        not null,
  draft_id      uuid        not null,
  base          text        not null,
  base_number   integer,
  document      text        not null,
  side          text        not null check (side in ('client', 'provider')),
  actor_id      uuid        not null,
  begun_at      timestamptz not null,
  changed_at    timestamptz not null,
  state         text        not null default 'open' check (state in ('open', 'discarded', 'agreed')),
  ended_at      timestamptz,
  primary key (tenant_id, draft_id),
  foreign key (tenant_id, engagement_id) references engagement,
  check ((state = 'open') = (ended_at is null))
);
comment on column contract_draft.base is 'What it began with, as JSON; document is what it has become. Texts, as the order of their keys is kept.';
comment on column contract_draft.base_number is 'The version that it began with; null where it began with something else.';
create index contract_draft_engagement on contract_draft (tenant_id, engagement_id);
create unique index contract_draft_open on contract_draft (tenant_id, engagement_id) where state = 'open';
select isolate('contract_draft');

create table contract_draft_change (
  tenant_id     uuid        not null,
  engagement_id uuid        not null,
  draft_id      uuid        not null,
  change_id     uuid        not null,
  path          text[]      not null check (cardinality(path) between 1 and 20),
  before        text,
  after         text,
  side          text        not null check (side in ('client', 'provider')),
  actor_id      uuid        not null,
  changed_at    timestamptz not null,
  state         text        not null default 'open' check (state in ('open', 'accepted', 'objected', 'withdrawn', 'replaced')),
  answered_by   uuid,
  answered_at   timestamptz,
  reason        text        check (length(reason) between 1 and 2000),
  primary key (tenant_id, change_id),
  foreign key (tenant_id, draft_id) references contract_draft,
  foreign key (tenant_id, engagement_id) references engagement
);
comment on column contract_draft_change.before is 'What stood at the place, and what stands there then, as JSON; null for nothing.';
comment on column contract_draft_change.state is 'Answered by the other side: accepted, objected. Taken back by its own: withdrawn. Written over by a later change: replaced.';
comment on column contract_draft_change.reason is 'Why the other side objects.';
create index contract_draft_change_draft on contract_draft_change (tenant_id, draft_id, change_id);
create index contract_draft_change_engagement on contract_draft_change (tenant_id, engagement_id);
select isolate('contract_draft_change');

create table contract_draft_comment (
  tenant_id     uuid        not null,
  engagement_id uuid        not null,
  draft_id      uuid        not null,
  comment_id    uuid        not null,
  path          text[]      not null check (cardinality(path) between 0 and 20),
  text          text        not null check (length(text) between 1 and 2000),
  side          text        not null check (side in ('client', 'provider')),
  actor_id      uuid        not null,
  written_at    timestamptz not null,
  settled_by    uuid,
  settled_at    timestamptz,
  primary key (tenant_id, comment_id),
  foreign key (tenant_id, draft_id) references contract_draft,
  foreign key (tenant_id, engagement_id) references engagement,
  check ((settled_by is null) = (settled_at is null))
);
create index contract_draft_comment_draft on contract_draft_comment (tenant_id, draft_id, comment_id);
create index contract_draft_comment_engagement on contract_draft_comment (tenant_id, engagement_id);
select isolate('contract_draft_comment');

-- A proposal may come of a draft, which ends when it is signed.
alter table contract_proposal add draft_id uuid;
alter table contract_proposal add foreign key (tenant_id, draft_id) references contract_draft;
create index contract_proposal_draft on contract_proposal (tenant_id, draft_id);

do $$ begin
  execute format('revoke delete on contract_draft, contract_draft_change, contract_draft_comment from %I', app_role());
end $$;
