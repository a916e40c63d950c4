package io.sextant.web.approvals;

import static java.lang.Boolean.TRUE;

import io.sextant.api.approval.ApprovalPolicy;
import io.sextant.api.approval.Approver;
import io.sextant.api.approval.PolicyConditions;
import io.sextant.api.approval.PolicyTerms;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaClass;
import io.sextant.web.layout.TypedNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it was typed; models are one a line.
 *
 * @param quotaClass a class, or empty for all
 * @param gpuProducts one a line, or empty for all
 * @param revision that the form was filled from, and {@code key} of a new policy
 */
record PolicyForm(
        @Nullable String node,
        @Nullable String name,
        @Nullable String position,
        @Nullable String monthlyCostFrom,
        @Nullable String quotaPercentFrom,
        @Nullable String gpuProducts,
        @Nullable String quotaClass,
        @Nullable String models,
        @Nullable Boolean teamAdministrator,
        @Nullable Boolean approver,
        @Nullable Boolean administrator,
        @Nullable String holdHours,
        @Nullable String revision,
        @Nullable String key) {
    static PolicyForm blank() {
        return new PolicyForm(
                "",
                "",
                "100",
                "",
                "",
                "",
                "",
                "",
                false,
                true,
                false,
                "72",
                "",
                UUID.randomUUID().toString());
    }

    static PolicyForm of(ApprovalPolicy policy) {
        PolicyTerms terms = policy.terms();
        PolicyConditions conditions = terms.conditions();
        return new PolicyForm(
                policy.node(),
                terms.name(),
                Integer.toString(terms.position()),
                TypedNumber.shown(conditions.monthlyCostFrom()),
                TypedNumber.shown(conditions.quotaPercentFrom()),
                conditions.gpuProducts().stream().sorted().collect(Collectors.joining("\n")),
                conditions.quotaClasses().stream().map(Enum::name).findFirst().orElse(""),
                conditions.models().stream().sorted().collect(Collectors.joining("\n")),
                terms.stages().contains(Approver.TEAM_ADMINISTRATOR),
                terms.stages().contains(Approver.APPROVER),
                terms.stages().contains(Approver.ADMINISTRATOR),
                Integer.toString(terms.holdHours()),
                Integer.toString(policy.revision()),
                "");
    }

    PolicyTerms terms() {
        List<FieldError> errors = new ArrayList<>();
        BigDecimal cost = TypedNumber.exact("monthlyCostFrom", monthlyCostFrom, errors);
        Integer percent = TypedNumber.whole("quotaPercentFrom", quotaPercentFrom, errors);
        Integer place = TypedNumber.whole("position", position, errors);
        Integer hours = TypedNumber.whole("holdHours", holdHours, errors);
        if (!errors.isEmpty()) {
            throw new PlatformProblem.Invalid(errors);
        }
        return new PolicyTerms(
                Objects.requireNonNullElse(name, "").strip(),
                place == null ? 0 : place,
                new PolicyConditions(cost, percent, lines(gpuProducts), classes(), lines(models)),
                stages(),
                hours == null ? 0 : hours);
    }

    int seenRevision() {
        try {
            return Integer.parseInt(Objects.requireNonNullElse(revision, ""));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private Set<QuotaClass> classes() {
        return Arrays.stream(QuotaClass.values())
                .filter(one -> one.name().equals(quotaClass))
                .collect(Collectors.toSet());
    }

    private List<Approver> stages() {
        return Stream.of(
                        TRUE.equals(teamAdministrator) ? Approver.TEAM_ADMINISTRATOR : null,
                        TRUE.equals(approver) ? Approver.APPROVER : null,
                        TRUE.equals(administrator) ? Approver.ADMINISTRATOR : null)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Set<String> lines(@Nullable String text) {
        return Objects.requireNonNullElse(text, "")
                .lines()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toSet());
    }
}
