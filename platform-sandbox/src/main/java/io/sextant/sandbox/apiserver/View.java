package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import io.sextant.sandbox.apiserver.table.Tables;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The form in which a client wants objects, by its {@code Accept} header. */
sealed interface View {
    /** One object; a table names its columns only where asked. */
    ObjectNode one(ResourceType type, KubeObject object, boolean columns);

    /** A list as of one revision. */
    ObjectNode list(ResourceType type, ObjectStore.Snapshot snapshot);

    /** A bookmark in this form. */
    ObjectNode bookmark(ObjectNode object);

    /** Picks the first acceptable form; throws 406 when there is none. */
    static View of(ApiRequest request, Tables tables) {
        if (request.accept().isBlank()) {
            return new Full();
        }
        for (String range : request.accept().split(",", -1)) {
            String[] parts = range.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", -1);
            if (!List.of("application/json", "application/*", "*/*").contains(parts[0])) {
                continue;
            }
            String as = parameter(parts, "as");
            if (as.isEmpty()) {
                return new Full();
            } else if (as.equals("table") && parameter(parts, "v").equals("v1")) {
                return new Table(tables, request.query("includeObject"));
            } else if (as.startsWith("partialobjectmetadata")
                    && parameter(parts, "v").equals("v1")) {
                return new MetadataOnly();
            }
        }
        throw ApiProblem.notAcceptable("application/json, application/json;as=Table;g=meta.k8s.io;v=v1");
    }

    private static String parameter(String[] parts, String name) {
        for (String part : parts) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }

    /** Whole objects. */
    record Full() implements View {
        @Override
        public ObjectNode one(ResourceType type, KubeObject object, boolean columns) {
            return object.node();
        }

        @Override
        public ObjectNode list(ResourceType type, ObjectStore.Snapshot snapshot) {
            return listOf(type.listKind(), type.apiVersion(), snapshot, KubeObject::node);
        }

        @Override
        public ObjectNode bookmark(ObjectNode object) {
            return object;
        }
    }

    /** Metadata alone. */
    record MetadataOnly() implements View {
        @Override
        public ObjectNode one(ResourceType type, KubeObject object, boolean columns) {
            return Tables.metadataOnly(object);
        }

        @Override
        public ObjectNode list(ResourceType type, ObjectStore.Snapshot snapshot) {
            return listOf("PartialObjectMetadataList", "meta.k8s.io/v1", snapshot, Tables::metadataOnly);
        }

        @Override
        public ObjectNode bookmark(ObjectNode object) {
            return Tables.metadataOnly(new KubeObject(object));
        }
    }

    /** Rows of a table, as kubectl prints them. */
    record Table(Tables tables, String includeObject) implements View {
        @Override
        public ObjectNode one(ResourceType type, KubeObject object, boolean columns) {
            return tables.render(type, List.of(object), object.resourceVersion(), includeObject, columns);
        }

        @Override
        public ObjectNode list(ResourceType type, ObjectStore.Snapshot snapshot) {
            return tables.render(type, snapshot.objects(), Long.toString(snapshot.revision()), includeObject, true);
        }

        @Override
        public ObjectNode bookmark(ObjectNode object) {
            return object;
        }
    }

    private static ObjectNode listOf(
            String kind,
            String apiVersion,
            ObjectStore.Snapshot snapshot,
            java.util.function.Function<KubeObject, ObjectNode> item) {
        ObjectNode list = Documents.object().put("kind", kind).put("apiVersion", apiVersion);
        list.putObject("metadata").put("resourceVersion", Long.toString(snapshot.revision()));
        ArrayNode items = list.putArray("items");
        snapshot.objects().forEach(object -> items.add(item.apply(object)));
        return list;
    }
}
