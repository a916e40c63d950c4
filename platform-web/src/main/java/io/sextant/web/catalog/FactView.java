package io.sextant.web.catalog;

import io.sextant.api.catalog.Fact;

/** A fact with who says so. */
record FactView(String name, String value, String source, String confidence) {
    static FactView of(Fact fact) {
        return new FactView(
                fact.name(), fact.value(), fact.source(), fact.confidence().label());
    }
}
