package io.sextant.web.usage;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.quota.PoolBalance;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import io.sextant.api.usage.MonthUsage;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Option;
import io.sextant.web.layout.Shown;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a team's month as its page shows it. */
@Component
class UsagePage {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);
    private static final int PERCENT = 100;
    private static final int NEARLY_SPENT_PERCENT = 80;

    private final Teams teams;
    private final Catalog catalog;
    private final JsonMapper json;

    UsagePage(Teams teams, Catalog catalog, JsonMapper json) {
        this.teams = teams;
        this.catalog = catalog;
        this.json = json;
    }

    UsageView view(Team team, MonthUsage usage, Actor actor) {
        return new UsageView(
                team.slug(),
                team.name(),
                MONTH.format(usage.month()),
                usage.month().toString(),
                teams.visibleTo(actor).stream()
                        .map(one -> new Option(one.slug(), one.name()))
                        .toList(),
                usage.sealedUntil() == null
                        ? "Nothing is charged yet: hours are, a quarter of an hour after they end."
                        : "Charged until " + Dates.moment(usage.sealedUntil()) + "; later hours may still change.",
                Shown.number(usage.allocated().gpuHours(), 2),
                Shown.number(usage.reservedIdle().gpuHours(), 2),
                Shown.number(usage.total().cost(), 2),
                usage.quota().stream().map(this::quota).toList(),
                Stream.concat(
                                usage.deployments().stream().map(this::row),
                                usage.idlePools().stream().map(this::idle))
                        .toList(),
                usage.hours().stream().map(UsagePage::hour).toList(),
                usage.hours().size() + " hours with use",
                chart(usage),
                "/usage.csv?team=" + team.slug() + "&month=" + usage.month());
    }

    private UsageView.Quota quota(PoolBalance balance) {
        int percent = balance.limitGpus() == 0
                ? PERCENT
                : Math.min(PERCENT, PERCENT * balance.usedGpus() / balance.limitGpus());
        return new UsageView.Quota(
                catalog.gpuName(balance.pool().gpuProduct()) + " in "
                        + balance.pool().cluster(),
                Integer.toString(balance.usedGpus()),
                Integer.toString(balance.limitGpus()),
                percent,
                balance.limitGpus() > 0 && percent >= NEARLY_SPENT_PERCENT ? "attention" : "");
    }

    private UsageView.Row row(MonthUsage.OfDeployment use) {
        return new UsageView.Row(
                "/deployments/" + use.deployment(),
                use.name(),
                catalog.gpuName(use.gpuProduct()),
                use.cluster(),
                Shown.number(use.amount().gpuHours(), 2),
                Shown.number(use.amount().cost(), 2));
    }

    private UsageView.Row idle(MonthUsage.OfPool pool) {
        return new UsageView.Row(
                null,
                "Reserved, ran nothing",
                catalog.gpuName(pool.gpuProduct()),
                pool.cluster(),
                Shown.number(pool.amount().gpuHours(), 2),
                Shown.number(pool.amount().cost(), 2));
    }

    private static UsageView.Hour hour(MonthUsage.OfHour use) {
        return new UsageView.Hour(
                Dates.moment(use.hour()),
                Shown.number(use.amount().gpuHours(), 2),
                Shown.number(use.amount().cost(), 2));
    }

    private String chart(MonthUsage usage) {
        return json.writeValueAsString(Map.of(
                "unit",
                "GPU-hours",
                "bucket",
                "hour",
                "times",
                usage.hours().stream().map(use -> use.hour().toString()).toList(),
                "series",
                List.of(Map.of(
                        "name",
                        "All deployments",
                        "values",
                        usage.hours().stream()
                                .map(use -> use.amount().gpuHours())
                                .toList()))));
    }
}
