package io.sextant.web.plan;

import io.sextant.api.planning.ComparisonRequest;
import io.sextant.api.planning.PlanDay;
import io.sextant.api.planning.PlanDemand;
import io.sextant.api.planning.PlanLimits;
import io.sextant.api.planning.PlanRequest;
import io.sextant.api.planning.PlanSizing;
import io.sextant.api.planning.PlanSla;
import io.sextant.api.planning.PlanWorkload;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.planner.units.Percentile;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the plan form into a plan request; each part is tried, so that everything wrong is said at once. */
record RequestReading(PlanForm form, PlanChoices choices, FormReading reading) {
    private static final double HIGHEST_PREFIX_PERCENT = 99;

    /** The request, or nothing if something in the form is wrong. */
    Optional<PlanRequest> request() {
        Optional<PlanWorkload> workload = reading.attempt(this::workload);
        Optional<PlanDemand> demand = reading.attempt(this::demand);
        Optional<PlanSla> sla = form.isOnline() ? reading.attempt(this::sla) : Optional.empty();
        Optional<PlanLimits> limits = reading.attempt(this::limits);
        Optional<PlanSizing> sizing = reading.attempt(this::sizing);
        if (!reading.errors().isEmpty()) {
            return Optional.empty();
        }
        return reading.attempt(() -> new PlanRequest(
                Objects.requireNonNullElse(form.team(), ""),
                Objects.requireNonNullElse(form.model(), ""),
                workload.orElseThrow(),
                demand.orElseThrow(),
                sla.orElse(null),
                limits.orElseThrow(),
                sizing.orElseThrow(),
                blankToNull(form.candidate())));
    }

    /** The same question of several models, or of several GPU products for the form's model. */
    Optional<ComparisonRequest> comparison(List<String> models, List<String> gpuProducts) {
        Optional<PlanWorkload> workload = reading.attempt(this::workload);
        Optional<PlanDemand> demand = reading.attempt(this::demand);
        Optional<PlanSla> sla = form.isOnline() ? reading.attempt(this::sla) : Optional.empty();
        Optional<PlanSizing> sizing = reading.attempt(this::sizing);
        if (!reading.errors().isEmpty()) {
            return Optional.empty();
        }
        return reading.attempt(() -> new ComparisonRequest(
                Objects.requireNonNullElse(form.team(), ""),
                models,
                gpuProducts,
                workload.orElseThrow(),
                demand.orElseThrow(),
                sla.orElse(null),
                sizing.orElseThrow()));
    }

    private PlanWorkload workload() {
        Optional<PlanChoices.Lengths> assumed = choices.lengthsOf(form.isOnline() ? form.sla() : null);
        return new PlanWorkload(
                length(
                        "inputTokens",
                        "The prompt's length",
                        form.inputTokens(),
                        assumed.map(PlanChoices.Lengths::inputTokens)),
                length(
                        "outputTokens",
                        "The answer's length",
                        form.outputTokens(),
                        assumed.map(PlanChoices.Lengths::outputTokens)),
                reading.number("inputSpread", "The spread of the prompt's length", form.inputSpread()),
                reading.number("outputSpread", "The spread of the answer's length", form.outputSpread()),
                prefixShare());
    }

    private int length(String field, String name, @Nullable String text, Optional<Integer> assumed) {
        if ((text == null || text.isBlank()) && assumed.isPresent()) {
            return assumed.get();
        }
        return reading.count(field, name, text);
    }

    private double prefixShare() {
        String name = "The part of the prompt that repeats";
        double percent = reading.number("prefixPercent", name, form.prefixPercent());
        if (!(percent >= 0 && percent <= HIGHEST_PREFIX_PERCENT)) {
            throw new PlatformProblem.Invalid(
                    "/prefixPercent", "out-of-range", name + " must be a number from 0 to 99 %.");
        }
        return percent / 100;
    }

    private PlanDemand demand() {
        if (form.isOnline()) {
            return PlanForm.BY_USERS.equals(form.load()) ? users() : rate();
        }
        return PlanForm.BY_TOKENS.equals(form.batch())
                ? new PlanDemand.TokensPerHour(
                        reading.number("outputTokensPerHour", "The output wanted", form.outputTokensPerHour()))
                : new PlanDemand.Deadline(
                        reading.whole("requests", "The number of requests", form.requests()),
                        reading.number("hours", "The time to the deadline", form.hours()));
    }

    private PlanDemand users() {
        String current = form.currentUsers();
        return new PlanDemand.ConcurrentUsers(
                reading.count("users", "The number of users at the same time", form.users()),
                reading.number(
                        "thinkTimeSeconds",
                        "The pause between an answer and the next question",
                        form.thinkTimeSeconds()),
                current == null || current.isBlank()
                        ? null
                        : (Integer) reading.count("currentUsers", "Today's number of users", current),
                day());
    }

    private PlanDemand rate() {
        return new PlanDemand.RequestRate(
                reading.number("peakRequestsPerSecond", "The peak rate", form.peakRequestsPerSecond()),
                reading.optionalDouble("currentRequestsPerSecond", "Today's rate", form.currentRequestsPerSecond()),
                day());
    }

    private @Nullable PlanDay day() {
        double swing = reading.number("daySwing", "The swing of the day", form.daySwing());
        return swing == 0 ? null : new PlanDay.Swing(swing);
    }

    private PlanSizing sizing() {
        return new PlanSizing(
                reading.number("headroomPercent", "The headroom", form.headroomPercent()) / 100,
                form.wantsSpare(),
                reading.number("coldStartSeconds", "The time of a cold start", form.coldStartSeconds()));
    }

    private PlanSla sla() {
        if (!form.hasOwnTargets()) {
            return new PlanSla.Profile(Objects.requireNonNullElse(form.sla(), ""), null);
        }
        return new PlanSla.Targets(
                percentile(),
                reading.optionalDouble("ttftMs", "The time to first token", form.ttftMs()),
                reading.optionalDouble("itlMs", "The time between tokens", form.itlMs()),
                reading.optionalDouble("e2eMs", "The time of a whole answer", form.e2eMs()),
                reading.optionalDouble(
                        "minTokensPerSecondPerUser", "The speed each user sees", form.minTokensPerSecondPerUser()));
    }

    private Percentile percentile() {
        return Arrays.stream(Percentile.values())
                .filter(known -> known.name().equalsIgnoreCase(form.percentile()))
                .findFirst()
                .orElseThrow(() -> new PlatformProblem.Invalid(
                        "/percentile", "unknown", "Choose the percentile p50, p90, p95 or p99."));
    }

    private PlanLimits limits() {
        return new PlanLimits(
                reading.optionalNumber("maxMonthlyCost", "The highest monthly cost", form.maxMonthlyCost())
                        .orElse(null),
                Objects.requireNonNullElse(form.gpuProducts(), List.of()));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
