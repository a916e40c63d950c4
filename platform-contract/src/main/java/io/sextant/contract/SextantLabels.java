package io.sextant.contract;

/** The labels and annotations by which platform and deployer recognise what Sextant put on a cluster. */
public final class SextantLabels {
    /** Label; its value is {@link #MANAGER} on everything Sextant applies. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** Value of {@link #MANAGED_BY}. */
    public static final String MANAGER = "sextant";

    /** Label with the deployment's id, on its NIMCache, its NIMService and, through {@code spec.labels}, its pods. */
    public static final String DEPLOYMENT = "sextant.io/deployment";

    /** Label with the team's slug. */
    public static final String TEAM = "sextant.io/team";

    /** Annotation with the deployment's generation. */
    public static final String GENERATION = "sextant.io/generation";

    /** Annotation with the cluster's name, stamped by the deployer: it removes only what bears its own cluster's name. */
    public static final String CLUSTER = "sextant.io/cluster";

    /** Annotation with the SHA-256 of the manifest as applied, stamped by the deployer to notice fields taken away. */
    public static final String MANIFEST_DIGEST = "sextant.io/manifest-digest";

    /**
     * Annotation, "true" on the NIMService of a stopped deployment that the cluster's NIM Operator cannot hold at no replica
     * (before 3.1.0): the deployer removes the NIMService instead.
     */
    public static final String STOPS_BY_REMOVAL = "sextant.io/stops-by-removal";

    /**
     * Annotation of a deployment's Service: the base URL under which it is reached where that is not its cluster IP, written by
     * whoever provides that address.
     */
    public static final String ENDPOINT = "sextant.io/endpoint";

    /** Annotation of a route: the base URL under which the deployment is published. */
    public static final String PUBLIC_URL = "sextant.io/public-url";

    /** The field manager of every server-side apply. */
    public static final String FIELD_MANAGER = "sextant-deployer";

    private SextantLabels() {}
}
