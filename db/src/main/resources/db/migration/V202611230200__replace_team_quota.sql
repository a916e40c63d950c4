create table quota_balance (
    node_id                uuid    not null constraint quota_balance_node_fk references org_node,
    cluster                text    not null constraint quota_balance_cluster_fk references cluster,
    gpu_product            text    not null constraint quota_balance_product_named check (gpu_product <> ''),
    guaranteed_gpus        integer not null constraint quota_balance_guaranteed_not_negative check (guaranteed_gpus >= 0),
    burst_limit_gpus       integer not null,
    lendable_gpus          integer not null default 0,
    overcommitted          boolean not null default false,
    assigned_gpus          integer not null default 0 constraint quota_balance_assigned_not_negative check (assigned_gpus >= 0),
    contested              boolean not null default false,
    set_aside_gpus         integer not null generated always as
                                   (case when contested then 0 else guaranteed_gpus - lendable_gpus end) stored,
    held_gpus              integer not null default 0,
    held_production_gpus   integer not null default 0,
    claimed_gpus           integer not null default 0,
    production_gpus        integer not null default 0,
    excess_gpus            integer not null default 0 constraint quota_balance_excess_not_negative check (excess_gpus >= 0),
    production_excess_gpus integer not null default 0
                                   constraint quota_balance_production_excess_not_negative check (production_excess_gpus >= 0),
    revision               integer not null default 1 constraint quota_balance_revision_positive check (revision > 0),
    constraint quota_balance_pk primary key (node_id, cluster, gpu_product),
    constraint quota_balance_burst_covers_guaranteed check (burst_limit_gpus >= guaranteed_gpus),
    constraint quota_balance_lends_what_is_guaranteed check (lendable_gpus between 0 and guaranteed_gpus),
    constraint quota_balance_children_fit check (overcommitted or assigned_gpus <= guaranteed_gpus),
    constraint quota_balance_held_is_claimed check (held_gpus between 0 and claimed_gpus),
    constraint quota_balance_production_is_held check (held_production_gpus between 0 and held_gpus),
    constraint quota_balance_production_counts check (production_gpus >= held_production_gpus),
    constraint quota_balance_within_burst_limit check (claimed_gpus <= burst_limit_gpus + excess_gpus),
    constraint quota_balance_production_within_guaranteed check (production_gpus <= guaranteed_gpus + production_excess_gpus)
) with (fillfactor = 60);
comment on table quota_balance is 'Quota of a node of the organisation in a GPU pool, and what is taken of it; a pool without a row is 0.';
comment on column quota_balance.lendable_gpus is 'How many of the guaranteed GPUs others may hold while they are idle.';
comment on column quota_balance.overcommitted is 'Its children may be guaranteed more than it is itself; below it nothing is set aside, who comes first has it.';
comment on column quota_balance.assigned_gpus is 'Guaranteed to its children, together.';
comment on column quota_balance.contested is 'A node above it is overcommitted.';
comment on column quota_balance.set_aside_gpus is 'Kept for it while it is idle: a claim on the node above, whether it is used or not.';
comment on column quota_balance.held_gpus is 'Sum of its own open holds in quota_entry.';
comment on column quota_balance.claimed_gpus is 'Own holds, and of each child what it claims or what is set aside for it, whichever is more.';
comment on column quota_balance.production_gpus is 'Own holds of class ONLINE_PRODUCTION, and those below it where it or a node above is overcommitted: elsewhere the children''s guarantees bound them.';
comment on column quota_balance.excess_gpus is 'Claimed above a limit that was lowered since: they may stay, they only shrink. The same holds for production_excess_gpus.';

-- A cluster's retirement asks who may still hold what there.
create index quota_balance_on_cluster on quota_balance (cluster);

-- What a team might hold it is guaranteed, and whatever it holds counts as production: nobody loses anything.
insert into quota_balance (node_id, cluster, gpu_product, guaranteed_gpus, burst_limit_gpus, held_gpus, held_production_gpus,
                           claimed_gpus, production_gpus, excess_gpus, production_excess_gpus)
