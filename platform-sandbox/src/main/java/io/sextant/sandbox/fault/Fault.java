package io.sextant.sandbox.fault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fault that holds.
 *
 * @param until when it ends by itself; absent when it is to be cleared
 * @param struck how many it has struck, where that is limited
 */
public record Fault(
        String id,
        FaultOrder order,
        Instant since,
        @Nullable Instant until,
        int struck) {}
