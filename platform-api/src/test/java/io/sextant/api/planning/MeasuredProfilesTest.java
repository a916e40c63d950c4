package io.sextant.api.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.measurement.MeasurementPoint;
import io.sextant.api.measurement.MeasurementSetId;
import io.sextant.planner.calibration.MeasuredProfile;
import io.sextant.planner.frontier.PerformanceSource;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.performance.Learnt;
import io.sextant.planner.units.Provenance;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MeasuredProfilesTest {

    private static final MeasuredProfiles.Fits FITS =
            (gpu, model, profile, points, workload) -> MeasuredProfile.of(gpu, model, profile, points, Learnt.shipped())
                    .performance(gpu, model, profile, workload, Learnt.shipped());

    @Test
    void aPlanTellsMeasuredProfilesFromOthers() {
        PlanAnswer answer = Situations.roomy()
                .measured(MeasuredProfiles.of(
                        List.of(point(1, 8.0, 120), point(2, 12.0, 900), point(3, 20.0, 2500)), FITS))
                .answer();

        assertThat(answer.candidates())
                .filteredOn(MeasuredProfilesTest::isTheMeasuredProfile)
                .isNotEmpty()
                .allSatisfy(candidate -> {
                    assertThat(candidate.performance().evidence().kind()).isNotEqualTo(Provenance.Kind.MODELLED);
                    assertThat(candidate.performance().evidence().points()).isEqualTo(3);
                    assertThat(candidate.performance().evidence().source()).isEqualTo("own load test");
                    assertThat(candidate.performance().evidence().measuredOn()).isEqualTo(LocalDate.of(2026, 11, 1));
                });
        assertThat(answer.candidates())
                .filteredOn(candidate -> !isTheMeasuredProfile(candidate))
                .isNotEmpty()
                .allMatch(candidate -> candidate.performance().evidence().kind() == Provenance.Kind.MODELLED);
    }

    @Test
    void withoutUsablePointsNothingIsMeasured() {
        MeasurementPoint nonsense = point(4, 0.00001, 5);

        assertThat(MeasuredProfiles.of(List.of(), FITS)).isEqualTo(PerformanceSource.unmeasured());
        assertThat(MeasuredProfiles.of(List.of(nonsense), FITS)).isEqualTo(PerformanceSource.unmeasured());
    }

    private static boolean isTheMeasuredProfile(PlanCandidate candidate) {
        return candidate.gpuProduct().contains("H100")
                && candidate.profile().startsWith("fp8-tp1")
                && !candidate.profile().contains("vllm");
    }

    private static MeasurementPoint point(int line, double itlMs, double outputTokensPerSecond) {
        double load = Math.max(1, Math.round(outputTokensPerSecond * itlMs / 1000));
        return new MeasurementPoint(
                new MeasurementSetId(UUID.nameUUIDFromBytes(new byte[] {1})),
                line,
                "meta-llama/Llama-3.1-8B-Instruct",
                Situations.H100,
                Precision.FP8,
                1,
                1,
                "own load test",
                "",
                "2026-11-01",
                LocalDate.of(2026, 11, 1),
                "trtllm",
                "1.0",
                512,
                256,
                MeasurementPoint.LoadKind.CONCURRENCY,
                load,
                "online",
                "avg",
                itlMs,
                null,
                itlMs,
                null,
                outputTokensPerSecond,
                null,
                null,
                "");
    }
}
