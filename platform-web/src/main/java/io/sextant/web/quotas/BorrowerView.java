package io.sextant.web.quotas;

import io.sextant.api.reclaim.Borrower;
import io.sextant.web.layout.Dates;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that gives GPUs back, as tables show it.
 *
 * @param stoppedAt absent while it runs
 */
record BorrowerView(
        String path,
        String name,
        String team,
        String gpus,
        String stopsAt,
        @Nullable String stoppedAt) {
    static BorrowerView of(Borrower borrower) {
        return new BorrowerView(
                "/deployments/" + borrower.deployment(),
                borrower.name(),
                borrower.team(),
                Integer.toString(borrower.gpus()),
                Dates.moment(borrower.stopsAt()),
                borrower.stoppedAt() == null ? null : Dates.moment(borrower.stoppedAt()));
    }
}
