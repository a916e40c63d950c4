create table org_node (
    id         uuid        not null constraint org_node_pk primary key,
    parent_id  uuid        constraint org_node_parent_fk references org_node,
    kind       text        not null constraint org_node_kind_known check (kind in ('ORGANISATION', 'DEPARTMENT', 'TEAM')),
    slug       text        not null constraint org_node_slug_unique unique
                           constraint org_node_slug_form check (slug ~ '^[a-z][a-z0-9-]{1,40}[a-z0-9]$'),
    name       text        not null,
    created_at timestamptz not null,
    constraint org_node_only_root_has_no_parent check ((kind = 'ORGANISATION') = (parent_id is null))
);
comment on table org_node is 'The tree organisation, department, team; a team is the tenant.';
comment on column org_node.slug is 'Part of the team''s namespace name on every cluster, so it never changes.';

create table user_account (
    id            uuid        not null constraint user_account_pk primary key,
    username      text        not null constraint user_account_username_unique unique
                              constraint user_account_username_lower check (username = lower(username)),
    display_name  text        not null,
    password_hash text        not null,
    demo          boolean     not null,
    created_at    timestamptz not null
);
comment on table user_account is 'A person who signs in.';
comment on column user_account.demo is 'Made by the sandbox profile with a published password; production refuses to start while one exists.';

create table user_platform_role (
    user_id uuid not null constraint user_platform_role_user_fk references user_account,
    role    text not null constraint user_platform_role_known check (role in ('PLATFORM_ADMIN', 'APPROVER', 'AUDITOR')),
    constraint user_platform_role_pk primary key (user_id, role)
);
comment on table user_platform_role is 'Roles that hold for the whole organisation.';

create table user_team_role (
    user_id uuid not null constraint user_team_role_user_fk references user_account,
    team_id uuid not null constraint user_team_role_team_fk references org_node,
    role    text not null constraint user_team_role_known check (role in ('TEAM_ADMIN', 'MEMBER', 'VIEWER')),
    constraint user_team_role_pk primary key (user_id, team_id)
);
comment on table user_team_role is 'What a user may do in one team.';

create table api_token (
    id           text        not null constraint api_token_pk primary key
                             constraint api_token_id_form check (id ~ '^[a-z0-9]{12}$'),
    user_id      uuid        not null constraint api_token_user_fk references user_account,
    name         text        not null,
    secret_hash  bytea       not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    constraint api_token_expires_after_creation check (expires_at > created_at)
);
comment on table api_token is 'Bearer tokens of users; the secret is kept only as a keyed hash (HMAC-SHA-256).';
