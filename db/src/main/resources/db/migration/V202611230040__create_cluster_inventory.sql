create table cluster_inventory (
    cluster     text        not null constraint cluster_inventory_pk primary key
                            constraint cluster_inventory_cluster_fk references cluster,
    observed_at timestamptz not null,
    received_at timestamptz not null,
    inventory   jsonb       not null constraint cluster_inventory_is_object check (jsonb_typeof(inventory) = 'object')
);
comment on table cluster_inventory is 'What each cluster was last reported to consist of; the newest observed_at wins.';
