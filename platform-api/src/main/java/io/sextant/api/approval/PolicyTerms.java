package io.sextant.api.approval;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What a policy says.
 *
 * @param position of several policies of one node the first that applies decides, the lowest position first
 * @param stages who approves, one after the other; nobody where it is empty: it is approved by itself
 * @param holdHours how long quota is held for a request that waits
 */
public record PolicyTerms(
        String name, int position, PolicyConditions conditions, List<Approver> stages, int holdHours) {
    /** How long a request waits unless it is said otherwise. */
    public static final int USUAL_HOLD_HOURS = 72;

    private static final int LONGEST_NAME = 100;
    private static final int LAST_POSITION = 999;
    private static final int LONGEST_HOLD_HOURS = 720;
    private static final int MOST_PERCENT = 1000;

    public PolicyTerms {
        stages = List.copyOf(stages);
        List<FieldError> errors = new ArrayList<>();
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            errors.add(new FieldError("/name", "length", "A name has 1 to " + LONGEST_NAME + " characters."));
        }
        if (position < 1 || position > LAST_POSITION) {
            errors.add(new FieldError("/position", "out-of-range", "A position is 1 to " + LAST_POSITION + "."));
        }
        if (new HashSet<>(stages).size() < stages.size()) {
            errors.add(new FieldError("/stages", "repeated", "Ask each kind of approver once."));
        }
        if (holdHours < 1 || holdHours > LONGEST_HOLD_HOURS) {
            errors.add(new FieldError(
                    "/holdHours", "out-of-range", "Quota is held for 1 to " + LONGEST_HOLD_HOURS + " hours."));
        }
        check(conditions, errors);
        if (!errors.isEmpty()) {
            throw new PlatformProblem.Invalid(errors);
        }
    }

    private static void check(PolicyConditions conditions, List<FieldError> errors) {
        if (conditions.monthlyCostFrom() != null
                && (conditions.monthlyCostFrom().signum() < 0
                        || conditions.monthlyCostFrom().stripTrailingZeros().scale() > 2
                        || conditions.monthlyCostFrom().precision()
                                        - conditions.monthlyCostFrom().scale()
                                > 12)) {
            errors.add(new FieldError(
                    "/monthlyCostFrom", "out-of-range", "A cost is 0 or more, in whole cents, below 10^12."));
        }
        Integer percent = conditions.quotaPercentFrom();
        if (percent != null && (percent < 0 || percent > MOST_PERCENT)) {
            errors.add(new FieldError(
                    "/quotaPercentFrom", "out-of-range", "A share is 0 to " + MOST_PERCENT + " percent."));
        }
        if (conditions.models().stream().anyMatch(model -> !model.matches("[a-z0-9-]+/([a-z0-9._-]+|\\*)"))) {
            errors.add(new FieldError(
                    "/models",
                    "form",
                    "A model is publisher/name as in the catalogue, or publisher/* for all of one."));
        }
        if (conditions.gpuProducts().stream().anyMatch(String::isBlank)) {
            errors.add(new FieldError("/gpuProducts", "blank", "A GPU product is a node label, such as NVIDIA-H200."));
        }
    }
}
