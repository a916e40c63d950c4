package io.sextant.web.faults;

import io.sextant.api.deployment.DeploymentSummary;
import io.sextant.web.deployments.DeploymentTone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A fault that holds, as the page shows it. */
record FaultView(String id, String title, String where, String since, String ends, String clearPath) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** A deployment, and what the portal says of it. */
    record Deployment(String path, String name, String team, String tone, String phase, String sentence) {
        static Deployment of(DeploymentSummary summary) {
            return new Deployment(
                    "/deployments/" + summary.id().value(),
                    summary.name(),
                    summary.teamName(),
                    DeploymentTone.of(summary.phase()),
                    summary.phase().label(),
                    summary.sentence());
        }
    }

    static FaultView of(SandboxFaults.Active fault, Instant now) {
        return new FaultView(
                fault.id(),
                fault.title(),
                where(fault),
                TIME.format(fault.since()),
                ends(fault, now),
                "/sandbox/faults/" + fault.id() + "/clearing");
    }

    private static String where(SandboxFaults.Active fault) {
        String place = fault.name().isEmpty()
                ? fault.namespace().isEmpty() ? "Whole cluster" : fault.namespace()
                : fault.namespace().isEmpty() ? fault.name() : fault.namespace() + "/" + fault.name();
        return fault.share() < 1 ? place + ", " + Math.round(100 * fault.share()) + " %" : place;
    }

    private static String ends(SandboxFaults.Active fault, Instant now) {
        String times = fault.times() == null ? "" : fault.struck() + " of " + fault.times() + " struck";
        if (fault.until() == null) {
            return times.isEmpty() ? "When cleared" : times;
        }
        long left = Math.max(0, Duration.between(now, fault.until()).toSeconds());
        return (times.isEmpty() ? "" : times + ", ") + "in " + left + " s";
    }
}
