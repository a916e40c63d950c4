alter table cluster
    add column state            text        not null default 'ACTIVE'
                                            constraint cluster_state_known check (state in ('ACTIVE', 'DRAINING', 'RETIRED')),
    add column state_since      timestamptz,
    add column state_by         text,
    add column renewal_asked_at timestamptz,
    add column revision         integer     not null default 1 constraint cluster_revision_positive check (revision > 0);

update cluster set state_since = registered_at;

alter table cluster
    alter column state drop default,
    alter column state_since set not null;

comment on column cluster.state is 'ACTIVE takes deployments, DRAINING no new ones, RETIRED is history; its name is never used again.';
comment on column cluster.state_by is 'Who brought it into this state; absent for the platform itself.';
comment on column cluster.renewal_asked_at is 'When its deployer was last asked to replace its credential.';

-- Whoever places something and whoever retires the cluster wait for each other, and the second one sees what the first did.
create function refuse_retired_cluster() returns trigger language plpgsql as $$
begin
    perform 1 from cluster where name = new.cluster and state <> 'RETIRED' for key share;
    if not found then
        raise exception 'cluster % is retired', new.cluster;
    end if;
    return new;
end
$$;
create trigger deployment_cluster_not_retired before insert on deployment
    for each row execute function refuse_retired_cluster();
create trigger team_quota_cluster_not_retired before insert or update of limit_gpus on team_quota
    for each row when (new.limit_gpus > 0) execute function refuse_retired_cluster();
