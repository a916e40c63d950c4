package io.sextant.planner.frontier;

import io.sextant.planner.capacity.SlaMiss;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.units.Display;

/**
 * Says by how much a target is missed and what takes the time. Joined by hand: a plan has thousands of these sentences,
 * and format strings would take longer than the plan.
 */
final class MissSentence {

    private MissSentence() {}

    static String of(SlaMiss miss, OperatingPoint point, Workload workload) {
        return miss.term().label() + " " + miss.percentile().label() + " " + comparison(miss) + ": "
                + cause(miss, point, workload) + ".";
    }

    private static String comparison(SlaMiss miss) {
        String limit = (miss.term().isFloor() ? " < " : " > ") + miss.term().readable(miss.limit());
        String expected = miss.term().readable(miss.estimate().value());
        return miss.isWithinTheBand()
                ? expected + " expected, but " + miss.term().readable(miss.pessimistic()) + " at the cautious edge"
                        + limit
                : expected + limit;
    }

    private static String cause(SlaMiss miss, OperatingPoint point, Workload workload) {
        return switch (miss.term()) {
            case TTFT -> firstToken(point, workload);
            case ITL, USER_RATE -> betweenTokens(point);
            case E2E ->
                Display.count(workload.osl().mean()) + " tokens at "
                        + Display.duration(point.itlMs().value()) + " each after a first token at "
                        + Display.duration(point.ttftMs().value());
        };
    }

    private static String firstToken(OperatingPoint point, Workload workload) {
        String prefill = "prefill of " + Display.count(workload.newInputTokens()) + " tokens takes "
                + Display.duration(point.prefillMs());
        double ahead = (point.ttftMs().value() - point.queueWaitMs()) / point.prefillMs() - 1;
        String prompts = ahead < 0.5 ? "" : ", " + Display.count(ahead) + " deep in the queue of prompts";
        String waiting = point.waiting() == 0
                ? ""
                : ", after " + Display.duration(point.queueWaitMs()) + " waiting for one of " + point.batch()
                        + " slots";
        return prefill + prompts + waiting;
    }

    private static String betweenTokens(OperatingPoint point) {
        String step = point.batch() == 1
                ? "reading the weights for one sequence"
                : point.batch() + " sequences share each step";
        return step + ", " + Display.percent(point.inputWorkShare()) + " of the engine's time goes into prompts";
    }
}
