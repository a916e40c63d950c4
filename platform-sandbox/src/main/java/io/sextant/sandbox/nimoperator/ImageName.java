package io.sextant.sandbox.nimoperator;

/**
 * An image reference taken apart.
 *
 * @param repository registry and path
 * @param tag {@code latest} where none is given
 */
record ImageName(String repository, String tag) {
    private static final String NIM_REGISTRY = "nvcr.io/nim/";

    static ImageName parse(String reference) {
        String named = reference.contains("@") ? reference.substring(0, reference.indexOf('@')) : reference;
        int colon = named.lastIndexOf(':');
        return colon > named.lastIndexOf('/')
                ? new ImageName(named.substring(0, colon), named.substring(colon + 1))
                : new ImageName(named, "latest");
    }

    /** Whether it is a NIM, which only NGC's registry holds. */
    boolean isNim() {
        return repository.startsWith(NIM_REGISTRY);
    }
}
