package io.sextant.api.deployment;

import io.sextant.api.deployment.status.DeploymentStatus;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.notification.Audience;
import io.sextant.api.notification.Notice;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.notification.Notices;
import io.sextant.api.tenancy.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stops a deployment that failed and that nobody looked after, so that its GPUs go back to the quota. */
@Service
@Transactional
class EndFailed {
    private final ChangeDeployment changing;
    private final DeploymentRows rows;
    private final Notices notices;
    private final Duration keep;
    private final Clock clock;

    EndFailed(ChangeDeployment changing, DeploymentRows rows, Notices notices, FailureSettings settings, Clock clock) {
        this.changing = changing;
        this.rows = rows;
        this.notices = notices;
        this.keep = settings.keep();
        this.clock = clock;
    }

    /** Stops it, unless it recovered or was changed meanwhile. */
    void stop(DeploymentId id) {
        DeploymentRow row = rows.find(id).orElseThrow();
        DeploymentStatus failure = row.status(clock.instant());
        if (!changing.stop(id, why(failure), () -> isOver(id))) {
            return;
        }
        notices.tell(new Notice(
                NoticeKind.DEPLOYMENT_TROUBLE,
                "deployment/" + id + "/failed/" + row.generation(),
                new Audience.Holders(Permission.DEPLOY, row.team().value()),
                row.name() + " failed and was stopped",
                why(failure) + " Start it again once the cause is cured, or retire it.",
                "/deployments/" + id));
    }

    private static String why(DeploymentStatus failure) {
        return "It has failed since %s and nobody cured it: %s Its reservation ends; the GPUs come back when the replicas have ended."
                .formatted(Notice.moment(failure.since()), failure.sentence());
    }

    /** Whether it has failed for long enough, as its cluster tells now: one that is silent may have cured it. */
    boolean isOver(DeploymentId id) {
        Instant now = clock.instant();
        return rows.find(id)
                .map(row -> row.status(now))
                .filter(status -> status.phase() == Phase.FAILED && !status.clusterSilent())
                .filter(status -> !now.isBefore(status.since().plus(keep)))
                .isPresent();
    }
}
