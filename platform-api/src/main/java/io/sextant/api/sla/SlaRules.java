package io.sextant.api.sla;

import io.sextant.api.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a profile must be like, rule by rule; all broken ones are reported at once. */
final class SlaRules {
    private static final Set<String> MODES = Set.of("online", "offline");
    private static final Set<String> PERCENTILES = Set.of("p50", "p90", "p95", "p99");
    private static final int MIN_NAME = 3;
    private static final int MAX_NAME = 60;
    private static final int MAX_PURPOSE = 200;

    private static final List<BiConsumer<SlaDraft, List<FieldError>>> RULES = List.of(
            SlaRules::nameIsReadable,
            SlaRules::purposeIsASentence,
            SlaRules::modeIsKnown,
            SlaRules::percentileIsKnown,
            SlaRules::targetsAreInRange,
            SlaRules::lengthsComeTogether,
            SlaRules::somethingIsPromised,
            SlaRules::goalsAreForBatches,
            SlaRules::endComesAfterTheBeginning);

    private SlaRules() {}

    static List<FieldError> broken(SlaDraft draft) {
        List<FieldError> errors = new ArrayList<>();
        RULES.forEach(rule -> rule.accept(draft, errors));
        return List.copyOf(errors);
    }

    private static void nameIsReadable(SlaDraft draft, List<FieldError> errors) {
        String name = draft.trimmedName();
        if (name.length() < MIN_NAME || name.length() > MAX_NAME) {
            errors.add(new FieldError(
                    "/name", "length", "The name must have " + MIN_NAME + " to " + MAX_NAME + " characters."));
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError("/name", "characters", "The name must be one line of text."));
        }
    }

    private static void purposeIsASentence(SlaDraft draft, List<FieldError> errors) {
        if (draft.trimmedPurpose().length() > MAX_PURPOSE) {
            errors.add(new FieldError(
                    "/purpose", "too-long", "The purpose must have at most " + MAX_PURPOSE + " characters."));
        }
    }

    private static void modeIsKnown(SlaDraft draft, List<FieldError> errors) {
        if (!isOneOf(draft.mode(), MODES)) {
            errors.add(new FieldError("/mode", "unknown", "Choose online or offline."));
        }
    }

    private static void percentileIsKnown(SlaDraft draft, List<FieldError> errors) {
        if (!isOneOf(draft.percentile(), PERCENTILES)) {
            errors.add(new FieldError("/percentile", "unknown", "Choose the percentile p50, p90, p95 or p99."));
        }
    }

    private static void targetsAreInRange(SlaDraft draft, List<FieldError> errors) {
        range(errors, "ttftMs", "The TTFT target", "ms", draft.ttftMs(), 5, 600_000);
        range(errors, "itlMs", "The ITL target", "ms", draft.itlMs(), 1, 10_000);
        range(errors, "e2eMs", "The E2E target", "ms", draft.e2eMs(), 50, 7_200_000);
        range(
                errors,
                "minTokensPerSecondPerUser",
                "The floor per user",
                "tokens/s",
                draft.minTokensPerSecondPerUser(),
                0.1,
                1_000);
        range(errors, "tokensPerHour", "The hourly output", "tokens", draft.tokensPerHour(), 1_000, 1_000_000_000_000L);
        range(errors, "deadlineHours", "The deadline", "hours", draft.deadlineHours(), 1, 720);
        range(errors, "inputTokens", "The input length", "tokens", draft.inputTokens(), 1, 1_000_000);
        range(errors, "outputTokens", "The output length", "tokens", draft.outputTokens(), 1, 100_000);
    }

    private static void range(
            List<FieldError> errors,
            String field,
            String what,
            String unit,
            @Nullable Number value,
            double min,
            double max) {
        if (value != null && !(value.doubleValue() >= min && value.doubleValue() <= max)) {
            errors.add(new FieldError(
                    "/" + field,
                    "out-of-range",
                    "%s must lie between %s and %s %s.".formatted(what, plain(min), plain(max), unit)));
        }
    }

    private static void lengthsComeTogether(SlaDraft draft, List<FieldError> errors) {
        if ((draft.inputTokens() == null) != (draft.outputTokens() == null)) {
            errors.add(new FieldError(
                    draft.inputTokens() == null ? "/inputTokens" : "/outputTokens",
                    "missing",
                    "Give both the input and the output length, or neither."));
        }
    }

    private static void somethingIsPromised(SlaDraft draft, List<FieldError> errors) {
        boolean latency = Stream.of(draft.ttftMs(), draft.itlMs(), draft.e2eMs(), draft.minTokensPerSecondPerUser())
                .anyMatch(Objects::nonNull);
        boolean goal = draft.tokensPerHour() != null || draft.deadlineHours() != null;
        if (!latency && !goal) {
            errors.add(new FieldError(
                    "/ttftMs",
                    "no-target",
                    "Set at least one target: TTFT, ITL, E2E or tokens/s per user; a batch may have an hourly output or"
                            + " a deadline instead."));
        }
    }

    private static void goalsAreForBatches(SlaDraft draft, List<FieldError> errors) {
        if (isOneOf(draft.mode(), Set.of("online"))) {
            onlyOffline(errors, "tokensPerHour", "An hourly output", draft.tokensPerHour());
            onlyOffline(errors, "deadlineHours", "A deadline", draft.deadlineHours());
        } else if (draft.tokensPerHour() != null && draft.deadlineHours() != null) {
            errors.add(new FieldError(
                    "/deadlineHours",
                    "two-goals",
                    "Set either an hourly output or a deadline: one follows from the other."));
        }
    }

    private static void onlyOffline(List<FieldError> errors, String field, String what, @Nullable Number value) {
        if (value != null) {
            errors.add(new FieldError(
                    "/" + field, "offline-only", what + " is for offline profiles; choose offline or leave it empty."));
        }
    }

    private static void endComesAfterTheBeginning(SlaDraft draft, List<FieldError> errors) {
        if (draft.ttftMs() != null && draft.e2eMs() != null && draft.e2eMs() < draft.ttftMs()) {
            errors.add(new FieldError(
                    "/e2eMs",
                    "below-ttft",
                    "The E2E target cannot be shorter than the TTFT target, which it includes."));
        }
    }

    private static boolean isOneOf(@Nullable String word, Set<String> known) {
        return word != null && known.contains(word.strip().toLowerCase(Locale.ROOT));
    }

    private static String plain(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, "%s", number);
    }
}
