create table gpu_price (
    id               uuid           not null constraint gpu_price_pk primary key,
    cluster          text           constraint gpu_price_cluster_fk references cluster,
    gpu              text           not null,
    usd_per_gpu_hour numeric(12, 6) not null constraint gpu_price_not_negative check (usd_per_gpu_hour >= 0),
    currency         text           not null constraint gpu_price_currency_known check (currency = 'USD'),
    effective_from   timestamptz    not null,
    source           text           not null constraint gpu_price_source_given check (source <> ''),
    read_on          date,
    recorded_at      timestamptz    not null,
    constraint gpu_price_one_at_a_time unique nulls not distinct (gpu, cluster, effective_from)
);
comment on table gpu_price is 'What a GPU hour costs; the latest row not after a moment is the price in force then.';
comment on column gpu_price.cluster is 'Null: for every cluster without a price of its own.';
comment on column gpu_price.gpu is 'Name of a GPU product in the catalogue, such as H100-SXM-80GB.';

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: record a new row instead', tg_table_name
        using errcode = 'restrict_violation';
end $$;

-- Usage is rated by price version, so a price that was once in force must stay readable as it was.
create trigger gpu_price_is_immutable before update or delete on gpu_price
    for each row execute function refuse_change();
