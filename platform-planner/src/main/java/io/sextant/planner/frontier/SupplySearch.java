package io.sextant.planner.frontier;

import io.sextant.planner.capacity.Sla;
import io.sextant.planner.cost.Money;
import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.performance.OperatingPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for a profile or a GPU type that somebody would have to provide. */
final class SupplySearch {

    /** More would not help to choose. */
    private static final int MOST_GPUS = 3;

    private final PlanInput input;
    private final Sla sla;
    private final @Nullable Candidate nearest;

    /** @param nearest what the size of a change is measured from; null when nothing runs */
    SupplySearch(PlanInput input, @Nullable Candidate nearest) {
        this.input = input;
        this.sla = input.bindingSla();
        this.nearest = nearest;
    }

    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        otherProfile().ifPresent(changes::add);
        input.alternatives().gpus().stream()
                .flatMap(gpu -> otherGpu(gpu).stream())
                .sorted(Comparator.comparingDouble(Change::size))
                .limit(MOST_GPUS)
                .forEach(changes::add);
        return changes;
    }

    private Optional<Change.OtherProfile> otherProfile() {
        return input.offers().stream()
                .flatMap(offer -> input.alternatives().profiles().stream()
                        .filter(profile -> profile.isBuiltFor(offer.gpu()))
                        .flatMap(profile -> reached(offer, profile)
                                .map(point -> new Change.OtherProfile(
                                        offer,
                                        profile,
                                        sla.percentile(),
                                        point.e2eMs(sla.percentile()),
                                        size(offer.gpu(), profile, offer.pricePerGpuHour())))
                                .stream()))
                .min(Comparator.comparingDouble(Change::size));
    }

    private Optional<Change.OtherGpu> otherGpu(AlternativeGpu alternative) {
        Money price = alternative.pricePerGpuHour();
        GpuOffer imagined = new GpuOffer(
                alternative.gpu().name(), alternative.gpu(), price == null ? noPrice() : price, 0, List.of());
        return Stream.concat(input.profiles().stream(), input.alternatives().profiles().stream())
                .filter(profile -> profile.isBuiltFor(alternative.gpu()))
                .flatMap(profile -> reached(imagined, profile)
                        .map(point -> new Change.OtherGpu(
                                alternative,
                                profile,
                                sla.percentile(),
                                point.e2eMs(sla.percentile()),
                                price == null ? null : price.times((long) profile.gpusPerReplica()),
                                size(alternative.gpu(), profile, price)))
                        .stream())
                .min(Comparator.comparingDouble(Change::size));
    }

    private static Money noPrice() {
        return Money.usd("0");
    }

    private Optional<OperatingPoint> reached(GpuOffer offer, EngineProfile profile) {
        Pairing pairing = new Pairing(offer, profile, input.model(), input.workload(), input.performance());
        if (!PairingPolicy.rejections(pairing).isEmpty()) {
            return Optional.empty();
        }
        OperatingPoint alone = pairing.performance().at(1);
        return sla.isMetBy(alone) ? Optional.of(alone) : Optional.empty();
    }

    /** The largest factor between what is nearest and this: bandwidth, bytes per weight, GPUs or price per replica. */
    private double size(GpuProduct gpu, EngineProfile profile, @Nullable Money price) {
        if (nearest == null) {
            return Math.log(profile.gpusPerReplica());
        }
        GpuProduct from = nearest.offer().gpu();
        double bandwidth = factor(from.memoryBandwidthGbS(), gpu.memoryBandwidthGbS());
        double precision = factor(
                nearest.profile().precision().bytesPerWeight(),
                profile.precision().bytesPerWeight());
        double gpus = factor(nearest.gpusPerReplica(), profile.gpusPerReplica());
        return Stream.of(bandwidth, precision, gpus, priceFactor(profile, price))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private double priceFactor(EngineProfile profile, @Nullable Money price) {
        Money from = Objects.requireNonNull(nearest).offer().pricePerGpuHour();
        if (price == null
                || price.amount().signum() == 0
                || from.amount().signum() == 0
                || !price.currency().equals(from.currency())) {
            return 0;
        }
        return factor(
                from.amount().doubleValue() * nearest.gpusPerReplica(),
                price.amount().doubleValue() * profile.gpusPerReplica());
    }

    private static double factor(double from, double to) {
        return Math.abs(Math.log(to / from));
    }
}
