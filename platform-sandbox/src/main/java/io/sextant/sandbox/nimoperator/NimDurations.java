package io.sextant.sandbox.nimoperator;

import java.time.Duration;

/** How long a NIM's images, weights and start really take; round figures from published reports of cold starts. */
final class NimDurations {
    private static final double GIB = 1L << 30;

    /** NIM images have 10 to 25 GB. */
    static final long IMAGE_BYTES = 15L << 30;
    /** Pull and extraction together: 10 to 25 GB in 5 to 9 minutes. */
    private static final double IMAGE_GIB_PER_SECOND = 0.047;
    /** From NGC onto a network file system: about 14 minutes for 70 billion 16-bit parameters. */
    private static final double DOWNLOAD_GIB_PER_SECOND = 0.2;
    /** From the volume into GPU memory. */
    private static final double LOAD_GIB_PER_SECOND = 0.6;
    /** Process start, compilation and graph capture. */
    private static final Duration ENGINE_START = Duration.ofMinutes(2);
    /** A container that finds at once that it cannot go on. */
    static final Duration EARLY_EXIT = Duration.ofSeconds(20);

    private NimDurations() {}

    static Duration imagePull() {
        return seconds(IMAGE_BYTES / GIB / IMAGE_GIB_PER_SECOND);
    }

    static Duration download(double weightBytes) {
        return seconds(weightBytes / GIB / DOWNLOAD_GIB_PER_SECOND);
    }

    static Duration load(double weightBytes) {
        return ENGINE_START.plus(seconds(weightBytes / GIB / LOAD_GIB_PER_SECOND));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
