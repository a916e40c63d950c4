package io.sextant.api.pricing;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All prices there ever were, to look up many moments without asking the database for each. */
public final class PriceTimeline {
    private final Map<Place, NavigableMap<Instant, Optional<Price>>> byPlace = new HashMap<>();

    PriceTimeline(List<Step> steps) {
        steps.forEach(step -> byPlace.computeIfAbsent(new Place(step.cluster(), step.gpu()), place -> new TreeMap<>())
                .merge(step.from(), step.price(), (one, other) -> one.isEmpty() ? one : other));
    }

    /** The price in force at that moment on that cluster: its own, else the one of all clusters; empty where there is none. */
    public Optional<Price> find(String cluster, String gpu, Instant at) {
        return last(new Place(cluster, gpu), at).or(() -> last(new Place(null, gpu), at));
    }

    private Optional<Price> last(Place place, Instant at) {
        NavigableMap<Instant, Optional<Price>> steps = byPlace.get(place);
        if (steps == null) {
            return Optional.empty();
        }
        Map.Entry<Instant, Optional<Price>> step = steps.floorEntry(at);
        return step == null ? Optional.empty() : step.getValue();
    }

    /** A price takes over, or ends: then there is none. An ending of the same moment wins. */
    record Step(@Nullable String cluster, String gpu, Instant from, Optional<Price> price) {}

    private record Place(@Nullable String cluster, String gpu) {}
}
