package io.sextant.api.deployment;

import io.sextant.api.deployment.status.DeploymentStatus;
import io.sextant.api.tenancy.Actor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows a deployment's status for as long as somebody listens.
 *
 * <p>Each event has the whole status, and its id is made of that: who comes back with the last id they saw misses nothing
 * that still matters, and is told nothing twice.
 */
@Service
public class WatchDeployment {
    private static final int ID_BYTES = 12;

    private final Deployments deployments;
    private final ChangeSignal signal;
    private final DeploymentSettings settings;
    private final JsonMapper json;

    WatchDeployment(Deployments deployments, ChangeSignal signal, DeploymentSettings settings, JsonMapper json) {
        this.deployments = deployments;
        this.signal = signal;
        this.settings = settings;
        this.json = json;
    }

    /**
     * Tells the status now and at every change, until it is final, the listener has gone or its time is over; blocks
     * meanwhile.
     *
     * @param lastSeen id of the last event that the listener got; null for none
     */
    public void follow(DeploymentId id, Actor actor, @Nullable String lastSeen, Listener listener)
            throws IOException, InterruptedException {
        String seen = lastSeen == null ? "" : lastSeen;
        long began = System.nanoTime();
        long spoke = began;
        while (signal.isRunning() && elapsed(began).compareTo(settings.watchLimit()) < 0) {
            ChangeSignal.Ticket next = signal.ticket(ChangeSignal.of(id));
            DeploymentStatus status = deployments.status(id, actor);
            String eventId = idOf(status);
            if (!eventId.equals(seen)) {
                listener.status(eventId, status);
                seen = eventId;
                spoke = System.nanoTime();
            } else if (elapsed(spoke).compareTo(settings.watchHeartbeat()) >= 0) {
                listener.stillThere();
                spoke = System.nanoTime();
            }
            if (status.phase().isFinal()) {
                return;
            }
            next.await(settings.poll());
        }
    }

    /** Not made of the time of the report, which changes without anything else. */
    private String idOf(DeploymentStatus status) {
        DeploymentStatus timeless = new DeploymentStatus(
                status.phase(),
                status.reason(),
                status.sentence(),
                status.remedy(),
                status.since(),
                status.steps(),
                status.readyReplicas(),
                status.desiredReplicas(),
                status.endpointUrl(),
                status.expectedReadyAt(),
                status.expectedFromStarts(),
                null,
                status.clusterSilent());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(json.writeValueAsString(timeless).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Duration elapsed(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** Who is told; an {@link IOException} means that they have gone. */
    public interface Listener {
        void status(String eventId, DeploymentStatus status) throws IOException;

        void stillThere() throws IOException;
    }
}
