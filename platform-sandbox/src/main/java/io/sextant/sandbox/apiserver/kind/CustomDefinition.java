package io.sextant.sandbox.apiserver.kind;

import io.sextant.sandbox.apiserver.schema.SchemaFault;
import io.sextant.sandbox.apiserver.schema.SchemaReader;
import io.sextant.sandbox.apiserver.schema.StructuralSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A custom kind as its CustomResourceDefinition describes it, in its storage version.
 *
 * <p>Not a record: kinds are keys of maps, and comparing schemas would make each look-up dear.
 */
public final class CustomDefinition {
    private final ObjectNode document;
    private final JsonNode version;
    private final StructuralSchema schema;

    /** A column of the kind's table. */
    public record PrinterColumn(String name, String type, String path, int priority) {}

    private CustomDefinition(ObjectNode document, JsonNode version, StructuralSchema schema) {
        this.document = document;
        this.version = version;
        this.schema = schema;
    }

    /** Reads one; throws {@link SchemaFault} with the place that is at fault. */
    static CustomDefinition of(ObjectNode document) {
        JsonNode spec = document.path("spec");
        for (String name : List.of("group", "scope")) {
            require(spec.path(name), "spec." + name);
        }
        for (String name : List.of("plural", "kind")) {
            require(spec.path("names").path(name), "spec.names." + name);
        }
        String name = "%s.%s".formatted(text(spec.path("names").path("plural")), text(spec.path("group")));
        if (!text(document.path("metadata").path("name")).equals(name)) {
            throw new SchemaFault("metadata.name", "must be spec.names.plural+\".\"+spec.group, which is " + name);
        }
        if (!List.of("Namespaced", "Cluster").contains(text(spec.path("scope")))) {
            throw new SchemaFault("spec.scope", "must be Namespaced or Cluster");
        }
        JsonNode versions = spec.path("versions");
        for (int i = 0; i < versions.size(); i++) {
            if (versions.path(i).path("storage").asBoolean(false)) {
                String place = "spec.versions[%d].schema.openAPIV3Schema".formatted(i);
                JsonNode schema = versions.path(i).path("schema").path("openAPIV3Schema");
                return new CustomDefinition(document, versions.path(i), SchemaReader.read(schema, place));
            }
        }
        throw new SchemaFault("spec.versions", "must have exactly one version marked as storage version");
    }

    private static void require(JsonNode value, String place) {
        if (text(value).isEmpty()) {
            throw new SchemaFault(place, "is required");
        }
    }

    private static String text(JsonNode value) {
        return value.asString("");
    }

    /** The CustomResourceDefinition itself. */
    public ObjectNode document() {
        return document;
    }

    public StructuralSchema schema() {
        return schema;
    }

    /** The schema as it is written. */
    public JsonNode writtenSchema() {
        return version.path("schema").path("openAPIV3Schema");
    }

    String group() {
        return text(document.path("spec").path("group"));
    }

    String version() {
        return text(version.path("name"));
    }

    String kind() {
        return text(names().path("kind"));
    }

    String plural() {
        return text(names().path("plural"));
    }

    boolean namespaced() {
        return text(document.path("spec").path("scope")).equals("Namespaced");
    }

    List<String> shortNames() {
        return texts(names().path("shortNames"));
    }

    List<String> categories() {
        return texts(names().path("categories"));
    }

    boolean hasSubresource(String name) {
        return version.path("subresources").has(name);
    }

    /** Columns beside the name; empty where the definition leaves them to the server. */
    public List<PrinterColumn> columns() {
        List<PrinterColumn> columns = new ArrayList<>();
        for (JsonNode column : version.path("additionalPrinterColumns")) {
            columns.add(new PrinterColumn(
                    text(column.path("name")),
                    text(column.path("type")),
                    text(column.path("jsonPath")),
                    column.path("priority").asInt(0)));
        }
        return columns;
    }

    private JsonNode names() {
        return document.path("spec").path("names");
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(CustomDefinition::text)
                .toList();
    }
}
