package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.sextant.planner.capacity.SizingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How much more than the bare need is planned.
 *
 * @param headroom share on top of the load, 0.01 to 2; 0.2 unless given
 * @param spareReplica N+1: one replica more than the load needs always runs, so that one may fail; online only
 * @param coldStartSeconds from the wish for a replica to its first answer, 1 to 86,400; 300 unless given
 */
public record PlanSizing(double headroom, boolean spareReplica, double coldStartSeconds) {
    private static final Bounds HEADROOM =
            new Bounds("/sizing/headroom", "The headroom", 0.01, 2, "(a fraction of the load)");
    private static final Bounds COLD_START =
            new Bounds("/sizing/coldStartSeconds", "The time of a cold start", 1, 86_400, "seconds");
    private static final double SCALE_UP_AT = 0.75;

    /** 20 % headroom, no spare, five minutes of cold start. */
    public static final PlanSizing USUAL = new PlanSizing(0.2, false, SizingPolicy.DEFAULT_COLD_START_SECONDS);

    public PlanSizing {
        HEADROOM.check(headroom);
        COLD_START.check(coldStartSeconds);
    }

    @JsonCreator
    static PlanSizing of(@Nullable Double headroom, @Nullable Boolean spareReplica, @Nullable Double coldStartSeconds) {
        return new PlanSizing(
                headroom == null ? USUAL.headroom : headroom,
                spareReplica != null && spareReplica,
                coldStartSeconds == null ? USUAL.coldStartSeconds : coldStartSeconds);
    }

    /** As many replicas as the peak needs and no more: what runs is what is paid and charged to quota. */
    SizingPolicy policy() {
        return new SizingPolicy(
                headroom,
                0,
                SCALE_UP_AT,
                spareReplica ? 1 : 0,
                coldStartSeconds,
                SizingPolicy.DEFAULT_GROWTH_PER_MINUTE);
    }
}
