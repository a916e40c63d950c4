create table catalog_change (
    id         bigint      generated always as identity constraint catalog_change_pk primary key,
    at         timestamptz not null,
    actor_id   uuid        not null constraint catalog_change_actor_fk references user_account,
    actor_name text        not null,
    kind       text        not null constraint catalog_change_kind_known check (kind in ('model', 'gpu')),
    name       text        not null,
    action     text        not null
                           constraint catalog_change_action_known
                           check (action in ('added', 'edited', 'deprecated', 'restored', 'removed')),
    revision   integer     not null constraint catalog_change_revision_not_negative check (revision >= 0)
);
comment on table catalog_change is 'Who changed the catalogue; its last id also tells every process when to read the additions again.';

create trigger catalog_change_is_immutable before update or delete on catalog_change
    for each row execute function refuse_change();

create table catalog_model (
    nim_id                  text             not null constraint catalog_model_pk primary key
                                             constraint catalog_model_nim_id_form
                                             check (nim_id ~ '^[a-z0-9-]+/[a-z0-9._-]+$'),
    weights                 text             not null,
    title                   text             not null constraint catalog_model_title_given check (title <> ''),
    publisher               text             not null constraint catalog_model_publisher_given check (publisher <> ''),
    licence                 text             not null,
    notes                   text             not null,
    image_repository        text,
    image_tag               text,
    deprecated_on           date,
    config                  jsonb            not null,
    weight_format           text             not null,
    parameters_stated       boolean          not null,
    total_params_b          double precision not null,
    active_params_b         double precision not null,
    layers                  integer          not null,
    kv_layers               integer          not null,
    hidden                  integer          not null,
    heads                   integer          not null,
    kv_heads                integer          not null,
    head_dim                integer          not null,
    vocabulary              integer          not null,
    max_context             integer          not null,
    kv_bytes_per_token      double precision not null,
    attention               text             not null,
    sliding_layers          integer          not null,
    sliding_window          integer          not null,
    experts                 integer,
    experts_per_token       integer,
    tied_embeddings         boolean          not null,
    revision                integer          not null,
    added_at                timestamptz      not null,
    added_by                text             not null,
    changed_at              timestamptz      not null,
    changed_by              text             not null,
    constraint catalog_model_image_whole check ((image_repository is null) = (image_tag is null)),
    constraint catalog_model_experts_whole check ((experts is null) = (experts_per_token is null)),
    constraint catalog_model_active_within_total check (active_params_b > 0 and active_params_b <= total_params_b),
    constraint catalog_model_shape_positive check (
        least(layers, kv_layers, hidden, heads, kv_heads, head_dim, vocabulary, max_context) > 0
        and kv_bytes_per_token > 0 and sliding_layers between 0 and kv_layers)
);
comment on table catalog_model is 'Models that administrators added to those the platform ships.';
comment on column catalog_model.config is 'The config.json it was read from.';
comment on column catalog_model.image_repository is 'Null: no NIM image is named yet, so it can be planned but not deployed.';
comment on column catalog_model.kv_bytes_per_token is 'Over all layers with KV, at 16 bit.';

create table catalog_gpu (
    name                  text             not null constraint catalog_gpu_pk primary key,
    title                 text             not null constraint catalog_gpu_title_given check (title <> ''),
    product_label         text             not null constraint catalog_gpu_label_unique unique,
    memory_gib            double precision not null,
    memory_type           text             not null,
    memory_bandwidth_gb_s double precision not null,
    tflops_bf16           double precision not null,
    tflops_fp8            double precision,
    tflops_fp4            double precision,
    nvlink_gb_s           double precision not null constraint catalog_gpu_nvlink_not_negative check (nvlink_gb_s >= 0),
    allreduce_gb_s        double precision not null,
    pcie                  text             not null,
    board_power_w         integer,
    max_gpus_per_node     integer          not null,
    source                text             not null constraint catalog_gpu_source_given check (source <> ''),
    notes                 text             not null,
    revision              integer          not null,
    added_at              timestamptz      not null,
    added_by              text             not null,
    changed_at            timestamptz      not null,
    changed_by            text             not null,
    constraint catalog_gpu_figures_positive check (
        least(memory_gib, memory_bandwidth_gb_s, tflops_bf16, tflops_fp8, tflops_fp4, allreduce_gb_s, max_gpus_per_node) > 0)
);
comment on table catalog_gpu is 'GPU products that administrators added to those the platform ships.';
comment on column catalog_gpu.product_label is 'Value of the node label nvidia.com/gpu.product.';
comment on column catalog_gpu.nvlink_gb_s is 'Both directions together; 0 without NVLink.';
comment on column catalog_gpu.allreduce_gb_s is 'One direction, per GPU.';
