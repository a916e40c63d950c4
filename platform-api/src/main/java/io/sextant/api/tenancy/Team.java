package io.sextant.api.tenancy;

/**
 * A team: the tenant, with a namespace on every cluster.
 *
 * @param slug its name in URLs and namespaces; never changes
 * @param department the node above it
 */
public record Team(TeamId id, String slug, String name, String department) {
    /** The team's namespace on every cluster. */
    public String namespace() {
        return namespaceOf(slug);
    }

    /** The namespace of the team of that slug. */
    public static String namespaceOf(String slug) {
        return "sextant-" + slug;
    }
}
