package io.sextant.web.deployments;

import io.sextant.api.deployment.DeploymentGeneration;
import io.sextant.api.deployment.manifest.FieldChange;
import io.sextant.web.layout.Dates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The generations of a deployment, newest first. */
record GenerationsView(List<Row> rows) {
    /**
     * One generation.
     *
     * @param rollBackPath absent for the current one and for who may not change it
     */
    record Row(
            String number,
            boolean current,
            String what,
            String size,
            String who,
            String when,
            List<FieldChange> changes,
            @Nullable String rollBackPath) {}

    static GenerationsView of(List<DeploymentGeneration> generations, String path, boolean changeable) {
        return new GenerationsView(generations.stream()
                .map(generation -> new Row(
                        Long.toString(generation.generation()),
                        generation.current(),
                        what(generation),
                        ChangeView.replicas(generation.shape()) + " on " + ChangeView.gpus(generation.shape()),
                        generation.acceptedBy(),
                        Dates.moment(generation.acceptedAt()),
                        generation.changes(),
                        changeable && !generation.current()
                                ? path + "/rollback?generation=" + generation.generation()
                                : null))
                .toList());
    }

    private static String what(DeploymentGeneration generation) {
        return switch (generation.change()) {
            case SUBMITTED -> "Submitted";
            case STOPPED -> "Stopped";
            case STARTED -> "Started";
            case RESIZED -> "Resized";
            case REPLANNED -> "Another plan";
            case ROLLED_BACK -> "Rolled back to generation " + generation.rolledBackTo();
        };
    }
}
