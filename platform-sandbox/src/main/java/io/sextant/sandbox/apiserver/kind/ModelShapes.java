package io.sextant.sandbox.apiserver.kind;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.Quantity;
import io.sextant.sandbox.apiserver.kind.Shape.Scalar;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Shapes of the built-in kinds, read from the client library's typed models.
 *
 * <p>The models know names and types; what they do not carry, the list keys and atomic structures of the Kubernetes API,
 * is the small table here (from the {@code x-kubernetes-*} marks of the published OpenAPI).
 */
final class ModelShapes {
    private static final Set<String> ATOMIC_CLASSES = Set.of(
            "LabelSelector",
            "LocalObjectReference",
            "ObjectReference",
            "TypedLocalObjectReference",
            "SecretKeySelector",
            "ConfigMapKeySelector",
            "ObjectFieldSelector",
            "ResourceFieldSelector",
            "NodeSelector",
            "NodeSelectorTerm",
            "OwnerReference",
            "RoleRef",
            "ScopeSelector",
            "SecretReference",
            "IngressClassParametersReference",
            "TopologySelectorTerm",
            "CrossVersionObjectReference");

    private static final Set<String> ATOMIC_MAPS = Set.of("PodSpec.nodeSelector", "ServiceSpec.selector");

    private static final Set<String> SETS = Set.of("ObjectMeta.finalizers", "PersistentVolumeClaimStatus.accessModes");

    /** Items told apart by these keys, in apply; the first key is the one of the strategic merge patch as well. */
    private static final Map<String, List<Shape.Key>> MAP_ITEMS = Map.ofEntries(
            Map.entry("Container", keys("name")),
            Map.entry("EphemeralContainer", keys("name")),
            Map.entry("EnvVar", keys("name")),
            Map.entry("Volume", keys("name")),
            Map.entry("VolumeMount", keys("mountPath")),
            Map.entry("VolumeDevice", keys("devicePath")),
            Map.entry("PodResourceClaim", keys("name")),
            Map.entry("ResourceClaim", keys("name")),
            Map.entry("OwnerReference", keys("uid")),
            Map.entry("HostAlias", keys("ip")),
            Map.entry("PodIP", keys("ip")),
            Map.entry("HostIP", keys("ip")),
            Map.entry("NodeAddress", keys("type")),
            Map.entry("PodSchedulingGate", keys("name")),
            Map.entry("ObjectReference", keys("uid")),
            Map.entry("LocalObjectReference", keys("name")),
            Map.entry("TopologySpreadConstraint", keys("topologyKey", "whenUnsatisfiable")),
            Map.entry("ContainerPort", List.of(new Shape.Key("containerPort", null), new Shape.Key("protocol", "TCP"))),
            Map.entry("ServicePort", List.of(new Shape.Key("port", null), new Shape.Key("protocol", "TCP"))));

    /** Lists of mergeable items that the API nevertheless owns as a whole. */
    private static final Set<String> ATOMIC_LISTS = Set.of("EndpointSubset.ports", "ServiceStatus.conditions");

    /** Merged by a strategic patch, owned as a whole in apply. */
    private static final Map<String, String> MERGED_ONLY =
            Map.of("NodeSpec.taints", "key", "JobStatus.conditions", "type");

    private static final Map<Class<?>, Shape.Fields> KNOWN = new ConcurrentHashMap<>();

    private ModelShapes() {}

    /** Shape of a model class's objects. */
    static Shape.Fields of(Class<?> model) {
        Shape.Fields known = KNOWN.get(model);
        if (known == null) {
            Map<String, Shape> fields = new HashMap<>();
            known = new Shape.Fields(
                    model.getSimpleName(),
                    ATOMIC_CLASSES.contains(model.getSimpleName()),
                    memoized(model, fields),
                    Set.of());
            KNOWN.put(model, known);
        }
        return known;
    }

    private static java.util.function.Supplier<Map<String, Shape>> memoized(Class<?> model, Map<String, Shape> fields) {
        return () -> {
            synchronized (fields) {
                if (fields.isEmpty()) {
                    fields.putAll(read(model));
                }
                return fields;
            }
        };
    }

    private static Map<String, Shape> read(Class<?> model) {
        Map<String, Shape> fields = new HashMap<>();
        for (Class<?> at = model; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                JsonProperty property = field.getAnnotation(JsonProperty.class);
                if (property != null) {
                    String name = property.value().isEmpty() ? field.getName() : property.value();
                    fields.put(name, shape(field.getGenericType(), at.getSimpleName() + "." + name));
                }
            }
        }
        return fields;
    }

    private static Shape shape(Type type, String place) {
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            return arguments.length == 2
                    ? new Shape.Entries(shape(arguments[1], place), ATOMIC_MAPS.contains(place))
                    : sequence(arguments[0], place);
        }
        return type instanceof Class<?> single ? single(single) : Shape.ANY;
    }

    private static Shape sequence(Type item, String place) {
        Shape inner = shape(item, place);
        if (SETS.contains(place)) {
            return new Shape.Sequence(inner, Shape.Ownership.SET, List.of(), "");
        }
        String mergedOnly = MERGED_ONLY.get(place);
        if (mergedOnly != null) {
            return new Shape.Sequence(inner, Shape.Ownership.ATOMIC, List.of(), mergedOnly);
        }
        List<Shape.Key> keys = ATOMIC_LISTS.contains(place) ? null : itemKeys(item, place);
        return keys == null
                ? new Shape.Sequence(inner, Shape.Ownership.ATOMIC, List.of(), null)
                : new Shape.Sequence(
                        inner, Shape.Ownership.MAP, keys, keys.getFirst().name());
    }

    private static @Nullable List<Shape.Key> itemKeys(Type item, String place) {
        if (!(item instanceof Class<?> model)) {
            return null;
        }
        boolean conditions =
                place.endsWith("Status.conditions") && model.getSimpleName().endsWith("Condition");
        return conditions ? keys("type") : MAP_ITEMS.get(model.getSimpleName());
    }

    private static Shape single(Class<?> type) {
        if (type == String.class || type.isEnum() || type == MicroTime.class) {
            return Scalar.STRING;
        } else if (type == Boolean.class || type == boolean.class) {
            return Scalar.BOOLEAN;
        } else if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            return Scalar.INTEGER;
        } else if (Number.class.isAssignableFrom(type)) {
            return Scalar.NUMBER;
        } else if (type == Quantity.class) {
            return Scalar.QUANTITY;
        } else if (type == IntOrString.class) {
            return Scalar.INT_OR_STRING;
        }
        return hasProperties(type) ? of(type) : Shape.ANY;
    }

    private static boolean hasProperties(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (field.isAnnotationPresent(JsonProperty.class)) {
                return true;
            }
        }
        return false;
    }

    private static List<Shape.Key> keys(String... names) {
        return List.of(names).stream().map(name -> new Shape.Key(name, null)).toList();
    }
}
