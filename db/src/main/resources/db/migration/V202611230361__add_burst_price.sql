-- GPUs that can be asked back are worth less than those one can count on.
alter table gpu_price
    add column burst_usd_per_gpu_hour numeric(12, 6)
        constraint gpu_price_burst_not_negative check (burst_usd_per_gpu_hour >= 0),
    add constraint gpu_price_ending_has_no_burst_amount check (not ended or burst_usd_per_gpu_hour is null);
comment on column gpu_price.burst_usd_per_gpu_hour is 'For GPUs that are borrowed above what a team is guaranteed; null: the same as for the others.';

alter table gpu_interval add column reclaimable boolean not null default false;
alter table gpu_interval alter column reclaimable drop default;
comment on column gpu_interval.reclaimable is 'Whether the deployment''s class may borrow GPUs, which its owner can ask back.';
update gpu_interval i
   set reclaimable = true
  from deployment d
 where d.id = i.deployment_id and d.quota_class <> 'ONLINE_PRODUCTION';

alter table charge_line
    add column borrowed boolean not null default false,
    drop constraint charge_line_once,
    add constraint charge_line_once unique nulls not distinct
        (deployment_id, team_id, cluster, gpu_product, gpus_per_replica, kind, deployment_name, model, borrowed),
    add constraint charge_line_borrowed_by_pods check (not borrowed or kind = 'ALLOCATION');
alter table charge_line alter column borrowed drop default;
comment on column charge_line.borrowed is 'Whether the GPUs were held above what the team was guaranteed: they are rated by the burst price.';
