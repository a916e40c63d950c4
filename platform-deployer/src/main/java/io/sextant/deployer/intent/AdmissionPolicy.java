package io.sextant.deployer.intent;

import java.util.List;

/**
 * What this deployer is willing to apply, whatever the platform asks for.
 *
 * @param cluster the cluster's name, stamped on what is applied
 * @param namespacePrefix of the teams' namespaces
 * @param systemNamespace the deployer's own, which is no team's
 * @param allowedImagePrefixes such as {@code nvcr.io/nim/}
 * @param offers what may be used of the cluster besides GPUs
 */
public record AdmissionPolicy(
        String cluster,
        String namespacePrefix,
        String systemNamespace,
        List<String> allowedImagePrefixes,
        Offers offers) {
    public AdmissionPolicy {
        allowedImagePrefixes = List.copyOf(allowedImagePrefixes);
    }

    /** Of a cluster that offers GPUs alone. */
    public AdmissionPolicy(
            String cluster, String namespacePrefix, String systemNamespace, List<String> allowedImagePrefixes) {
        this(cluster, namespacePrefix, systemNamespace, allowedImagePrefixes, Offers.NONE);
    }

    boolean admitsNamespace(String name) {
        return name.startsWith(namespacePrefix)
                && name.length() > namespacePrefix.length()
                && !name.equals(systemNamespace);
    }

    boolean admitsImage(String image) {
        return allowedImagePrefixes.stream().anyMatch(image::startsWith);
    }
}
