create table measurement_set (
    id              uuid        not null constraint measurement_set_pk primary key,
    title           text        not null constraint measurement_set_title_given check (title <> ''),
    file_digest     text        not null,
    row_count       integer     not null constraint measurement_set_not_empty check (row_count > 0),
    sources         text[]      not null,
    models          text[]      not null,
    gpus            text[]      not null,
    uploaded_by     uuid        not null constraint measurement_set_uploaded_by_fk references user_account,
    uploaded_by_name text       not null,
    uploaded_at     timestamptz not null,
    removed_by_name text,
    removed_at      timestamptz,
    constraint measurement_set_removal_whole check ((removed_at is null) = (removed_by_name is null))
);
comment on table measurement_set is 'One uploaded file of measurements; a removed set keeps its row, so that one sees who did what.';

-- The same file twice would count every point twice.
create unique index measurement_set_file_once on measurement_set (file_digest) where removed_at is null;

-- Lists are newest first.
create index measurement_set_by_time on measurement_set (uploaded_at desc, id desc) where removed_at is null;

create table measurement_point (
    set_id               uuid             not null constraint measurement_point_set_fk references measurement_set,
    line                 integer          not null,
    point_key            text             not null constraint measurement_point_once unique,
    model_id             text             not null,
    model_as_written     text             not null,
    gpu                  text             not null,
    precision            text             not null,
    gpu_count            integer          not null,
    tensor_parallel      integer          not null,
    pipeline_parallel    integer          not null,
    source               text             not null,
    source_ref           text             not null,
    measured             text             not null,
    measured_on          date             not null,
    engine               text             not null,
    engine_version       text             not null,
    input_tokens         double precision not null,
    output_tokens        double precision not null,
    load_kind            text             not null
                                          constraint measurement_point_load_known
                                          check (load_kind in ('CONCURRENCY', 'BATCH', 'RATE', 'UNBOUNDED')),
    load                 double precision,
    mode                 text             not null,
    statistic            text             not null,
    ttft_ms              double precision,
    itl_ms               double precision,
    tpot_ms              double precision,
    e2e_ms               double precision,
    output_tokens_per_s  double precision,
    total_tokens_per_s   double precision,
    requests_per_s       double precision,
    per_gpu              boolean          not null,
    notes                text             not null,
    constraint measurement_point_pk primary key (set_id, line),
    constraint measurement_point_load_given check ((load is null) = (load_kind = 'UNBOUNDED')),
    constraint measurement_point_gpus_positive check (
        least(gpu_count, tensor_parallel, pipeline_parallel, input_tokens, output_tokens, load) > 0),
    constraint measurement_point_figures_not_negative check (
        least(ttft_ms, itl_ms, tpot_ms, e2e_ms, output_tokens_per_s, total_tokens_per_s, requests_per_s) >= 0)
);
comment on table measurement_point is 'One measured row; the planner calibrates with those of the same model, GPU, precision and parallelism.';
comment on column measurement_point.model_id is 'Id of the weights, as the catalogue''s architecture has it.';
comment on column measurement_point.measured is 'The date as written: a year, a month or a day; measured_on is its first day.';
comment on column measurement_point.statistic is 'avg, or the percentile that latencies are given at.';

-- The planner asks for one profile at a time.
create index measurement_point_by_profile
    on measurement_point (model_id, gpu, precision, tensor_parallel, pipeline_parallel);
