-- An ending is a row like a price: it takes over from its moment on, and from then there is no price.
alter table gpu_price
    add column ended       boolean not null default false,
    add column recorded_by text,
    alter column usd_per_gpu_hour drop not null,
    add constraint gpu_price_ending_has_no_amount check (ended = (usd_per_gpu_hour is null)),
    drop constraint gpu_price_one_at_a_time,
    add constraint gpu_price_one_at_a_time unique nulls not distinct (gpu, cluster, effective_from, ended);
comment on column gpu_price.ended is 'True: from here on there is no price; source then holds the reason.';
comment on column gpu_price.recorded_by is 'Who recorded it; null for what the platform adopted by itself.';
