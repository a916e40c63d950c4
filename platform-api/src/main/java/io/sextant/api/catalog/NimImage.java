package io.sextant.api.catalog;

import java.util.regex.Pattern;

/**
 * The container image of a NIM.
 *
 * @param repository with its registry, such as {@code nvcr.io/nim/meta/llama-3.1-8b-instruct}
 */
public record NimImage(String repository, String tag) {
    private static final int LONGEST = 255;
    private static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\\d{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    public NimImage {
        if (repository.length() > LONGEST || !REPOSITORY.matcher(repository).matches()) {
            throw new IllegalArgumentException(
                    "\"" + repository + "\" is not an image repository such as nvcr.io/nim/meta/llama-3.1-8b-instruct");
        }
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException("\"" + tag + "\" is not an image tag");
        }
    }

    /** Reads {@code registry/repository:tag}. */
    static NimImage parse(String reference) {
        int colon = reference.lastIndexOf(':');
        if (colon < 0 || reference.indexOf('/', colon) >= 0) {
            throw new IllegalArgumentException(
                    "an image is written registry/repository:tag, with its tag, but was \"" + reference + "\"");
        }
        return new NimImage(reference.substring(0, colon), reference.substring(colon + 1));
    }

    /** Repository and tag as a container runtime takes them. */
    public String reference() {
        return repository + ":" + tag;
    }

    /** How this NIM names its metrics, by the major version that its tag begins with. */
    MetricFamily metricFamily() {
        return MetricFamily.ofTag(tag);
    }
}
