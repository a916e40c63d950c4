alter table org_node
    add column archived_at timestamptz,
    add column revision    integer not null default 1 constraint org_node_revision_positive check (revision > 0);
comment on column org_node.archived_at is 'Out of use from then on; it stays for the history that refers to it.';

alter table user_account
    add column kind                text    not null default 'PERSON' constraint user_account_kind_known check (kind in ('PERSON', 'SERVICE')),
    add column team_id             uuid    constraint user_account_team_fk references org_node,
    add column password_due        boolean not null default false,
    add column password_set_at     timestamptz,
    add column password_expires_at timestamptz,
    add column disabled_at         timestamptz,
    add column last_sign_in_at     timestamptz,
    add column revision            integer not null default 1 constraint user_account_revision_positive check (revision > 0),
    alter column password_hash drop not null,
    add constraint user_account_service_belongs_to_team check ((kind = 'SERVICE') = (team_id is not null)),
    add constraint user_account_only_people_have_passwords check ((kind = 'PERSON') = (password_hash is not null));
comment on table user_account is 'A person who signs in, or a service account of a team, which has API tokens only.';
comment on column user_account.password_due is 'The password was given by an administrator and has to be changed at sign-in.';
comment on column user_account.password_set_at is 'Sessions begun before it have ended.';
comment on column user_account.password_expires_at is 'A password given by an administrator works until then.';

alter table api_token
    add column team_id    uuid constraint api_token_team_fk references org_node,
    add column rotated_to text constraint api_token_rotated_to_fk references api_token;
comment on column api_token.team_id is 'The only team it may act in; null for all that its user may.';
comment on column api_token.rotated_to is 'Its successor; it works beside it until it expires.';
-- A user's page lists them.
create index api_token_by_user on api_token (user_id, created_at);

create table sign_in_failure (
    key          text        not null constraint sign_in_failure_pk primary key,
    failures     integer     not null constraint sign_in_failure_count_positive check (failures > 0),
    last_at      timestamptz not null,
    locked_until timestamptz
);
comment on table sign_in_failure is 'Failed sign-ins in a row, by account and by address.';
comment on column sign_in_failure.key is 'Keyed hash of the name or address: what is typed as a name may be a password, and names of nobody are counted too.';
