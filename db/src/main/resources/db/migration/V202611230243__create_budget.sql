create table budget (
    id         uuid           not null constraint budget_pk primary key,
    node_id    uuid           not null constraint budget_node_fk references org_node,
    period     text           not null constraint budget_period_known check (period in ('MONTH', 'QUARTER', 'YEAR')),
    currency   text           not null constraint budget_currency_known check (currency = 'USD'),
    mode       text           not null constraint budget_mode_known check (mode in ('ADVISE', 'APPROVE_ABOVE', 'HARD')),
    amount     numeric(20, 2) not null constraint budget_amount_not_negative check (amount >= 0),
    revision   integer        not null constraint budget_revision_positive check (revision > 0),
    changed_by text           not null,
    changed_at timestamptz    not null,
    constraint budget_once unique (node_id, period, currency)
);
comment on table budget is 'What a node of the organisation and all below it may spend in a calendar period of the organisation''s time zone.';
comment on column budget.mode is 'ADVISE only tells; above the limit APPROVE_ABOVE wants somebody''s word, as a raise, and HARD refuses.';

create table budget_raise (
    id         uuid           not null constraint budget_raise_pk primary key,
    budget_id  uuid           not null constraint budget_raise_budget_fk references budget,
    amount     numeric(20, 2) not null constraint budget_raise_positive check (amount > 0),
    granted_at timestamptz    not null,
    expires_at timestamptz    not null,
    reason     text           not null constraint budget_raise_reason_given check (reason <> ''),
    granted_by text           not null,
    constraint budget_raise_forward check (expires_at > granted_at)
);
comment on table budget_raise is 'Append-only: what a budget is more for a while, and why.';

-- A budget's raises are read with it, each time.
create index budget_raise_by_budget on budget_raise (budget_id, expires_at);

create trigger budget_raise_is_append_only before update or delete on budget_raise
    for each row execute function refuse_change();

create table budget_alert (
    budget_id    uuid           not null constraint budget_alert_budget_fk references budget,
    period_start date           not null,
    threshold    text           not null constraint budget_alert_threshold_known
                                check (threshold in ('ACTUAL_50', 'ACTUAL_80', 'ACTUAL_100', 'FORECAST_100')),
    reached_at   timestamptz    not null,
    spent        numeric(30, 10) not null,
    limit_then   numeric(20, 2) not null,
    constraint budget_alert_once primary key (budget_id, period_start, threshold)
);
comment on table budget_alert is 'That a threshold was reached, once in each period.';
comment on column budget_alert.spent is 'Accrued by then, or forecast for FORECAST_100.';
