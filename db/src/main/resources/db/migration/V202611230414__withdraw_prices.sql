-- A price, or an ending, that has not come can be taken back: what held before it goes on then. It stays in the book, marked.
alter table gpu_price
    add column withdrawn_at      timestamptz,
    add column withdrawn_by      text,
    add column withdrawn_because text,
    add constraint gpu_price_withdrawn_for_a_reason check ((withdrawn_at is null) = (withdrawn_because is null)),
    add constraint gpu_price_withdrawn_before_it_came check (withdrawn_at < effective_from),
    drop constraint gpu_price_one_at_a_time;
comment on column gpu_price.withdrawn_at is 'When it was taken back, before its moment came; null: it counts.';

-- Two never take over at one moment, of those that count.
create unique index gpu_price_one_at_a_time on gpu_price (gpu, cluster, effective_from, ended) nulls not distinct
    where withdrawn_at is null;

create function refuse_change_but_withdrawal() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.withdrawn_at is null and new.withdrawn_at is not null
        and to_jsonb(old) - array['withdrawn_at', 'withdrawn_by', 'withdrawn_because']
          = to_jsonb(new) - array['withdrawn_at', 'withdrawn_by', 'withdrawn_because'] then
        return new;
    end if;
    raise exception '% is append-only: record a new row instead', tg_table_name
        using errcode = 'restrict_violation';
end $$;

drop trigger gpu_price_is_immutable on gpu_price;
create trigger gpu_price_is_immutable before update or delete on gpu_price
    for each row execute function refuse_change_but_withdrawal();
