package io.sextant.deployer.cluster;

/** A claim of a volume. */
public record VolumeClaimView(String namespace, String name, String phase, String storageClass) {
    public boolean bound() {
        return phase.equals("Bound");
    }
}
