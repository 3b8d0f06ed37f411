-- Ending an engagement: one side says as of when. From then on both sides read what was theirs, and nothing is added.
alter table engagement add column ended_by text check (ended_by in ('client', 'provider'));
alter table engagement add constraint engagement_end check ((ended_at is null) = (ended_by is null));
comment on column engagement.ended_at is 'From when on it is over; may lie ahead.';
comment on column engagement.ended_by is 'The side that ends it.';

-- Every change writes an event (0002), so this wall stands before all of them. What had fallen due before the end is
-- still noted, however late, by the system; and a restore brings everything back.
create function refuse_after_end() returns trigger language plpgsql as $$
begin
  if current_user = tg_argv[0] and current_side() is distinct from 'system' and exists (
    select from added a join engagement e on e.tenant_id = a.tenant_id and e.engagement_id = a.engagement_id
    where e.ended_at <= a.recorded_at)
  then
    raise exception 'the engagement has ended' using errcode = 'HS001';
  end if;
  return null;
end $$;
do $$ begin
  execute format(
    'create trigger over after insert on event referencing new table as added for each statement execute function refuse_after_end(%L)',
    app_role());
end $$;

-- As before, with the engagements that have ended: there is reading left.
create or replace function actor_by_session(wanted bytea, at timestamptz)
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
    where m.provider_role is not null and g.provider_id = m.tenant_id
      and (m.provider_role <> 'external' or exists (
        select from assignment a where a.tenant_id = m.tenant_id and a.person_id = m.person_id and a.assigned_id = g.engagement_id))
  ) e on true
  where s.token_hash = wanted and s.ends_at > at;
  perform set_config('app.scope', '', true);
end $$;

create or replace function actor_by_key(wanted_tenant uuid, wanted bytea, at timestamptz)
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
    where k.role in ('service-manager', 'agent') and g.provider_id = k.tenant_id
  ) e on true
  where k.tenant_id = wanted_tenant and k.secret_hash = wanted and k.revoked_at is null and k.ends_at > at;
  perform set_config('app.scope', '', true);
end $$;
