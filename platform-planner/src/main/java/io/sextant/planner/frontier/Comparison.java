package io.sextant.planner.frontier;

import io.sextant.planner.capacity.Demand;
import io.sextant.planner.units.Display;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Up to four plans in one chart: several models, or several GPUs for one model.
 *
 * @param series in the order asked for
 */
public record Comparison(List<Series> series) {

    /** More lines than this cannot be told apart in one chart. */
    public static final int MOST_SERIES = 4;

    /** What one line of the chart is called and planned from. */
    public record Entry(String name, PlanInput input) {}

    public Comparison {
        series = List.copyOf(series);
    }

    /** Plans them all; refuses what cannot stand in one chart. */
    public static Comparison of(Planner planner, List<Entry> entries) {
        requireComparable(entries);
        return new Comparison(entries.stream()
                .map(entry -> Series.of(entry.name(), planner.plan(entry.input())))
                .toList());
    }

    private static void requireComparable(List<Entry> entries) {
        if (entries.isEmpty() || entries.size() > MOST_SERIES) {
            throw new IllegalArgumentException("compare one to %d models or GPUs at once, but %d were given"
                    .formatted(MOST_SERIES, entries.size()));
        }
        entries.stream().filter(entry -> entry.name().isBlank()).findAny().ifPresent(_ -> {
            throw new IllegalArgumentException("everything compared needs a name");
        });
        if (distinct(entries, Entry::name) < entries.size()) {
            throw new IllegalArgumentException("everything compared needs a name of its own");
        }
        if (distinct(entries, entry -> entry.input().sla().percentile()) > 1) {
            throw new IllegalArgumentException(
                    "latencies at different percentiles cannot be compared: use one for all");
        }
        if (distinct(entries, entry -> entry.input().demand() instanceof Demand.Deadline) > 1) {
            throw new IllegalArgumentException(
                    "the cost of a batch and of an hour cannot be compared: ask for one kind of demand");
        }
        long currencies = entries.stream()
                .flatMap(entry -> entry.input().offers().stream())
                .map(offer -> offer.pricePerGpuHour().currency())
                .distinct()
                .count();
        if (currencies > 1) {
            throw new IllegalArgumentException("all prices compared must be in one currency");
        }
    }

    private static long distinct(List<Entry> entries, Function<Entry, Object> of) {
        return entries.stream().map(of).distinct().count();
    }

    /** The cheapest of all series that can be had; empty when nothing can. */
    public Optional<Series> cheapest() {
        return available()
                .min(Comparator.comparing(
                        series -> series.cheapest().orElseThrow().cost().compared()));
    }

    /** The fastest of all series that can be had; empty when nothing can. */
    public Optional<Series> fastest() {
        return available()
                .min(Comparator.comparingDouble(
                        series -> series.fastest().orElseThrow().latencyMs(series.percentile())));
    }

    private Stream<Series> available() {
        return series.stream().filter(Series::isAvailable);
    }

    /** What the comparison comes to, in a few finished sentences. */
    public String sentence() {
        String none = series.stream()
                .filter(one -> !one.isAvailable())
                .map(Series::name)
                .collect(Collectors.joining(", "));
        String missing = none.isEmpty() ? "" : " Nothing that holds the SLA can be had now for: " + none + ".";
        return cheapest()
                .map(cheap -> "%s is the cheapest at %s%s; %s is the fastest at %s.%s"
                        .formatted(
                                cheap.name(),
                                cheap.cheapest().orElseThrow().cost().compared().text(),
                                cheap.isBatch() ? "" : " per hour",
                                fastest().orElseThrow().name(),
                                Display.duration(fastest()
                                        .orElseThrow()
                                        .fastest()
                                        .orElseThrow()
                                        .latencyMs(cheap.percentile())),
                                missing))
                .orElse(missing.strip());
    }
}
