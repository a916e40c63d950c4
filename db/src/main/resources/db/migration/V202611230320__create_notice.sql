create table notice (
    id       bigint      not null generated always as identity constraint notice_pk primary key,
    user_id  uuid        not null constraint notice_user_fk references user_account,
    kind     text        not null constraint notice_kind_form check (kind ~ '^[A-Z]+(_[A-Z]+)*$'),
    once_key text        not null constraint notice_once_key_given check (once_key <> ''),
    title    text        not null constraint notice_title_given check (title <> ''),
    text     text        not null,
    path     text        not null constraint notice_path_is_of_the_portal check (path ~ '^/([^/\\]|$)'),
    told_at  timestamptz not null,
    read_at  timestamptz,
    constraint notice_told_once unique (user_id, once_key)
);
comment on table notice is 'What a person was told, once for each key, in the transaction of what it is about.';
comment on column notice.path is 'The portal''s page where there is more to it.';

-- A person's list goes from the newest to the oldest.
create index notice_by_user on notice (user_id, id desc);
-- Every page counts what is not read.
create index notice_unread on notice (user_id) where read_at is null;
-- Old ones are forgotten each day.
create index notice_by_age on notice (told_at);

create table notice_preference (
    user_id  uuid    not null constraint notice_preference_user_fk references user_account,
    kind     text    not null,
    by_email boolean not null,
    constraint notice_preference_pk primary key (user_id, kind)
);
comment on table notice_preference is 'Where a person chose otherwise than usual, which is to be told by e-mail too.';

create table notice_mail (
    notice_id  bigint      not null constraint notice_mail_pk primary key
                           constraint notice_mail_notice_fk references notice on delete cascade,
    state      text        not null constraint notice_mail_state_known check (state in ('WAITING', 'SENT', 'GIVEN_UP')),
    attempts   integer     not null constraint notice_mail_attempts_not_negative check (attempts >= 0),
    next_at    timestamptz not null,
    sent_at    timestamptz,
    last_error text,
    constraint notice_mail_sent_has_a_moment check ((state = 'SENT') = (sent_at is not null))
);
comment on table notice_mail is 'E-mails to be sent: written with the notice, so that none is sent of what was rolled back.';
comment on column notice_mail.next_at is 'When it is tried next; who takes it moves this on first, so that two instances do not send it twice.';

create index notice_mail_due on notice_mail (next_at) where state = 'WAITING';
