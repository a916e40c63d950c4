-- A team that lends GPUs can ask them back: from then on they are set aside for it, and who borrowed them ends after a grace.
alter table quota_balance
    add column kept_gpus integer not null default 0
               constraint quota_balance_kept_not_negative check (kept_gpus >= 0),
    alter column set_aside_gpus set expression as
          (case when contested then 0 else greatest(guaranteed_gpus - lendable_gpus, least(guaranteed_gpus, kept_gpus)) end);
comment on column quota_balance.kept_gpus is 'Of the guaranteed GPUs, those that are not lent while a reclaim is open; 0 where none is.';

create table quota_reclaim (
    id             uuid        not null constraint quota_reclaim_pk primary key,
    node_id        uuid        not null constraint quota_reclaim_node_fk references org_node,
    cluster        text        not null constraint quota_reclaim_cluster_fk references cluster,
    gpu_product    text        not null,
    gpus           integer     not null constraint quota_reclaim_gpus_positive check (gpus > 0),
    lent_gpus      integer     not null,
    reason         text        not null constraint quota_reclaim_says_why check (reason <> ''),
    asked_by       uuid        not null constraint quota_reclaim_asked_by_fk references user_account,
    asked_by_name  text        not null,
    asked_at       timestamptz not null,
    ends_at        timestamptz not null,
    state          text        not null
                               constraint quota_reclaim_state_known check (state in ('OPEN', 'WITHDRAWN', 'ENDED')),
    ended_at       timestamptz,
    ended_by_name  text,
    revision       integer     not null default 1 constraint quota_reclaim_revision_positive check (revision > 0),
    constraint quota_reclaim_lent_are_of_them check (lent_gpus between 1 and gpus),
    constraint quota_reclaim_ends_later check (ends_at > asked_at),
    constraint quota_reclaim_ended_whole check ((state = 'OPEN') = (ended_at is null)),
    constraint quota_reclaim_withdrawn_by_somebody check ((state = 'WITHDRAWN') = (ended_by_name is not null))
);
comment on table quota_reclaim is 'A team wants GPUs that it lends for itself, until an end; who borrows them gives them back.';
comment on column quota_reclaim.gpus is 'That the team wants to have free.';
comment on column quota_reclaim.lent_gpus is 'Of those, how many were held by others when it asked: at most so many are taken from borrowers.';
comment on column quota_reclaim.ends_at is 'From then on what the team does not hold is lent again.';

-- Who needs more asks for all of it again.
create unique index quota_reclaim_one_open on quota_reclaim (node_id, cluster, gpu_product) where state = 'OPEN';

-- Lists are newest first.
create index quota_reclaim_by_time on quota_reclaim (asked_at desc, id desc);

create table quota_reclaim_warning (
    reclaim_id     uuid        not null constraint quota_reclaim_warning_reclaim_fk references quota_reclaim,
    deployment_id  uuid        not null,
    team_id        uuid        not null constraint quota_reclaim_warning_team_fk references org_node,
    name           text        not null,
    gpus           integer     not null constraint quota_reclaim_warning_gpus_positive check (gpus > 0),
    warned_at      timestamptz not null,
    stops_at       timestamptz not null,
    stopped_at     timestamptz,
    constraint quota_reclaim_warning_pk primary key (reclaim_id, deployment_id)
);
comment on table quota_reclaim_warning is 'What was told that it ends for a reclaim; it is gone as soon as it may go on.';
comment on column quota_reclaim_warning.stopped_at is 'Since when it does not run, by whomever it was stopped.';
comment on column quota_reclaim_warning.deployment_id is 'Not a reference: the warning outlives what it speaks of.';

-- A deployment's page asks whether it is to end.
create index quota_reclaim_warning_by_deployment on quota_reclaim_warning (deployment_id);

call wall_off(array['quota_reclaim']::regclass[],
              'node_id = any ((select tenant_teams())::uuid[])',
              'select, insert, update');
call wall_off(array['quota_reclaim_warning']::regclass[],
              'team_id = any ((select tenant_teams())::uuid[])',
              'select');
