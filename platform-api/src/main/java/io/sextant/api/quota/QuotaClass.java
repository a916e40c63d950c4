package io.sextant.api.quota;

/** What GPUs are taken for, which decides whether they may be borrowed ones. */
public enum QuotaClass {
    /** People depend on it: guaranteed GPUs only, and never reclaimed. */
    ONLINE_PRODUCTION("Online, production"),
    /** People try it: may borrow what others leave idle, and give it back when they ask. */
    ONLINE_DEVELOPMENT("Online, development"),
    /** A batch: may borrow as development may. */
    OFFLINE("Offline");

    private final String label;

    QuotaClass(String label) {
        this.label = label;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** Whether it may hold more than is guaranteed, up to the burst limit. */
    public boolean mayBorrow() {
        return this != ONLINE_PRODUCTION;
    }

    /** How many of so many GPUs count against what is guaranteed for production. */
    int production(int gpus) {
        return mayBorrow() ? 0 : gpus;
    }
}
