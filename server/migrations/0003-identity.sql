-- How people prove who they are. Global tables, visible to the work of signing in only; no secret is kept in clear.

create table password (
  person_id  uuid        primary key references person on delete cascade,
  hash       text        not null,
  changed_at timestamptz not null
);
comment on column password.hash is 'argon2id in PHC form';

create table totp (
  person_id    uuid        primary key references person on delete cascade,
  secret       bytea       not null,
  confirmed_at timestamptz,
  last_step    bigint      not null default 0
);
comment on column totp.secret is 'encrypted with the installation''s key';
comment on column totp.last_step is 'Time step of the code accepted last: no code counts twice (RFC 6238 §5.2).';

create table recovery_code (
  person_id uuid        not null references person on delete cascade,
  hash      bytea       not null,
  used_at   timestamptz,
  primary key (person_id, hash)
);

create table passkey (
  passkey_id    uuid        primary key,
  person_id     uuid        not null references person on delete cascade,
  credential_id text        not null unique,
  public_key    bytea       not null,
  counter       bigint      not null,
  transports    text[]      not null,
  name          text        not null check (length(name) between 1 and 100),
  created_at    timestamptz not null,
  used_at       timestamptz
);
create index passkey_person on passkey (person_id);

create table session (
  session_id   uuid        primary key,
  token_hash   bytea       not null unique check (length(token_hash) = 32),
  person_id    uuid        not null references person on delete cascade,
  company_id   uuid        references company,
  state        text        not null check (state in ('second-factor', 'enrolment', 'full')),
  confined     boolean     not null default false,
  created_at   timestamptz not null,
  seen_at      timestamptz not null,
  confirmed_at timestamptz,
  ends_at      timestamptz not null,
  address      text        not null,
  agent        text        not null
);
comment on column session.state is 'second-factor: the password was right, the second factor is awaited; enrolment: a second factor must be set up first';
comment on column session.confined is 'Begun by the company''s identity provider: it vouches for this company and for no other, nor for the account.';
comment on column session.confirmed_at is 'When the person last proved who they are; dangerous acts need it to be recent.';
create index session_person on session (person_id);
create index session_company on session (company_id);
create index session_ends on session (ends_at);

-- A challenge or state handed out once: passkeys, single sign-on.
create table ceremony (
  token_hash bytea       primary key check (length(token_hash) = 32),
  kind       text        not null check (kind in ('passkey-sign-in', 'passkey-registration', 'single-sign-on', 'sample-link')),
  person_id  uuid        references person on delete cascade,
  company_id uuid        references company,
  content    jsonb       not null,
  ends_at    timestamptz not null
);
create index ceremony_person on ceremony (person_id);
create index ceremony_company on ceremony (company_id);
create index ceremony_ends on ceremony (ends_at);

create table throttle (
  key_hash  bytea       primary key check (length(key_hash) = 32),
  failures  integer     not null,
  last_at   timestamptz not null
);
comment on table throttle is 'Failed attempts by account and by address; the key is a hash, as an address is personal.';

select guard('password', 'totp', 'recovery_code', 'passkey', 'session', 'ceremony', 'throttle');
create policy identity on password using (has_scope('identity'));
create policy identity on totp using (has_scope('identity'));
create policy identity on recovery_code using (has_scope('identity'));
create policy identity on passkey using (has_scope('identity'));
create policy identity on session using (has_scope('identity'));
create policy identity on ceremony using (has_scope('identity'));
create policy identity on throttle using (has_scope('identity'));

create table invitation (
  tenant_id     uuid        not null references company,
  invitation_id uuid        not null,
  token_hash    bytea       not null check (length(token_hash) = 32),
  email         text        not null check (email = lower(email) and length(email) between 3 and 254),
  client_role   text        check (client_role in ('owner', 'coordinator', 'employee', 'auditor')),
  provider_role text        check (provider_role in ('service-manager', 'agent', 'external')),
  engagements   uuid[]      not null default '{}',
  invited_by    uuid        references person,
  created_at    timestamptz not null,
  ends_at       timestamptz not null,
  accepted_at   timestamptz,
  primary key (tenant_id, invitation_id),
  unique (tenant_id, token_hash),
  check (client_role is not null or provider_role is not null)
);
create index invitation_inviter on invitation (invited_by);

create table api_key (
  tenant_id    uuid        not null references company,
  key_id       uuid        not null,
  secret_hash  bytea       not null check (length(secret_hash) = 32),
  name         text        not null check (length(name) between 1 and 100),
  role         text        not null check (role in ('owner', 'coordinator', 'employee', 'auditor', 'service-manager', 'agent', 'external')),
  scopes       text[]      not null,
  created_by   uuid        references person,
  created_at   timestamptz not null,
  ends_at      timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  primary key (tenant_id, key_id),
  unique (tenant_id, secret_hash)
);
create index api_key_creator on api_key (created_by);

