package io.sextant.api.catalog;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The additions as Postgres holds them, kept in memory.
 *
 * <p>Looking them up is frequent and changing them is rare: this process sees its own changes at once, and those of others
 * within a second.
 */
@Component
class StoredEntries implements AddedEntries {
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AddedModels models;
    private final AddedGpus gpus;
    private final CatalogJournal journal;

    private volatile @Nullable Seen seen;

    StoredEntries(AddedModels models, AddedGpus gpus, CatalogJournal journal) {
        this.models = models;
        this.gpus = gpus;
        this.journal = journal;
    }

    @Override
    public CatalogContent joinedTo(CatalogContent shipped) {
        Seen last = seen;
        if (last != null && last.isFresh()) {
            return last.content();
        }
        long revision = journal.lastChange();
        Seen now = last != null && last.revision() == revision
                ? new Seen(revision, last.content(), System.nanoTime())
                : new Seen(revision, shipped.with(stored()), System.nanoTime());
        seen = now;
        return now.content();
    }

    private CatalogContent stored() {
        return CatalogContent.of(
                gpus.all().stream().map(StoredGpu::catalogGpu).toList(),
                models.all().stream().map(StoredModel::catalogModel).toList());
    }

    // Before any other listener, which may well read the catalogue.
    @TransactionalEventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void lookAgain(CatalogChanged changed) {
        seen = null;
    }

    private record Seen(long revision, CatalogContent content, long lookedAtNanos) {
        boolean isFresh() {
            return System.nanoTime() - lookedAtNanos < LOOK_EVERY_NANOS;
        }
    }
}
