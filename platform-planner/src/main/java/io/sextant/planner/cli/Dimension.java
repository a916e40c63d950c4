package io.sextant.planner.cli;

import io.sextant.planner.calibration.Observation;
import java.util.Locale;
import java.util.function.Function;

/** By what errors are reported. */
enum Dimension {
    ALL(_ -> "all"),
    SOURCE(Observation::source),
    GPU(point -> point.gpu().name()),
    MODEL(point -> point.model().id()),
    PRECISION(point -> point.profile().precision().label()),
    TP(point -> "tp" + point.profile().tensorParallel()),
    KIND(point -> point.model().isMixtureOfExperts() ? "mixture of experts" : "dense"),
    PROFILE(Observation::profileKey);

    private final Function<Observation, String> group;

    Dimension(Function<Observation, String> group) {
        this.group = group;
    }

    String groupOf(Observation point) {
        return group.apply(point);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
