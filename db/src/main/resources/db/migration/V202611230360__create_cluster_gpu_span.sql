create table cluster_gpu_span (
    cluster     text        not null constraint cluster_gpu_span_cluster_fk references cluster,
    gpu_product text        not null constraint cluster_gpu_span_product_named check (gpu_product <> ''),
    since       timestamptz not null,
    seen_until  timestamptz not null,
    gpus        integer     not null constraint cluster_gpu_span_gpus_not_negative check (gpus >= 0),
    constraint cluster_gpu_span_pk primary key (cluster, gpu_product, since),
    constraint cluster_gpu_span_forward check (seen_until >= since)
);
comment on table cluster_gpu_span is 'How many whole GPUs of a product a cluster reported, from when until when; between two spans nobody knows. It begins with the first report after this table was made.';
comment on column cluster_gpu_span.gpus is '0 where a product that was there before is there no longer.';
