alter table gpu_interval add column model text not null default '';
comment on column gpu_interval.model is 'NIM id of the model its deployment served then; empty where that is not known any more.';
update gpu_interval i
   set model = coalesce(d.plan -> 'model' ->> 'nimId', '')
  from deployment d
 where d.id = i.deployment_id;

-- Hours are sealed from all intervals that reach into them, and reports read those that reach into hours still open.
create index gpu_interval_by_end on gpu_interval ((coalesce(ended_at, seen_until)));

create table charge_line (
    id               bigint  generated always as identity constraint charge_line_pk primary key,
    kind             text    not null constraint charge_line_kind_known check (kind in ('ALLOCATION', 'RESERVED_IDLE')),
    deployment_id    uuid,
    deployment_name  text    not null,
    model            text    not null,
    team_id          uuid    not null constraint charge_line_team_fk references org_node,
    cluster          text    not null,
    gpu_product      text    not null,
    gpus_per_replica integer not null constraint charge_line_gpus_not_negative check (gpus_per_replica >= 0),
    constraint charge_line_once unique nulls not distinct
        (deployment_id, team_id, cluster, gpu_product, gpus_per_replica, kind, deployment_name, model),
    constraint charge_line_allocation_of_a_deployment check ((kind = 'ALLOCATION') = (deployment_id is not null))
);
comment on table charge_line is 'What a charge is for: GPUs a deployment''s replicas held, or that a team had reserved and no pod held.';

-- Reports are by team.
create index charge_line_by_team on charge_line (team_id);

create table charge (
    line_id      bigint         not null,
    hour         timestamptz    not null,
    revision     smallint       not null,
    kind         text           not null,
    billed_month date           not null,
    gpu_seconds  numeric(20, 3) not null,
    price_id     uuid,
    rate         numeric(20, 10),
    cost         numeric(30, 10),
    booked_at    timestamptz    not null,
    constraint charge_pk primary key (line_id, hour, revision),
    constraint charge_kind_known check (kind in ('CHARGE', 'REVERSAL', 'RESTATEMENT')),
    constraint charge_on_the_hour check (date_trunc('hour', hour, 'UTC') = hour),
    constraint charge_billed_by_month check (extract(day from billed_month) = 1),
    constraint charge_reversal_takes_away check (gpu_seconds <> 0 and (kind = 'REVERSAL') = (gpu_seconds < 0)),
    constraint charge_first_is_revision_0 check ((kind = 'CHARGE') = (revision = 0)),
    constraint charge_rated_whole check ((price_id is null) = (rate is null) and (rate is null) = (cost is null))
);
comment on table charge is 'Sealed hours, rated: append-only. No foreign keys: it outlives what it speaks of, and rows come by the million.';
comment on column charge.revision is '0 when the hour was sealed; a fact that came later is a reversal of the row before and, unless nothing is left, a restatement.';
comment on column charge.billed_month is 'First day of the month whose statement has it: that of the hour, or the next one open when the hour''s was closed.';
comment on column charge.price_id is 'In force when the hour began; absent where nobody had recorded a price.';

-- Statements read a month; months are few and long, so the index stays small.
create index charge_by_billed_month on charge (billed_month, line_id);

create trigger charge_is_append_only before update or delete on charge for each row execute function refuse_change();
create trigger charge_is_not_emptied before truncate on charge for each statement execute function refuse_change();

create table metering_seal (
    only_one     boolean     not null default true constraint metering_seal_pk primary key
                             constraint metering_seal_only_one check (only_one),
    sealed_until timestamptz not null constraint metering_seal_on_the_hour
                             check (date_trunc('hour', sealed_until, 'UTC') = sealed_until)
);
comment on table metering_seal is 'Hours before sealed_until are charged; what is told of them later is a correction.';

create table late_use (
    team_id uuid        not null constraint late_use_team_fk references org_node,
    cluster text        not null,
    since   timestamptz not null,
    constraint late_use_pk primary key (team_id, cluster)
);
comment on table late_use is 'Whose sealed hours, from which on, are to be compared with what is known now; emptied by the job that seals.';

create table closed_month (
    month     date        not null constraint closed_month_pk primary key
                          constraint closed_month_first_day check (extract(day from month) = 1),
    zone      text        not null,
    starts_at timestamptz not null,
    ends_at   timestamptz not null,
    closed_at timestamptz not null,
    closed_by text        not null,
    constraint closed_month_forward check (starts_at < ends_at)
);
comment on table closed_month is 'Months whose statements are frozen; nothing is billed into them any more.';
create trigger closed_month_is_final before update or delete on closed_month
    for each row execute function refuse_change();

-- What was rated in place until now is carried over as charged; hours still open are counted again from the intervals.
insert into metering_seal (sealed_until)
select date_trunc('hour', now() - interval '15 minutes', 'UTC')
 where exists (select 1 from usage_hour);

create temporary table carried on commit drop as
select u.*, coalesce(i.model, '') as model, coalesce(i.gpus, 1) as gpus
  from usage_hour u
  join metering_seal s on u.hour < s.sealed_until
  left join lateral (select g.model, g.gpus
                       from gpu_interval g
                      where g.deployment_id = u.deployment_id and g.cluster = u.cluster
                        and g.gpu_product = u.gpu_product
                      order by g.started_at, g.pod_uid
                      limit 1) i on true
 where u.gpu_seconds > 0;

insert into charge_line (kind, deployment_id, deployment_name, model, team_id, cluster, gpu_product, gpus_per_replica)
select distinct 'ALLOCATION', deployment_id, deployment_name, model, team_id, cluster, gpu_product, gpus from carried;

insert into charge (line_id, hour, revision, kind, billed_month, gpu_seconds, price_id, rate, cost, booked_at)
select l.id, c.hour, 0, 'CHARGE', date_trunc('month', c.hour at time zone 'UTC')::date,
       c.gpu_seconds, c.price_id, c.rate, c.cost, now()
  from carried c
  join charge_line l on l.deployment_id = c.deployment_id and l.team_id = c.team_id and l.cluster = c.cluster
                    and l.gpu_product = c.gpu_product and l.gpus_per_replica = c.gpus
                    and l.deployment_name = c.deployment_name and l.model = c.model;

drop table usage_hour;
