package io.sextant.deployer.intent;

import io.sextant.contract.desired.Manifest;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The rules a manifest must pass before it may be applied; each names what it found, and all are told at once. */
final class ManifestGuard {
    private static final Set<String> FORBIDDEN_FIELDS = Set.of("hostPath", "ownerReferences", "finalizers");

    private final AdmissionPolicy policy;
    private final Set<AppliedKind> allowedKinds;
    private final String namespace;

    ManifestGuard(AdmissionPolicy policy, Set<AppliedKind> allowedKinds, String namespace) {
        this.policy = policy;
        this.allowedKinds = allowedKinds;
        this.namespace = namespace;
    }

    /** Either the object or why it is refused. */
    Checked check(Manifest manifest) {
        Optional<AppliedKind> kind =
                AppliedKind.of(manifest.apiVersion(), manifest.kind()).filter(allowedKinds::contains);
        if (kind.isEmpty()) {
            return Checked.refused(
                    "it does not apply objects of kind %s %s here.".formatted(manifest.apiVersion(), manifest.kind()));
        }
        return parse(manifest)
                .map(tree -> check(manifest, kind.get(), tree))
                .orElseGet(() ->
                        Checked.refused("the manifest of %s is not one YAML mapping.".formatted(named(manifest))));
    }

    private Checked check(Manifest manifest, AppliedKind kind, ObjectTree tree) {
        List<String> reasons = Stream.of(
                        identityMismatch(manifest, tree),
                        namespaceMismatch(manifest, kind, tree),
                        foreignImage(manifest, tree),
                        forbiddenField(manifest, tree),
                        NarrowKinds.excess(kind, tree)
                                .or(() -> new OfferedKinds(policy.offers(), namespace).excess(kind, tree))
                                .map(excess -> "%s %s.".formatted(named(manifest), excess)))
                .flatMap(Optional::stream)
                .toList();
        return new Checked(reasons.isEmpty() ? kind : null, reasons.isEmpty() ? tree : null, reasons);
    }

    private static Optional<ObjectTree> parse(Manifest manifest) {
        try {
            Object document = new Load(LoadSettings.builder().build()).loadFromString(manifest.yaml());
            return document instanceof Map<?, ?> map ? Optional.of(ObjectTree.of(map)) : Optional.empty();
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> identityMismatch(Manifest manifest, ObjectTree tree) {
        boolean same = tree.text("apiVersion")
                        .filter(manifest.apiVersion()::equals)
                        .isPresent()
                && tree.text("kind").filter(manifest.kind()::equals).isPresent()
                && tree.text("metadata", "name").filter(manifest.name()::equals).isPresent();
        return same
                ? Optional.empty()
                : Optional.of("the manifest of %s is of another object.".formatted(named(manifest)));
    }

    private Optional<String> namespaceMismatch(Manifest manifest, AppliedKind kind, ObjectTree tree) {
        String actual = kind.namespaced()
                ? tree.text("metadata", "namespace").orElse(namespace)
                : tree.text("metadata", "name").orElse("");
        return actual.equals(namespace)
                ? Optional.empty()
                : Optional.of("%s is for namespace %s, not for %s.".formatted(named(manifest), actual, namespace));
    }

    private Optional<String> foreignImage(Manifest manifest, ObjectTree tree) {
        return images(tree.fields())
                .filter(image -> !policy.admitsImage(image))
                .findFirst()
                .map(image -> "%s uses the image %s; this cluster takes images from %s only."
                        .formatted(named(manifest), image, String.join(", ", policy.allowedImagePrefixes())));
    }

    private static Stream<String> images(Object node) {
        List<String> found = new ArrayList<>();
        walk(node, (field, value) -> {
            if (value instanceof String text
                    && Set.of("image", "repository", "modelPuller").contains(field)) {
                found.add(text);
            }
        });
        return found.stream();
    }

    private static Optional<String> forbiddenField(Manifest manifest, ObjectTree tree) {
        List<String> found = new ArrayList<>();
        walk(tree.fields(), (field, value) -> {
            if (FORBIDDEN_FIELDS.contains(field)) {
                found.add(field);
            }
        });
        return found.stream().findFirst().map(field -> "%s sets %s.".formatted(named(manifest), field));
    }

    private static void walk(Object node, FieldVisitor visitor) {
        switch (node) {
            case Map<?, ?> map ->
                map.forEach((field, value) -> {
                    visitor.visit(field.toString(), Objects.requireNonNull(value));
                    walk(value, visitor);
                });
            case List<?> list -> list.forEach(item -> walk(item, visitor));
            default -> {}
        }
    }

    private static String named(Manifest manifest) {
        return manifest.kind() + "/" + manifest.name();
    }

    private interface FieldVisitor {
        void visit(String field, Object value);
    }

    /** The object when no rule spoke against it. */
    record Checked(@Nullable AppliedKind kind, @Nullable ObjectTree tree, List<String> reasons) {
        static Checked refused(String reason) {
            return new Checked(null, null, List.of(reason));
        }
    }
}
