package io.sextant.api.usage;

import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.usage.MonthUsage.Amount;
import io.sextant.api.usage.MonthUsage.OfDeployment;
import io.sextant.api.usage.MonthUsage.OfHour;
import io.sextant.api.usage.MonthUsage.OfPool;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells what was used and what it cost: sealed hours as they are charged, and the open ones as far as they are known. */
@Service
@Transactional(readOnly = true)
public class UsageReport {
    private final ChargedHours charged;
    private final AccountingMonths months;
    private final Quotas quotas;

    UsageReport(ChargedHours charged, AccountingMonths months, Quotas quotas) {
        this.charged = charged;
        this.months = months;
        this.quotas = quotas;
    }

    /** The month that now lies in, in the organisation's time zone. */
    public YearMonth currentMonth() {
        return months.current();
    }

    /** A team's use in a month. */
    public MonthUsage ofTeam(Team team, YearMonth month, Actor actor) {
        actor.require(Permission.VIEW_TEAM, team);
        BillingCalendar calendar = months.calendar();
        List<ChargedHour> hours = charged.ofTeam(team.id(), calendar.start(month), calendar.end(month));
        List<ChargedHour> allocated =
                hours.stream().filter(hour -> hour.line().isAllocation()).toList();
        List<ChargedHour> idle =
                hours.stream().filter(hour -> !hour.line().isAllocation()).toList();
        return new MonthUsage(
                month,
                ChargedHour.sum(hours),
                ChargedHour.sum(allocated),
                ChargedHour.sum(idle),
                byDeployment(allocated),
                byPool(idle),
                byHour(hours),
                months.sealedUntil().orElse(null),
                quotas.balances(team.id()));
    }

    /** Everything a deployment's replicas used so far; the caller has checked who may see it. */
    public Amount ofDeployment(UUID deployment) {
        return ChargedHour.sum(charged.ofDeployment(deployment));
    }

    /** A deployment's use by hour, the last hours first; the caller has checked who may see it. */
    public List<OfHour> hoursOfDeployment(UUID deployment, int hours) {
        return byHour(charged.ofDeployment(deployment)).reversed().stream()
                .limit(hours)
                .toList();
    }

    private static List<OfDeployment> byDeployment(List<ChargedHour> hours) {
        return grouped(
                        hours,
                        hour -> List.of(
                                Objects.requireNonNull(hour.line().deployment()),
                                hour.line().cluster(),
                                hour.line().gpuProduct()))
                .values()
                .stream()
                .map(group -> {
                    UseLine line = group.getFirst().line();
                    return new OfDeployment(
                            Objects.requireNonNull(line.deployment()),
                            line.deploymentName(),
                            line.cluster(),
                            line.gpuProduct(),
                            ChargedHour.sum(group));
                })
                .sorted(Comparator.comparing((OfDeployment one) -> one.amount().cost())
                        .reversed()
                        .thenComparing(OfDeployment::name)
                        .thenComparing(OfDeployment::deployment))
                .toList();
    }

    private static List<OfPool> byPool(List<ChargedHour> hours) {
        return grouped(hours, hour -> List.of(hour.line().cluster(), hour.line().gpuProduct())).values().stream()
                .map(group -> new OfPool(
                        group.getFirst().line().cluster(),
                        group.getFirst().line().gpuProduct(),
                        ChargedHour.sum(group)))
                .sorted(Comparator.comparing(OfPool::cluster).thenComparing(OfPool::gpuProduct))
                .toList();
    }

    private static List<OfHour> byHour(List<ChargedHour> hours) {
        Map<Instant, List<ChargedHour>> byHour =
                hours.stream().collect(Collectors.groupingBy(ChargedHour::hour, TreeMap::new, Collectors.toList()));
        return byHour.entrySet().stream()
                .map(entry -> new OfHour(entry.getKey(), ChargedHour.sum(entry.getValue())))
                .toList();
    }

    private static <K> Map<K, List<ChargedHour>> grouped(Collection<ChargedHour> hours, Function<ChargedHour, K> key) {
        return hours.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }
}
