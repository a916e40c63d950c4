package io.sextant.api.billing.web;

import io.sextant.api.billing.Showback;
import io.sextant.api.billing.ShowbackReport;
import io.sextant.api.billing.Statements;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.time.YearMonth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ShowbackController {
    private final ShowbackReport report;
    private final Statements statements;

    ShowbackController(ShowbackReport report, Statements statements) {
        this.report = report;
        this.statements = statements;
    }

    /**
     * What a month came to.
     *
     * @param by node, team, model, deployment or gpu
     * @param node slug of the organisation, a department or a team; without one, the highest the caller may see
     */
    @GetMapping("/api/v1/showback")
    @Requires(Permission.VIEW_TEAM)
    Showback showback(
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(defaultValue = "team") String by,
            @RequestParam(required = false) @Nullable String node,
            Actor actor) {
        return report.of(
                month == null ? statements.currentMonth() : month,
                by(by),
                node == null ? statements.highest(actor).slug() : node,
                actor);
    }

    private static Showback.By by(String text) {
        try {
            return Showback.By.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new PlatformProblem.Invalid(
                    "by", "unknown", "Costs are told apart by node, team, model, deployment or gpu.");
        }
    }
}
