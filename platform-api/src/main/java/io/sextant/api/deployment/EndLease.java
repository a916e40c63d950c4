package io.sextant.api.deployment;

import io.sextant.api.notification.Audience;
import io.sextant.api.notification.EndWarning;
import io.sextant.api.notification.Notice;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.notification.Notices;
import io.sextant.api.tenancy.Permission;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Warns of the end of a deployment, and stops it then; each in a transaction of its own. */
@Service
@Transactional
class EndLease {
    private final ChangeDeployment changing;
    private final LeaseStore leases;
    private final LeaseTerms terms;
    private final Notices notices;

    EndLease(ChangeDeployment changing, LeaseStore leases, LeaseTerms terms, Notices notices) {
        this.changing = changing;
        this.leases = leases;
        this.terms = terms;
        this.notices = notices;
    }

    void warn(LeaseStore.Ending ending, EndWarning warning) {
        tell(
                ending,
                Integer.toString(warning.daysBefore()),
                "%s ends %s".formatted(ending.name(), warning.inWords()),
                "It is stopped on %s and its GPUs go back to the quota. Extend it on its page if it is still needed."
                        .formatted(Notice.moment(ending.endsAt())));
    }

    /** Stops it, unless it was extended or stopped meanwhile. */
    void stop(LeaseStore.Ending ending) {
        boolean stopped = changing.stop(
                ending.id(),
                "Its end is reached. The GPUs come back when the replicas have ended.",
                () -> terms.isOver(endOf(ending.id())));
        if (stopped) {
            tell(
                    ending,
                    "over",
                    ending.name() + " was stopped at its end",
                    "Its end was %s. Nothing of it is lost: set a new end and start it, or retire it."
                            .formatted(Notice.moment(ending.endsAt())));
        }
    }

    private @Nullable Instant endOf(DeploymentId id) {
        return leases.find(id).map(LeaseStore.Stored::endsAt).orElse(null);
    }

    private void tell(LeaseStore.Ending ending, String stage, String title, String text) {
        notices.tell(new Notice(
                NoticeKind.DEPLOYMENT_END,
                "deployment/" + ending.id() + "/end/" + ending.endsAt() + "/" + stage,
                new Audience.Holders(Permission.DEPLOY, ending.team()),
                title,
                text,
                "/deployments/" + ending.id()));
    }
}
