create table team_quota (
    team_id      uuid    not null constraint team_quota_team_fk references org_node,
    cluster      text    not null constraint team_quota_cluster_fk references cluster,
    gpu_product  text    not null constraint team_quota_product_named check (gpu_product <> ''),
    limit_gpus   integer not null constraint team_quota_limit_not_negative check (limit_gpus >= 0),
    used_gpus    integer not null default 0 constraint team_quota_used_not_negative check (used_gpus >= 0),
    excess_gpus  integer not null default 0 constraint team_quota_excess_not_negative check (excess_gpus >= 0),
    constraint team_quota_pk primary key (team_id, cluster, gpu_product),
    constraint team_quota_used_within_limit check (used_gpus <= limit_gpus + excess_gpus)
);
comment on table team_quota is 'Balance of a team in a GPU pool; a pool without a row has the limit 0.';
comment on column team_quota.excess_gpus is 'GPUs in use when the limit was lowered below them: they may stay, they only shrink.';

create table quota_entry (
    id          bigint      generated always as identity constraint quota_entry_pk primary key,
    holder      uuid        not null,
    revision    bigint      not null,
    kind        text        not null constraint quota_entry_kind_known check (kind in ('HOLD', 'RESERVE', 'RELEASE')),
    team_id     uuid        not null,
    cluster     text        not null,
    gpu_product text        not null,
    gpus        integer     not null constraint quota_entry_gpus_positive check (gpus > 0),
    at          timestamptz not null,
    constraint quota_entry_once unique (holder, revision, kind),
    constraint quota_entry_balance_fk foreign key (team_id, cluster, gpu_product) references team_quota
);
comment on table quota_entry is 'Append-only ledger: what changed a balance in team_quota, and what turned a hold into a reservation.';
comment on column quota_entry.holder is 'The deployment that holds the GPUs; revision is the generation that asked for them.';

create function quota_entry_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'quota_entry is append-only';
end
$$;
create trigger quota_entry_append_only before update or delete on quota_entry
    for each statement execute function quota_entry_is_append_only();
