package io.sextant.api.reclaim;

import io.sextant.api.notification.Audience;
import io.sextant.api.notification.Notice;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.notification.Notices;
import io.sextant.api.quota.StoppableWork.Running;
import io.sextant.api.tenancy.Permission;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells of a reclaim: those who borrowed, who need not know whose the GPUs are, and in the end who asked. */
@Component
class TellReclaim {
    private final Notices notices;

    TellReclaim(Notices notices) {
        this.notices = notices;
    }

    void warn(Reclaim reclaim, Running work, Instant stopsAt) {
        tell(
                reclaim,
                work.deployment(),
                work.team().value(),
                "warning/" + stopsAt,
                "To be stopped, since it runs on borrowed GPUs: " + work.name(),
                "%s %s is stopped on %s, unless enough come back before. What is stopped is kept and can be started again."
                        .formatted(why(reclaim), work.name(), Notice.moment(stopsAt)));
    }

    void spare(Reclaim reclaim, Borrower borrower) {
        tell(
                reclaim,
                borrower.deployment(),
                borrower.teamId().value(),
                "spared/" + borrower.stopsAt(),
                borrower.name() + " need not end",
                "The GPUs of %s that it borrowed are not asked back any more.".formatted(reclaim.pool()));
    }

    /** What was asked back is there, which its team is told once. */
    void there(Reclaim reclaim, int gpus) {
        notices.tell(new Notice(
                NoticeKind.QUOTA_RECLAIM,
                key(reclaim.id()) + "/there",
                new Audience.Holders(Permission.DEPLOY, reclaim.teamId().value()),
                "The GPUs that %s asked back are there".formatted(reclaim.teamName()),
                "%d GPUs of %s are free and kept for the team until %s: submit what needs them."
                        .formatted(gpus, reclaim.pool(), Notice.moment(reclaim.endsAt())),
                "/quotas/reclaims/" + reclaim.id()));
    }

    /** Why somebody gives GPUs back. */
    static String why(Reclaim reclaim) {
        return "Borrowed GPUs of %s are needed by the team that they are guaranteed to.".formatted(reclaim.pool());
    }

    /** How what is stopped for it is told apart, so that each is told once. */
    static String key(UUID reclaim) {
        return "reclaim/" + reclaim;
    }

    private void tell(Reclaim reclaim, UUID deployment, UUID team, String stage, String title, String text) {
        notices.tell(new Notice(
                NoticeKind.QUOTA_RECLAIM,
                key(reclaim.id()) + "/" + deployment + "/" + stage,
                new Audience.Holders(Permission.DEPLOY, team),
                title,
                text,
                "/deployments/" + deployment));
    }
}
