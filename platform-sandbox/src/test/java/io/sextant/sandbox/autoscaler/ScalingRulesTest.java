package io.sextant.sandbox.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpecBuilder;
import io.sextant.sandbox.control.TimeScale;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingRulesTest {
    @Test
    void fillsInTheDocumentedDefaults() {
        ScalingSpec spec = ScalingSpec.of(
                new HorizontalPodAutoscalerSpecBuilder().withMaxReplicas(5).build(), new TimeScale(1));

        assertThat(spec)
                .isEqualTo(new ScalingSpec(
                        1,
                        5,
                        Specs.rules(0, ScalingRules.Select.MAX, Specs.pods(4, 15), Specs.percent(100, 15)),
                        Specs.rules(300, ScalingRules.Select.MAX, Specs.percent(100, 15))));
    }

    @Test
    void takesWhatTheBehaviourSaysAndScalesItsWindows() {
        HorizontalPodAutoscalerSpec asked = new HorizontalPodAutoscalerSpecBuilder()
                .withMinReplicas(2)
                .withMaxReplicas(9)
                .withNewBehavior()
                .withNewScaleUp()
                .withStabilizationWindowSeconds(60)
                .withSelectPolicy("Min")
                .withTolerance(new Quantity("50m"))
                .addNewPolicy(30, "Pods", 1)
                .endScaleUp()
                .withNewScaleDown()
                .withSelectPolicy("Disabled")
                .endScaleDown()
                .endBehavior()
                .build();

        ScalingSpec spec = ScalingSpec.of(asked, new TimeScale(60));

        assertThat(spec.up())
                .isEqualTo(new ScalingRules(
                        Duration.ofSeconds(1),
                        0.05,
                        ScalingRules.Select.MIN,
                        List.of(new ScalingRules.Policy(ScalingRules.Unit.PODS, 1, Duration.ofMillis(500)))));
        assertThat(spec.down().select()).isEqualTo(ScalingRules.Select.DISABLED);
        assertThat(spec.down().stabilisation()).isEqualTo(Duration.ofSeconds(5));
        assertThat(spec.tolerates(1.06)).isFalse();
        assertThat(spec.tolerates(0.91)).isTrue();
    }
}
