package io.sextant.sandbox.apiserver.store;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which objects of a kind a list or watch is about. */
public final class Selector {
    private static final Pattern FIELD = Pattern.compile("([A-Za-z.]+)(==|=|!=)(.*)");
    private static final Set<String> EVERYWHERE = Set.of("metadata.name", "metadata.namespace");
    private static final Map<String, Set<String>> BY_KIND = Map.of(
            "Pod",
                    Set.of(
                            "spec.nodeName",
                            "spec.restartPolicy",
                            "spec.schedulerName",
                            "spec.serviceAccountName",
                            "status.phase",
                            "status.podIP",
                            "status.nominatedNodeName"),
            "Event",
                    Set.of(
                            "involvedObject.kind",
                            "involvedObject.namespace",
                            "involvedObject.name",
                            "involvedObject.uid",
                            "involvedObject.apiVersion",
                            "involvedObject.resourceVersion",
                            "involvedObject.fieldPath",
                            "reason",
                            "reportingComponent",
                            "source",
                            "type"),
            "Node", Set.of("spec.unschedulable"),
            "Namespace", Set.of("status.phase"),
            "Secret", Set.of("type"),
            "Job", Set.of("status.successful"),
            "ReplicaSet", Set.of("status.replicas"));

    private final Predicate<KubeObject> condition;

    private Selector(Predicate<KubeObject> condition) {
        this.condition = condition;
    }

    /** Parses the query parameters {@code labelSelector} and {@code fieldSelector}; empty text selects all. */
    public static Selector parse(ResourceType type, String labels, String fields) {
        Predicate<Map<String, String>> byLabel = LabelSelector.parse(labels);
        Predicate<KubeObject> condition = object -> byLabel.test(object.labels());
        for (String part : fields.split(",", -1)) {
            if (!part.isBlank()) {
                condition = condition.and(field(type, part.strip()));
            }
        }
        return new Selector(condition);
    }

    /** Whether the object is meant. */
    public boolean matches(KubeObject object) {
        return condition.test(object);
    }

    private static Predicate<KubeObject> field(ResourceType type, String text) {
        Matcher parsed = FIELD.matcher(text);
        if (!parsed.matches()) {
            throw ApiProblem.badRequest("invalid selector: '%s'; can't understand '%s'".formatted(text, text));
        }
        String name = parsed.group(1);
        if (!EVERYWHERE.contains(name)
                && !BY_KIND.getOrDefault(type.kind(), Set.of()).contains(name)) {
            throw ApiProblem.badRequest("field label not supported: " + name);
        }
        boolean wanted = !parsed.group(2).equals("!=");
        String value = parsed.group(3);
        return object -> value(object, name).equals(value) == wanted;
    }

    private static String value(KubeObject object, String name) {
        return switch (name) {
            case "source" -> object.text("source", "component");
            case "spec.unschedulable" -> object.at("spec", "unschedulable").asBoolean(false) ? "true" : "false";
            default -> object.text(name.split("\\.", -1));
        };
    }
}
