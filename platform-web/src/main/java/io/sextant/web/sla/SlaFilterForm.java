package io.sextant.web.sla;

import io.sextant.api.sla.SlaFilter;
import io.sextant.api.sla.SlaMode;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was typed into the list's filters; an empty field asks for nothing, an unknown word too. */
record SlaFilterForm(
        @Nullable String text,
        @Nullable String owner,
        @Nullable String mode,
        @Nullable Boolean retired) {
    SlaFilter filter() {
        return new SlaFilter(given(text), given(owner), knownMode(), Boolean.TRUE.equals(retired));
    }

    /** Whether anything narrows the list down. */
    boolean isNarrow() {
        return given(text) != null || given(owner) != null || knownMode() != null;
    }

    private @Nullable SlaMode knownMode() {
        return Stream.of(SlaMode.values())
                .filter(known -> known.key().equals(mode))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String given(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }
}
