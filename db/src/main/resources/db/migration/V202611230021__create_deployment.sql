create table deployment (
    id                      uuid        not null constraint deployment_pk primary key,
    team_id                 uuid        not null constraint deployment_team_fk references org_node,
    cluster                 text        not null constraint deployment_cluster_fk references cluster,
    name                    text        not null
                                        constraint deployment_name_form check (name ~ '^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$'),
    presence                text        not null
                                        constraint deployment_presence_known check (presence in ('RUNNING', 'STOPPED', 'GONE')),
    generation              bigint      not null constraint deployment_generation_positive check (generation > 0),
    held_revision           bigint,
    plan                    jsonb       not null,
    ready_within_seconds    bigint      not null
                                        constraint deployment_ready_within_positive check (ready_within_seconds > 0),
    submitted_by            uuid        not null constraint deployment_submitted_by_fk references user_account,
    submitted_by_name       text        not null,
    submitted_at            timestamptz not null,
    changed_at              timestamptz not null,
    first_ready_at          timestamptz,
    retirement_requested_at timestamptz,
    retired_at              timestamptz,
    version                 bigint      not null,
    constraint deployment_retired_is_gone check (retired_at is null or presence = 'GONE'),
    constraint deployment_retired_holds_nothing check (retired_at is null or held_revision is null)
);
comment on table deployment is 'A model that a team runs: what was accepted and what is wanted now; its status is derived, never stored.';
comment on column deployment.plan is 'The plan as accepted: SLA version, price version, promise, placement.';
comment on column deployment.held_revision is 'Revision under which quota_entry holds its GPUs; absent once they are given back.';
comment on column deployment.changed_at is 'When the current generation was accepted.';

-- A name is a NIMService's name in the team's namespace, so it is free again only when that object is gone.
create unique index deployment_name_in_team on deployment (team_id, name) where retired_at is null;

-- Lists are by team, newest first.
create index deployment_by_team on deployment (team_id, submitted_at desc, id desc);

-- The feed reads what a cluster should hold.
create index deployment_on_cluster on deployment (cluster) where retired_at is null;

create table deployment_manifest (
    deployment_id uuid   not null constraint deployment_manifest_deployment_fk references deployment,
    generation    bigint not null,
    kind          text   not null constraint deployment_manifest_kind_known check (kind in ('NIMCache', 'NIMService')),
    api_version   text   not null,
    name          text   not null,
    yaml          text   not null,
    constraint deployment_manifest_pk primary key (deployment_id, generation, kind)
);
comment on table deployment_manifest is 'What was rendered for a generation; a retirement renders nothing, so the newest row may be of an older one.';

create table deployment_observation (
    deployment_id uuid        not null constraint deployment_observation_pk primary key
                              constraint deployment_observation_deployment_fk references deployment,
    generation    bigint      not null,
    observed_at   timestamptz not null,
    received_at   timestamptz not null,
    observation   jsonb       not null
);
comment on table deployment_observation is 'What its cluster last reported of a deployment.';

create table deployment_event (
    id            bigint      generated always as identity constraint deployment_event_pk primary key,
    deployment_id uuid        not null constraint deployment_event_deployment_fk references deployment,
    at            timestamptz not null,
    kind          text        not null
                              constraint deployment_event_kind_known
                              check (kind in ('SUBMITTED', 'STATUS', 'READY', 'RETIREMENT_REQUESTED', 'RETIRED')),
    generation    bigint      not null,
    actor_name    text,
    phase         text,
    sentence      text        not null
);
comment on table deployment_event is 'The history of a deployment; actor_name is absent for what the cluster reported.';

create index deployment_event_by_deployment on deployment_event (deployment_id, id);

create table submission_key (
    user_id        uuid        not null constraint submission_key_user_fk references user_account,
    key            text        not null constraint submission_key_length check (length(key) between 1 and 200),
    request_digest text        not null,
    deployment_id  uuid        not null constraint submission_key_deployment_fk references deployment,
    created_at     timestamptz not null,
    constraint submission_key_pk primary key (user_id, key)
);
comment on table submission_key is 'Idempotency keys of submissions: the same key and the same request mean the same deployment.';

create table desired_revision (
    cluster  text   not null constraint desired_revision_pk primary key
                    constraint desired_revision_cluster_fk references cluster,
    revision bigint not null
);
comment on table desired_revision is 'Grows, in the same transaction, with every change of what a cluster should hold.';
