create table deployment_release (
    deployment_id uuid        not null constraint deployment_release_deployment_fk references deployment,
    service_name  text        not null,
    generation    bigint      not null constraint deployment_release_generation_positive check (generation > 0),
    holder        uuid        not null,
    gpu_product   text        not null,
    held_gpus     integer     not null constraint deployment_release_held_gpus_not_negative check (held_gpus >= 0),
    ended_at      timestamptz,
    constraint deployment_release_pk primary key (deployment_id, service_name),
    constraint deployment_release_holder_once unique (holder),
    constraint deployment_release_ended_holds_nothing check (ended_at is null or held_gpus = 0)
);
comment on table deployment_release is 'The NIMServices of a deployment: one, and a second beside it while the deployment rolls over to other pods.';
comment on column deployment_release.generation is 'The generation that made it.';
comment on column deployment_release.holder is 'Under which quota_entry holds its GPUs: the deployment itself for its first.';
comment on column deployment_release.ended_at is 'When its cluster said that nothing of it is left.';

insert into deployment_release (deployment_id, service_name, generation, holder, gpu_product, held_gpus, ended_at)
select id, name, 1, id, plan -> 'placement' ->> 'gpuProduct', held_gpus, retired_at from deployment;

alter table deployment_generation add column service_name text;
update deployment_generation g set service_name = d.name from deployment d where d.id = g.deployment_id;
alter table deployment_generation
    alter column service_name set not null,
    drop constraint deployment_generation_change_known,
    add constraint deployment_generation_change_known
        check (change in ('SUBMITTED', 'STOPPED', 'STARTED', 'RESIZED', 'ROLLED_BACK', 'REPLANNED'));
comment on column deployment_generation.service_name is 'The NIMService that it is rendered as; another one than before where the pods had to be other ones.';

alter table deployment_manifest
    drop constraint deployment_manifest_kind_known,
    add constraint deployment_manifest_kind_known
        check (kind in ('NIMCache', 'NIMService', 'PodDisruptionBudget', 'Service'));

alter table deployment_event
    drop constraint deployment_event_kind_known,
    add constraint deployment_event_kind_known
        check (kind in ('SUBMITTED', 'STATUS', 'READY', 'STOP_REQUESTED', 'START_REQUESTED', 'RESIZED', 'ROLLED_BACK',
                        'REPLANNED', 'GPUS_GIVEN_BACK', 'RETIREMENT_REQUESTED', 'RETIRED'));
