create table deployment_lease (
    deployment_id uuid        not null constraint deployment_lease_pk primary key
                              constraint deployment_lease_deployment_fk references deployment,
    ends_at       timestamptz,
    set_at        timestamptz not null,
    set_by        text        not null,
    revision      integer     not null constraint deployment_lease_revision_positive check (revision > 0)
);
comment on table deployment_lease is 'When a deployment is to end, where anybody has said so; then it is stopped, never removed.';
comment on column deployment_lease.ends_at is 'Null where an end was taken back.';

-- A job looks for those that end soon.
create index deployment_lease_by_end on deployment_lease (ends_at) where ends_at is not null;

alter table deployment_event
    drop constraint deployment_event_kind_known,
    add constraint deployment_event_kind_known
        check (kind in ('SUBMITTED', 'STATUS', 'READY', 'STOP_REQUESTED', 'START_REQUESTED', 'RESIZED', 'ROLLED_BACK',
                        'REPLANNED', 'END_SET', 'GPUS_GIVEN_BACK', 'RETIREMENT_REQUESTED', 'RETIRED'));
