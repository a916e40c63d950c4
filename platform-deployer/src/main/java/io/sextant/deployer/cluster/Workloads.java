package io.sextant.deployer.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the cluster's controllers made of the objects applied, pods of all namespaces included. */
public record Workloads(
        List<DeploymentView> deployments,
        List<PodView> pods,
        List<JobView> jobs,
        List<VolumeClaimView> claims,
        List<EventView> events,
        List<EngineAddress> engines) {
    public Workloads {
        deployments = List.copyOf(deployments);
        pods = List.copyOf(pods);
        jobs = List.copyOf(jobs);
        claims = List.copyOf(claims);
        events = List.copyOf(events);
        engines = List.copyOf(engines);
    }

    public Optional<DeploymentView> deployment(String namespace, String name) {
        return deployments.stream()
                .filter(found ->
                        found.namespace().equals(namespace) && found.name().equals(name))
                .findFirst();
    }

    public Optional<PodView> pod(String namespace, String name) {
        return pods.stream()
                .filter(found ->
                        found.namespace().equals(namespace) && found.name().equals(name))
                .findFirst();
    }

    public Optional<JobView> job(String namespace, String name) {
        return jobs.stream()
                .filter(found ->
                        found.namespace().equals(namespace) && found.name().equals(name))
                .findFirst();
    }

    public Optional<VolumeClaimView> claim(String namespace, String name) {
        return claims.stream()
                .filter(found ->
                        found.namespace().equals(namespace) && found.name().equals(name))
                .findFirst();
    }

    /** The base URLs of a service's ready replicas, each once. */
    public Set<String> engineUrls(String namespace, String service) {
        return engines.stream()
                .filter(engine ->
                        engine.namespace().equals(namespace) && engine.service().equals(service))
                .map(EngineAddress::url)
                .collect(Collectors.toSet());
    }

    /** The newest event about an object that satisfies the condition. */
    public Optional<EventView> lastEvent(String namespace, String name, Predicate<EventView> which) {
        return events.stream()
                .filter(event ->
                        event.namespace().equals(namespace) && event.name().equals(name))
                .filter(which)
                .max(Comparator.comparing(EventView::at));
    }
}
