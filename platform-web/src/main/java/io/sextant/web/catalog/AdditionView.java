package io.sextant.web.catalog;

import io.sextant.api.catalog.Addition;
import io.sextant.web.layout.Dates;
import org.jspecify.annotations.Nullable;

/** Who added an entry and who changed it last, in a sentence. */
record AdditionView(String revision, String sentence) {
    static @Nullable AdditionView of(@Nullable Addition addition) {
        return addition == null ? null : new AdditionView(String.valueOf(addition.revision()), sentence(addition));
    }

    private static String sentence(Addition addition) {
        String added = "Added by " + addition.addedBy() + " on " + Dates.moment(addition.addedAt());
        return addition.revision() == 0
                ? added + "."
                : added + ", changed by " + addition.changedBy() + " on " + Dates.moment(addition.changedAt()) + ".";
    }
}
