create table gpu_interval (
    cluster         text        not null constraint gpu_interval_cluster_fk references cluster,
    pod_uid         text        not null,
    deployment_id   uuid        not null,
    deployment_name text        not null,
    team_id         uuid        not null constraint gpu_interval_team_fk references org_node,
    pod_name        text        not null,
    node            text        not null,
    gpu_product     text        not null,
    gpus            integer     not null constraint gpu_interval_gpus_positive check (gpus > 0),
    started_at      timestamptz not null,
    ended_at        timestamptz constraint gpu_interval_ends_after_start check (ended_at >= started_at),
    seen_until      timestamptz not null constraint gpu_interval_seen_after_start check (seen_until >= started_at),
    constraint gpu_interval_pk primary key (cluster, pod_uid)
);
comment on table gpu_interval is 'The time one replica held GPUs, as its cluster reported it.';
comment on column gpu_interval.seen_until is 'Metering counts up to here while ended_at is absent.';

-- Hours are computed again from all intervals that touch them.
create index gpu_interval_by_deployment on gpu_interval (deployment_id, started_at);

create table usage_hour (
    deployment_id   uuid           not null,
    cluster         text           not null,
    gpu_product     text           not null,
    hour            timestamptz    not null,
    deployment_name text           not null,
    team_id         uuid           not null constraint usage_hour_team_fk references org_node,
    gpu_seconds     numeric(20, 3) not null constraint usage_hour_not_negative check (gpu_seconds >= 0),
    price_id        uuid,
    rate            numeric(20, 10),
    cost            numeric(30, 10),
    constraint usage_hour_pk primary key (deployment_id, cluster, gpu_product, hour),
    constraint usage_hour_on_the_hour check (date_trunc('hour', hour, 'UTC') = hour),
    constraint usage_hour_rated_whole check ((price_id is null) = (rate is null) and (rate is null) = (cost is null))
);
comment on table usage_hour is 'GPU seconds of a deployment in one UTC hour, rated by the price in force when the hour began.';
comment on column usage_hour.price_id is 'Absent where nobody had recorded a price; the seconds are kept and shown as not priced.';

-- Reports are by team and month.
create index usage_hour_by_team on usage_hour (team_id, hour);
