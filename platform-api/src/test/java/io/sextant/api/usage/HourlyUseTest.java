package io.sextant.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HourlyUseTest {
    private static final Instant TEN = Instant.parse("2026-12-01T10:00:00Z");
    private static final String H100 = "NVIDIA-H100-80GB-HBM3";

    @Test
    void cutsAHoldAtTheHour() {
        GpuHold hold = new GpuHold(H100, 2, TEN.plus(Duration.ofMinutes(45)), TEN.plus(Duration.ofMinutes(90)));
        assertThat(HourlyUse.gpuSeconds(List.of(hold), TEN, TEN.plus(Duration.ofHours(1))))
                .containsExactly(
                        Map.entry(bucket(0), new BigDecimal("1800.000")),
                        Map.entry(bucket(1), new BigDecimal("3600.000")));
    }

    @Test
    void countsNothingOutsideTheHoursAsked() {
        GpuHold hold = new GpuHold(H100, 1, TEN.minus(Duration.ofHours(5)), TEN.plus(Duration.ofHours(5)));
        assertThat(HourlyUse.gpuSeconds(List.of(hold), TEN, TEN))
                .containsExactly(Map.entry(bucket(0), new BigDecimal("3600.000")));
    }

    @Test
    void leavesNoBucketForAHoldWithoutLength() {
        assertThat(HourlyUse.gpuSeconds(List.of(new GpuHold(H100, 8, TEN, TEN)), TEN, TEN))
                .isEmpty();
    }

    @Test
    void costsAThirdOfACentExactlyToTenDecimals() {
        assertThat(HourlyUse.cost(new BigDecimal("12.000"), new BigDecimal("1.00")))
                .isEqualByComparingTo("0.0033333333");
    }

    @Test
    void agreesWithCountingEverySecond() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<GpuHold> holds = randomHolds(random);
            assertThat(HourlyUse.gpuSeconds(holds, TEN, TEN.plus(Duration.ofHours(3))))
                    .as("seed %d, holds %s", seed, holds)
                    .isEqualTo(countEverySecond(holds));
        }
    }

    private static List<GpuHold> randomHolds(Random random) {
        List<GpuHold> holds = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            Instant from = TEN.plusSeconds(random.nextInt(6 * 3600) - 3600L);
            holds.add(new GpuHold(
                    random.nextBoolean() ? H100 : "NVIDIA-L40S",
                    1 + random.nextInt(8),
                    from,
                    from.plusSeconds(random.nextInt(3 * 3600))));
        }
        return holds;
    }

    private static Map<HourlyUse.Bucket, BigDecimal> countEverySecond(List<GpuHold> holds) {
        Map<HourlyUse.Bucket, BigDecimal> counted = new TreeMap<>();
        for (int second = 0; second < 4 * 3600; second++) {
            Instant at = TEN.plusSeconds(second);
            for (GpuHold hold : holds) {
                if (!at.isBefore(hold.from()) && at.isBefore(hold.until())) {
                    counted.merge(
                            new HourlyUse.Bucket(hold.gpuProduct(), TEN.plus(Duration.ofHours(second / 3600))),
                            BigDecimal.valueOf(hold.gpus() * 1000L, 3),
                            BigDecimal::add);
                }
            }
        }
        return counted;
    }

    private static HourlyUse.Bucket bucket(int hour) {
        return new HourlyUse.Bucket(H100, TEN.plus(Duration.ofHours(hour)));
    }
}
