create table webhook (
    id              uuid        not null constraint webhook_pk primary key,
    node_id         uuid        not null constraint webhook_node_fk references org_node,
    url             text        not null,
    secret          text        not null,
    created_by      text        not null,
    created_at      timestamptz not null,
    failing_since   timestamptz,
    disabled_at     timestamptz,
    disabled_reason text,
    revision        integer     not null constraint webhook_revision_positive check (revision > 0),
    constraint webhook_disabled_for_a_reason check ((disabled_at is null) = (disabled_reason is null))
);
comment on table webhook is 'Where a node of the organisation wants to be told of what concerns it and all below it.';
comment on column webhook.secret is 'Signs what is sent; sealed by the platform''s key, shown to people once.';
comment on column webhook.failing_since is 'First failed attempt since the last one that worked.';

create index webhook_by_node on webhook (node_id);

create table webhook_delivery (
    id         uuid        not null constraint webhook_delivery_pk primary key,
    webhook_id uuid        not null constraint webhook_delivery_webhook_fk references webhook on delete cascade,
    kind       text        not null constraint webhook_delivery_kind_form check (kind ~ '^[A-Z]+(_[A-Z]+)*$'),
    once_key   text        not null,
    title      text        not null,
    body       text        not null,
    created_at timestamptz not null,
    state      text        not null constraint webhook_delivery_state_known check (state in ('WAITING', 'DELIVERED', 'GIVEN_UP')),
    attempts   integer     not null constraint webhook_delivery_attempts_not_negative check (attempts >= 0),
    next_at    timestamptz not null,
    constraint webhook_delivery_once unique (webhook_id, once_key)
);
comment on table webhook_delivery is 'What is to be sent to a webhook: written in the transaction of what it is about.';
comment on column webhook_delivery.body is 'As it is signed and sent, the same with each attempt.';
comment on column webhook_delivery.attempts is 'Since it was last asked for; the log has all of them.';

create index webhook_delivery_due on webhook_delivery (next_at) where state = 'WAITING';
-- The log goes from the newest to the oldest.
create index webhook_delivery_by_webhook on webhook_delivery (webhook_id, created_at desc, id desc);
create index webhook_delivery_by_age on webhook_delivery (created_at);

create table webhook_attempt (
    delivery_id uuid        not null constraint webhook_attempt_delivery_fk references webhook_delivery on delete cascade,
    number      integer     not null constraint webhook_attempt_number_positive check (number > 0),
    at          timestamptz not null,
    status      integer     constraint webhook_attempt_status_of_http check (status between 100 and 999),
    latency_ms  bigint      not null constraint webhook_attempt_latency_not_negative check (latency_ms >= 0),
    problem     text,
    constraint webhook_attempt_pk primary key (delivery_id, number)
);
comment on table webhook_attempt is 'The delivery log: each attempt with the receiver''s answer.';
comment on column webhook_attempt.status is 'Of the answer; null where there was none.';
