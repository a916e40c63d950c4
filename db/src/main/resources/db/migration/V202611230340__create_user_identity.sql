-- What people are by somebody's decision, and what they are because an identity provider says so, are kept apart; readers see
-- both under the names they always had.
alter table user_platform_role rename to user_given_platform_role;
comment on table user_given_platform_role is 'Roles for the whole organisation that an administrator gave.';
alter table user_team_role rename to user_given_team_role;
comment on table user_given_team_role is 'Roles in a team that its administrators gave.';

create table user_claimed_platform_role (
    user_id uuid not null constraint user_claimed_platform_role_user_fk references user_account,
    role    text not null constraint user_claimed_platform_role_known check (role in ('PLATFORM_ADMIN', 'APPROVER', 'AUDITOR')),
    constraint user_claimed_platform_role_pk primary key (user_id, role)
);
comment on table user_claimed_platform_role is 'Roles for the whole organisation that the identity provider told at the last sign-in.';

create table user_claimed_team_role (
    user_id uuid not null constraint user_claimed_team_role_user_fk references user_account,
    team_id uuid not null constraint user_claimed_team_role_team_fk references org_node,
    role    text not null constraint user_claimed_team_role_known check (role in ('TEAM_ADMIN', 'MEMBER', 'VIEWER')),
    constraint user_claimed_team_role_pk primary key (user_id, team_id)
);
comment on table user_claimed_team_role is 'Roles in a team that the identity provider told at the last sign-in.';

create view user_platform_role as
select user_id, role from user_given_platform_role
union
select user_id, role from user_claimed_platform_role;
comment on view user_platform_role is 'Roles that hold for the whole organisation, wherever they come from.';

create view user_team_role as
select user_id,
       team_id,
       (array_agg(role order by array_position(array['TEAM_ADMIN', 'MEMBER', 'VIEWER'], role)))[1] as role
  from (select user_id, team_id, role from user_given_team_role
        union all
        select user_id, team_id, role from user_claimed_team_role) either
 group by user_id, team_id;
comment on view user_team_role is 'What a user may do in one team: the stronger of what was given and what is claimed.';

create table user_identity (
    issuer    text        not null,
    subject   text        not null,
    user_id   uuid        not null constraint user_identity_user_fk references user_account,
    linked_at timestamptz not null,
    constraint user_identity_pk primary key (issuer, subject),
    constraint user_identity_one_per_issuer unique (user_id, issuer)
);
comment on table user_identity is 'Who an identity provider''s user is here. Provider and subject decide, never the e-mail address.';

alter table user_account
    drop constraint user_account_only_people_have_passwords,
    add constraint user_account_services_have_no_password check (kind = 'PERSON' or password_hash is null),
    add column link_until timestamptz;
comment on column user_account.link_until is 'Until then a sign-in by the identity provider with this e-mail address may take the account over.';
