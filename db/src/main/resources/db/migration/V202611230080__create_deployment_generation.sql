create table deployment_generation (
    deployment_id  uuid        not null constraint deployment_generation_deployment_fk references deployment,
    generation     bigint      not null constraint deployment_generation_positive check (generation > 0),
    change         text        not null
                               constraint deployment_generation_change_known
                               check (change in ('SUBMITTED', 'STOPPED', 'STARTED', 'RESIZED', 'ROLLED_BACK')),
    rolled_back_to bigint      constraint deployment_generation_rolls_back check (rolled_back_to < generation),
    presence       text        not null
                               constraint deployment_generation_presence_known check (presence in ('RUNNING', 'STOPPED')),
    plan           jsonb       not null,
    cache_name     text        not null,
    cache_shared   boolean     not null,
    accepted_by    text        not null,
    accepted_at    timestamptz not null,
    constraint deployment_generation_pk primary key (deployment_id, generation),
    constraint deployment_generation_rolled_back_whole check ((change = 'ROLLED_BACK') = (rolled_back_to is not null))
);
comment on table deployment_generation is 'What was wanted of a deployment in each generation, so that any can be wanted again; a retirement adds none.';
comment on column deployment_generation.cache_shared is 'Whether several nodes can mount the volume of the weights; a NIMCache never changes, so this is of the cache, not of the plan.';

insert into deployment_generation
       (deployment_id, generation, change, presence, plan, cache_name, cache_shared, accepted_by, accepted_at)
select d.id, 1, 'SUBMITTED', 'RUNNING', d.plan, m.name, (d.plan -> 'scale' ->> 'maxReplicas')::integer > 1,
       d.submitted_by_name, d.submitted_at
  from deployment d
  join deployment_manifest m on m.deployment_id = d.id and m.generation = 1 and m.kind = 'NIMCache';

alter table deployment
    add column held_gpus          integer     not null default 0
                                  constraint deployment_held_gpus_not_negative check (held_gpus >= 0),
    add column started_at         timestamptz,
    add column started_generation bigint      not null default 1
                                  constraint deployment_started_generation_positive check (started_generation > 0),
    add column ready_generation   bigint;

update deployment d
   set held_gpus        = coalesce((select e.gpus from quota_entry e
                                     where e.holder = d.id and e.revision = d.held_revision and e.kind = 'HOLD'), 0),
       started_at       = d.submitted_at,
       ready_generation = case when d.first_ready_at is null then null else 1 end;

alter table deployment
    drop constraint deployment_retired_holds_nothing,
    drop column held_revision,
    alter column started_at set not null,
    add constraint deployment_retired_holds_nothing check (retired_at is null or held_gpus = 0);
comment on column deployment.held_gpus is 'GPUs that quota_entry holds for it, under one or more revisions.';
comment on column deployment.started_generation is 'Generation with which the replicas that are wanted now were first wanted: 1, or that of the last start.';
comment on column deployment.ready_generation is 'Latest generation that was seen ready.';

alter table deployment_event
    drop constraint deployment_event_kind_known,
    add constraint deployment_event_kind_known
        check (kind in ('SUBMITTED', 'STATUS', 'READY', 'STOP_REQUESTED', 'START_REQUESTED', 'RESIZED', 'ROLLED_BACK',
                        'GPUS_GIVEN_BACK', 'RETIREMENT_REQUESTED', 'RETIRED'));
