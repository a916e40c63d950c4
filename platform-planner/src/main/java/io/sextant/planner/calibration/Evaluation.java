package io.sextant.planner.calibration;

import io.sextant.planner.performance.Basis;
import io.sextant.planner.performance.EfficiencyFactors;
import io.sextant.planner.performance.Intervals;
import io.sextant.planner.performance.Learnt;
import io.sextant.planner.performance.LoadErrors;
import io.sextant.planner.performance.MeanPoint;
import io.sextant.planner.units.SplitMix64;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares predictions with measured points that had no part in them.
 *
 * <p>Without points of a profile, its factors are those expected had it never been measured. With some, these points sharpen
 * them and the profile's other points are predicted.
 */
public final class Evaluation {

    /** Of which points the few are that a profile is calibrated with. */
    public enum Choice {
        /** Drawn from all of the profile's points, three times over. */
        PROFILE,
        /** Of one input and output length, spread evenly over its concurrencies; the others of that length are predicted. */
        SHAPE
    }

    private static final int DRAWS = 3;
    private static final int[] CALIBRATIONS = {1, 3, 5};

    private final Map<String, List<Observation>> pointsByProfile;
    private final Map<String, double[]> expected;
    private final Function<String, LoadErrors> loadErrors;
    private final double[] spreads;

    /** @param loadErrors by profile, without its own */
    private Evaluation(
            Map<String, List<Observation>> pointsByProfile,
            Map<String, double[]> expected,
            Function<String, LoadErrors> loadErrors,
            double[] spreads) {
        this.pointsByProfile = pointsByProfile;
        this.expected = expected;
        this.loadErrors = loadErrors;
        this.spreads = spreads;
    }

    /** Every profile judged by what all the others taught. */
    public static Evaluation leaveOneProfileOut(PriorFit fit) {
        return leaveOneProfileOut(fit, loadErrorFit(fit));
    }

    private static Evaluation leaveOneProfileOut(PriorFit fit, LoadErrorFit loadErrors) {
        Map<String, LoadErrors> without = fit.pointsByProfile().keySet().parallelStream()
                .collect(Collectors.toMap(Function.identity(), loadErrors::without));
        return new Evaluation(
                fit.pointsByProfile(),
                expectedWithout(fit),
                key -> Objects.requireNonNull(without.get(key)),
                fit.priors().spreads());
    }

    private static Map<String, double[]> expectedWithout(PriorFit fit) {
        Map<String, double[]> expectations = new LinkedHashMap<>();
        fit.pointsByProfile().keySet().forEach(key -> expectations.put(key, fit.expectedWithout(key)));
        return expectations;
    }

    private static LoadErrorFit loadErrorFit(PriorFit fit) {
        return LoadErrorFit.of(
                fit.pointsByProfile(), expectedWithout(fit), fit.priors().spreads());
    }

    /** Points that were kept back, judged by what was learnt without them. */
    public static Evaluation heldOut(Learnt learnt, List<Observation> keptBack) {
        Map<String, List<Observation>> byProfile = new LinkedHashMap<>();
        keptBack.forEach(point -> byProfile
                .computeIfAbsent(point.profileKey(), _ -> new ArrayList<>())
                .add(point));
        Map<String, double[]> expectations = new LinkedHashMap<>();
        byProfile.forEach((key, points) -> expectations.put(
                key, learnt.priors().logarithms(points.getFirst().setting())));
        return new Evaluation(
                byProfile,
                expectations,
                _ -> learnt.loadErrors(),
                learnt.priors().spreads());
    }

    /** Factors and load errors from all points; intervals from the errors of predictions made without the profile's own. */
    public static Learnt learn(PriorFit fit) {
        LoadErrorFit loadErrors = loadErrorFit(fit);
        return new Learnt(
                fit.priors(),
                loadErrors.all(),
                intervals(leaveOneProfileOut(fit, loadErrors).judgeAsOften()));
    }

    /**
     * Intervals for judging these very points: half of the profiles get those that the other half's errors make, so that no
     * point is judged by an interval it helped to make.
     */
    public Function<Observation, Intervals> crosswiseIntervals() {
        List<Judgement> judgements = judgeAsOften();
        Intervals forEven = intervals(judgements.stream()
                .filter(judgement -> !isEven(judgement.observation()))
                .toList());
        Intervals forOdd = intervals(judgements.stream()
                .filter(judgement -> isEven(judgement.observation()))
                .toList());
        return observation -> isEven(observation) ? forEven : forOdd;
    }

    private static boolean isEven(Observation observation) {
        return SplitMix64.mixed(observation.profileKey().hashCode()) % 2 == 0;
    }

