package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one replica does over concurrency.
 *
 * @param maxConcurrency C*: the highest concurrency at which the SLA still holds; absent when not even one request does
 * @param limitedBy what one more request would run into
 * @param points by rising concurrency; the last ones lie beyond what the engine runs at once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanCurve(
        String gpuName, String profile, @Nullable Integer maxConcurrency, String limitedBy, List<Performance> points) {
    public PlanCurve {
        points = List.copyOf(points);
    }
}
