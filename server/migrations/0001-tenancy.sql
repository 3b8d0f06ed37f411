-- Companies, people and what divides them. Every company is a tenant; a provider sees rows of a client's tenant
-- through its engagements only. Who asks is said by settings of the transaction (server/src/db/tenant.ts).

create function current_tenant() returns uuid stable parallel safe language sql as
  $$ select nullif(current_setting('app.tenant', true), '')::uuid $$;
create function current_side() returns text stable parallel safe language sql as
  $$ select nullif(current_setting('app.side', true), '') $$;
-- The company for which the actor acts.
create function current_company() returns uuid stable parallel safe language sql as
  $$ select nullif(current_setting('app.company', true), '')::uuid $$;
create function current_engagements() returns uuid[] stable parallel safe language sql as
  $$ select coalesce(nullif(current_setting('app.engagements', true), ''), '{}')::uuid[] $$;
create function current_person() returns uuid stable parallel safe language sql as
  $$ select nullif(current_setting('app.person', true), '')::uuid $$;
-- The person or key that asks.
create function current_actor() returns uuid stable parallel safe language sql as
  $$ select nullif(current_setting('app.actor', true), '')::uuid $$;
-- Work that comes before an actor is known or after: sign-in and sessions ('identity'), the operator's ('installation').
create function has_scope(wanted text) returns boolean stable parallel safe language sql as
  $$ select coalesce(current_setting('app.scope', true) = wanted, false) $$;

create function app_role() returns name stable language sql as
  $$ select current_setting('handschlag.app_role')::name $$;
create function keeper_role() returns name stable language sql as
  $$ select current_setting('handschlag.keeper_role')::name $$;

-- Row-level security on and forced, what backup may do, and what the server may do.
create function guard(variadic tables text[]) returns void language plpgsql as $$
declare t text;
begin
  foreach t in array tables loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy keeper on %I to %I using (true) with check (true)', t, keeper_role());
    execute format('grant select, insert, truncate on %I to %I', t, keeper_role());
    execute format('grant select, insert, update, delete on %I to %I', t, app_role());
  end loop;
end $$;

-- The policy of nearly every table: rows of the tenant for its own side; for a provider those of its engagements, if
-- the table has any; rows of one side alone where the table says whose eyes they are for.
create function isolate(variadic tables text[]) returns void language plpgsql as $$
declare
  t text;
  has_engagement boolean;
  has_visibility boolean;
  client text;
  company text;
  provider text;
begin
  foreach t in array tables loop
    select bool_or(attname = 'engagement_id'), bool_or(attname = 'visible_to') into has_engagement, has_visibility
      from pg_attribute where attrelid = t::regclass and attnum > 0 and not attisdropped;
    client := '(select current_side()) = ''client''';
    -- People of a company without a role as client see its own affairs, and no engagement it has as client.
    company := '(select current_side()) = ''company'' and engagement_id is null';
    provider := '(select current_side()) = ''provider'' and engagement_id = any ((select current_engagements())::uuid[])';
    if has_visibility then
      client := client || ' and visible_to <> ''provider''';
      provider := provider || ' and visible_to <> ''client''';
    end if;
    perform guard(t);
    -- A provider may also read across its clients at once: then there is no tenant, and the engagements decide alone.
    execute format(
      'create policy side on %I using ((tenant_id = (select current_tenant()) and ((select current_side()) = ''system'' or (%s)%s))%s)',
      t, client,
      case when has_engagement then format(' or (%s)', company) else '' end,
      case when has_engagement then format(
        ' or (%s and ((select current_tenant()) is null or tenant_id = (select current_tenant())))', provider) else '' end);
  end loop;
end $$;

create table company (
  id         uuid        primary key,
  name       text        not null check (length(name) between 1 and 200),
  version    integer     not null default 1,
  created_at timestamptz not null
);
comment on table company is 'Every company is a tenant of its own: tenant_id elsewhere is its id.';

create table person (
  id         uuid        primary key,
  name       text        not null check (length(name) between 1 and 200),
  language   text        not null check (language in ('de', 'en')),
  operator   boolean     not null default false,
  version    integer     not null default 1,
  created_at timestamptz not null
);
comment on table person is 'A human. The name is all that the other side may see.';

create table person_account (
  person_id uuid primary key references person on delete cascade,
  email     text not null check (email = lower(email) and length(email) between 3 and 254)
);
create unique index person_account_email on person_account (email);

create table membership (
  tenant_id     uuid        not null references company,
  person_id     uuid        not null references person,
  client_role   text        check (client_role in ('owner', 'coordinator', 'employee', 'auditor')),
  provider_role text        check (provider_role in ('service-manager', 'agent', 'external')),
  version       integer     not null default 1,
  joined_at     timestamptz not null,
  primary key (tenant_id, person_id),
  check (client_role is not null or provider_role is not null)
);
create index membership_person on membership (person_id);

create table engagement (
  tenant_id     uuid        not null references company,
  engagement_id uuid        not null,
  provider_id   uuid        not null references company,
  name          text        not null check (length(name) between 1 and 200),
  version       integer     not null default 1,
  created_at    timestamptz not null,
  ended_at      timestamptz,
  primary key (tenant_id, engagement_id),
  check (provider_id <> tenant_id)
);
create index engagement_provider on engagement (provider_id);
comment on table engagement is 'One client and one provider under one contract. The tenant is the client.';

create table assignment (
  tenant_id     uuid not null,
  person_id     uuid not null,
  assigned_id   uuid not null,
  primary key (tenant_id, person_id, assigned_id),
  foreign key (tenant_id, person_id) references membership on delete cascade
);
comment on table assignment is 'Engagements on which an external of the provider (the tenant) may work. No foreign key: they lie in their clients'' tenants.';
comment on column assignment.assigned_id is 'engagement.engagement_id';

select guard('company', 'person', 'person_account', 'membership', 'engagement', 'assignment');

create policy own on engagement using (
  has_scope('identity')
  or (tenant_id = (select current_tenant()) and (select current_side()) in ('client', 'system'))
  or (provider_id = (select current_company()) and engagement_id = any ((select current_engagements())::uuid[])));

create policy own on membership using (
  has_scope('identity')
  or (tenant_id = (select current_company()) and tenant_id = (select current_tenant())));
-- Names of colleagues, also while at work for a client, and of the people on the other side.
create policy colleague on membership for select using (tenant_id = (select current_company()));
create policy other_side on membership for select using (
  ((select current_side()) = 'client' and tenant_id in (select provider_id from engagement))
  or ((select current_side()) = 'provider' and tenant_id = (select current_tenant())
    and tenant_id in (select e.tenant_id from engagement e)));

create policy own on assignment using (
  has_scope('identity')
  or (tenant_id = (select current_company()) and tenant_id = (select current_tenant())));

create policy own on company using (
  has_scope('identity') or has_scope('installation') or id = (select current_company()));
create policy other_side on company for select using (
  (id = (select current_tenant()) and (select current_side()) = 'system')
  or id in (select provider_id from engagement)
  or id in (select tenant_id from engagement));

create policy own on person using (has_scope('identity') or id = (select current_person()));
create policy colleague on person for select using (exists (select from membership where person_id = id));

create policy own on person_account using (has_scope('identity') or person_id = (select current_person()));
create policy colleague on person_account for select using (
  exists (select from membership m where m.person_id = person_account.person_id and m.tenant_id = (select current_company())));