    /** Without points of the profile and with the usual numbers of them. */
    private List<Judgement> judgeAsOften() {
        List<Judgement> judgements = new ArrayList<>(judge(0, Choice.PROFILE));
        for (int points : CALIBRATIONS) {
            judgements.addAll(judge(points, Choice.PROFILE));
            judgements.addAll(judge(points, Choice.SHAPE));
        }
        return judgements;
    }

    /** Intervals that hold 8 of 10 of these points; those of loads that never queue are left out. */
    public static Intervals intervals(List<Judgement> judgements) {
        Intervals.Builder builder = new Intervals.Builder();
        for (Judgement judgement : judgements) {
            boolean online = switch (judgement.observation().sent()) {
                case Observation.Sent.Concurrency _, Observation.Sent.Rate _ -> true;
                case Observation.Sent.StaticBatch _, Observation.Sent.Unlimited _ -> false;
            };
            if (online) {
                builder.add(judgement.basis(), judgement.logErrors());
            }
        }
        return builder.build();
    }

    /** Judges all profiles that have enough points. */
    public List<Judgement> judge(int points, Choice choice) {
        return pointsByProfile.entrySet().parallelStream()
                .flatMap(entry -> judge(entry.getKey(), entry.getValue(), points, choice).stream())
                .toList();
    }

    private List<Judgement> judge(String key, List<Observation> all, int points, Choice choice) {
        double[] factors = Objects.requireNonNull(expected.get(key));
        LoadErrors errors = loadErrors.apply(key);
        List<Judgement> judgements = new ArrayList<>();
        if (points == 0) {
            EfficiencyFactors usual = EfficiencyFactors.ofLogarithms(factors);
            all.forEach(point -> judgements.add(judgement(point, 0, List.of(), Prediction.of(point, usual, errors))));
            return judgements;
        }
        for (List<Observation> chosen : choices(all, points, choice)) {
            ProfileCalibration calibration = new ProfileCalibration(chosen, factors, spreads, errors);
            for (Observation point : others(all, chosen, choice)) {
                judgements.add(judgement(point, points, chosen, calibration.predict(point)));
            }
        }
        return judgements;
    }

    private static Judgement judgement(Observation point, int points, List<Observation> chosen, MeanPoint predicted) {
        double[] errors = new double[Metric.COUNT];
        for (Metric metric : Metric.values()) {
            errors[metric.index()] = Math.log(point.of(metric) / Prediction.of(predicted, metric));
        }
        boolean sameShape = chosen.stream().anyMatch(other -> Basis.sameShape(other.workload(), point.workload()));
        Basis basis = new Basis(
                points,
                sameShape,
                point.model().isMixtureOfExperts(),
                point.setting().randomness() > 0);
        return new Judgement(point, basis, errors);
    }

    private static List<List<Observation>> choices(List<Observation> all, int points, Choice choice) {
        List<List<Observation>> choices = new ArrayList<>();
        switch (choice) {
            case PROFILE -> {
                for (int draw = 0; draw < DRAWS && all.size() > points; draw++) {
                    choices.add(drawn(all, points, draw));
                }
            }
            case SHAPE -> {
                for (List<Observation> shape : byShape(all).values()) {
                    if (shape.size() > points) {
                        choices.add(evenly(shape, points));
                    }
                }
            }
        }
        return choices;
    }

    private static List<Observation> others(List<Observation> all, List<Observation> chosen, Choice choice) {
        String shape = chosen.getFirst().shapeKey();
        Set<Observation> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        taken.addAll(chosen);
        return all.stream()
                .filter(point -> !taken.contains(point))
                .filter(point -> choice == Choice.PROFILE || point.shapeKey().equals(shape))
                .toList();
    }

    private static Map<String, List<Observation>> byShape(List<Observation> all) {
        Map<String, List<Observation>> shapes = new TreeMap<>();
        all.stream()
                .sorted(Comparator.comparingDouble(Observation::inFlight))
                .forEach(point -> shapes.computeIfAbsent(point.shapeKey(), _ -> new ArrayList<>())
                        .add(point));
        return shapes;
    }

    /** The first, the last and as many between them. */
    private static List<Observation> evenly(List<Observation> sorted, int points) {
        int last = sorted.size() - 1;
        TreeSet<Integer> places = new TreeSet<>();
        for (int i = 0; i < points; i++) {
            places.add(points == 1 ? sorted.size() / 2 : Math.toIntExact(Math.round((double) i * last / (points - 1))));
        }
        return places.stream().map(sorted::get).toList();
    }

    /** In an order that looks random but is the same every time. */
    private static List<Observation> drawn(List<Observation> all, int points, int draw) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingLong(i -> SplitMix64.mixed(i * 31L + draw * 1_000_003L)));
        return order.stream().limit(points).map(all::get).toList();
    }
}
