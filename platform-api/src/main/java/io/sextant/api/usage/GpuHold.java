package io.sextant.api.usage;

import java.time.Instant;

/**
 * A number of GPUs held from one moment to another.
 *
 * @param reclaimable whether they may be borrowed ones
 */
record GpuHold(UseLine line, int gpus, Instant from, Instant until, boolean reclaimable) {
    GpuHold {
        if (gpus < 1) {
            throw new IllegalArgumentException("held " + gpus + " GPUs");
        }
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("held from " + from + " until " + until);
        }
    }

    /** GPUs that nobody asks back. */
    GpuHold(UseLine line, int gpus, Instant from, Instant until) {
        this(line, gpus, from, until, false);
    }
}
