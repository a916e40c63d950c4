create table approval_policy (
    policy_id         uuid           not null,
    revision          integer        not null constraint approval_policy_revision_positive check (revision > 0),
    node_id           uuid           not null constraint approval_policy_node_fk references org_node,
    position          integer        not null constraint approval_policy_position_in_range check (position between 1 and 999),
    name              text           not null constraint approval_policy_named check (name <> ''),
    min_monthly_cost  numeric(20, 2) constraint approval_policy_cost_not_negative check (min_monthly_cost >= 0),
    min_quota_percent integer        constraint approval_policy_percent_in_range check (min_quota_percent between 0 and 1000),
    gpu_products      text[]         not null,
    quota_classes     text[]         not null
                                     constraint approval_policy_classes_known
                                     check (quota_classes <@ array ['ONLINE_PRODUCTION', 'ONLINE_DEVELOPMENT', 'OFFLINE']),
    models            text[]         not null,
    stages            text[]         not null
                                     constraint approval_policy_approvers_known
                                     check (stages <@ array ['TEAM_ADMINISTRATOR', 'APPROVER', 'ADMINISTRATOR']),
    hold_hours        integer        not null constraint approval_policy_hold_in_range check (hold_hours between 1 and 720),
    in_force          boolean        not null,
    changed_by        uuid           not null constraint approval_policy_by_fk references user_account,
    changed_by_name   text           not null,
    changed_at        timestamptz    not null,
    constraint approval_policy_pk primary key (policy_id, revision)
);
comment on table approval_policy is 'Append-only: each row is a version of a policy, the one of the highest revision is what it says now.';
comment on column approval_policy.position is 'Of several policies of a node the first that applies decides, in this order.';
comment on column approval_policy.min_monthly_cost is 'It applies from this cost on, USD for 730 hours. Absent conditions and empty lists exclude nothing.';
comment on column approval_policy.min_quota_percent is 'It applies where the team uses at least this share of its limit afterwards.';
comment on column approval_policy.models is 'NIM ids; publisher/* stands for all of a publisher.';
comment on column approval_policy.stages is 'Who approves, one after the other; nobody where it is empty.';
comment on column approval_policy.hold_hours is 'How long quota is held for a request that waits.';

create index approval_policy_by_node on approval_policy (node_id);
create trigger approval_policy_is_append_only before update or delete on approval_policy
    for each row execute function refuse_change();

create table approval_request (
    id                uuid           not null constraint approval_request_pk primary key,
    deployment_id     uuid           not null constraint approval_request_deployment_fk references deployment,
    team_id           uuid           not null constraint approval_request_team_fk references org_node,
    generation        bigint         not null constraint approval_request_generation_positive check (generation > 0),
    kind              text           not null
                                     constraint approval_request_kind_known
                                     check (kind in ('SUBMIT', 'START', 'RESIZE', 'ROLL_BACK', 'REPLAN')),
    deployment_name   text           not null,
    model             text           not null,
    cluster           text           not null,
    gpu_product       text           not null,
    gpus              integer        not null constraint approval_request_gpus_not_negative check (gpus >= 0),
    quota_class       text           not null
                                     constraint approval_request_class_known
                                     check (quota_class in ('ONLINE_PRODUCTION', 'ONLINE_DEVELOPMENT', 'OFFLINE')),
    monthly_cost      numeric(30, 10) not null,
    currency          text           not null,
    quota_used_gpus   integer,
    quota_limit_gpus  integer,
    snapshot          text           not null,
    snapshot_digest   text           not null
                                     constraint approval_request_digest_is_of_snapshot
                                     check (snapshot_digest = encode(sha256(convert_to(snapshot, 'UTF8')), 'hex')),
    over_budget       boolean        not null,
    asked_by          uuid           not null constraint approval_request_asked_by_fk references user_account,
    asked_by_name     text           not null,
    asked_at          timestamptz    not null,
    expires_at        timestamptz,
    state             text           not null
                                     constraint approval_request_state_known
                                     check (state in ('BY_RULE', 'WAITING', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'VOID')),
    ended_at          timestamptz,
    ended_by_name     text,
    end_reason        text,
    revision          integer        not null constraint approval_request_revision_positive check (revision > 0),
    constraint approval_request_waits_for_a_time check (state <> 'WAITING' or expires_at is not null),
    constraint approval_request_ended_once check ((state = 'WAITING') = (ended_at is null))
);
comment on table approval_request is 'What teams asked for that takes GPUs, those included that needed nobody''s approval; holder in quota_entry while it waits.';
comment on column approval_request.gpus is 'Asked for beyond what the deployment holds.';
comment on column approval_request.quota_used_gpus is 'Of the team in the pool, with these; absent, as is the limit, for what was asked before this was kept.';
comment on column approval_request.snapshot is 'Plan, price version and change as they were asked for, frozen: what is approved is this text and nothing else.';
comment on column approval_request.over_budget is 'It goes beyond a budget that asks for approval above its limit.';

