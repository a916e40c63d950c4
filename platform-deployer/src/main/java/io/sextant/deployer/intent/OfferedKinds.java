package io.sextant.deployer.intent;

import io.sextant.contract.observed.RouteOffer;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is admitted of routes and ScaledObjects: only what the administrator offered. A route with a name, a backend or an
 * annotation of its own choice takes other people's traffic or configures their controller; a ScaledObject with a trigger of its
 * own choice sends credentials anywhere.
 */
final class OfferedKinds {
    private static final String OWN_ANNOTATIONS = "sextant.io/";
    private static final String PAUSED = "autoscaling.keda.sh/paused-replicas";
    private static final Set<String> TARGET = Set.of("apiVersion", "kind", "name");

    private final Offers offers;
    private final String namespace;

    OfferedKinds(Offers offers, String namespace) {
        this.offers = offers;
        this.namespace = namespace;
    }

    /** What is too much, if anything is. */
    Optional<String> excess(AppliedKind kind, ObjectTree tree) {
        if (!kind.onlyWhereOffered()) {
            return Optional.empty();
        }
        if (!offers.kinds().contains(kind)) {
            return Optional.of("is of a kind that this cluster's administrator does not offer");
        }
        if (kind == AppliedKind.SCALED_OBJECT) {
            return foreignAnnotation(tree, Map.of(PAUSED, "0")).or(() -> scaling(tree));
        }
        RouteOffer offer = Optional.ofNullable(offers.routes()).orElseThrow();
        return foreignAnnotation(tree, offer.annotations())
                .or(() -> kind == AppliedKind.INGRESS ? ingress(tree, offer) : httpRoute(tree, offer));
    }

    private static Optional<String> foreignAnnotation(ObjectTree tree, Map<String, String> offered) {
        return tree.texts("metadata", "annotations").entrySet().stream()
                .filter(annotation -> !annotation.getKey().startsWith(OWN_ANNOTATIONS))
                .filter(annotation -> !annotation.getValue().equals(offered.get(annotation.getKey())))
                .map(annotation -> "has the annotation %s, which is not offered".formatted(annotation.getKey()))
                .findFirst();
    }

    private Optional<String> httpRoute(ObjectTree tree, RouteOffer offer) {
        RouteOffer.Gateway gateway = Optional.ofNullable(offer.gateway()).orElseThrow();
        boolean attached = tree.trees("spec", "parentRefs").stream()
                .allMatch(parent ->
                        parent.fields().equals(Map.of("namespace", gateway.namespace(), "name", gateway.name())));
        List<ObjectTree> rules = tree.trees("spec", "rules");
        return only(tree, "spec", Set.of("parentRefs", "hostnames", "rules"))
                .or(() -> attached ? Optional.empty() : Optional.of("attaches to a gateway that is not offered"))
                .or(() -> foreignHost(hosts(tree, "spec", "hostnames"), offer))
                .or(() -> each(rules, rule -> only(rule, "", Set.of("backendRefs", "timeouts"))))
                .or(() -> each(
                        rules,
                        rule -> each(
                                rule.trees("backendRefs"),
                                backend -> only(backend, "", Set.of("name", "port", "weight")))));
    }

    private Optional<String> ingress(ObjectTree tree, RouteOffer offer) {
        List<ObjectTree> rules = tree.trees("spec", "rules");
        boolean classed = tree.text("spec", "ingressClassName")
                .filter(name -> name.equals(offer.ingressClass()))
                .isPresent();
        Stream<String> named = rules.stream().map(rule -> rule.text("host").orElse(""));
        Stream<String> secured = tree.trees("spec", "tls").stream().flatMap(tls -> hosts(tls, "hosts").stream());
        return only(tree, "spec", Set.of("ingressClassName", "rules", "tls"))
                .or(() -> classed ? Optional.empty() : Optional.of("is of an ingress class that is not offered"))
                .or(() -> foreignHost(Stream.concat(named, secured).toList(), offer))
                .or(() -> each(tree.trees("spec", "tls"), tls -> only(tls, "", Set.of("hosts"))))
                .or(() -> each(
                        rules,
                        rule -> each(rule.trees("http", "paths"), path -> only(path, "backend", Set.of("service")))));
    }

    private Optional<String> scaling(ObjectTree tree) {
        List<ObjectTree> triggers = tree.trees("spec", "triggers");
        boolean asked = triggers.stream()
                .allMatch(trigger ->
                        trigger.text("type").filter("prometheus"::equals).isPresent()
                                && trigger.text("metadata", "serverAddress")
                                        .filter(address -> address.equals(offers.prometheus()))
                                        .isPresent());
        return only(
                        tree,
                        "spec",
                        Set.of(
                                "scaleTargetRef",
                                "pollingInterval",
                                "minReplicaCount",
                                "maxReplicaCount",
                                "advanced",
                                "triggers"))
                .or(() -> only(tree, "spec.scaleTargetRef", TARGET))
                .or(() -> asked ? Optional.empty() : Optional.of("scales by another source than the one offered"))
                .or(() -> each(triggers, trigger -> only(trigger, "", Set.of("type", "metricType", "metadata"))))
                .or(() -> each(
                        triggers,
                        trigger -> only(
                                trigger,
                                "metadata",
                                Set.of("serverAddress", "query", "threshold", "ignoreNullValues"))));
    }

    /** Every name is below the namespace's own part of the domain. */
    private Optional<String> foreignHost(List<String> hosts, RouteOffer offer) {
        String suffix = "." + namespace + "." + offer.domain();
        if (hosts.isEmpty()) {
            return Optional.of("takes requests for every name");
        }
        return hosts.stream()
                .filter(host -> !host.endsWith(suffix) || host.startsWith("*"))
                .map("takes requests for %s, which is not a name of this namespace"::formatted)
                .findFirst();
    }

    private static List<String> hosts(ObjectTree tree, String... path) {
        return tree.at(path).orElse(null) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Optional<String> only(ObjectTree tree, String path, Set<String> admitted) {
        Object node =
                path.isEmpty() ? tree.fields() : tree.at(path.split("\\.", -1)).orElse(Map.of());
        Set<String> others = node instanceof Map<?, ?> map
                ? map.keySet().stream()
                        .map(String::valueOf)
                        .filter(field -> !admitted.contains(field))
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of(path);
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("sets " + (path.isEmpty() ? "" : path + ".") + String.join(", ", others));
    }

    private static Optional<String> each(List<ObjectTree> trees, Function<ObjectTree, Optional<String>> rule) {
        return trees.stream().map(rule).flatMap(Optional::stream).findFirst();
    }
}
