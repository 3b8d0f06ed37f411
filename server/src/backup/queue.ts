/** The queue of jobs, in a form of our own: its tables are another project's, and change with it. */

/** One job a line, as JSON. A job that runs at that moment is in it, and will run again. */
export const QUEUE_OUT = `copy (
  select jsonb_build_object(
    'task', j.task_identifier, 'payload', p.payload, 'queue', j.queue_name, 'runAt', j.run_at,
    'attempts', j.attempts, 'maxAttempts', j.max_attempts, 'key', j.key, 'priority', j.priority,
    'flags', (select jsonb_agg(flag) from jsonb_object_keys(j.flags) flag))
  from graphile_worker.jobs j join graphile_worker._private_jobs p using (id)
  order by j.id) to stdout`;

export const QUEUE_TABLE = "create temporary table restored_job (position serial, job jsonb not null) on commit drop";
export const QUEUE_IN = "copy restored_job (job) from stdin";

export const QUEUE_EMPTY = "delete from graphile_worker._private_jobs";

/** Adds them by the queue's own functions, and puts back how often each was tried. */
export const QUEUE_ADD = `
  with added as materialized (
    select (graphile_worker.add_job(
        identifier => job->>'task', payload => (job->'payload')::json, queue_name => job->>'queue',
        run_at => (job->>'runAt')::timestamptz, max_attempts => (job->>'maxAttempts')::int, job_key => job->>'key',
        priority => (job->>'priority')::int,
        flags => (select array_agg(flag) from jsonb_array_elements_text(nullif(job->'flags', 'null')) flag))).id,
      (job->>'attempts')::int as attempts
    from restored_job order by position)
  select graphile_worker.reschedule_jobs(array[id], attempts => attempts) from added where attempts > 0`;
