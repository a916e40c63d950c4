-- No foreign keys: an entry outlives what it speaks of.
create table audit_entry (
    id           bigint      not null generated always as identity constraint audit_entry_pk primary key,
    at           timestamptz not null,
    actor_kind   text        not null constraint audit_entry_actor_kind_known
                             check (actor_kind in ('USER', 'SERVICE_ACCOUNT', 'DEPLOYER', 'PLATFORM', 'NOBODY')),
    actor_id     text,
    actor_name   text        not null,
    on_behalf_of text,
    token_id     text,
    action       text        not null constraint audit_entry_action_form
                             check (action ~ '^[a-z]+(-[a-z]+)*[.][a-z]+(-[a-z]+)*$'),
    object_kind  text        not null,
    object_id    text        not null,
    team         text,
    before       json,
    after        json,
    reason       text,
    request_id   text,
    address      text,
    result       text        not null constraint audit_entry_result_known check (result in ('DONE', 'DENIED'))
);
comment on table audit_entry is 'Who did what, or was refused it; written in the transaction that does it, never changed and never removed.';
comment on column audit_entry.before is 'json, not jsonb: the text is part of the hash, so it has to come back as it was written.';
comment on column audit_entry.team is 'Slug of the team it is about; null for what concerns no team.';

-- The page filters by these, newest first.
create index audit_entry_by_actor on audit_entry (actor_name, id);
create index audit_entry_by_team on audit_entry (team, id) where team is not null;
create index audit_entry_by_object on audit_entry (object_kind, object_id, id);

create table audit_link (
    position      bigint not null constraint audit_link_pk primary key constraint audit_link_position_positive check (position > 0),
    entry_id      bigint not null constraint audit_link_entry_unique unique,
    previous_hash bytea  not null constraint audit_link_previous_hash_length check (length(previous_hash) = 32),
    hash          bytea  not null constraint audit_link_hash_length check (length(hash) = 32),
    constraint audit_link_never_forks unique (previous_hash)
);
comment on table audit_link is 'The chain over the entries: each hash covers an entry and the hash before it.';

create table audit_unlinked (
    entry_id bigint not null constraint audit_unlinked_pk primary key
);
comment on table audit_unlinked is 'Entries that wait for their place in the chain; normally for a second.';

create function refuse_audit_change() returns trigger
    language plpgsql as
$$
begin
    raise exception 'the audit trail is append-only: % on % is refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end;
$$;

create trigger audit_entry_append_only before update or delete or truncate on audit_entry
    for each statement execute function refuse_audit_change();
create trigger audit_link_append_only before update or delete or truncate on audit_link
    for each statement execute function refuse_audit_change();

revoke all on audit_entry, audit_link, audit_unlinked from public;
