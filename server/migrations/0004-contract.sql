-- Versions of the contract of an engagement, as they were put in. A version never changes.
create table contract_version (
  tenant_id     uuid        not null,
  engagement_id uuid        not null,
  version_id    uuid        not null,
  number        integer     not null check (number > 0),
  valid_from    date        not null,
  source        text        not null,
  source_hash   bytea       not null check (length(source_hash) = 32),
  imported_at   timestamptz not null,
  primary key (tenant_id, version_id),
  unique (tenant_id, engagement_id, number),
  foreign key (tenant_id, engagement_id) references engagement
);
comment on column contract_version.source is 'The document as it was imported, YAML or JSON; source_hash is its SHA-256.';
select isolate('contract_version');
do $$ begin execute format('revoke update, delete on contract_version from %I', app_role()); end $$;
