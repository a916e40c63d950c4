package io.sextant.api.deployment;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.MetricFamily;
import io.sextant.api.deployment.manifest.EndpointManifests;
import io.sextant.api.deployment.manifest.KedaManifests;
import io.sextant.api.deployment.manifest.ManifestRules;
import io.sextant.api.deployment.manifest.NimBlueprint;
import io.sextant.api.deployment.manifest.NimManifests;
import io.sextant.api.deployment.manifest.RouteManifests;
import io.sextant.api.deployment.status.StartEstimate;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Team;
import io.sextant.contract.desired.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Renders what is wanted of a deployment; previews and submissions go through here alike. */
@Component
class BlueprintDrawing {
    private final Catalog catalog;
    private final TargetCluster target;
    private final DeploymentSettings settings;

    BlueprintDrawing(Catalog catalog, TargetCluster target, DeploymentSettings settings) {
        this.catalog = catalog;
        this.target = target;
        this.settings = settings;
    }

    /** The NIMCache, the NIMService, what stands beside it, the Service of the address, and the route to it. */
    List<Manifest> render(DeploymentId id, String deployment, Team team, GenerationStore.Stored stored) {
        NimBlueprint blueprint = draw(id, stored.number(), stored.service(), team, stored.content(), stored.cache());
        requireSound(blueprint);
        return Stream.of(
                        Optional.of(NimManifests.cache(blueprint)),
                        Optional.of(NimManifests.service(blueprint)),
                        EndpointManifests.disruptionBudget(blueprint),
                        KedaManifests.scaledObject(blueprint),
                        Optional.of(EndpointManifests.endpoint(blueprint, deployment)),
                        RouteManifests.route(blueprint, deployment))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What the operator's admission would refuse is refused here, since its webhook may be off. */
    private static void requireSound(NimBlueprint blueprint) {
        List<String> broken = ManifestRules.broken(blueprint);
        if (!broken.isEmpty()) {
            throw new PlatformProblem.Infeasible(
                    "manifest-refused",
                    "The cluster would refuse this",
                    String.join(" ", broken),
                    "Give a platform administrator the message: the catalogue or a setting names something that the NIM"
                            + " Operator does not take.",
                    Map.of("operator", blueprint.cluster().operator().toString(), "rules", broken));
        }
    }

    private NimBlueprint draw(
            DeploymentId id, long generation, String name, Team team, Content content, NimBlueprint.Cache cache) {
        PlanProposal plan = content.plan();
        int modelContext = catalog.model(plan.model().nimId()).contextTokens();
        Duration load = StartEstimate.of(plan.cacheGib()).load();
        String imageTag = Objects.requireNonNull(plan.model().imageTag(), "an accepted plan has an image");
        return new NimBlueprint(
                id.value(),
                generation,
                name,
                team.slug(),
                team.namespace(),
                plan.model().nimId(),
                new NimBlueprint.Image(
                        Objects.requireNonNull(plan.model().imageRepository(), "an accepted plan has an image"),
                        imageTag),
                plan.profile().id(),
                new NimBlueprint.Gpus(
                        plan.placement().gpuProduct(), plan.placement().gpusPerReplica()),
                new NimBlueprint.Replicas(
                        plan.scale().minReplicas(),
                        plan.scale().maxReplicas(),
                        plan.scale().targetConcurrency(),
                        coldStart(plan, load)),
                new NimBlueprint.Engine(
                        ContextWindow.tokens(plan.workload(), modelContext),
                        plan.profile().maxSequences(),
                        settings.logLevel().name()),
                cache,
                content.isStopped(),
                load,
                MetricFamily.ofTag(imageTag),
                target.traits(plan.placement().cluster()));
    }

    /** What the plan counts with, but no less than the load alone takes. */
    private static Duration coldStart(PlanProposal plan, Duration load) {
        Duration planned = Duration.ofSeconds((long) Math.ceil(plan.scale().coldStartSeconds()));
        return planned.compareTo(load) < 0 ? load : planned;
    }
}
