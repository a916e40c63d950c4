package io.sextant.sandbox.control;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** One write to the cluster that a controller decided on. */
public sealed interface Change {
    /** Create an object; one of that name already there is left alone. */
    record Create(HasMetadata object) implements Change {}

    /** Replace all of an object but its status, if nobody changed it since it was read. */
    record Update(HasMetadata object) implements Change {}

    /** Replace an object's status, if nobody changed the object since it was read. */
    record UpdateStatus(HasMetadata object) implements Change {}

    /** Delete an object, pods with their grace period. */
    record Delete(HasMetadata object) implements Change {}

    /** Remove a pod that has ended, at once. */
    record Remove(HasMetadata object) implements Change {}

    /** Record an event about the write before it; left out when that write was not accepted. */
    record Note(HasMetadata about, boolean warning, String component, String reason, String message)
            implements Change {}
}
