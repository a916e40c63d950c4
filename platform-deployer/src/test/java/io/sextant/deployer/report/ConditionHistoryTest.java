package io.sextant.deployer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.fixture.World;
import io.sextant.deployer.step.Judgement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConditionHistoryTest {
    private static final UUID ID = new UUID(1, 1);

    private final ConditionHistory history = new ConditionHistory();

    @Test
    void movesTheTimeOnlyWhenTheStatusChanges() {
        Condition first = record(ConditionStatus.FALSE, ConditionReason.PULLING_IMAGE, 0);
        Condition second = record(ConditionStatus.FALSE, ConditionReason.LOADING_MODEL, 30);
        Condition third = record(ConditionStatus.TRUE, ConditionReason.AS_DESIRED, 60);

        assertThat(second.changedAt()).isEqualTo(first.changedAt());
        assertThat(second.reason()).isEqualTo(ConditionReason.LOADING_MODEL);
        assertThat(third.changedAt()).isEqualTo(World.START.plusSeconds(60));
    }

    @Test
    void remembersUntilWhenReplicasServed() {
        record(ConditionStatus.TRUE, ConditionReason.AS_DESIRED, 60);
        record(ConditionStatus.FALSE, ConditionReason.CRASH_LOOPING, 90);

        assertThat(history.servedUntil()).containsEntry(ID, World.START.plusSeconds(60));
    }

    private Condition record(ConditionStatus status, ConditionReason reason, long second) {
        return history.record(
                        ID,
                        List.of(new Judgement(ConditionType.REPLICAS_READY, status, reason, "message")),
                        World.START.plusSeconds(second))
                .getFirst();
    }
}
