/** What a test's database was made to keep: each row that was added, changed or removed, noticed by triggers. */
import pg from "pg";

/** One changed row. What was taken back with its transaction is none. */
export interface Change {
  readonly tx: string;
  readonly table: string;
  /** `insert`, `delete`, or `update` and the columns with another value, by name: `update ends_at seen_at`. */
  readonly act: string;
}

const TRIGGERS = `
  create schema watch;
  create table watch.change (
    number bigint generated always as identity,
    tx bigint not null default pg_current_xact_id()::text::bigint,
    relation text not null,
    act text not null
  );
  create function watch.note() returns trigger security definer language plpgsql as $$
  declare
    changed text;
  begin
    if tg_op = 'UPDATE' then
      select string_agg(n.key, ' ' order by n.key) into changed
        from jsonb_each(to_jsonb(new)) n where n.value is distinct from to_jsonb(old) -> n.key;
      if changed is null then return null; end if;
    end if;
    insert into watch.change (relation, act) values (tg_relname, concat_ws(' ', lower(tg_op), changed));
    return null;
  end $$;
  do $$
  declare t regclass;
  begin
    for t in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'graphile_worker') and c.relkind = 'r' loop
      execute format('create trigger watch after insert or update or delete on %s for each row execute function watch.note()', t);
    end loop;
  end $$`;

/** Watches every table of a database from now on. */
export class ChangeWatch {
  private readonly superuser: pg.Client;

  private constructor(superuser: pg.Client) {
    this.superuser = superuser;
  }

  /** `superuser`: how to reach the database without any wall. */
  static async start(superuser: pg.ClientConfig): Promise<ChangeWatch> {
    const client = new pg.Client(superuser);
    await client.connect();
    await client.query(TRIGGERS);
    return new ChangeWatch(client);
  }

  /** What changed since this was asked last, in order. */
  async take(): Promise<readonly Change[]> {
    const { rows } = await this.superuser.query<Change>(
      `with taken as (delete from watch.change returning *)
       select tx::text, relation as table, act from taken order by number`,
    );
    return rows;
  }

  stop(): Promise<void> {
    return this.superuser.end();
  }
}
