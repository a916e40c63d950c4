package io.sextant.web.measurements;

import io.sextant.api.measurement.MeasurementSet;
import io.sextant.planner.units.Display;
import io.sextant.web.layout.Dates;
import java.util.List;

/** An uploaded set, as a table shows it. */
record SetView(
        String path,
        String title,
        String rows,
        String sources,
        String models,
        String gpus,
        String uploadedBy,
        String uploadedAt) {
    private static final int SHOWN = 4;

    static SetView of(MeasurementSet set) {
        return new SetView(
                "/measurements/" + set.id(),
                set.title(),
                Display.count(set.rows()),
                first(set.sources()),
                first(set.models()),
                first(set.gpus()),
                set.uploadedBy(),
                Dates.moment(set.uploadedAt()));
    }

    private static String first(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }
}
