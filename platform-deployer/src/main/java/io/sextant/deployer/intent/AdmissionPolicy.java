package io.sextant.deployer.intent;

import java.util.List;

/**
 * What this deployer is willing to apply, whatever the platform asks for.
 *
 * @param cluster the cluster's name, stamped on what is applied
 * @param namespacePrefix of the teams' namespaces
 * @param systemNamespace the deployer's own, which is no team's
 * @param allowedImagePrefixes such as {@code nvcr.io/nim/}
 */
public record AdmissionPolicy(
        String cluster, String namespacePrefix, String systemNamespace, List<String> allowedImagePrefixes) {
    public AdmissionPolicy {
        allowedImagePrefixes = List.copyOf(allowedImagePrefixes);
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
