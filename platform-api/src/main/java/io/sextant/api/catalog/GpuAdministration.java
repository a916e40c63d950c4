package io.sextant.api.catalog;

import io.sextant.api.catalog.CatalogJournal.Action;
import io.sextant.api.catalog.CatalogJournal.Edit;
import io.sextant.api.catalog.CatalogJournal.Kind;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds GPU products to the catalogue, and changes and removes those that were added. */
@Service
@Transactional
public class GpuAdministration {
    private final AddedGpus stored;
    private final Catalog catalog;
    private final CatalogJournal journal;
    private final CatalogGuard guard;
    private final Clock clock;

    GpuAdministration(AddedGpus stored, Catalog catalog, CatalogJournal journal, CatalogGuard guard, Clock clock) {
        this.stored = stored;
        this.catalog = catalog;
        this.journal = journal;
        this.guard = guard;
        this.clock = clock;
    }

    /** Adds a product; nodes that carry its label can be planned on once it has a price. */
    public CatalogGpu add(GpuDraft draft, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER_CATALOG);
        StoredGpu gpu = checked(draft, Addition.now(clock.instant(), actor.displayName()));
        requireFree(gpu, "");
        journal.begin();
        try {
            stored.insert(gpu);
        } catch (DuplicateKeyException e) {
            throw taken(gpu.name(), gpu.name());
        }
        return journaled(null, gpu, Action.ADDED, actor);
    }

    /** What was added under that name, to be changed. */
    @Transactional(readOnly = true)
    public GpuDraft draft(String name, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER_CATALOG);
        return added(name).draft();
    }

    /** Changes an added product that no deployment runs on. */
    public CatalogGpu edit(String name, int revision, GpuDraft draft, Actor actor) {
        StoredGpu before = changeable(name, revision, actor);
        StoredGpu after = checked(draft.of(name), before.addition().changed(clock.instant(), actor.displayName()));
        requireFree(after, name);
        guard.requireIdle(before.catalogGpu());
        try {
            if (!stored.update(after)) {
                throw CatalogGuard.changedMeanwhile(name);
            }
        } catch (DuplicateKeyException e) {
            throw taken(name, after.product().productLabel());
        }
        return journaled(before, after, Action.EDITED, actor);
    }

    /** Removes an added product that nothing refers to. */
    public void remove(String name, int revision, Actor actor) {
        StoredGpu gpu = changeable(name, revision, actor);
        guard.requireUnused(gpu.catalogGpu());
        stored.delete(name);
        journal.record(Kind.GPU, name, Action.REMOVED, revision, new Edit(gpu.draft(), null), actor, clock.instant());
    }

    private StoredGpu changeable(String name, int revision, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER_CATALOG);
        journal.begin();
        StoredGpu gpu = added(name);
        CatalogGuard.requireCurrent(name, gpu.addition(), revision);
        return gpu;
    }

    private StoredGpu added(String name) {
        return stored.find(name).orElseThrow(() -> {
            catalog.gpu(name);
            return CatalogGuard.shipped("GPU product", name);
        });
    }

    private static StoredGpu checked(GpuDraft draft, Addition addition) {
        List<FieldError> errors = new ArrayList<>();
        Optional<StoredGpu> gpu = draft.product(addition, errors);
        return gpu.orElseThrow(() -> new PlatformProblem.Invalid(errors));
    }

    private void requireFree(StoredGpu gpu, String except) {
        catalog.gpus().stream()
                .filter(other -> !other.name().equals(except))
                .filter(other -> other.name().equalsIgnoreCase(gpu.name())
                        || other.productLabel().equals(gpu.product().productLabel()))
                .findFirst()
                .ifPresent(other -> {
                    throw taken(
                            other.name(),
                            other.name().equalsIgnoreCase(gpu.name())
                                    ? other.name()
                                    : gpu.product().productLabel());
                });
    }

    private CatalogGpu journaled(@Nullable StoredGpu before, StoredGpu gpu, Action action, Actor actor) {
        Edit edit = new Edit(before == null ? null : before.draft(), gpu.draft());
        journal.record(Kind.GPU, gpu.name(), action, gpu.addition().revision(), edit, actor, clock.instant());
        return gpu.catalogGpu();
    }

    private static PlatformProblem.Conflict taken(String other, String what) {
        return new PlatformProblem.Conflict(
                "gpu-exists",
                "This GPU product is in the catalogue",
                "The catalogue has \"" + what + "\" already, as " + other + ".",
                "Use that product, or choose another name and node label for this one.",
                Map.of("gpu", other));
    }
}
