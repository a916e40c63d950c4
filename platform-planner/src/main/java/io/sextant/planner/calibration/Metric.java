package io.sextant.planner.calibration;

/** What is measured and predicted of an engine under load. */
public enum Metric {
    TTFT("TTFT"),
    ITL("ITL"),
    THROUGHPUT("throughput");

    /** How many there are. */
    public static final int COUNT = values().length;

    private final String label;

    Metric(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Its place in arrays of errors. */
    @SuppressWarnings("EnumOrdinal") // Arrays are what linear algebra works on.
    public int index() {
        return ordinal();
    }
}
