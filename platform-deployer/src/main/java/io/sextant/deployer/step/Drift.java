package io.sextant.deployer.step;

import io.sextant.contract.SextantLabels;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.ObjectTree;
import io.sextant.deployer.intent.AdmittedManifest;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a live object departs from its manifest.
 *
 * <p>Only fields of the manifest count: what the API server defaults, and the zero values the NIM Operator writes into
 * its custom resources, are no drift. A field that a newer manifest no longer has shows in the digest.
 */
final class Drift {
    private Drift() {}

    /** What puts a live object back where it departs from its manifest, or where people added to it. */
    static Optional<ClusterAction.ApplyObject> repair(AdmittedManifest wanted, LiveObject live) {
        Undone undone = Undone.of(wanted, live);
        return between(wanted, live).isPresent() || !undone.removed().isEmpty()
                ? Optional.of(new ClusterAction.ApplyObject(wanted, undone))
                : Optional.empty();
    }

    /** The path of the first field that departs. */
    static Optional<String> between(AdmittedManifest wanted, LiveObject live) {
        ObjectTree tree = wanted.kind() == AppliedKind.NIM_CACHE ? withoutOwner(wanted.tree()) : wanted.tree();
        return Optional.ofNullable(first("", "", tree.fields(), live.tree().fields()));
    }

    /** A shared NIMCache bears the deployment that applied it last. */
    private static ObjectTree withoutOwner(ObjectTree cache) {
        return cache.without("metadata", "labels", SextantLabels.DEPLOYMENT)
                .without("metadata", "annotations", SextantLabels.GENERATION);
    }

    private static @Nullable String first(String path, String field, Object wanted, @Nullable Object live) {
        return switch (wanted) {
            case Map<?, ?> map when map.isEmpty() -> null;
            case Map<?, ?> map -> live instanceof Map<?, ?> found ? firstIn(path, map, found) : path;
            case List<?> list when list.isEmpty() -> live == null || live.equals(List.of()) ? null : path;
            case List<?> list -> live instanceof List<?> found ? firstIn(path, field, list, found) : path;
            default -> live != null && sameScalar(wanted, live) ? null : path;
        };
    }

    private static @Nullable String firstIn(String path, Map<?, ?> wanted, Map<?, ?> live) {
        for (Map.Entry<?, ?> entry : wanted.entrySet()) {
            String field = String.valueOf(entry.getKey());
            Object value = entry.getValue();
            String found = value == null ? null : first(path + "." + field, field, value, live.get(field));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String firstIn(String path, String field, List<?> wanted, List<?> live) {
        if (wanted.size() != live.size()) {
            return path;
        }
        Iterator<?> others = live.iterator();
        int index = 0;
        for (Object item : wanted) {
            String found = first(path + "[" + index++ + "]", field, item, others.next());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean sameScalar(Object wanted, Object live) {
        return wanted.toString().equals(live.toString()) || ResourceQuantity.same(wanted.toString(), live.toString());
    }
}
