package io.sextant.api.measurement;

import io.sextant.planner.calibration.PointCheck;
import io.sextant.planner.reference.Load;
import io.sextant.planner.reference.MeasurementRow;
import io.sextant.planner.units.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks sign, unit and Little's law, and asks the planner whether it could calibrate with the row. */
@Component
class FigureChecks implements PlausibleFigures {
    /** Closed loops are off by their ramp at most: the sweeps this was tried on lie within 9 % at p95. */
    private static final double LITTLES_LAW_TOLERANCE = 0.15;

    private static final double LEAST_ITL_MS = 0.05;
    private static final double MOST_ITL_MS = 10_000;
    private static final double LEAST_TTFT_MS = 0.5;
    private static final double MOST_TTFT_MS = 3_600_000;

    @Override
    public List<RowProblem> problems(CheckedRow checked) {
        MeasurementRow row = checked.row();
        List<RowProblem> problems = new ArrayList<>();
        latency(row, "ttft_ms", row.ttftMs(), LEAST_TTFT_MS, MOST_TTFT_MS, problems);
        latency(row, "itl_ms", row.itlMs(), LEAST_ITL_MS, MOST_ITL_MS, problems);
        latency(row, "tpot_ms", row.tpotMs(), LEAST_ITL_MS, MOST_ITL_MS, problems);
        latency(row, "e2e_ms", row.e2eMs(), LEAST_TTFT_MS, MOST_TTFT_MS * 24, problems);
        rate(row, "output_tokens_per_s", row.outputTokensPerSecond(), problems);
        rate(row, "total_tokens_per_s", row.totalTokensPerSecond(), problems);
        rate(row, "requests_per_s", row.requestsPerSecond(), problems);
        if (Stream.of(row.ttftMs(), row.itlMs(), row.tpotMs(), row.e2eMs(), row.outputTokensPerSecond())
                .allMatch(java.util.Objects::isNull)) {
            problems.add(new RowProblem(
                    row.line(), "", "nothing-measured", "There is neither a latency nor a throughput in it."));
        }
        if (problems.isEmpty()) {
            together(checked, problems);
        }
        return problems;
    }

    private static void together(CheckedRow checked, List<RowProblem> problems) {
        MeasurementRow row = checked.row();
        if (row.ttftMs() != null && row.e2eMs() != null && row.e2eMs() < row.ttftMs()) {
            problems.add(new RowProblem(
                    row.line(),
                    "e2e_ms",
                    "contradiction",
                    "The whole answer (%s) cannot take less than its first token (%s)."
                            .formatted(Display.duration(row.e2eMs()), Display.duration(row.ttftMs()))));
        } else if (row.statistic() == MeasurementRow.Statistic.MEAN
                && checked.load() instanceof Load.Concurrency(int requests)) {
            littlesLaw(checked, requests)
                    .ifPresentOrElse(problems::add, () -> plannersView(checked, requests, problems));
        }
    }

    /** Requests in flight are request rate times time in the system. */
    private static Optional<RowProblem> littlesLaw(CheckedRow checked, int requests) {
        Double rate = requestsPerSecond(checked);
        Double seconds = secondsInSystem(checked);
        if (rate == null || seconds == null) {
            return Optional.empty();
        }
        double inFlight = rate * seconds;
        double off = inFlight / requests - 1;
        return Math.abs(off) <= LITTLES_LAW_TOLERANCE
                ? Optional.empty()
                : Optional.of(new RowProblem(
                        checked.row().line(),
                        "concurrency_or_rate",
                        "littles-law",
                        "%s requests/s that take %s each are %s in flight, not %d (%s%s): a unit, a length or per_gpu is wrong."
                                .formatted(
                                        Display.decimal(rate, 3),
                                        Display.duration(seconds * 1000),
                                        Display.decimal(inFlight, 1),
                                        requests,
                                        off > 0 ? "+" : "-",
                                        Display.percent(Math.abs(off)))));
    }

    /** What the planner could not calibrate with is not stored. */
    private static void plannersView(CheckedRow checked, int requests, List<RowProblem> problems) {
        MeasurementRow row = checked.row();
        Double throughput = row.outputTokensPerSecond();
        boolean usable = row.ttftMs() != null || row.itlMs() != null || row.tpotMs() != null || throughput != null;
        if (usable) {
            PointCheck.reasons(CalibrationPoints.point(
                            checked.inputTokens(),
                            checked.outputTokens(),
                            requests,
                            row.ttftMs(),
                            row.tpotMs() == null ? row.itlMs() : row.tpotMs(),
                            throughput == null ? null : (Double) checked.ofReplica(throughput),
                            checked.date().firstDay(),
                            row.source()))
                    .forEach(reason -> problems.add(new RowProblem(row.line(), "", "littles-law", reason)));
        }
    }

    private static @Nullable Double requestsPerSecond(CheckedRow checked) {
        MeasurementRow row = checked.row();
        if (row.requestsPerSecond() != null) {
            return checked.ofReplica(row.requestsPerSecond());
        }
        return row.outputTokensPerSecond() == null
                ? null
                : (Double) (checked.ofReplica(row.outputTokensPerSecond()) / checked.outputTokens());
    }

    private static @Nullable Double secondsInSystem(CheckedRow checked) {
        MeasurementRow row = checked.row();
        if (row.e2eMs() != null) {
            return row.e2eMs() / 1000;
        }
        Double gap = row.tpotMs() == null ? row.itlMs() : row.tpotMs();
        return row.ttftMs() == null || gap == null
                ? null
                : (Double) ((row.ttftMs() + (checked.outputTokens() - 1) * gap) / 1000);
    }

    private static void latency(
            MeasurementRow row,
            String column,
            @Nullable Double value,
            double least,
            double most,
            List<RowProblem> problems) {
        if (value == null) {
            return;
        }
        if (value <= 0) {
            problems.add(new RowProblem(
                    row.line(), column, "negative-latency", column + " must be above 0, but was " + value + "."));
        } else if (value < least) {
            problems.add(new RowProblem(
                    row.line(),
                    column,
                    "wrong-unit",
                    "%s is %s: that looks like seconds, and the column has milliseconds.".formatted(column, value)));
        } else if (value > most) {
            problems.add(new RowProblem(
                    row.line(),
                    column,
                    "wrong-unit",
                    "%s is %s: that looks like microseconds, and the column has milliseconds."
                            .formatted(column, Display.count(value))));
        }
    }

    private static void rate(MeasurementRow row, String column, @Nullable Double value, List<RowProblem> problems) {
        if (value != null && value <= 0) {
            problems.add(new RowProblem(
                    row.line(), column, "negative-rate", column + " must be above 0, but was " + value + "."));
        }
    }
}
