create table engine_minute (
    deployment_id     uuid        not null constraint engine_minute_deployment_fk references deployment,
    from_at           timestamptz not null,
    until_at          timestamptz not null,
    prompt_tokens     bigint      not null constraint engine_minute_prompt_tokens_not_negative check (prompt_tokens >= 0),
    generated_tokens  bigint      not null constraint engine_minute_generated_tokens_not_negative check (generated_tokens >= 0),
    finished_requests bigint      not null constraint engine_minute_finished_requests_not_negative check (finished_requests >= 0),
    failed_requests   bigint      not null constraint engine_minute_failed_requests_not_negative check (failed_requests >= 0),
    measured          jsonb       not null,
    constraint engine_minute_pk primary key (deployment_id, from_at),
    constraint engine_minute_forward check (from_at < until_at)
);
comment on table engine_minute is 'What a deployment''s engines published of themselves in at most a minute; minutes in which nothing was asked have no row. Kept for two days.';
comment on column engine_minute.measured is 'The window as the deployer sent it: levels and latency histograms.';

create table engine_hour (
    deployment_id     uuid        not null constraint engine_hour_deployment_fk references deployment,
    hour              timestamptz not null,
    prompt_tokens     bigint      not null constraint engine_hour_prompt_tokens_not_negative check (prompt_tokens >= 0),
    generated_tokens  bigint      not null constraint engine_hour_generated_tokens_not_negative check (generated_tokens >= 0),
    finished_requests bigint      not null constraint engine_hour_finished_requests_not_negative check (finished_requests >= 0),
    failed_requests   bigint      not null constraint engine_hour_failed_requests_not_negative check (failed_requests >= 0),
    measured          jsonb       not null,
    constraint engine_hour_pk primary key (deployment_id, hour)
);
comment on table engine_hour is 'The sum of an hour''s minutes, each counted once; kept for ever.';