select team_id, cluster, gpu_product, limit_gpus, limit_gpus, used_gpus, used_gpus, used_gpus, used_gpus,
       greatest(0, used_gpus - limit_gpus), greatest(0, used_gpus - limit_gpus)
  from team_quota;

-- The nodes above get the sum of what is below them.
with recursive above (team_id, node_id) as (
    select id, parent_id from org_node where kind = 'TEAM' and parent_id is not null
    union all
    select a.team_id, n.parent_id from above a join org_node n on n.id = a.node_id where n.parent_id is not null
)
insert into quota_balance as held (node_id, cluster, gpu_product, guaranteed_gpus, burst_limit_gpus, assigned_gpus,
                                   claimed_gpus, excess_gpus)
select a.node_id, q.cluster, q.gpu_product, sum(q.limit_gpus), sum(q.limit_gpus), sum(q.limit_gpus),
       sum(greatest(q.used_gpus, q.limit_gpus)), sum(greatest(0, q.used_gpus - q.limit_gpus))
  from above a
  join team_quota q on q.team_id = a.team_id
 group by a.node_id, q.cluster, q.gpu_product
    on conflict on constraint quota_balance_pk do update
   set guaranteed_gpus  = held.guaranteed_gpus + excluded.guaranteed_gpus,
       burst_limit_gpus = held.burst_limit_gpus + excluded.burst_limit_gpus,
       assigned_gpus    = excluded.assigned_gpus,
       claimed_gpus     = held.claimed_gpus + excluded.claimed_gpus,
       excess_gpus      = held.excess_gpus + excluded.excess_gpus;

alter table quota_entry
    drop constraint quota_entry_balance_fk,
    add constraint quota_entry_balance_fk foreign key (team_id, cluster, gpu_product) references quota_balance,
    add column quota_class text not null default 'ONLINE_PRODUCTION'
               constraint quota_entry_class_known check (quota_class in ('ONLINE_PRODUCTION', 'ONLINE_DEVELOPMENT', 'OFFLINE'));
alter table quota_entry alter column quota_class drop default;
comment on table quota_entry is 'Append-only ledger: what changed a balance in quota_balance, and what turned a hold into a reservation.';

-- The history of a node in a pool, newest first.
create index quota_entry_by_balance on quota_entry (team_id, cluster, gpu_product, id);

drop table team_quota;

create trigger quota_balance_cluster_not_retired
    before insert or update of guaranteed_gpus, burst_limit_gpus on quota_balance
    for each row when (new.burst_limit_gpus > 0) execute function refuse_retired_cluster();

create table quota_change (
    id                bigint      generated always as identity constraint quota_change_pk primary key,
    node_id           uuid        not null,
    cluster           text        not null,
    gpu_product       text        not null,
    revision          integer     not null,
    guaranteed_before integer     not null,
    burst_before      integer     not null,
    lendable_before   integer     not null,
    open_before       boolean     not null,
    guaranteed_after  integer     not null,
    burst_after       integer     not null,
    lendable_after    integer     not null,
    open_after        boolean     not null,
    changed_by        uuid        not null constraint quota_change_by_fk references user_account,
    changed_by_name   text        not null,
    reason            text        not null,
    at                timestamptz not null,
    constraint quota_change_once unique (node_id, cluster, gpu_product, revision),
    constraint quota_change_balance_fk foreign key (node_id, cluster, gpu_product) references quota_balance
);
comment on table quota_change is 'Append-only ledger of the limits themselves: who changed them from what to what, and why.';
comment on column quota_change.revision is 'Of the balance, as it was after the change.';
comment on column quota_change.open_after is 'Whether the node is openly overcommitted.';

create function quota_change_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'quota_change is append-only';
end
$$;
create trigger quota_change_append_only before update or delete on quota_change
    for each statement execute function quota_change_is_append_only();
