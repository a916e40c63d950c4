package io.sextant.api.orgfile;

import java.util.Locale;

/** A list of the file; one that is left out stays as it is. */
public enum Section {
    NODES,
    QUOTAS,
    PRICES,
    BUDGETS,
    POLICIES;

    /** As the file spells it. */
    public String member() {
        return name().toLowerCase(Locale.ROOT);
    }
}
