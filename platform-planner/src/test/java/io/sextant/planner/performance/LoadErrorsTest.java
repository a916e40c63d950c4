package io.sextant.planner.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineFamily;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.reference.Reference;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadErrorsTest {

    private static final Workload SEEN = Workload.fixed(1000, 200);
    private static final LoadErrors ERRORS = new LoadErrors(List.of(
            new LoadErrors.Cell("nvidia-sweep,VLLM,dense", 16, 1000, 200, 20, 0.4, -0.1),
            new LoadErrors.Cell("inferencex,VLLM,dense", 16, 1000, 200, 20, -0.4, 0.1)));

    private static Setting ownUsers(double randomness) {
        Reference reference = Reference.load();
        EngineProfile profile =
                new EngineProfile("bf16-tp1", Precision.BF16, 1, 1, 256, 2, Set.of(), EngineFamily.VLLM, 8192);
        return new Setting(
                reference.gpu("H100-SXM-80GB"),
                reference.model("meta-llama/Llama-3.1-8B-Instruct"),
                profile,
                randomness,
                Conditions.OWN_USERS);
    }

    @Test
    void areNearlyWhatWasSeenWhereManyProfilesWereMeasured() {
        LoadShift shift = ERRORS.along(ownUsers(0), SEEN);

        assertThat(shift.ttft(16)).isCloseTo(0.4, within(0.08));
        assertThat(shift.itl(16)).isCloseTo(-0.1, within(0.02));
    }

    @Test
    void vanishFarFromAllThatWasMeasured() {
        assertThat(ERRORS.along(ownUsers(0), SEEN).ttft(2000)).isCloseTo(0, within(0.001));
        assertThat(ERRORS.along(ownUsers(0), Workload.fixed(50_000, 200)).ttft(16))
                .isCloseTo(0, within(0.001));
    }

    @Test
    void ofOwnUsersAreThoseOfTheLoadGeneratorWithLengthsLikeTheirs() {
        assertThat(ERRORS.along(ownUsers(1), SEEN).ttft(16)).isNegative();
        assertThat(ERRORS.along(ownUsers(0.5), SEEN).ttft(16)).isCloseTo(0, within(1e-9));
    }

    @Test
    void moveBothLatenciesOfAPrediction() {
        MeanPoint computed = new MeanPoint(16, 1, 16, 10, 0, 100, 10, 2090, 200);

        MeanPoint moved = ERRORS.along(ownUsers(0), SEEN).correct(computed, 16);

        assertThat(moved.ttftMs()).isGreaterThan(130);
        assertThat(moved.itlMs()).isLessThan(9.5);
        assertThat(moved.e2eMs()).isCloseTo(moved.ttftMs() + 199 * moved.itlMs(), within(1e-9));
        assertThat(LoadErrors.none().along(ownUsers(0), SEEN).correct(computed, 16))
                .isEqualTo(computed);
    }

    @Test
    void nameTheLineThatCannotBeRead() {
        assertThat(LoadErrors.parse(ERRORS.text())).isEqualTo(ERRORS);
        assertThatThrownBy(() -> LoadErrors.parse("group;concurrency\nvllm;16")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> LoadErrors.parse(ERRORS.text().replace("0.4000", "much")))
                .hasMessageContaining("line 2");
    }
}
