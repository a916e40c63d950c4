package io.sextant.deployer.report;

import io.sextant.contract.observed.ClusterEvent;
import io.sextant.deployer.cluster.EventIndex;
import io.sextant.deployer.cluster.EventView;
import io.sextant.deployer.intent.Wanted;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The events that concern a deployment's objects, those already gone included: they are known by the names the NIM
 * Operator and the controllers give them.
 */
final class RelatedEvents {
    private static final int MOST = 50;

    private final Wanted wanted;
    private final Set<String> names;

    RelatedEvents(Wanted wanted) {
        this.wanted = wanted;
        names = Stream.of("", "-pvc", "-pod", "-job", "-manifest")
                .flatMap(suffix -> Stream.concat(wanted.serviceNames().stream(), wanted.cacheNames().stream())
                        .map(name -> name + suffix))
                .collect(Collectors.toUnmodifiableSet());
    }

    List<ClusterEvent> in(EventIndex events) {
        List<EventView> related = Stream.concat(named(events), made(events))
                .sorted(Comparator.comparing(EventView::at))
                .toList();
        return related.subList(Math.max(0, related.size() - MOST), related.size()).stream()
                .map(event -> new ClusterEvent(
                        event.at(),
                        event.warning(),
                        event.reason(),
                        event.kind() + "/" + event.name(),
                        event.message()))
                .toList();
    }

    private Stream<EventView> named(EventIndex events) {
        return names.stream().flatMap(name -> events.about(wanted.namespace(), name).stream());
    }

    private Stream<EventView> made(EventIndex events) {
        Stream<EventView> ofServices =
                wanted.serviceNames().stream().flatMap(name -> events.ofDeployment(wanted.namespace(), name).stream());
        Stream<EventView> ofCaches =
                wanted.cacheNames().stream().flatMap(name -> events.ofJob(wanted.namespace(), name + "-job").stream());
        return Stream.concat(ofServices, ofCaches).filter(event -> !names.contains(event.name()));
    }
}
