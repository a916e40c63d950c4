package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import io.sextant.sandbox.apiserver.store.ObjectKey;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * API groups that something else serves for the API server; which there are, their APIServices tell.
 *
 * <p>Only what they list is shown: the one there is gives autoscalers their metrics, which the sandbox's own reads at the
 * source.
 */
public final class AggregatedApis {
    /** Annotation of an APIService with the names that its group lists. */
    public static final String RESOURCES = "sandbox.sextant.io/resources";

    private final ObjectStore store;
    private final ResourceType services;

    AggregatedApis(ObjectStore store, ResourceTypes types) {
        this.store = store;
        this.services = types.require("apiservices.apiregistration.k8s.io");
    }

    /** What a group and version lists; empty when no APIService stands for it. */
    Optional<ObjectNode> resources(String group, String version) {
        KubeObject service = store.get(services, new ObjectKey("", version + "." + group));
        if (service == null) {
            return Optional.empty();
        }
        ObjectNode list = Documents.object().put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", group + "/" + version);
        ArrayNode resources = list.putArray("resources");
        String names = service.at("metadata", "annotations", RESOURCES).asString("");
        for (String name : names.split(",", -1)) {
            if (!name.isBlank()) {
                describe(resources.addObject(), name.strip());
            }
        }
        return Optional.of(list);
    }

    private static void describe(ObjectNode resource, String name) {
        resource.put("name", name)
                .put("singularName", "")
                .put("namespaced", true)
                .put("kind", "MetricValueList");
        List.of("get").forEach(resource.putArray("verbs")::add);
    }
}