create unique index approval_request_one_waits on approval_request (deployment_id) where state = 'WAITING';
create index approval_request_by_team on approval_request (team_id, asked_at desc, id desc);
create index approval_request_by_state on approval_request (state, asked_at desc, id desc);
create index approval_request_by_expiry on approval_request (expires_at) where state = 'WAITING';
create trigger approval_request_snapshot_is_frozen
    before update of snapshot, snapshot_digest, monthly_cost, gpus, gpu_product, model, asked_by on approval_request
    for each row execute function refuse_change();
create trigger approval_request_is_kept before delete on approval_request
    for each row execute function refuse_change();

create table approval_stage (
    request_id      uuid        not null constraint approval_stage_request_fk references approval_request,
    team_id         uuid        not null constraint approval_stage_team_fk references org_node,
    number          integer     not null constraint approval_stage_number_positive check (number > 0),
    approver        text        not null
                                constraint approval_stage_approver_known
                                check (approver in ('TEAM_ADMINISTRATOR', 'APPROVER', 'ADMINISTRATOR')),
    reasons         text[]      not null,
    approved_at     timestamptz,
    approved_by     uuid        constraint approval_stage_by_fk references user_account,
    approved_by_name text,
    on_behalf_of    uuid        constraint approval_stage_behalf_fk references user_account,
    on_behalf_of_name text,
    comment         text,
    constraint approval_stage_pk primary key (request_id, number),
    constraint approval_stage_approved_whole
        check ((approved_at is null) = (approved_by is null) and (approved_at is null) = (approved_by_name is null)),
    constraint approval_stage_behalf_whole check ((on_behalf_of is null) = (on_behalf_of_name is null))
);
comment on table approval_stage is 'Who has to approve a request, one after the other, with why, and who did.';

create table approval_delegation (
    id            uuid        not null constraint approval_delegation_pk primary key,
    user_id       uuid        not null constraint approval_delegation_user_fk references user_account,
    user_name     text        not null,
    delegate_id   uuid        not null constraint approval_delegation_delegate_fk references user_account,
    delegate_name text        not null,
    starts_at     timestamptz not null,
    ends_at       timestamptz not null,
    made_at       timestamptz not null,
    ended_at      timestamptz,
    constraint approval_delegation_forward check (ends_at > starts_at),
    constraint approval_delegation_to_another check (user_id <> delegate_id)
);
comment on table approval_delegation is 'Somebody decides with another''s right for a time.';
comment on column approval_delegation.ended_at is 'Taken back before its time.';
create index approval_delegation_by_delegate on approval_delegation (delegate_id, ends_at);
create index approval_delegation_by_user on approval_delegation (user_id, ends_at);

alter table deployment
    add column awaits_approval boolean not null default false,
    add column declined        text,
    add constraint deployment_declined_is_over check (declined is null or (awaits_approval and retired_at is not null)),
    add constraint deployment_awaiting_holds_nothing check (not awaits_approval or held_gpus = 0);
comment on column deployment.awaits_approval is 'It was never approved, so no cluster is told of it; its request holds the GPUs.';
comment on column deployment.declined is 'Why it never began, in a sentence.';

-- What was submitted so far needed nobody''s approval; a dry run of a policy looks at it too.
insert into approval_request
       (id, deployment_id, team_id, generation, kind, deployment_name, model, cluster, gpu_product, gpus, quota_class,
        monthly_cost, currency, snapshot, snapshot_digest, over_budget, asked_by, asked_by_name, asked_at, state, ended_at, revision)
select gen_random_uuid(), d.id, d.team_id, 1, 'SUBMIT', d.name, g.plan -> 'model' ->> 'nimId', d.cluster,
       g.plan -> 'placement' ->> 'gpuProduct', (g.plan -> 'scale' ->> 'quotaGpus')::integer, d.quota_class,
       (g.plan -> 'cost' ->> 'perMonth')::numeric, g.plan -> 'cost' ->> 'currency',
       frozen.snapshot, encode(sha256(convert_to(frozen.snapshot, 'UTF8')), 'hex'), false,
       d.submitted_by, d.submitted_by_name, d.submitted_at, 'BY_RULE', d.submitted_at, 1
  from deployment d
  join deployment_generation g on g.deployment_id = d.id and g.generation = 1
 cross join lateral (select '{"plan":' || g.plan::text || '}' as snapshot) frozen
 where g.plan -> 'cost' ->> 'perMonth' is not null;
