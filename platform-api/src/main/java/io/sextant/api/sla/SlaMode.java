package io.sextant.api.sla;

import java.util.Locale;

/** Whether a person waits. */
public enum SlaMode {
    /** A person waits: latency targets bind. */
    ONLINE,
    /** A batch must finish: throughput or a deadline binds. */
    OFFLINE;

    /** As it stands in forms and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
