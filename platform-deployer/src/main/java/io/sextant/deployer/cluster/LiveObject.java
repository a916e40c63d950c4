package io.sextant.deployer.cluster;

import io.sextant.contract.SextantLabels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An object of a kind the deployer applies, as it is on the cluster.
 *
 * @param appliedAt when the deployer's own fields last changed; absent for an object it never applied
 * @param deleting its removal was asked for
 * @param foreign what people wrote into it; what controllers write is theirs to write
 */
public record LiveObject(
        ObjectRef ref,
        String uid,
        Instant createdAt,
        @Nullable Instant appliedAt,
        boolean deleting,
        ObjectTree tree,
        List<ForeignField> foreign) {
    public LiveObject {
        foreign = List.copyOf(foreign);
    }

    /** One that nobody else wrote to. */
    public LiveObject(
            ObjectRef ref,
            String uid,
            Instant createdAt,
            @Nullable Instant appliedAt,
            boolean deleting,
            ObjectTree tree) {
        this(ref, uid, createdAt, appliedAt, deleting, tree, List.of());
    }

    public Map<String, String> labels() {
        return tree.texts("metadata", "labels");
    }

    public Map<String, String> annotations() {
        return tree.texts("metadata", "annotations");
    }

    /** Whether Sextant put it there. */
    public boolean managed() {
        return has(SextantLabels.MANAGER, "labels", SextantLabels.MANAGED_BY);
    }

    /** Whether the deployer of this cluster put it there. */
    public boolean managedFor(String cluster) {
        return managed() && has(cluster, "annotations", SextantLabels.CLUSTER);
    }

    public boolean belongsTo(UUID deployment) {
        return has(deployment.toString(), "labels", SextantLabels.DEPLOYMENT);
    }

    private boolean has(String value, String where, String name) {
        return tree.text("metadata", where, name).filter(value::equals).isPresent();
    }

    /** The generation it was applied for. */
    public Optional<Long> generation() {
        return tree.text("metadata", "annotations", SextantLabels.GENERATION)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    /** A condition of its status. */
    public Optional<StatusCondition> condition(String type) {
        return tree.trees("status", "conditions").stream()
                .filter(condition -> condition.text("type").filter(type::equals).isPresent())
                .map(StatusCondition::of)
                .findFirst();
    }
}
