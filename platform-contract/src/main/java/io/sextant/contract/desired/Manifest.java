package io.sextant.contract.desired;

/**
 * One rendered Kubernetes object, complete but for the values of secrets.
 *
 * @param apiVersion such as {@code apps.nvidia.com/v1alpha1}
 * @param yaml one YAML document whose apiVersion, kind and metadata.name repeat the other components
 */
public record Manifest(String apiVersion, String kind, String name, String yaml) {}
