package io.sextant.planner.frontier;

import io.sextant.planner.capacity.SlaMiss;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.units.Display;

/** Says by how much a target is missed and what takes the time. */
final class MissSentence {

    private MissSentence() {}

    static String of(SlaMiss miss, OperatingPoint point, Workload workload) {
        return "%s %s %s: %s."
                .formatted(
                        miss.term().label(), miss.percentile().label(), comparison(miss), cause(miss, point, workload));
    }

    private static String comparison(SlaMiss miss) {
        String sign = miss.term().isFloor() ? "<" : ">";
        String expected = miss.term().readable(miss.estimate().value());
        String cautious = miss.term().readable(miss.pessimistic());
        String limit = miss.term().readable(miss.limit());
        return miss.isWithinTheBand()
                ? "%s expected, but %s at the cautious edge %s %s".formatted(expected, cautious, sign, limit)
                : "%s %s %s".formatted(expected, sign, limit);
    }

    private static String cause(SlaMiss miss, OperatingPoint point, Workload workload) {
        return switch (miss.term()) {
            case TTFT -> firstToken(point, workload);
            case ITL, USER_RATE -> betweenTokens(point);
            case E2E ->
                "%s tokens at %s each after a first token at %s"
                        .formatted(
                                Display.count(workload.osl().mean()),
                                Display.duration(point.itlMs().value()),
                                Display.duration(point.ttftMs().value()));
        };
    }

    private static String firstToken(OperatingPoint point, Workload workload) {
        String prefill = "prefill of %s tokens takes %s"
                .formatted(Display.count(workload.newInputTokens()), Display.duration(point.prefillMs()));
        double ahead = (point.ttftMs().value() - point.queueWaitMs()) / point.prefillMs() - 1;
        String prompts = ahead < 0.5 ? "" : ", %s deep in the queue of prompts".formatted(Display.count(ahead));
        String waiting = point.waiting() == 0
                ? ""
                : ", after %s waiting for one of %d slots"
                        .formatted(Display.duration(point.queueWaitMs()), point.batch());
        return prefill + prompts + waiting;
    }

    private static String betweenTokens(OperatingPoint point) {
        String others = "%d sequences share each step".formatted(point.batch());
        String step = point.batch() == 1 ? "reading the weights for one sequence" : others;
        return "%s, %s of the engine's time goes into prompts".formatted(step, Display.percent(point.inputWorkShare()));
    }
}
