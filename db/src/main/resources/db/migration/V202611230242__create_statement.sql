create table statement (
    id                 uuid           not null constraint statement_pk primary key,
    month              date           not null constraint statement_month_fk references closed_month,
    node_id            uuid           not null,
    node_kind          text           not null,
    node_slug          text           not null,
    node_name          text           not null,
    parent_id          uuid,
    currency           text           not null,
    gpu_hours          numeric(20, 6) not null,
    unpriced_gpu_hours numeric(20, 6) not null,
    exact_cost         numeric(30, 10) not null,
    total              numeric(20, 2) not null,
    constraint statement_once unique (month, node_id)
);
comment on table statement is 'What a node of the organisation was charged for a closed month; frozen, and readable when the node is gone.';
comment on column statement.exact_cost is 'Before rounding; total is rounded once per team and added up from there.';

create table statement_line (
    statement_id     uuid            not null constraint statement_line_statement_fk references statement,
    position         integer         not null,
    kind             text            not null constraint statement_line_kind_known
                                     check (kind in ('USE', 'RESERVED_IDLE', 'CORRECTION', 'NODE')),
    description      text            not null,
    deployment_id    uuid,
    deployment_name  text            not null,
    model            text            not null,
    cluster          text            not null,
    gpu_product      text            not null,
    gpus_per_replica integer         not null,
    price_id         uuid,
    rate             numeric(20, 10),
    corrects_month   date,
    first_hour       timestamptz,
    last_hour        timestamptz,
    node_slug        text,
    gpu_hours        numeric(20, 6)  not null,
    exact_cost       numeric(30, 10) not null,
    amount           numeric(20, 2)  not null,
    constraint statement_line_pk primary key (statement_id, position),
    constraint statement_line_node_named check ((kind = 'NODE') = (node_slug is not null)),
    constraint statement_line_correction_of_a_month check (kind <> 'CORRECTION' or corrects_month is not null)
);
comment on table statement_line is 'Lines of frozen statements; their amounts add up to the statement''s total.';

create trigger statement_is_frozen before update or delete on statement
    for each row execute function refuse_change();
create trigger statement_line_is_frozen before update or delete on statement_line
    for each row execute function refuse_change();
