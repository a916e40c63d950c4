package io.sextant.api.deployment;

import io.sextant.api.deployment.GenerationStore.Stored;
import io.sextant.api.planning.PlanProposal;
import java.util.ArrayList;
import java.util.List;

/** What a person should know of a change before confirming it, beyond numbers. */
final class ChangeNotes {
    private ChangeNotes() {}

    static List<String> of(NextGeneration next) {
        Stored current = next.current();
        Content wanted = next.content();
        PlanProposal.Scale scale = wanted.plan().scale();
        List<String> notes = new ArrayList<>();
        if (!current.content().isStopped() && wanted.isStopped()) {
            notes.add("The endpoint stops answering. The downloaded weights (%s, %d GiB) and all settings are kept."
                    .formatted(current.cache().name(), current.cache().gib()));
            notes.add("Starting again asks the quota first: its GPUs may have been taken by then.");
        }
        if (current.content().isStopped() && !wanted.isStopped() && next.weightsAreThere()) {
            notes.add("The weights are on their volume already, so that only the image and the model are loaded.");
        }
        if (!next.cache().equals(current.cache())) {
            notes.add(
                    ("More than one replica needs a volume that several nodes can mount, and a NIMCache never changes:"
                                    + " the weights are downloaded once more, as %s. What runs serves until then; when the volume is"
                                    + " exchanged, a single replica does not answer while it is replaced.")
                            .formatted(next.cache().name()));
        }
        if (!wanted.isStopped()) {
            notes.add(
                    scale.maxReplicas() > scale.minReplicas()
                            ? "Between %d and %d replicas follow the load; quota is charged for %d."
                                    .formatted(scale.minReplicas(), scale.maxReplicas(), scale.maxReplicas())
                            : "%d %s all the time."
                                    .formatted(
                                            scale.maxReplicas(),
                                            scale.maxReplicas() == 1 ? "replica runs" : "replicas run"));
        }
        int planned = next.past().getFirst().content().plan().scale().replicas();
        if (scale.maxReplicas() < planned) {
            notes.add("The accepted plan needs %d replicas at its peak: with %d at most, its SLA will not hold there."
                    .formatted(planned, scale.maxReplicas()));
        }
        return notes;
    }
}
