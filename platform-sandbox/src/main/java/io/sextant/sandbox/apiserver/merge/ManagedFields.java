package io.sextant.sandbox.apiserver.merge;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.ApiProblem.Cause;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who set which field: {@code metadata.managedFields}, kept as the API server keeps it. */
public final class ManagedFields {
    private static final String[] SERVER_OWNED = {
        "f:name",
        "f:generateName",
        "f:namespace",
        "f:uid",
        "f:creationTimestamp",
        "f:selfLink",
        "f:generation",
        "f:managedFields",
        "f:resourceVersion",
        "f:deletionTimestamp",
        "f:deletionGracePeriodSeconds"
    };

    private final ResourceType type;

    public ManagedFields(ResourceType type) {
        this.type = type;
    }

    /** Who writes: a manager through one operation and subresource. */
    public record Manager(String name, Operation operation, String subresource) {}

    /** How a manager writes. */
    public enum Operation {
        APPLY("Apply"),
        UPDATE("Update");

        private final String wire;

        Operation(String wire) {
            this.wire = wire;
        }
    }

    private record Owned(FieldSet fields, String time) {}

    /**
     * Records, in the new version, that {@code manager} made it out of the old one by an ordinary write.
     *
     * @param before null when the object is new
     */
    public void recordUpdate(@Nullable KubeObject before, KubeObject after, Manager manager, String now) {
        Map<Manager, Owned> owners = read(before == null ? after : before);
        Comparison comparison = Comparison.between(type.shape(), before == null ? null : before.node(), after.node());
        FieldSet changed = withoutServerOwned(comparison.changed());
        FieldSet removed = withoutServerOwned(comparison.removed());
        Map<Manager, Owned> result = new LinkedHashMap<>();
        owners.forEach((other, owned) -> {
            FieldSet left = owned.fields().minus(removed);
            result.put(other, new Owned(other.equals(manager) ? left : left.minus(changed), owned.time()));
        });
        if (!changed.isEmpty()) {
            Owned mine = result.get(manager);
            result.put(manager, new Owned(mine == null ? changed : mine.fields().union(changed), now));
        }
        write(after, result);
    }

    /**
     * Applies a configuration over the live object and records the ownership.
     *
     * @throws ApiProblem 409 when other managers own fields that would change and {@code force} is false
     */
    public KubeObject apply(@Nullable KubeObject live, KubeObject applied, Manager manager, boolean force, String now) {
        KubeObject config = applied.copy();
        config.metadata().remove("managedFields");
        FieldSet mine = withoutServerOwned(Comparison.fieldsOf(type.shape(), config.node()));
        if (live == null) {
            KubeObject created = config.copy();
            write(created, Map.of(manager, new Owned(mine, now)));
            return created;
        }
        Map<Manager, Owned> owners = read(live);
        KubeObject merged = new KubeObject((ObjectNode) ApplyMerge.merge(type.shape(), live.node(), config.node()));
        FieldSet changed =
                Comparison.between(type.shape(), live.node(), merged.node()).changed();
        if (!force) {
            refuseConflicts(owners, manager, mine.intersection(changed));
        }
        removeAbandoned(merged, owners, manager, mine);
        write(merged, ownersAfter(owners, manager, mine, live, merged, now));
        return merged;
    }

    private void removeAbandoned(KubeObject merged, Map<Manager, Owned> owners, Manager manager, FieldSet mine) {
        Owned last = owners.get(manager);
        if (last == null) {
            return;
        }
        FieldSet others = new FieldSet();
        for (Map.Entry<Manager, Owned> entry : owners.entrySet()) {
            if (!entry.getKey().equals(manager)) {
                others = others.union(entry.getValue().fields());
            }
        }
        ApplyMerge.remove(type.shape(), merged.node(), last.fields().minus(mine), others);
    }

