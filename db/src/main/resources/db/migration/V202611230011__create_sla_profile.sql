create table sla_profile (
    id              uuid        not null constraint sla_profile_pk primary key,
    team_id         uuid        constraint sla_profile_team_fk references org_node,
    name            text        not null,
    current_version integer     not null constraint sla_profile_version_positive check (current_version >= 1),
    revision        integer     not null,
    created_at      timestamptz not null,
    retired_at      timestamptz
);
comment on table sla_profile is 'A named set of targets; its content lies in its versions.';
comment on column sla_profile.team_id is 'Null: of the organisation, for every team to use.';
comment on column sla_profile.name is 'As in the current version, so that the database can keep it unique.';
comment on column sla_profile.revision is 'Grows with every change, retirement included; the ETag of the API.';

-- People choose a profile by its name, so two active ones of an owner must not share it.
create unique index sla_profile_active_name_unique
    on sla_profile (team_id, lower(name)) nulls not distinct
    where retired_at is null;

create table sla_profile_version (
    id                              uuid        not null constraint sla_profile_version_pk primary key,
    profile_id                      uuid        not null constraint sla_profile_version_profile_fk references sla_profile,
    version                         integer     not null constraint sla_profile_version_from_one check (version >= 1),
    name                            text        not null,
    purpose                         text        not null,
    mode                            text        not null constraint sla_profile_version_mode_known
                                                check (mode in ('ONLINE', 'OFFLINE')),
    percentile                      text        not null constraint sla_profile_version_percentile_known
                                                check (percentile in ('P50', 'P90', 'P95', 'P99')),
    ttft_ms                         integer,
    itl_ms                          double precision,
    e2e_ms                          integer,
    min_tokens_per_second_per_user  double precision,
    tokens_per_hour                 bigint,
    deadline_hours                  integer,
    input_tokens                    integer,
    output_tokens                   integer,
    recorded_at                     timestamptz not null,
    recorded_by                     text        not null,
    constraint sla_profile_version_once unique (profile_id, version),
    constraint sla_profile_version_targets_positive check (
        least(ttft_ms, itl_ms, e2e_ms, min_tokens_per_second_per_user, tokens_per_hour, deadline_hours) > 0),
    constraint sla_profile_version_goal_is_offline check (
        mode = 'OFFLINE' or (tokens_per_hour is null and deadline_hours is null)),
    constraint sla_profile_version_one_goal check (tokens_per_hour is null or deadline_hours is null),
    constraint sla_profile_version_lengths_together check ((input_tokens is null) = (output_tokens is null))
);
comment on table sla_profile_version is 'What a profile promised at one time; deployments keep the version they were accepted with.';
comment on column sla_profile_version.e2e_ms is 'Like every latency target, it holds for the version''s percentile.';

create trigger sla_profile_version_is_immutable before update or delete on sla_profile_version
    for each row execute function refuse_change();
