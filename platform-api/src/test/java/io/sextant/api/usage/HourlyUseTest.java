package io.sextant.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.tenancy.TeamId;
import io.sextant.api.usage.HourlyUse.Used;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HourlyUseTest {
    private static final Instant TEN = Instant.parse("2026-12-01T10:00:00Z");
    private static final UseLine H100 = line("NVIDIA-H100-80GB-HBM3");
    private static final UseLine L40S = line("NVIDIA-L40S");

    static UseLine line(String product) {
        return new UseLine(
                UseLine.Kind.ALLOCATION,
                new UUID(1, 1),
                "chat",
                "meta/llama-3.1-8b-instruct",
                new TeamId(new UUID(2, 2)),
                "east",
                product,
                2,
                false);
    }

    @Test
    void cutsAHoldAtTheHour() {
        GpuHold hold = new GpuHold(H100, 2, after(45), after(90));
        assertThat(HourlyUse.between(TEN, after(120), List.of(hold)))
                .containsExactly(
                        new Used(H100, TEN, new BigDecimal("1800.000")),
                        new Used(H100, after(60), new BigDecimal("3600.000")));
    }

    @Test
    void countsNothingOutsideTheHoursAsked() {
        GpuHold hold = new GpuHold(H100, 1, after(-300), after(300));
        assertThat(HourlyUse.between(TEN, after(60), List.of(hold)))
                .containsExactly(new Used(H100, TEN, new BigDecimal("3600.000")));
    }

    @Test
    void leavesNoHourForAHoldWithoutLength() {
        assertThat(HourlyUse.between(TEN, after(60), List.of(new GpuHold(H100, 8, TEN, TEN))))
                .isEmpty();
    }

    @Test
    void costsAThirdOfACentExactlyToTenDecimals() {
        assertThat(Rated.cost(new BigDecimal("12.000"), new BigDecimal("1.00"))).isEqualByComparingTo("0.0033333333");
    }

    @Test
    void agreesWithCountingEverySecond() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<GpuHold> holds = randomHolds(random);
            Map<List<Object>, BigDecimal> cut = HourlyUse.between(TEN, after(240), holds).stream()
                    .collect(Collectors.toMap(used -> List.of(used.line(), used.hour()), Used::gpuSeconds));
            assertThat(cut).as("seed %d, holds %s", seed, holds).isEqualTo(countEverySecond(holds));
        }
    }

    private static List<GpuHold> randomHolds(Random random) {
        List<GpuHold> holds = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            Instant from = TEN.plusSeconds(random.nextInt(6 * 3600) - 3600L);
            holds.add(new GpuHold(
                    random.nextBoolean() ? H100 : L40S,
                    1 + random.nextInt(8),
                    from,
                    from.plusSeconds(random.nextInt(3 * 3600))));
        }
        return holds;
    }

    private static Map<List<Object>, BigDecimal> countEverySecond(List<GpuHold> holds) {
        Map<List<Object>, BigDecimal> counted = new HashMap<>();
        for (int second = 0; second < 4 * 3600; second++) {
            Instant at = TEN.plusSeconds(second);
            for (GpuHold hold : holds) {
                if (!at.isBefore(hold.from()) && at.isBefore(hold.until())) {
                    counted.merge(
                            List.of(hold.line(), TEN.plus(Duration.ofHours(second / 3600))),
                            BigDecimal.valueOf(hold.gpus() * 1000L, 3),
                            BigDecimal::add);
                }
            }
        }
        return counted;
    }

    private static Instant after(long minutes) {
        return TEN.plus(Duration.ofMinutes(minutes));
    }
}
