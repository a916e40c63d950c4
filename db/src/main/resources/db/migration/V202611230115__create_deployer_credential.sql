create table deployer_credential (
    id            text        not null constraint deployer_credential_pk primary key
                              constraint deployer_credential_id_form check (id ~ '^[a-z0-9]{12}$'),
    cluster       text        not null constraint deployer_credential_cluster_fk references cluster,
    secret_hash   bytea       not null,
    issued_at     timestamptz not null,
    first_used_at timestamptz
);
comment on table deployer_credential is 'Lasting credentials of deployers: the one in use, and its successor; the first use of a successor ends the one before.';
comment on column deployer_credential.secret_hash is 'Keyed hash of the secret, which the deployer made and keeps.';

-- A cluster has one successor at a time: a newer offer replaces one that was never used.
create unique index deployer_credential_one_successor on deployer_credential (cluster) where first_used_at is null;

create table join_token (
    id            text        not null constraint join_token_pk primary key
                              constraint join_token_id_form check (id ~ '^[a-z0-9]{12}$'),
    cluster       text        not null constraint join_token_cluster_fk references cluster,
    secret_hash   bytea       not null,
    issued_at     timestamptz not null,
    issued_by     text        not null,
    expires_at    timestamptz not null constraint join_token_expires_later check (expires_at > issued_at),
    used_at       timestamptz,
    credential_id text,
    constraint join_token_used_for_a_credential check ((used_at is null) = (credential_id is null))
);
comment on table join_token is 'What a deployer joins with, once; used ones are kept, so that a repeated request is known again.';
comment on column join_token.credential_id is 'The credential it was exchanged for, which may have been replaced since.';

-- Only the newest token of a cluster is good: a new one takes the place of one that was not used.
create unique index join_token_one_open on join_token (cluster) where used_at is null;

insert into deployer_credential (id, cluster, secret_hash, issued_at, first_used_at)
select token_id, name, token_hash, registered_at, coalesce(last_heard_at, registered_at)
  from cluster
 where token_id is not null
   and token_hash is not null;

alter table cluster
    drop column token_id,
    drop column token_hash;
