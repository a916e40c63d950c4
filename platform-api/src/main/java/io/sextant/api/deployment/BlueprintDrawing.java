package io.sextant.api.deployment;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.deployment.manifest.NimBlueprint;
import io.sextant.api.deployment.status.StartEstimate;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.tenancy.Team;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Makes of an accepted plan what manifests are rendered from. */
@Component
class BlueprintDrawing {
    private final Catalog catalog;

    BlueprintDrawing(Catalog catalog) {
        this.catalog = catalog;
    }

    NimBlueprint draw(DeploymentId id, long generation, String name, Team team, PlanProposal plan) {
        int modelContext = catalog.model(plan.model().nimId()).contextTokens();
        return new NimBlueprint(
                id.value(),
                generation,
                name,
                team.slug(),
                team.namespace(),
                plan.model().nimId(),
                new NimBlueprint.Image(
                        Objects.requireNonNull(plan.model().imageRepository(), "an accepted plan has an image"),
                        Objects.requireNonNull(plan.model().imageTag(), "an accepted plan has an image")),
                plan.profile().id(),
                new NimBlueprint.Gpus(
                        plan.placement().gpuProduct(), plan.placement().gpusPerReplica()),
                new NimBlueprint.Replicas(
                        plan.scale().minReplicas(),
                        plan.scale().maxReplicas(),
                        plan.scale().targetConcurrency()),
                new NimBlueprint.Engine(
                        ContextWindow.tokens(plan.workload(), modelContext),
                        plan.profile().maxSequences()),
                plan.cacheGib(),
                StartEstimate.of(plan.cacheGib()).load());
    }
}
