package io.sextant.deployer.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the cluster's controllers made of the objects applied, pods of all namespaces included; each is found without a
 * search, since every deployment is looked at in every run.
 */
public final class Workloads {
    private final Named<DeploymentView> deployments;
    private final Named<PodView> pods;
    private final Map<String, List<PodView>> podsByNamespace;
    private final List<PodView> operatorPods;
    private final Named<JobView> jobs;
    private final Named<VolumeClaimView> claims;
    private final EventIndex events;
    private final Named<AutoscalerView> autoscalers;
    private final Map<Named.Name, Set<String>> engineUrls = new HashMap<>();

    public Workloads(
            Collection<DeploymentView> deployments,
            Collection<PodView> pods,
            Collection<JobView> jobs,
            Collection<VolumeClaimView> claims,
            Collection<EventView> events,
            Collection<EngineAddress> engines,
            Collection<AutoscalerView> autoscalers) {
        this.deployments = Named.of(deployments, found -> new Named.Name(found.namespace(), found.name()));
        this.pods = Named.of(pods, found -> new Named.Name(found.namespace(), found.name()));
        this.podsByNamespace = pods.stream().collect(Collectors.groupingBy(PodView::namespace));
        this.operatorPods = pods.stream().filter(PodView::runsNimOperator).toList();
        this.jobs = Named.of(jobs, found -> new Named.Name(found.namespace(), found.name()));
        this.claims = Named.of(claims, found -> new Named.Name(found.namespace(), found.name()));
        this.events = new EventIndex(events);
        this.autoscalers = Named.of(autoscalers, found -> new Named.Name(found.namespace(), found.target()));
        engines.forEach(engine -> engineUrls
                .computeIfAbsent(new Named.Name(engine.namespace(), engine.service()), _ -> new HashSet<>())
                .add(engine.url()));
    }

    /** The pods of all namespaces. */
    public List<PodView> pods() {
        return pods.all();
    }

    public List<PodView> podsIn(String namespace) {
        return podsByNamespace.getOrDefault(namespace, List.of());
    }

    /** The NIM Operator's own. */
    public List<PodView> operatorPods() {
        return operatorPods;
    }

    public EventIndex events() {
        return events;
    }

    public Optional<DeploymentView> deployment(String namespace, String name) {
        return deployments.find(namespace, name);
    }

    /** The one that scales this Deployment. */
    public Optional<AutoscalerView> autoscaler(String namespace, String deployment) {
        return autoscalers.find(namespace, deployment);
    }

    public Optional<PodView> pod(String namespace, String name) {
        return pods.find(namespace, name);
    }

    public Optional<JobView> job(String namespace, String name) {
        return jobs.find(namespace, name);
    }

    public Optional<VolumeClaimView> claim(String namespace, String name) {
        return claims.find(namespace, name);
    }

    /** The base URLs of a service's ready replicas, each once. */
    public Set<String> engineUrls(String namespace, String service) {
        return engineUrls.getOrDefault(new Named.Name(namespace, service), Set.of());
    }

    /** The newest event about an object that satisfies the condition. */
    public Optional<EventView> lastEvent(String namespace, String name, Predicate<EventView> which) {
        return events.about(namespace, name).stream().filter(which).max(Comparator.comparing(EventView::at));
    }
}
