package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.kind.CustomDefinition;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceType.Trait;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import io.sextant.sandbox.apiserver.kind.Shape;
import io.sextant.sandbox.apiserver.store.ObjectKey;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** What every cluster has from the start: its own namespaces, and definitions of the custom kinds. */
final class InitialObjects {
    private static final int SCHEMA_LEVELS = 3;

    private InitialObjects() {}

    static void create(ObjectStore store, ResourceTypes types, Commits commits) {
        ResourceType namespaces = types.require("namespaces");
        for (String name : List.of("default", "kube-system", "kube-public", "kube-node-lease")) {
            KubeObject namespace = named("v1", "Namespace", name);
            create(store, commits, namespaces, namespace);
        }
        ResourceType definitions = types.require("customresourcedefinitions.apiextensions.k8s.io");
        types.all().stream().filter(ResourceType::custom).forEach(type -> define(store, commits, definitions, type));
    }

    /** A definition that another one in a file has replaced since the last start is brought up to date. */
    private static void define(ObjectStore store, Commits commits, ResourceType definitions, ResourceType type) {
        KubeObject wanted = definition(type, commits.now());
        KubeObject there = store.get(definitions, ObjectKey.of(wanted));
        if (there == null) {
            create(store, commits, definitions, wanted);
        } else if (!there.at("spec").equals(wanted.at("spec"))) {
            KubeObject renewed = there.copy();
            renewed.replace("spec", wanted.at("spec"));
            commits.stored(definitions, renewed);
        }
    }

    private static void create(ObjectStore store, Commits commits, ResourceType type, KubeObject object) {
        if (store.get(type, ObjectKey.of(object)) == null) {
            KubeObject created = commits.create(type, object.copy(), true, made -> {});
            created.replace(
                    "status",
                    created.node().has("status")
                            ? created.node().get("status")
                            : object.node().get("status"));
            commits.stored(type, created);
        }
    }

    private static KubeObject definition(ResourceType type, String now) {
        CustomDefinition given = type.definition();
        KubeObject object =
                given == null ? outlined(type) : new KubeObject(given.document().deepCopy());
        ObjectNode status = object.node().putObject("status");
        for (String condition : List.of("NamesAccepted", "Established")) {
            status.withArray("/conditions")
                    .addObject()
                    .put("type", condition)
                    .put("status", "True")
                    .put("lastTransitionTime", now)
                    .put("reason", condition.equals("Established") ? "InitialNamesAccepted" : "NoConflicts")
                    .put("message", "");
        }
        status.set("acceptedNames", object.at("spec", "names").deepCopy());
        status.putArray("storedVersions").add(type.version());
        return object;
    }

    private static KubeObject outlined(ResourceType type) {
        KubeObject object = named("apiextensions.k8s.io/v1", "CustomResourceDefinition", type.groupResource());
        ObjectNode spec = object.node().putObject("spec");
        spec.put("group", type.group()).put("scope", type.namespaced() ? "Namespaced" : "Cluster");
        ObjectNode names = spec.putObject("names");
        names.put("plural", type.plural())
                .put("singular", ResourceTypes.singular(type))
                .put("kind", type.kind())
                .put("listKind", type.listKind());
        ObjectNode version = spec.putArray("versions").addObject();
        version.put("name", type.version()).put("served", true).put("storage", true);
        ObjectNode schema = version.putObject("schema").putObject("openAPIV3Schema");
        outline(schema, type.shape(), SCHEMA_LEVELS);
        ObjectNode subresources = version.putObject("subresources");
        subresources.putObject("status");
        if (type.is(Trait.SCALE)) {
            subresources
                    .putObject("scale")
                    .put("specReplicasPath", ".spec.replicas")
                    .put("statusReplicasPath", ".status.replicas");
        }
        return object;
    }

    /** Names the fields of the upper levels, for those who ask a definition what can be written. */
    private static void outline(ObjectNode schema, Shape shape, int levels) {
        if (levels > 0 && shape instanceof Shape.Fields fields) {
            schema.put("type", "object");
            ObjectNode properties = schema.putObject("properties");
            new TreeMap<>(fields.source().get())
                    .forEach((name, inner) -> outline(properties.putObject(name), inner, levels - 1));
        } else {
            schema.put("x-kubernetes-preserve-unknown-fields", true);
        }
    }

    private static KubeObject named(String apiVersion, String kind, String name) {
        ObjectNode node = Documents.object().put("apiVersion", apiVersion).put("kind", kind);
        node.putObject("metadata").put("name", name);
        return new KubeObject(node);
    }
}
