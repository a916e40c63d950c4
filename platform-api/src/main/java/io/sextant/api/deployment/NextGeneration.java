package io.sextant.api.deployment;

import io.sextant.api.deployment.GenerationStore.Stored;
import io.sextant.api.deployment.manifest.NimBlueprint;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.contract.desired.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a change makes of a deployment, before quota has its say: decided from values alone.
 *
 * @param deployment its name
 * @param past all generations so far, oldest first
 * @param open NIMServices of which something may be left on the cluster
 * @param readyGeneration the latest that was ready; absent where none ever was
 * @param volume where new weights go
 * @param replanned the plan that is accepted instead; absent unless another one is asked for
 */
record NextGeneration(
        String deployment,
        List<Stored> past,
        Set<String> open,
        DeploymentChange change,
        @Nullable Long readyGeneration,
        @Nullable PlanProposal replanned,
        WeightsVolume volume) {
    /** The content of the new generation. */
    Content content() {
        Content now = current().content();
        Content next = switch (change) {
            case DeploymentChange.Stop _ -> new Content(Presence.STOPPED, now.plan());
            case DeploymentChange.Start _ -> new Content(Presence.RUNNING, now.plan());
            case DeploymentChange.Resize(int min, int max) -> new Content(now.presence(), resized(min, max));
            case DeploymentChange.RollBack(long generation) ->
                earlier(generation).content();
            case DeploymentChange.Replan _ ->
                new Content(now.presence(), Objects.requireNonNull(replanned, "another plan was made"));
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
     * The new generation in a NIMService that there is; empty where that has gone, or where the volume of its weights is for one
     * node and more replicas are wanted. Whether its pods can stay is seen by rendering it.
     */
    Optional<Stored> inPlace(String acceptedBy, Instant now) {
        Content wanted = content();
        Stored model = change instanceof DeploymentChange.RollBack(long generation) ? earlier(generation) : current();
        NimBlueprint.Cache cache = newestOf(model.service()).cache();
        boolean served =
                wanted.isStopped() || cache.serves(wanted.plan().scale().maxReplicas());
        return open.contains(model.service()) && served
                ? Optional.of(stored(wanted, model.service(), cache, acceptedBy, now))
                : Optional.empty();
    }

    /** The new generation in a NIMService of its own, beside those that there are. */
    Stored rollingOver(String acceptedBy, Instant now) {
        return stored(content(), deployment + "-g" + number(), newCache(), acceptedBy, now);
    }

    /** Whether the weights that a generation uses were loaded before. */
    boolean weightsAreThere(Stored next) {
        return readyGeneration != null
                && past.stream()
                        .filter(stored -> stored.number() <= readyGeneration)
                        .anyMatch(stored -> stored.cache().equals(next.cache()));
    }

    /** The newest generation in this NIMService. */
    Stored newestOf(String service) {
        return past.reversed().stream()
                .filter(stored -> stored.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    /** Weights on a volume for one node are downloaded for the new one alone, since its pods may be on another node. */
    private NimBlueprint.Cache newCache() {
        NimBlueprint.Cache fresh = volume.of(deployment, content().plan());
        boolean used = past.stream().anyMatch(stored -> stored.cache().name().equals(fresh.name()));
        return fresh.shared() || !used ? fresh : fresh.named(fresh.name() + "-g" + number());
    }

    private Stored stored(Content content, String service, NimBlueprint.Cache cache, String acceptedBy, Instant now) {
        return new Stored(
                number(),
                DeploymentGeneration.Kind.of(change),
                rolledBackTo(),
                content,
                service,
                cache,
                acceptedBy,
                now);
    }

    private long number() {
        return current().number() + 1;
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

    /** Always of the plan as it was accepted, so that the way to some bounds changes nothing in what they cost. */
    private PlanProposal resized(int min, int max) {
        PlanProposal plan = accepted();
        return plan.scale().minReplicas() == min && plan.scale().maxReplicas() == max
                ? plan
                : plan.withReplicas(min, max);
    }

    private PlanProposal accepted() {
        return accepted(current().content().plan());
    }

    /** The plan of the new generation, as it was accepted. */
    PlanProposal planned(Stored next) {
        return accepted(next.content().plan());
    }

    private PlanProposal accepted(PlanProposal now) {
        return past.stream()
                .filter(stored -> stored.kind() == DeploymentGeneration.Kind.SUBMITTED
                        || stored.kind() == DeploymentGeneration.Kind.REPLANNED)
                .map(stored -> stored.content().plan())
                .filter(plan -> plan.digest().equals(now.digest()))
                .findFirst()
                .orElse(now);
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
            case DeploymentChange.Replan _ -> "It runs by this plan already.";
            case DeploymentChange.RollBack(long generation) ->
                "Generation %d is what is wanted now, generation %d, in all but its number."
                        .formatted(generation, current().number());
        };
    }
}
