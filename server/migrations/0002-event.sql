-- What happened, for good: every change writes its event in its own transaction.
create table event (
  tenant_id     uuid        not null references company,
  event_id      uuid        not null,
  engagement_id uuid,
  visible_to    text        not null check (visible_to in ('both', 'client', 'provider')),
  type          text        not null check (type ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
  subject_id    uuid,
  at            timestamptz not null,
  recorded_at   timestamptz not null,
  body          text        not null,
  hash          bytea       not null check (length(hash) = 32),
  tx            bigint      not null default pg_current_xact_id()::text::bigint,
  primary key (tenant_id, event_id),
  foreign key (tenant_id, engagement_id) references engagement
);
comment on column event.at is 'When it happened; recorded_at: when it was entered.';
comment on column event.body is 'The whole event as canonical JSON (RFC 8785); hash is the SHA-256 of its UTF-8 bytes.';
comment on column event.tx is 'The transaction that wrote it: what is read in this order up to the oldest one still running misses nothing.';
create index event_engagement on event (tenant_id, engagement_id, recorded_at);
create index event_recorded on event (tenant_id, recorded_at, event_id);
create index event_subject on event (tenant_id, subject_id, recorded_at);
create index event_tx on event (tx, event_id);

-- What law may require to erase. The event holds a salted hash of it only.
create table event_personal (
  tenant_id     uuid  not null,
  event_id      uuid  not null,
  engagement_id uuid,
  visible_to    text  not null check (visible_to in ('both', 'client', 'provider')),
  salt          bytea not null check (length(salt) = 16),
  content       text  not null,
  primary key (tenant_id, event_id),
  foreign key (tenant_id, event_id) references event,
  foreign key (tenant_id, engagement_id) references engagement
);
create index event_personal_engagement on event_personal (tenant_id, engagement_id);

select isolate('event', 'event_personal');
-- To notice that there is something new, for whichever tenant; what it is, each listener reads with its own eyes.
create policy live on event for select using (has_scope('live'));

-- Beside the grants, for whoever owns the tables. A restore empties them by truncation, which only the keeper may do.
create function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' and current_user = tg_argv[0] then
    return null;
  end if;
  raise exception 'events are never changed or removed' using errcode = 'insufficient_privilege';
end $$;
create trigger immutable before update or delete on event for each row execute function refuse_change();
do $$ begin
  execute format('create trigger kept before truncate on event for each statement execute function refuse_change(%L)', keeper_role());
  execute format('revoke update, delete on event from %I', app_role());
  execute format('revoke update on event_personal from %I', app_role());
end $$;
