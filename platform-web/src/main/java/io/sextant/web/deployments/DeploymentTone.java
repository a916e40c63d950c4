package io.sextant.web.deployments;

import io.sextant.api.deployment.status.Phase;

/** The colour and icon that a phase is shown with. */
public final class DeploymentTone {
    private DeploymentTone() {}

    /** One of the badge's tones. */
    public static String of(Phase phase) {
        return switch (phase) {
            case READY -> "ok";
            case SUBMITTED, PREPARING, DOWNLOADING, STARTING, PROBING, UPDATING, STOPPING, RETIRING -> "progress";
            case DEGRADED, OVERDUE, HELD_UP, WAITING_FOR_APPROVAL -> "attention";
            case FAILED -> "danger";
            case STOPPED, RETIRED, DECLINED -> "neutral";
        };
    }
}
