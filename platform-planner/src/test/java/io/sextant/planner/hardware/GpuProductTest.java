package io.sextant.planner.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sextant.planner.reference.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuProductTest {

    @ParameterizedTest
    @CsvSource({
        "A100-SXM-80GB, BF16, true",
        "A100-SXM-80GB, FP8, false",
        "L40S, FP8, true",
        "H100-SXM-80GB, FP8, true",
        "H100-SXM-80GB, NVFP4, false",
        "H100-SXM-80GB, MXFP4, true",
        "B200-SXM-180GB, NVFP4, true"
    })
    void supportsWhatItsGenerationHas(String gpu, Precision precision, boolean supported) {
        assertThat(Reference.load().gpu(gpu).supports(precision)).isEqualTo(supported);
    }

    @ParameterizedTest
    @CsvSource({
        "H100-SXM-80GB, true",
        "A100-SXM-80GB, true",
        "GB200-NVL72-186GB, true",
        "H100-NVL-94GB, false",
        "A100-PCIe-80GB, false",
        "L40S, false"
    })
    void countsOnlyNvlinkThatJoinsAllGpusOfANode(String gpu, boolean nvlink) {
        assertThat(Reference.load().gpu(gpu).hasNvlink()).isEqualTo(nvlink);
    }

    @Test
    void unpacksMxfp4OnTheSixteenBitUnitsWhereThereAreNoFp4Units() {
        assertThat(Reference.load().gpu("H100-SXM-80GB").tflops(Precision.MXFP4))
                .isEqualTo(989);
        assertThat(Reference.load().gpu("B200-SXM-180GB").tflops(Precision.MXFP4))
                .isEqualTo(9000);
    }

    @Test
    void rejectsNumbersThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GpuProduct("X", "X", Double.NaN, 1, 1, null, null, 1, 8))
                .withMessage("GPU memory must be a number above 0, but was NaN");
    }
}
