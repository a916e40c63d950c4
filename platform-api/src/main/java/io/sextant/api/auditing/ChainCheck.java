package io.sextant.api.auditing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of computing the audit chain again.
 *
 * @param problem what is wrong with it; null where it is intact
 */
public record ChainCheck(
        Instant at, boolean intact, @Nullable String problem) {}
