package io.sextant.api.catalog;

/**
 * The container image of a NIM.
 *
 * @param repository such as {@code nvcr.io/nim/meta/llama-3.1-8b-instruct}
 */
public record NimImage(String repository, String tag) {
    public NimImage {
        if (!repository.startsWith("nvcr.io/nim/")) {
            throw new IllegalArgumentException("a NIM image lies below nvcr.io/nim/, but was " + repository);
        }
        if (!tag.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")) {
            throw new IllegalArgumentException("\"" + tag + "\" is not an image tag");
        }
    }

    /** Repository and tag as a container runtime takes them. */
    public String reference() {
        return repository + ":" + tag;
    }
}
