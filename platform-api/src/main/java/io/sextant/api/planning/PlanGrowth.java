package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.planner.frontier.PathLimit;
import io.sextant.planner.frontier.PathPoint;
import io.sextant.planner.frontier.ScalingPath;
import io.sextant.planner.frontier.ScalingPaths;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two ways to grow from today's load to the peak: more concurrency on the same GPUs, or more replicas.
 *
 * @param unit of every load, such as requests/s
 * @param sentence where each way leads
 */
public record PlanGrowth(
        String unit,
        double loadToday,
        double loadAtPeak,
        String currency,
        String sentence,
        Path moreConcurrency,
        Path moreReplicas) {
    /**
     * One way.
     *
     * @param points by rising load; they end before the peak where the replicas cannot keep up
     * @param limits what ends on the way, by rising load
     * @param breaksAt the highest load at which the SLA still holds; absent when it holds up to the peak
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Path(
            String label,
            List<Point> points,
            List<Limit> limits,
            @Nullable Double breaksAt) {
        public Path {
            points = List.copyOf(points);
            limits = List.copyOf(limits);
        }
    }

    /**
     * The deployment at one load.
     *
     * @param concurrency requests in flight per replica
     * @param holdsSla judged by the cautious edge of the intervals
     */
    public record Point(
            double load,
            int replicas,
            int gpus,
            int concurrency,
            Figure ttftMs,
            Figure itlMs,
            Figure e2eMs,
            BigDecimal perHour,
            boolean holdsSla) {}

    /** A load beyond which a way does not go on as it should; {@code breaksSla} tells a target from quota and room. */
    public record Limit(PathLimit.Kind kind, double load, boolean breaksSla, String sentence) {}

    static PlanGrowth of(ScalingPaths paths) {
        return new PlanGrowth(
                paths.unit().label(),
                paths.loadToday(),
                paths.loadAtPeak(),
                paths.candidate().cost().hourly().currency().getCurrencyCode(),
                paths.sentence(),
                path(paths.moreConcurrency()),
                path(paths.moreReplicas()));
    }

    private static Path path(ScalingPath path) {
        return new Path(
                path.label(),
                path.points().stream().map(PlanGrowth::point).toList(),
                path.limits().stream()
                        .map(limit -> new Limit(limit.kind(), limit.load(), limit.breaksSla(), limit.sentence()))
                        .toList(),
                path.breaking().map(PathLimit::load).orElse(null));
    }

    private static Point point(PathPoint point) {
        return new Point(
                point.load(),
                point.replicas(),
                point.gpus(),
                point.concurrency(),
                Figure.of(point.ttftMs()),
                Figure.of(point.itlMs()),
                Figure.of(point.e2eMs()),
                point.hourly().amount(),
                point.meetsSla());
    }
}
