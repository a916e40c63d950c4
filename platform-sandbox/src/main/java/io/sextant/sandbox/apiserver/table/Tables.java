package io.sextant.sandbox.apiserver.table;

import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Renders objects as a {@code meta.k8s.io/v1 Table}. */
public final class Tables {
    private final Clock clock;

    public Tables(Clock clock) {
        this.clock = clock;
    }

    /**
     * A table of the objects.
     *
     * @param includeObject what each row carries: {@code Object}, {@code None} or, when empty, the metadata
     * @param columns whether to name the columns; later events of a watch do not
     */
    public ObjectNode render(
            ResourceType type, List<KubeObject> objects, String revision, String includeObject, boolean columns) {
        List<Column> shown = Columns.of(type);
        ObjectNode table = Documents.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.putObject("metadata").put("resourceVersion", revision);
        if (columns) {
            define(table.putArray("columnDefinitions"), type, shown);
        } else {
            table.putNull("columnDefinitions");
        }
        ArrayNode rows = table.putArray("rows");
        Instant now = Instant.now(clock);
        for (KubeObject object : objects) {
            row(rows.addObject(), type, object, shown, includeObject, now);
        }
        return table;
    }

    private static void define(ArrayNode definitions, ResourceType type, List<Column> shown) {
        if (named(type)) {
            definition(definitions, "Name", "string", "name", 0);
        }
        shown.forEach(column -> definition(definitions, column.name(), column.type(), "", column.priority()));
    }

    private static void definition(ArrayNode into, String name, String type, String format, int priority) {
        into.addObject()
                .put("name", name)
                .put("type", type)
                .put("format", format)
                .put("description", name)
                .put("priority", priority);
    }

    /** kubectl's table of events starts with their age, not with their unreadable names. */
    private static boolean named(ResourceType type) {
        return !type.kind().equals("Event");
    }

    private static void row(
            ObjectNode row,
            ResourceType type,
            KubeObject object,
            List<Column> shown,
            String includeObject,
            Instant now) {
        ArrayNode cells = row.putArray("cells");
        if (named(type)) {
            cells.add(object.name());
        }
        for (Column column : shown) {
            cells.addPOJO(column.cell().apply(object, now));
        }
        switch (includeObject) {
            case "Object" -> row.set("object", object.node());
            case "None" -> {
                // The client wants the cells alone.
            }
            default -> row.set("object", metadataOnly(object));
        }
    }

    /** The object's metadata as a {@code PartialObjectMetadata}. */
    public static ObjectNode metadataOnly(KubeObject object) {
        ObjectNode partial =
                Documents.object().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        partial.set("metadata", object.at("metadata"));
        return partial;
    }
}
