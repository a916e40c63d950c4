package io.sextant.planner.frontier;

import io.sextant.planner.units.Display;

/** What a demand's load is counted in. */
public enum LoadUnit {
    REQUESTS_PER_SECOND("requests/s"),
    USERS("users");

    private final String label;

    LoadUnit(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Such as 4.5 requests/s. */
    public String readable(double load) {
        return Display.decimal(load, this == USERS || load >= 100 ? 0 : load < 1 ? 2 : 1) + " " + label;
    }
}
