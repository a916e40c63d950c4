package io.sextant.sandbox.apiserver.kind;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodAffinity;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.networking.v1.IngressSpec;
import io.sextant.sandbox.apiserver.kind.Shape.Ownership;
import io.sextant.sandbox.apiserver.kind.Shape.Scalar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Shapes of the custom kinds, read from {@code custom-schemas.yaml}. */
final class CustomSchemas {
    private static final Map<String, Class<?>> MODELS = Stream.of(
                    Affinity.class,
                    Condition.class,
                    EnvVar.class,
                    HorizontalPodAutoscalerBehavior.class,
                    IngressSpec.class,
                    MetricSpec.class,
                    PodAffinity.class,
                    Probe.class,
                    ResourceRequirements.class,
                    Toleration.class)
            .collect(Collectors.toMap(Class::getSimpleName, model -> model));

    private final Map<?, ?> kinds;

    CustomSchemas() {
        try (InputStream text = CustomSchemas.class.getResourceAsStream("custom-schemas.yaml")) {
            kinds = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shape of the kind's objects; throws when the file does not name it. */
    Shape.Fields shape(String kind) {
        if (!(kinds.get(kind) instanceof Map<?, ?> body)) {
            throw new IllegalStateException("custom-schemas.yaml does not describe " + kind);
        }
        Shape.Fields read = fields(kind, body);
        Map<String, Shape> all = new HashMap<>(read.source().get());
        all.put("apiVersion", Scalar.STRING);
        all.put("kind", Scalar.STRING);
        all.put("metadata", ModelShapes.of(ObjectMeta.class));
        return new Shape.Fields(kind, false, () -> all, read.required());
    }

    private static Shape.Fields fields(String type, Map<?, ?> body) {
        Map<String, Shape> fields = new HashMap<>();
        Set<String> required = new HashSet<>();
        body.forEach((key, value) -> {
            String name = key.toString();
            if (name.endsWith("!")) {
                name = name.substring(0, name.length() - 1);
                required.add(name);
            }
            fields.put(name, shape(type + capitalised(name), value));
        });
        return new Shape.Fields(type, false, () -> fields, Set.copyOf(required));
    }

    private static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static Shape shape(String type, Object described) {
        return switch (described) {
            case Map<?, ?> body -> fields(type, body);
            case List<?> items -> new Shape.Sequence(shape(type, items.getFirst()), Ownership.ATOMIC, List.of(), null);
            case String name -> named(name);
            default -> throw new IllegalStateException("custom-schemas.yaml has an odd type: " + described);
        };
    }

    private static Shape named(String name) {
        return switch (name) {
            case "string" -> Scalar.STRING;
            case "integer" -> Scalar.INTEGER;
            case "boolean" -> Scalar.BOOLEAN;
            case "quantity" -> Scalar.QUANTITY;
            case "~" -> new Shape.Entries(Scalar.STRING, false);
            case "*" -> Shape.ANY;
            default -> {
                Class<?> model = MODELS.get(name);
                if (model == null) {
                    throw new IllegalStateException("custom-schemas.yaml has an unknown type: " + name);
                }
                yield ModelShapes.of(model);
            }
        };
    }
}
