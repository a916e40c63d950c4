create table cluster (
    name          text        not null constraint cluster_pk primary key
                              constraint cluster_name_form check (name ~ '^[a-z][a-z0-9-]{1,40}$'),
    title         text        not null,
    token_id      text        constraint cluster_token_id_unique unique,
    token_hash    bytea,
    registered_at timestamptz not null,
    last_heard_at timestamptz
);
comment on table cluster is 'A Kubernetes cluster whose deployer pulls desired state and reports what it sees.';
comment on column cluster.token_hash is 'Keyed hash of the deployer''s bearer token.';
