package io.sextant.sandbox.control;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashSet;
import java.util.Set;

/** Resource versions that this loop's own writes made, so that hearing of them again wakes nobody. */
final class OwnWrites {
    private static final int REMEMBERED = 1000;

    private final Set<String> versions = new LinkedHashSet<>();

    synchronized void add(HasMetadata written) {
        String version = written.getMetadata().getResourceVersion();
        if (version != null && versions.add(version) && versions.size() > REMEMBERED) {
            versions.remove(versions.iterator().next());
        }
    }

    synchronized boolean contains(String version) {
        return versions.contains(version);
    }
}
