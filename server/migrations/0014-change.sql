-- Changes that the right person decides. What happened to one is in event; the row is what was read from it, kept for lists.
create table change_request (
  tenant_id     uuid        not null,
  change_id     uuid        not null,
  engagement_id uuid        not null,
  number        integer     not null check (number > 0),
  kind          text        not null check (kind in ('standard', 'normal', 'emergency')),
  title         text        not null check (length(title) between 1 and 200),
  reason        text        not null check (length(reason) between 1 and 10000),
  plan          text        check (length(plan) between 1 and 10000),
  back_out_plan text        check (length(back_out_plan) between 1 and 10000),
  standard      text,
  services      text[]      not null,
  amount        text        check (amount ~ '^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$'),
  risk_set      date        not null,
  risk_answers  jsonb       not null,
  risk          text        check (risk in ('low', 'medium', 'high')),
  planned_from  timestamptz,
  planned_until timestamptz,
  ticket_id     uuid,
  side          text        not null check (side in ('client', 'provider')),
  requester_id  uuid,
  stage         text        not null check (stage in (
    'drafted', 'asked', 'approved', 'declined', 'withdrawn', 'lapsed', 'scheduled', 'under-way', 'done', 'reviewed')),
  story         jsonb       not null,
  demand        jsonb,
  contract      integer,
  asked_at      timestamptz,
  decide_by     timestamptz,
  window_from   timestamptz,
  window_until  timestamptz,
  announced_at  timestamptz,
  begun_at      timestamptz,
  ended_at      timestamptz,
  result        text        check (result in ('as-planned', 'with-deviations', 'backed-out', 'failed')),
  incident      boolean     not null default false,
  record        text        check (length(record) between 1 and 10000),
  review_by     timestamptz,
  review        text        check (length(review) between 1 and 10000),
  version       integer     not null default 1,
  requested_at  timestamptz not null,
  changed_at    timestamptz not null,
  primary key (tenant_id, change_id),
  unique (tenant_id, engagement_id, number),
  foreign key (tenant_id, engagement_id) references engagement,
  foreign key (tenant_id, ticket_id) references ticket,
  check ((planned_from is null) = (planned_until is null)),
  check ((window_from is null) = (window_until is null)),
  check (planned_from < planned_until and window_from < window_until)
);
comment on table change_request is 'People are named without foreign keys: they may be erased, changes stay.';
comment on column change_request.side is 'That asks for it.';
comment on column change_request.story is 'Its events as the engine reads them: a cache.';
comment on column change_request.demand is 'Who must decide, by which rule, and who bears the risk: as it stood when the decision was asked for.';
comment on column change_request.contract is 'Number of the version of the contract that was in force when it was asked for.';
comment on column change_request.decide_by is 'Until when a decision is awaited, while it is; null when the contract gives no time.';
comment on column change_request.window_from is 'When it is carried out, once that is announced; planned_from: as it was thought of before.';
create index change_request_decide on change_request (decide_by) where decide_by is not null;
create index change_request_window on change_request (tenant_id, engagement_id, window_from);
create index change_request_ticket on change_request (tenant_id, ticket_id);

create table change_decision (
  tenant_id     uuid        not null,
  decision_id   uuid        not null,
  change_id     uuid        not null,
  engagement_id uuid        not null,
  round         integer     not null,
  contact       text        not null,
  person_id     uuid        not null,
  person_name   text        not null,
  side          text        not null check (side in ('client', 'provider')),
  answer        text        not null check (answer in ('approved', 'declined')),
  comment       text        check (length(comment) between 1 and 2000),
  way           text        not null check (way in ('web', 'link')),
  risk_borne_by text,
  decided_at    timestamptz not null,
  primary key (tenant_id, decision_id),
  unique (tenant_id, change_id, round, contact),
  foreign key (tenant_id, change_id) references change_request,
  foreign key (tenant_id, engagement_id) references engagement
);
comment on column change_decision.contact is 'As whom: the contact of the contract, or owner.';
comment on column change_decision.risk_borne_by is 'Who bears the risk, as it was printed with the decision; null when the contract does not say.';
create index change_decision_engagement on change_decision (tenant_id, engagement_id);

create table change_note (
  tenant_id     uuid        not null,
  note_id       uuid        not null,
  change_id     uuid        not null,
  engagement_id uuid        not null,
  visible_to    text        not null check (visible_to in ('both', 'client', 'provider')),
  person_id     uuid        not null,
  person_name   text        not null,
  side          text        not null check (side in ('client', 'provider')),
  text          text        not null check (length(text) between 1 and 2000),
  written_at    timestamptz not null,
  primary key (tenant_id, note_id),
  foreign key (tenant_id, change_id) references change_request,
  foreign key (tenant_id, engagement_id) references engagement
);
comment on table change_note is 'Questions and answers about a change, and what a side keeps to itself.';
create index change_note_change on change_note (tenant_id, change_id);
create index change_note_engagement on change_note (tenant_id, engagement_id);

create table change_freeze (
  tenant_id     uuid        not null,
  freeze_id     uuid        not null,
  engagement_id uuid        not null,
  from_at       timestamptz not null,
  until_at      timestamptz not null,
  services      text[],
  reason        text        not null check (length(reason) between 1 and 500),
  side          text        not null check (side in ('client', 'provider')),
  person_name   text        not null,
  added_at      timestamptz not null,
  agreed_name   text,
  agreed_at     timestamptz,
  primary key (tenant_id, freeze_id),
  foreign key (tenant_id, engagement_id) references engagement,
  check (from_at < until_at),
  check ((agreed_name is null) = (agreed_at is null))
);
comment on table change_freeze is 'A time in which nothing is changed: of some services, or of all when there are none.';
comment on column change_freeze.side is 'That asked for it; the other one agrees.';
create index change_freeze_engagement on change_freeze (tenant_id, engagement_id, from_at);

select isolate('change_request', 'change_decision', 'change_note', 'change_freeze');
-- To notice that a decision was not made in time, for whichever tenant; and to find out whom that concerns.
create policy sweep on change_request for select using (has_scope('sweep'));
create policy mail on change_request for select using (has_scope('mail'));

do $$ begin
  execute format('revoke delete on change_request from %I', app_role());
  execute format('revoke update, delete on change_decision, change_note from %I', app_role());
end $$;