create table single_sign_on (
  tenant_id     uuid    primary key references company,
  issuer        text    not null,
  client_id     text    not null,
  client_secret bytea   not null,
  domain        text    not null check (domain = lower(domain)),
  version       integer not null default 1
);
comment on column single_sign_on.client_secret is 'encrypted with the installation''s key';
comment on column single_sign_on.domain is 'People whose e-mail address ends so are sent to the issuer.';
create index single_sign_on_domain on single_sign_on (domain);

create table external_identity (
  tenant_id uuid not null references company,
  issuer    text not null,
  subject   text not null,
  person_id uuid not null references person on delete cascade,
  primary key (tenant_id, issuer, subject),
  unique (tenant_id, issuer, person_id)
);
comment on table external_identity is 'Whom an identity provider means. An address that it gives to somebody else does not open the account of the one before.';
create index external_identity_person on external_identity (person_id);

-- Answers to requests with an Idempotency-Key, written in the transaction of the creation.
create table idempotency (
  tenant_id    uuid        not null references company,
  actor_id     uuid        not null,
  key_hash     bytea       not null check (length(key_hash) = 32),
  request_hash bytea       not null check (length(request_hash) = 32),
  answer       jsonb       not null,
  created_at   timestamptz not null,
  primary key (tenant_id, actor_id, key_hash)
);
create index idempotency_created on idempotency (created_at);

select guard('invitation', 'api_key', 'single_sign_on', 'external_identity', 'idempotency');
create policy own on invitation using (
  has_scope('identity') or (tenant_id = (select current_tenant()) and tenant_id = (select current_company())));
create policy own on api_key using (
  has_scope('identity') or (tenant_id = (select current_tenant()) and tenant_id = (select current_company())));
create policy own on single_sign_on using (
  has_scope('identity') or (tenant_id = (select current_tenant()) and tenant_id = (select current_company())));
create policy own on external_identity using (
  has_scope('identity') or (tenant_id = (select current_tenant()) and tenant_id = (select current_company())));
create policy own on idempotency using (
  has_scope('identity') or (tenant_id = (select current_tenant()) and actor_id = (select current_actor())));

-- Who asks, in one statement: the check that every request pays for. The functions set their scope themselves, so that
-- no transaction has to be opened for it.
create function actor_by_session(wanted bytea, at timestamptz)
returns table (
  session_id uuid, state text, confined boolean, confirmed_at timestamptz, seen_at timestamptz, ends_at timestamptz, person_id uuid, person_name text,
  person_version integer, language text, operator boolean, company_id uuid, company_name text, client_role text,
  provider_role text, engagements uuid[], tenants uuid[])
language plpgsql as $$
#variable_conflict use_column
begin
  perform set_config('app.scope', 'identity', true);
  return query
  select s.session_id, s.state, s.confined, s.confirmed_at, s.seen_at, s.ends_at, p.id, p.name, p.version, p.language, p.operator,
         m.tenant_id, c.name, m.client_role, m.provider_role, coalesce(e.engagements, '{}'), coalesce(e.tenants, '{}')
  from session s
  join person p on p.id = s.person_id
  left join membership m on m.person_id = p.id and m.tenant_id = s.company_id
  left join company c on c.id = m.tenant_id
  left join lateral (
    select array_agg(g.engagement_id order by g.engagement_id) as engagements, array_agg(g.tenant_id order by g.engagement_id) as tenants
    from engagement g
    where m.provider_role is not null and g.provider_id = m.tenant_id and g.ended_at is null
      and (m.provider_role <> 'external' or exists (
        select from assignment a where a.tenant_id = m.tenant_id and a.person_id = m.person_id and a.assigned_id = g.engagement_id))
  ) e on true
  where s.token_hash = wanted and s.ends_at > at;
  perform set_config('app.scope', '', true);
end $$;

create function actor_by_key(wanted_tenant uuid, wanted bytea, at timestamptz)
returns table (
  key_id uuid, role text, scopes text[], company_id uuid, company_name text, last_used_at timestamptz, engagements uuid[], tenants uuid[])
language plpgsql as $$
#variable_conflict use_column
begin
  perform set_config('app.scope', 'identity', true);
  return query
  select k.key_id, k.role, k.scopes, c.id, c.name, k.last_used_at, coalesce(e.engagements, '{}'), coalesce(e.tenants, '{}')
  from api_key k
  join company c on c.id = k.tenant_id
  left join lateral (
    select array_agg(g.engagement_id order by g.engagement_id) as engagements, array_agg(g.tenant_id order by g.engagement_id) as tenants
    from engagement g
    where k.role in ('service-manager', 'agent') and g.provider_id = k.tenant_id and g.ended_at is null
  ) e on true
  where k.tenant_id = wanted_tenant and k.secret_hash = wanted and k.revoked_at is null and k.ends_at > at;
  perform set_config('app.scope', '', true);
end $$;
