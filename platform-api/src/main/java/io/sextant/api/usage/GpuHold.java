package io.sextant.api.usage;

import java.time.Instant;

/** A number of GPUs held from one moment to another. */
record GpuHold(UseLine line, int gpus, Instant from, Instant until) {
    GpuHold {
        if (gpus < 1) {
            throw new IllegalArgumentException("held " + gpus + " GPUs");
        }
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("held from " + from + " until " + until);
        }
    }
}
