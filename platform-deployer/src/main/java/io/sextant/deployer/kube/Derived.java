package io.sextant.deployer.kube;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value made of lists, and made again only when one of them is another list. */
final class Derived<T> {
    private List<? extends List<?>> sources = List.of();
    private @Nullable T value;

    T from(List<? extends List<?>> now, Supplier<T> making) {
        T made = value;
        if (made == null || !isSame(now)) {
            made = making.get();
            value = made;
            sources = now;
        }
        return made;
    }

    @SuppressWarnings("ReferenceEquality") // A list that was made anew may differ deep inside.
    private boolean isSame(List<? extends List<?>> now) {
        for (int i = 0; i < now.size(); i++) {
            if (sources.size() != now.size() || sources.get(i) != now.get(i)) {
                return false;
            }
        }
        return true;
    }
}
