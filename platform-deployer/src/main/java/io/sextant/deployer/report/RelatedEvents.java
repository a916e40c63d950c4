package io.sextant.deployer.report;

import io.sextant.contract.observed.ClusterEvent;
import io.sextant.deployer.cluster.EventView;
import io.sextant.deployer.intent.Wanted;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The events that concern a deployment's objects, those already gone included: they are known by the names the NIM
 * Operator and the controllers give them.
 */
final class RelatedEvents {
    private static final int MOST = 50;

    private final String namespace;
    private final Set<String> names;
    private final Pattern replicaSet;
    private final Pattern pod;

    RelatedEvents(Wanted wanted) {
        namespace = wanted.namespace();
        names = Stream.of("", "-pvc", "-pod", "-job", "-manifest")
                .flatMap(suffix -> Stream.concat(wanted.serviceNames().stream(), wanted.cacheNames().stream())
                        .map(name -> name + suffix))
                .collect(Collectors.toUnmodifiableSet());
        String services = anyOf(wanted.serviceNames());
        replicaSet = Pattern.compile(services + "-[a-z0-9]+");
        pod = Pattern.compile(services + "-[a-z0-9]+-[a-z0-9]+|" + anyOf(wanted.cacheNames()) + "-job-[a-z0-9]+");
    }

    private static String anyOf(List<String> names) {
        return names.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
    }

    List<ClusterEvent> in(List<EventView> events) {
        List<ClusterEvent> related = events.stream()
                .filter(event -> event.namespace().equals(namespace) && concerns(event))
                .sorted(Comparator.comparing(EventView::at))
                .map(event -> new ClusterEvent(
                        event.at(),
                        event.warning(),
                        event.reason(),
                        event.kind() + "/" + event.name(),
                        event.message()))
                .toList();
        return related.subList(Math.max(0, related.size() - MOST), related.size());
    }

    private boolean concerns(EventView event) {
        return names.contains(event.name())
                || switch (event.kind()) {
                    case "Pod" -> pod.matcher(event.name()).matches();
                    case "ReplicaSet" -> replicaSet.matcher(event.name()).matches();
                    default -> false;
                };
    }
}
