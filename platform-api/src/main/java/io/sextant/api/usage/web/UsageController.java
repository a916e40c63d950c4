package io.sextant.api.usage.web;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Teams;
import io.sextant.api.usage.MonthUsage;
import io.sextant.api.usage.UsageReport;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UsageController {
    private final UsageReport report;
    private final Teams teams;

    UsageController(UsageReport report, Teams teams) {
        this.report = report;
        this.teams = teams;
    }

    /** The current month where none is named, written like 2026-12. */
    @GetMapping("/api/v1/teams/{team}/usage")
    @Requires(Permission.VIEW_TEAM)
    MonthUsage usage(
            @PathVariable String team, @RequestParam(required = false) @Nullable YearMonth month, Actor actor) {
        return report.ofTeam(teams.named(team, actor), month == null ? report.currentMonth() : month, actor);
    }
}
