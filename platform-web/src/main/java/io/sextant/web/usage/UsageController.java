package io.sextant.web.usage;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import io.sextant.api.usage.MonthUsage;
import io.sextant.api.usage.UsageReport;
import io.sextant.web.layout.Attachment;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class UsageController {
    private final UsageReport report;
    private final UsagePage page;
    private final Teams teams;

    UsageController(UsageReport report, UsagePage page, Teams teams) {
        this.report = report;
        this.page = page;
        this.teams = teams;
    }

    @GetMapping("/usage")
    @Requires(Permission.VIEW_TEAM)
    String usage(
            @RequestParam(defaultValue = "") String team,
            @RequestParam(defaultValue = "") String month,
            Actor actor,
            Model model) {
        Team asked = team(team, actor);
        model.addAttribute("usage", page.view(asked, report.ofTeam(asked, month(month), actor), actor));
        return "usage/team";
    }

    @GetMapping("/usage.csv")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<byte[]> csv(
            @RequestParam(defaultValue = "") String team, @RequestParam(defaultValue = "") String month, Actor actor) {
        Team asked = team(team, actor);
        MonthUsage usage = report.ofTeam(asked, month(month), actor);
        StringBuilder csv = new StringBuilder("hour_utc,gpu_hours,cost_usd\n");
        usage.hours()
                .forEach(use -> csv.append("%s,%s,%s%n"
                        .formatted(
                                use.hour(),
                                use.amount().gpuHours(),
                                use.amount().cost())));
        return Attachment.csv(asked.slug() + "-" + usage.month() + ".csv", csv.toString());
    }

    private Team team(String slug, Actor actor) {
        if (!slug.isEmpty()) {
            return teams.named(slug, actor);
        }
        List<Team> visible = teams.visibleTo(actor);
        if (visible.isEmpty()) {
            throw new PlatformProblem.NotFound("team", "", "Ask a platform administrator to add you to a team.");
        }
        return visible.getFirst();
    }

    private YearMonth month(String month) {
        if (month.isEmpty()) {
            return report.currentMonth();
        }
        try {
            return YearMonth.parse(month);
        } catch (DateTimeException e) {
            throw new PlatformProblem.Invalid(
                    "month", "not-a-month", "\"" + month + "\" is not a month such as 2026-11.");
        }
    }
}
