-- What goes out by itself: calendars that people subscribe to, and events to other programs. And how content people were.

create table calendar_feed (
  tenant_id     uuid        not null references company,
  feed_id       uuid        not null,
  person_id     uuid        not null,
  engagement_id uuid,
  token_hash    bytea       not null check (length(token_hash) = 32),
  made_at       timestamptz not null,
  used_at       timestamptz,
  primary key (tenant_id, feed_id),
  unique (tenant_id, token_hash),
  unique nulls not distinct (tenant_id, person_id, engagement_id),
  foreign key (tenant_id, person_id) references membership on delete cascade
);
comment on table calendar_feed is 'A calendar that a person of a company (the tenant) subscribes to: its address holds the token.';
comment on column calendar_feed.engagement_id is 'Only of this one, otherwise of all. No foreign key: it lies mostly in another tenant.';
select guard('calendar_feed');
create policy own on calendar_feed using (
  has_scope('identity') or (tenant_id = (select current_company()) and person_id = (select current_person())));

create table webhook (
  tenant_id      uuid        not null references company,
  webhook_id     uuid        not null,
  name           text        not null check (length(name) between 1 and 100),
  url            text        not null check (length(url) between 8 and 2000),
  side           text        not null check (side in ('client', 'provider')),
  topics         text[]      not null check (cardinality(topics) > 0),
  engagements    uuid[]      check (cardinality(engagements) > 0),
  secret         bytea       not null,
  earlier_secret bytea,
  earlier_until  timestamptz,
  state          text        not null default 'on' check (state in ('on', 'off', 'failed')),
  failing_since  timestamptz,
  held_until     timestamptz,
  claimed_until  timestamptz,
  made_at        timestamptz not null,
  version        integer     not null default 1,
  primary key (tenant_id, webhook_id),
  check ((earlier_secret is null) = (earlier_until is null))
);
comment on table webhook is 'Where another program of a company (the tenant) is told of events: what its side may see of the topics that were chosen.';
comment on column webhook.engagements is 'Only of these, otherwise of all. They lie mostly in other tenants.';
comment on column webhook.secret is 'encrypted with the installation''s key';
comment on column webhook.earlier_secret is 'encrypted with the installation''s key; signs as well until earlier_until';
comment on column webhook.state is 'failed: switched off by itself, as nobody answered for days.';
comment on column webhook.held_until is 'Nobody answers: until then nothing is sent, so that it arrives in order.';
comment on column webhook.claimed_until is 'A node is sending.';

create table webhook_delivery (
  tenant_id     uuid        not null references company,
  delivery_id   uuid        not null,
  webhook_id    uuid        not null,
  engagement_id uuid,
  event_tenant  uuid,
  event_id      uuid,
  type          text        not null,
  content       text        not null,
  state         text        not null default 'waiting' check (state in ('waiting', 'delivered', 'dead', 'dropped')),
  attempts      integer     not null default 0,
  due_at        timestamptz not null,
  tried_at      timestamptz,
  status        integer,
  answer        text        check (length(answer) <= 1024),
  problem       text        check (length(problem) <= 200),
  created_at    timestamptz not null,
  ended_at      timestamptz,
  primary key (tenant_id, delivery_id),
  unique (tenant_id, webhook_id, event_tenant, event_id),
  foreign key (tenant_id, webhook_id) references webhook on delete cascade,
  check ((event_id is null) = (event_tenant is null)),
  check ((state = 'waiting') = (ended_at is null))
);
comment on table webhook_delivery is 'An event on its way to a webhook. Ids ascend in the order in which they are to arrive; no event is one for a trial.';
comment on column webhook_delivery.state is 'dropped: it was no longer the company''s to know.';
comment on column webhook_delivery.answer is 'The beginning of what the other program answered.';
create index webhook_delivery_waiting on webhook_delivery (tenant_id, webhook_id, delivery_id) where state = 'waiting';
create index webhook_delivery_listed on webhook_delivery (tenant_id, webhook_id, delivery_id desc);
create index webhook_delivery_ended on webhook_delivery (ended_at) where state <> 'waiting';

select guard('webhook', 'webhook_delivery');
create policy mail on webhook using (has_scope('mail'));
create policy mail on webhook_delivery using (has_scope('mail'));
create policy own on webhook using (
  tenant_id = (select current_company()) and tenant_id = (select current_tenant()));
create policy own on webhook_delivery using (
  tenant_id = (select current_company()) and tenant_id = (select current_tenant()));

create table ticket_rating (
  tenant_id     uuid        not null,
  ticket_id     uuid        not null,
  engagement_id uuid        not null,
  rating        text        not null check (rating in ('good', 'fair', 'poor')),
  comment       text        check (length(comment) between 1 and 2000),
  person_id     uuid        not null references person,
  rated_at      timestamptz not null,
  primary key (tenant_id, ticket_id),
  foreign key (tenant_id, ticket_id) references ticket,
  foreign key (tenant_id, engagement_id) references engagement
);
comment on table ticket_rating is 'How content the requester was with a ticket, as they last said.';
create index ticket_rating_engagement on ticket_rating (tenant_id, engagement_id);
create index ticket_rating_person on ticket_rating (person_id);
select isolate('ticket_rating');
