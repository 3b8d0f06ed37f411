-- On-call duty: a provider's rotas, and the alarms that call its people. Rules: docs/rules/duty.md.

create table duty_rota (
  tenant_id     uuid        not null references company,
  rota_id       uuid        not null,
  name          text        not null check (length(name) between 1 and 100),
  plan          jsonb       not null,
  version       integer     not null default 1,
  changed_at    timestamptz not null,
  watched_until timestamptz not null,
  primary key (tenant_id, rota_id),
  unique (tenant_id, name)
);
comment on column duty_rota.plan is 'RotaPlan of engine/src/duty/plan.ts: layers of people who take turns, needed hours, minutes to acknowledge.';
comment on column duty_rota.watched_until is 'Until when changes of shift have been told.';

create table duty_served (
  tenant_id uuid not null,
  served_id uuid not null,
  rota_id   uuid not null,
  primary key (tenant_id, served_id),
  foreign key (tenant_id, rota_id) references duty_rota on delete cascade
);
comment on table duty_served is 'Which engagements a rota of the provider (the tenant) serves: each at most one. No foreign key: they lie in their clients'' tenants.';
create index duty_served_rota on duty_served (tenant_id, rota_id);
create index duty_served_engagement on duty_served (served_id);

create table duty_span (
  tenant_id     uuid        not null,
  span_id       uuid        not null,
  rota_id       uuid        not null,
  kind          text        not null check (kind in ('override', 'absence')),
  layer_id      uuid,
  person_id     uuid        not null,
  substitute_id uuid,
  from_at       timestamptz not null,
  until_at      timestamptz not null,
  primary key (tenant_id, span_id),
  foreign key (tenant_id, rota_id) references duty_rota on delete cascade,
  check (from_at < until_at),
  check ((kind = 'override') = (layer_id is not null)),
  check (kind = 'absence' or substitute_id is null)
);
comment on table duty_span is 'override: the person takes a layer for a while. absence: the person is away, and the substitute is on call instead, or nobody.';
create index duty_span_rota on duty_span (tenant_id, rota_id, until_at);

create table duty_note (
  tenant_id  uuid        not null,
  note_id    uuid        not null,
  rota_id    uuid        not null,
  author_id  uuid        not null,
  text       text        not null check (length(text) between 1 and 4000),
  written_at timestamptz not null,
  primary key (tenant_id, note_id),
  foreign key (tenant_id, rota_id) references duty_rota on delete cascade
);
comment on table duty_note is 'What whoever was on call hands over to the next one.';
create index duty_note_rota on duty_note (tenant_id, rota_id, written_at desc);

create table duty_gap (
  tenant_id uuid        not null,
  rota_id   uuid        not null,
  from_at   timestamptz not null,
  days      integer     not null,
  primary key (tenant_id, rota_id, from_at, days),
  foreign key (tenant_id, rota_id) references duty_rota on delete cascade
);
comment on table duty_gap is 'Gaps of which the service manager was told so many days before.';

create table duty_call (
  tenant_id     uuid        not null,
  call_id       uuid        not null,
  engagement_id uuid        not null,
  ticket_id     uuid        not null,
  state         text        not null check (state in ('asked', 'calling', 'exhausted', 'acknowledged', 'withdrawn')),
  asked_at      timestamptz not null,
  next_at       timestamptz,
  primary key (tenant_id, call_id),
  foreign key (tenant_id, ticket_id) references ticket,
  foreign key (tenant_id, engagement_id) references engagement
);
comment on table duty_call is 'Alarms. What happened to one is in event; the row says what is to be looked at next.';
comment on column duty_call.state is 'asked: it is not looked at yet whether the ticket calls anybody.';
comment on column duty_call.asked_at is 'When what might call somebody was recorded.';
create unique index duty_call_going on duty_call (tenant_id, ticket_id) where state in ('asked', 'calling', 'exhausted');
create index duty_call_engagement on duty_call (tenant_id, engagement_id);
create index duty_call_ticket on duty_call (tenant_id, ticket_id);
create index duty_call_next on duty_call (next_at) where next_at is not null;

select isolate('duty_call');
create policy mail on duty_call using (has_scope('mail'));

select guard('duty_rota', 'duty_served', 'duty_span', 'duty_note', 'duty_gap');
do $$
declare t text;
begin
  foreach t in array array['duty_rota', 'duty_served', 'duty_span', 'duty_note', 'duty_gap'] loop
    execute format('create policy own on %I using (
      tenant_id = (select current_company()) and tenant_id = (select current_tenant()))', t);
    execute format('create policy mail on %I using (has_scope(''mail''))', t);
  end loop;
end $$;
