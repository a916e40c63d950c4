package io.sextant.api.deployment;

import io.sextant.api.deployment.GenerationStore.Stored;
import io.sextant.api.planning.PlanProposal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person should know of a change before confirming it, beyond numbers.
 *
 * @param rollOver whether the new generation comes up beside what runs
 */
record ChangeNotes(NextGeneration next, Stored stored, boolean rollOver, ChangePreview.Quota quota) {
    List<String> all() {
        Stored current = next.current();
        Content wanted = stored.content();
        PlanProposal.Scale scale = wanted.plan().scale();
        List<String> notes = new ArrayList<>();
        if (!current.content().isStopped() && wanted.isStopped()) {
            notes.add("The endpoint stops answering. The downloaded weights (%s, %d GiB) and all settings are kept."
                    .formatted(current.cache().name(), current.cache().gib()));
            notes.add("Starting again asks the quota first: its GPUs may have been taken by then.");
        }
        if (rollOver && !current.content().isStopped()) {
            rollOver(current, notes);
        }
        weights(current, notes);
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
        int planned = next.planned(stored).scale().replicas();
        if (scale.maxReplicas() < planned) {
            notes.add("The accepted plan needs %d replicas at its peak: with %d at most, its SLA will not hold there."
                    .formatted(planned, scale.maxReplicas()));
        }
        return notes;
    }

    private void rollOver(Stored current, List<String> notes) {
        notes.add(
                ("The pods have to be other ones, so this is a roll-over: %s is made beside %s, which goes on serving. When the"
                                + " new one is ready and has listed its model, the deployment's address leads to it, and the old"
                                + " one is removed after it completed what it began. Nobody is interrupted.")
                        .formatted(stored.service(), current.service()));
        notes.add("Until the old one has ended both count: %d GPUs now, %d in the end."
                .formatted(
                        quota.heldGpus() + quota.askedGpus(), stored.content().neededGpus()));
        notes.add("If the new one does not come up, the old one stays; rolling back removes the new one again.");
        if (!quota.fits()) {
            notes.add(
                    "There is a way without a second set of GPUs: stop the deployment, change it, and start it. It does not"
                            + " answer meanwhile.");
        }
    }

    private void weights(Stored current, List<String> notes) {
        if (!stored.cache().equals(current.cache())) {
            notes.add((next.weightsAreThere(stored)
                            ? "The weights are those of %s (%d GiB), which are downloaded again if they were removed."
                            : "The weights are downloaded as %s (%d GiB).")
                    .formatted(stored.cache().name(), stored.cache().gib()));
        } else if (current.content().isStopped() && !stored.content().isStopped() && next.weightsAreThere(stored)) {
            notes.add("The weights are on their volume already, so that only the image and the model are loaded.");
        }
    }
}
