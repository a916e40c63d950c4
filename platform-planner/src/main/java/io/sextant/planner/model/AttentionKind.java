package io.sextant.planner.model;

/** How a model keeps what it has read. */
public enum AttentionKind {
    MULTI_HEAD,
    GROUPED_QUERY,
    /** One compressed entry per token, which every tensor-parallel rank holds in full. */
    MULTI_HEAD_LATENT,
    /** Most layers keep a state of fixed size instead of KV. */
    HYBRID
}