    private Map<Manager, Owned> ownersAfter(
            Map<Manager, Owned> owners,
            Manager manager,
            FieldSet mine,
            KubeObject live,
            KubeObject merged,
            String now) {
        Comparison comparison = Comparison.between(type.shape(), live.node(), merged.node());
        FieldSet changed = comparison.changed();
        Map<Manager, Owned> result = new LinkedHashMap<>();
        owners.forEach((other, owned) -> {
            FieldSet left = owned.fields().minus(comparison.removed()).minus(changed);
            result.put(other, new Owned(left, owned.time()));
        });
        Owned last = owners.get(manager);
        String time = last != null && last.fields().equals(mine) && comparison.isSame() ? last.time() : now;
        result.put(manager, new Owned(mine, time));
        return result;
    }

    private void refuseConflicts(Map<Manager, Owned> owners, Manager manager, FieldSet wanted) {
        List<Cause> causes = new ArrayList<>();
        Map<String, List<String>> byManager = new LinkedHashMap<>();
        owners.forEach((other, owned) -> {
            if (!other.equals(manager)) {
                for (String field : owned.fields().intersection(wanted).describe()) {
                    String who = describe(other);
                    causes.add(new Cause("FieldManagerConflict", "conflict with " + who, field));
                    byManager.computeIfAbsent(who, w -> new ArrayList<>()).add(field);
                }
            }
        });
        if (!causes.isEmpty()) {
            throw ApiProblem.applyConflict(message(causes, byManager), causes);
        }
    }

    private static String message(List<Cause> causes, Map<String, List<String>> byManager) {
        String head = "Apply failed with %d conflict%s: ".formatted(causes.size(), causes.size() == 1 ? "" : "s");
        if (causes.size() == 1) {
            return head + causes.getFirst().message() + ": " + causes.getFirst().field();
        }
        List<String> parts = new ArrayList<>();
        byManager.forEach(
                (who, fields) -> parts.add("conflicts with %s:\n- %s".formatted(who, String.join("\n- ", fields))));
        return head + String.join("\n", parts);
    }

    private String describe(Manager other) {
        StringBuilder text = new StringBuilder("\"").append(other.name()).append('"');
        if (!other.subresource().isEmpty()) {
            text.append(" with subresource \"").append(other.subresource()).append('"');
        }
        if (other.operation() == Operation.UPDATE) {
            text.append(" using ").append(type.apiVersion());
        }
        return text.toString();
    }

    private FieldSet withoutServerOwned(FieldSet fields) {
        FieldSet result = fields.minus(null);
        result.removeTree("f:apiVersion");
        result.removeTree("f:kind");
        for (String name : SERVER_OWNED) {
            result.removeTree("f:metadata", name);
        }
        FieldSet metadata = result.below("f:metadata");
        if (metadata != null && metadata.children().values().stream().allMatch(FieldSet::isEmpty)) {
            result.removeTree("f:metadata");
        }
        return result;
    }

    private static Map<Manager, Owned> read(KubeObject object) {
        Map<Manager, Owned> owners = new LinkedHashMap<>();
        for (JsonNode entry : object.at("metadata", "managedFields")) {
            Operation operation =
                    entry.path("operation").asString("").equals("Apply") ? Operation.APPLY : Operation.UPDATE;
            Manager manager = new Manager(
                    entry.path("manager").asString(""),
                    operation,
                    entry.path("subresource").asString(""));
            owners.put(
                    manager,
                    new Owned(
                            FieldSet.of(entry.path("fieldsV1")),
                            entry.path("time").asString("")));
        }
        return owners;
    }

    private void write(KubeObject object, Map<Manager, Owned> owners) {
        ObjectNode metadata = object.metadata();
        metadata.remove("managedFields");
        ArrayNode list = metadata.arrayNode();
        owners.forEach((manager, owned) -> {
            if (!owned.fields().isEmpty()) {
                ObjectNode entry = list.addObject();
                entry.put("manager", manager.name()).put("operation", manager.operation().wire);
                entry.put("apiVersion", type.apiVersion())
                        .put("time", owned.time())
                        .put("fieldsType", "FieldsV1");
                entry.set("fieldsV1", owned.fields().toFieldsV1());
                if (!manager.subresource().isEmpty()) {
                    entry.put("subresource", manager.subresource());
                }
            }
        });
        if (!list.isEmpty()) {
            metadata.set("managedFields", list);
        }
    }
}
