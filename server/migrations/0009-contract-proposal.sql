-- Versions of a contract that one side lays before the other, and what both have signed.

create table contract_proposal (
  tenant_id     uuid        not null,
  engagement_id uuid        not null,
  proposal_id   uuid        not null,
  number        integer     not null check (number > 0),
  valid_from    date        not null,
  source        text        not null,
  source_hash   bytea       not null check (length(source_hash) = 32),
  side          text        not null check (side in ('client', 'provider')),
  proposed_at   timestamptz not null,
  state         text        not null default 'open' check (state in ('open', 'withdrawn', 'declined', 'agreed')),
  ended_at      timestamptz,
  reason        text        check (length(reason) between 1 and 2000),
  primary key (tenant_id, proposal_id),
  foreign key (tenant_id, engagement_id) references engagement,
  check ((state = 'open') = (ended_at is null)),
  check ((state = 'declined') = (reason is not null))
);
comment on column contract_proposal.side is 'The side that proposed it.';
comment on column contract_proposal.source is 'The document as it was proposed, YAML or JSON; source_hash is its SHA-256, and what is signed.';
comment on column contract_proposal.reason is 'Why the other side declined it.';
create index contract_proposal_engagement on contract_proposal (tenant_id, engagement_id);
create unique index contract_proposal_open on contract_proposal (tenant_id, engagement_id) where state = 'open';
select isolate('contract_proposal');

create table contract_signature (
  tenant_id     uuid        not null,
  engagement_id uuid        not null,
  proposal_id   uuid        not null,
  side          text        not null check (side in ('client', 'provider')),
  person_id     uuid        not null,
  person_name   text        not null,
  company_name  text        not null,
  source_hash   bytea       not null check (length(source_hash) = 32),
  signed_at     timestamptz not null,
  primary key (tenant_id, proposal_id, side),
  unique (tenant_id, proposal_id, person_id),
  foreign key (tenant_id, proposal_id) references contract_proposal,
  foreign key (tenant_id, engagement_id) references engagement
);
comment on table contract_signature is 'Names as they were when it was signed. Nobody signs for both sides.';
create index contract_signature_engagement on contract_signature (tenant_id, engagement_id);
select isolate('contract_signature');

alter table contract_version add proposal_id uuid;
alter table contract_version add foreign key (tenant_id, proposal_id) references contract_proposal;
comment on column contract_version.proposal_id is 'What both sides signed here; null for a version that was put in as it had been agreed elsewhere.';
create unique index contract_version_proposal on contract_version (tenant_id, proposal_id);

-- What was laid before the other side never changes; it only ends, once.
create function end_once() returns trigger language plpgsql as $$
begin
  if old.state <> 'open' then raise exception 'a proposal that has ended does not change'; end if;
  return new;
end $$;
create trigger end_once before update on contract_proposal for each row execute function end_once();
do $$ begin
  execute format('revoke update, delete on contract_proposal, contract_signature from %I', app_role());
  execute format('grant update (state, ended_at, reason) on contract_proposal to %I', app_role());
end $$;
