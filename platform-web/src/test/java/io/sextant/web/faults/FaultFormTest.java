package io.sextant.web.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultFormTest {
    private static final List<SandboxFaults.Kind> KINDS = List.of(
            new SandboxFaults.Kind("no-gpu", "OBJECT", "No free GPU", "Nothing is free."),
            new SandboxFaults.Kind("node-lost", "NODE", "Node lost", "It is gone."));

    private final List<FieldError> errors = new ArrayList<>();

    @Test
    void asksForADeploymentANodeOrEverything() {
        assertThat(new FaultForm("no-gpu", "sextant-a/chat", "60", "2").order(KINDS, errors))
                .isEqualTo(Map.of(
                        "kind", "no-gpu", "namespace", "sextant-a", "name", "chat", "seconds", 60L, "times", 2L));
        assertThat(new FaultForm("node-lost", "node:gpu-1", " ", null).order(KINDS, errors))
                .isEqualTo(Map.of("kind", "node-lost", "name", "gpu-1"));
        assertThat(new FaultForm("no-gpu", "", "", "").order(KINDS, errors)).isEqualTo(Map.of("kind", "no-gpu"));
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', '', kind",
        "meteor, '', '', '', kind",
        "no-gpu, node:gpu-1, '', '', target",
        "node-lost, sextant-a/chat, '', '', target",
        "no-gpu, '', 0, '', seconds",
        "no-gpu, '', 604801, '', seconds",
        "no-gpu, '', -1, '', seconds",
        "no-gpu, '', '', 1.5, times",
        "no-gpu, '', '', 100001, times",
        "no-gpu, '', '', 99999999999999999999, times",
    })
    void saysWhichFieldIsWrong(String kind, String target, String seconds, String times, String field) {
        new FaultForm(kind, target, seconds, times).order(KINDS, errors);

        assertThat(errors).extracting(FieldError::pointer).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "50, 0, 50", "-1, 1, 1", "51, 1, 1", "two, 1, 1", "'', 1, 1", "9999999999999999, 1, 1"})
    void readsTheNumbersOfADrawWithinTheirBounds(String typed, int faults, long number) {
        assertThat(DrawForm.number("count", typed, 0, 50, errors)).isEqualTo(number);
        assertThat(errors).hasSize(faults);
    }
}
