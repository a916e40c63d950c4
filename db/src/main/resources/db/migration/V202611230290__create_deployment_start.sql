create table deployment_start (
    deployment_id uuid        not null constraint deployment_start_deployment_fk references deployment,
    generation    bigint      not null,
    cluster       text        not null,
    model         text        not null,
    gpu_product   text        not null,
    downloaded    boolean     not null,
    began_at      timestamptz not null,
    ready_at      timestamptz not null,
    constraint deployment_start_pk primary key (deployment_id, generation),
    constraint deployment_start_order_ck check (ready_at >= began_at)
);
comment on table deployment_start is 'How long starts took, from which the next one of the same model is estimated.';
comment on column deployment_start.generation is 'That the start began with.';
comment on column deployment_start.downloaded is 'Whether the weights came onto their volume during it.';

create index deployment_start_like_it_ix on deployment_start (model, gpu_product, cluster, downloaded, ready_at desc);
