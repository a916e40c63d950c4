create table audit_check (
    at       timestamptz not null constraint audit_check_pk primary key,
    intact   boolean     not null,
    verified bigint      not null constraint audit_check_verified_not_negative check (verified >= 0),
    hash     text        not null,
    problem  text,
    constraint audit_check_says_what_is_wrong check (intact = (problem is null))
);
comment on table audit_check is 'What came of computing the audit chain again, each day.';
