package io.sextant.api.deployment;

import io.sextant.api.deployment.GenerationStore.Stored;
import io.sextant.api.deployment.manifest.NimBlueprint;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.contract.desired.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a change makes of a deployment, before quota has its say: decided from values alone.
 *
 * @param past all generations so far, oldest first
 * @param readyGeneration the latest that was ready; absent where none ever was
 */
record NextGeneration(
        List<Stored> past,
        DeploymentChange change,
        @Nullable Long readyGeneration) {
    /** The content of the new generation. */
    Content content() {
        Content now = current().content();
        Content next = switch (change) {
            case DeploymentChange.Stop _ -> new Content(Presence.STOPPED, now.plan());
            case DeploymentChange.Start _ -> new Content(Presence.RUNNING, now.plan());
            case DeploymentChange.Resize(int min, int max) ->
                new Content(now.presence(), resized(past.getFirst().content().plan(), min, max));
            case DeploymentChange.RollBack(long generation) ->
                earlier(generation).content();
        };
        if (next.sameAs(now)) {
            throw new PlatformProblem.Conflict(
                    "nothing-to-change",
                    "Nothing would change",
                    already(now),
                    "Read the deployment again; somebody may have done it before.",
                    Map.of());
        }
        return next;
    }

    /**
     * A NIMCache never changes: the one that was seen to work stays, unless its volume cannot serve as many replicas. One that never
     * became ready binds nobody.
     */
    NimBlueprint.Cache cache() {
        Content wanted = content();
        NimBlueprint.Cache proven = provenCache();
        return wanted.isStopped()
                ? proven
                : proven.serving(wanted.plan().scale().maxReplicas());
    }

    /** Whether the weights that the new generation uses were loaded before. */
    boolean weightsAreThere() {
        return readyGeneration != null && cache().equals(provenCache());
    }

    private NimBlueprint.Cache provenCache() {
        if (readyGeneration != null) {
            return earlier(Math.min(readyGeneration, current().number())).cache();
        }
        return change instanceof DeploymentChange.RollBack(long generation)
                ? earlier(generation).cache()
                : current().cache();
    }

    Stored by(String acceptedBy, Instant now) {
        return new Stored(
                current().number() + 1,
                DeploymentGeneration.Kind.of(change),
                rolledBackTo(),
                content(),
                cache(),
                acceptedBy,
                now);
    }

    Stored current() {
        return past.getLast();
    }

    private @Nullable Long rolledBackTo() {
        return change instanceof DeploymentChange.RollBack(long generation) ? generation : null;
    }

    private Stored earlier(long generation) {
        return past.stream()
                .filter(stored -> stored.number() == generation)
                .findFirst()
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "generation",
                        Long.toString(generation),
                        "Choose one of generations 1 to %d.".formatted(current().number())));
    }

    /** Always of the accepted plan, so that the way to some bounds changes nothing in what they cost. */
    private static PlanProposal resized(PlanProposal plan, int min, int max) {
        return plan.scale().minReplicas() == min && plan.scale().maxReplicas() == max
                ? plan
                : plan.withReplicas(min, max);
    }

    private String already(Content now) {
        return switch (change) {
            case DeploymentChange.Stop _ -> "It is stopped already.";
            case DeploymentChange.Start _ -> "It is not stopped.";
            case DeploymentChange.Resize _ ->
                "It has %d to %d replicas already."
                        .formatted(
                                now.plan().scale().minReplicas(),
                                now.plan().scale().maxReplicas());
            case DeploymentChange.RollBack(long generation) ->
                "Generation %d is what is wanted now, generation %d, in all but its number."
                        .formatted(generation, current().number());
        };
    }
}
