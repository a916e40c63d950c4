create table budget_rung (
    id           bigint         generated always as identity constraint budget_rung_pk primary key,
    budget_id    uuid           not null constraint budget_rung_budget_fk references budget,
    period_start date           not null,
    step         text           not null constraint budget_rung_step_known
                                check (step in ('NONE', 'BLOCK_NEW', 'DROP_BURST', 'STOP_DEVELOPMENT', 'PRODUCTION_BY_DECISION',
                                                'PRODUCTION_STOPPED')),
    at           timestamptz    not null,
    spent        numeric(30, 10) not null,
    limit_then   numeric(20, 2) not null,
    reason       text           not null,
    decided_by   text
);
comment on table budget_rung is 'Append-only: where a hard budget came to stand on its ladder, up or down. The last row of the current period is where it stands; without one, on none.';
comment on column budget_rung.decided_by is 'Who decided that production stops; absent for what the platform did by itself.';

-- A budget is read with its ladder.
create index budget_rung_by_budget on budget_rung (budget_id, period_start, id);

create trigger budget_rung_is_append_only before update or delete on budget_rung
    for each row execute function refuse_change();
