package io.sextant.deployer.cluster;

import java.util.List;

/**
 * A field below {@code spec} of an applied object that somebody else wrote last.
 *
 * @param manager as the API server names who wrote it, such as {@code kubectl-edit}
 * @param path names of the fields that lead to it, {@code spec} first
 */
public record ForeignField(String manager, List<String> path) {
    public ForeignField {
        path = List.copyOf(path);
    }

    /** As people write it, such as {@code spec.replicas}. */
    public String dotted() {
        return String.join(".", path);
    }
}
