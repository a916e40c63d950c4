create table quota_request (
    id               uuid        not null constraint quota_request_pk primary key,
    node_id          uuid        not null constraint quota_request_node_fk references org_node,
    cluster          text        not null constraint quota_request_cluster_fk references cluster,
    gpu_product      text        not null,
    guaranteed_gpus  integer     not null constraint quota_request_guaranteed_not_negative check (guaranteed_gpus >= 0),
    burst_limit_gpus integer     not null,
    reason           text        not null constraint quota_request_says_why check (reason <> ''),
    asked_by         uuid        not null constraint quota_request_asked_by_fk references user_account,
    asked_by_name    text        not null,
    asked_at         timestamptz not null,
    state            text        not null
                                 constraint quota_request_state_known check (state in ('OPEN', 'APPROVED', 'DENIED', 'WITHDRAWN')),
    decided_by       uuid        constraint quota_request_decided_by_fk references user_account,
    decided_by_name  text,
    decided_at       timestamptz,
    decision_reason  text,
    revision         integer     not null default 1 constraint quota_request_revision_positive check (revision > 0),
    constraint quota_request_burst_covers_guaranteed check (burst_limit_gpus >= guaranteed_gpus),
    constraint quota_request_decided_whole
        check ((state = 'OPEN') = (decided_by is null) and (state = 'OPEN') = (decided_at is null)),
    constraint quota_request_decided_by_another check (state not in ('APPROVED', 'DENIED') or decided_by <> asked_by),
    constraint quota_request_denied_with_reason check (state <> 'DENIED' or decision_reason <> '')
);
comment on table quota_request is 'A team asks for more of a pool; a platform administrator, never who asked, decides.';

-- Asking twice for the same is the same request.
create unique index quota_request_one_open on quota_request (node_id, cluster, gpu_product) where state = 'OPEN';

-- Lists are newest first.
create index quota_request_by_time on quota_request (asked_at desc, id desc);
