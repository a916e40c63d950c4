-- The tables that Spring Session keeps web sessions in, with its own names and types.
create table spring_session (
    primary_id            char(36)     not null constraint spring_session_pk primary key,
    session_id            char(36)     not null constraint spring_session_id_unique unique,
    creation_time         bigint       not null,
    last_access_time      bigint       not null,
    max_inactive_interval integer      not null,
    expiry_time           bigint       not null,
    principal_name        varchar(100)
);
comment on table spring_session is 'Sessions of the portal, so that any instance serves any user; times are milliseconds since 1970.';
-- The hourly sweep deletes what has expired.
create index spring_session_by_expiry on spring_session (expiry_time);
create index spring_session_by_principal on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36)     not null constraint spring_session_attributes_session_fk references spring_session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    constraint spring_session_attributes_pk primary key (session_primary_id, attribute_name)
);
comment on table spring_session_attributes is 'What a session remembers: whose it is, a CSRF token, a message for the next page. No secrets.';
