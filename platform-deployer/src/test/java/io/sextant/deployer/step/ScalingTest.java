package io.sextant.deployer.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.AutoscalerView;
import io.sextant.deployer.cluster.StatusCondition;
import io.sextant.deployer.fixture.Chat;
import io.sextant.deployer.fixture.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScalingTest {
    private final Chat chat = Chat.support();
    private final World world = World.withSecrets();
    private final Reconciliation reconciliation = new Reconciliation(World.POLICY);

    @Test
    void nothingIsSaidOfADeploymentWithoutAnAutoscaler() {
        assertThat(scaled(chat)).isEmpty();
    }

    @Test
    void nothingIsSaidBeforeTheAutoscalersFirstLook() {
        autoscalerSays();

        assertThat(scaled(chat)).isEmpty();
    }

    @Test
    void itHoldsWhileTheAutoscalerGetsItsMetrics() {
        autoscalerSays(
                new StatusCondition("AbleToScale", true, "ReadyForNewScale", ""),
                new StatusCondition("ScalingActive", true, "ValidMetricFound", ""));

        assertThat(scaled(chat))
                .hasValueSatisfying(judgement -> assertThat(judgement.status()).isEqualTo(ConditionStatus.TRUE));
    }

    @Test
    void metricsThatAreMissingAreToldInTheAutoscalersWords() {
        autoscalerSays(new StatusCondition("ScalingActive", false, "FailedGetPodsMetric", "no metrics returned"));

        assertThat(scaled(chat)).hasValueSatisfying(judgement -> {
            assertThat(judgement.reason()).isEqualTo(ConditionReason.SCALING_WITHOUT_METRICS);
            assertThat(judgement.message()).contains("FailedGetPodsMetric: no metrics returned");
        });
    }

    @Test
    void anAutoscalerThatCannotChangeTheScaleIsToldBeforeItsMetrics() {
        autoscalerSays(
                new StatusCondition("AbleToScale", false, "FailedGetScale", "forbidden"),
                new StatusCondition("ScalingActive", false, "FailedGetPodsMetric", "no metrics returned"));

        assertThat(scaled(chat))
                .hasValueSatisfying(
                        judgement -> assertThat(judgement.reason()).isEqualTo(ConditionReason.SCALING_IMPOSSIBLE));
    }

    @Test
    void aStoppedDeploymentHasNothingToScale() {
        autoscalerSays(new StatusCondition("ScalingActive", false, "FailedGetPodsMetric", "no metrics returned"));

        assertThat(scaled(chat.presence(Presence.STOPPED))).isEmpty();
    }

    private void autoscalerSays(StatusCondition... conditions) {
        world.autoscalers.add(new AutoscalerView(chat.namespace(), "keda-hpa-chat", chat.name(), List.of(conditions)));
    }

    private Optional<Judgement> scaled(Chat wanted) {
        return reconciliation.decide(World.wanted(wanted), world.snapshot(), world.now).judgements().stream()
                .filter(judgement -> judgement.type() == ConditionType.SCALED)
                .findFirst();
    }
}
