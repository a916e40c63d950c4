package io.sextant.web.deployments;

import io.sextant.api.deployment.DeploymentSummary;
import io.sextant.api.deployment.status.Phase;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Option;
import io.sextant.web.layout.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

record DeploymentListView(
        String team,
        boolean retired,
        List<Option> teams,
        List<Row> deployments,
        String shown,
        @Nullable String firstPath,
        @Nullable String nextPath) {
    /** Public, for the template. */
    public boolean filtered() {
        return !team.isEmpty();
    }

    record Row(
            String path,
            String name,
            String tone,
            String state,
            String model,
            String team,
            String gpus,
            String cost,
            String submitted,
            String ends) {
        static Row of(DeploymentSummary summary) {
            return new Row(
                    "/deployments/" + summary.id(),
                    summary.name(),
                    DeploymentTone.of(summary.phase()),
                    summary.phase().label(),
                    summary.modelName(),
                    summary.teamName(),
                    (holdsNothing(summary.phase()) ? 0 : summary.gpus()) + " × " + summary.gpuName(),
                    holdsNothing(summary.phase()) ? "0" : Shown.number(summary.perMonth(), 0),
                    Dates.moment(summary.submittedAt()),
                    summary.endsAt() == null ? "–" : Dates.moment(summary.endsAt()));
        }

        /** Its GPUs are given back, so it costs nothing. */
        private static boolean holdsNothing(Phase phase) {
            return phase == Phase.STOPPED || phase == Phase.RETIRED || phase == Phase.DECLINED;
        }
    }
}
