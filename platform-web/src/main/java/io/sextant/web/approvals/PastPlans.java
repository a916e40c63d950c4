package io.sextant.web.approvals;

import io.sextant.api.deployment.DeploymentSummary;
import io.sextant.api.deployment.Deployments;
import io.sextant.api.deployment.MeasureDeployment;
import io.sextant.api.deployment.Measured;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.tenancy.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How the plans of running deployments of a model have held, as far as it was measured. */
@Component
class PastPlans {
    private static final Duration SPAN = Duration.ofDays(7);
    private static final int LOOKED_AT = 100;
    private static final int SHOWN = 3;

    private final Deployments deployments;
    private final MeasureDeployment measuring;

    PastPlans(Deployments deployments, MeasureDeployment measuring) {
        this.deployments = deployments;
        this.measuring = measuring;
    }

    /** Of other deployments that the reader may see, newest first; nothing where nothing was measured. */
    List<Row> of(String model, UUID except, Actor actor) {
        return deployments.list(null, false, new PageRequest(LOOKED_AT, null), actor).items().stream()
                .filter(summary ->
                        summary.model().equals(model) && summary.phase().serves())
                .filter(summary -> !summary.id().value().equals(except))
                .limit(SHOWN)
                .map(summary -> row(summary, measuring.last(summary.id(), SPAN, actor)))
                .filter(row -> !row.kept().isEmpty())
                .toList();
    }

    private static Row row(DeploymentSummary summary, Measured measured) {
        return new Row(
                "/deployments/" + summary.id(),
                summary.name(),
                summary.teamName(),
                measured.promises().stream().map(PastPlans::word).collect(Collectors.joining(", ")));
    }

    private static String word(Measured.Promise promise) {
        return promise.metric() + " "
                + promise.attainment().verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A deployment and what of its promise was kept in the last seven days. */
    record Row(String path, String name, String team, String kept) {}
}
