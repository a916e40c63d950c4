package io.sextant.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.ReservedSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservedIdleTest {
    private static final Instant TEN = Instant.parse("2026-12-01T10:00:00Z");
    private static final String H100 = "NVIDIA-H100-80GB-HBM3";
    private static final UseLine CHAT = HourlyUseTest.line(H100);
    private static final UseLine IDLE = UseLine.idle(CHAT.team(), "east", H100);

    @Test
    void isEverythingReservedWhileNothingRuns() {
        assertThat(idle(List.of(reserved(4, 0, 60)), List.of())).containsExactly(piece(4, 0, 60));
    }

    @Test
    void isWhatPodsLeaveAtEveryMoment() {
        assertThat(idle(List.of(reserved(4, -30, 90)), List.of(held(2, 10, 40), held(2, 20, 30))))
                .containsExactly(piece(4, 0, 10), piece(2, 10, 20), piece(2, 30, 40), piece(4, 40, 60));
    }

    @Test
    void isNothingWhilePodsHoldAllOrMore() {
        assertThat(idle(List.of(reserved(2, 0, 30)), List.of(held(4, 0, 60)))).isEmpty();
    }

    @Test
    void addsUpReservationsOfATeam() {
        assertThat(idle(List.of(reserved(2, 0, 30), reserved(3, 20, 60)), List.of()))
                .containsExactly(piece(2, 0, 20), piece(5, 20, 30), piece(3, 30, 60));
    }

    private static List<GpuHold> idle(List<ReservedSpan> reserved, List<GpuHold> held) {
        return ReservedIdle.between(TEN, at(60), reserved, held);
    }

    private static ReservedSpan reserved(int gpus, int from, int until) {
        return new ReservedSpan(CHAT.team(), new QuotaPool("east", H100), gpus, at(from), at(until));
    }

    private static GpuHold held(int gpus, int from, int until) {
        return new GpuHold(CHAT, gpus, at(from), at(until));
    }

    private static GpuHold piece(int gpus, int from, int until) {
        return new GpuHold(IDLE, gpus, at(from), at(until));
    }

    private static Instant at(int minute) {
        return TEN.plus(Duration.ofMinutes(minute));
    }
}
