package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceType.Trait;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The documents by which clients learn what is served. */
final class Discovery {
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> ALL =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final ResourceTypes types;

    Discovery(ResourceTypes types) {
        this.types = types;
    }

    ObjectNode version() {
        return Documents.object()
                .put("major", "1")
                .put("minor", "34")
                .put("gitVersion", "v1.34.1+sextant-sandbox")
                .put("gitCommit", "")
                .put("gitTreeState", "clean")
                .put("buildDate", "1970-01-01T00:00:00Z")
                .put("goVersion", "none")
                .put("compiler", "javac")
                .put("platform", "java");
    }

    ObjectNode coreVersions() {
        ObjectNode versions = Documents.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs");
        return versions;
    }

    ObjectNode groups() {
        ObjectNode list = Documents.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        types.groups().forEach(name -> groups.add(describe(Documents.object(), name)));
        return list;
    }

    ObjectNode group(String name) {
        if (!types.groups().contains(name)) {
            throw ApiProblem.noSuchPath();
        }
        return describe(Documents.object().put("kind", "APIGroup").put("apiVersion", "v1"), name);
    }

    private ObjectNode describe(ObjectNode group, String name) {
        group.put("name", name);
        ArrayNode versions = group.putArray("versions");
        types.versions(name)
                .forEach(version -> versions.addObject()
                        .put("groupVersion", name + "/" + version)
                        .put("version", version));
        group.set("preferredVersion", versions.path(0));
        return group;
    }

    ObjectNode resources(String group, String version) {
        List<ResourceType> served = types.in(group, version);
        if (served.isEmpty()) {
            throw ApiProblem.noSuchPath();
        }
        ObjectNode list = Documents.object().put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = list.putArray("resources");
        served.forEach(type -> describe(resources, type));
        return list;
    }

    private static void describe(ArrayNode resources, ResourceType type) {
        ObjectNode main = resource(resources, type, "", type.kind(), type.is(Trait.READ_ONLY) ? READ : ALL);
        main.put("singularName", ResourceTypes.singular(type));
        if (!type.shortNames().isEmpty()) {
            ArrayNode names = main.putArray("shortNames");
            type.shortNames().forEach(names::add);
        }
        if (!type.categories().isEmpty()) {
            ArrayNode categories = main.putArray("categories");
            type.categories().forEach(categories::add);
        }
        List<String> partial = List.of("get", "patch", "update");
        if (type.is(Trait.STATUS) && !type.is(Trait.READ_ONLY)) {
            resource(resources, type, "/status", type.kind(), partial);
        }
        if (type.is(Trait.SCALE)) {
            resource(resources, type, "/scale", "Scale", partial)
                    .put("group", "autoscaling")
                    .put("version", "v1");
        }
        if (type.kind().equals("Pod")) {
            resource(resources, type, "/binding", "Binding", List.of("create"));
        } else if (type.kind().equals("Namespace")) {
            resource(resources, type, "/finalize", "Namespace", List.of("update"));
        }
    }

    private static ObjectNode resource(
            ArrayNode resources, ResourceType type, String suffix, String kind, List<String> verbs) {
        ObjectNode resource = resources.addObject();
        resource.put("name", type.plural() + suffix)
                .put("singularName", "")
                .put("namespaced", type.namespaced())
                .put("kind", kind);
        ArrayNode list = resource.putArray("verbs");
        verbs.forEach(list::add);
        return resource;
    }
}
