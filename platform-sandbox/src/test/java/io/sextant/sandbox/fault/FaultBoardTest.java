package io.sextant.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultBoardTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private Instant now = START;
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final FaultBoard board = new FaultBoard(7, clock);

    @Test
    void strikesAnObjectAndAllThatIsMadeForItAndNothingElse() {
        board.cause(FaultOrder.on(FaultKind.NO_GPU, "sextant-a", "chat"));

        assertThat(board.holds(FaultKind.NO_GPU, "sextant-a", "chat")).isTrue();
        assertThat(List.of("chat-5d6fb7c8w9-x2vbz", "chat-g2", "chat-3a249a96-job-7hkqz", "chat-pvc", "chat-endpoint"))
                .allMatch(name -> board.holds(FaultKind.NO_GPU, "sextant-a", name));
        assertThat(List.of("chat-prod", "chat-2", "chat-prod-5d6fb7c8w9-x2vbz", "chat-staging-g2"))
                .noneMatch(name -> board.holds(FaultKind.NO_GPU, "sextant-a", name));
        assertThat(board.holds(FaultKind.NO_GPU, "sextant-a", "chatter")).isFalse();
        assertThat(board.holds(FaultKind.NO_GPU, "sextant-b", "chat")).isFalse();
        assertThat(board.holds(FaultKind.SLOW_LOAD, "sextant-a", "chat")).isFalse();
    }

    @Test
    void isSpentAfterSoManyStrikesButKeepsToThoseItStruck() {
        board.cause(FaultOrder.everywhere(FaultKind.DOWNLOAD_FAILS).times(2));

        assertThat(board.strikes(FaultKind.DOWNLOAD_FAILS, "a", "x", "pod-1")).isTrue();
        assertThat(board.strikes(FaultKind.DOWNLOAD_FAILS, "a", "x", "pod-1")).isTrue();
        assertThat(board.strikes(FaultKind.DOWNLOAD_FAILS, "a", "x", "pod-2")).isTrue();
        assertThat(board.strikes(FaultKind.DOWNLOAD_FAILS, "a", "x", "pod-3")).isFalse();
        assertThat(board.strikes(FaultKind.DOWNLOAD_FAILS, "a", "x", "pod-2")).isTrue();
        assertThat(board.active())
                .singleElement()
                .satisfies(fault -> assertThat(fault.struck()).isEqualTo(2));
    }

    @Test
    void endsByItselfAndSaysWhen() {
        board.cause(FaultOrder.everywhere(FaultKind.LATENCY).lasting(Duration.ofSeconds(5)));
        assertThat(board.nextEnd()).hasValue(START.plusSeconds(5));
        assertThat(board.strikesNext(FaultKind.LATENCY, "", "", "GET")).isTrue();

        now = START.plusSeconds(5);

        assertThat(board.strikesNext(FaultKind.LATENCY, "", "", "GET")).isFalse();
        assertThat(board.active()).isEmpty();
    }

    @Test
    void leavesToTheSeedWhichShareItStrikes() {
        List<Boolean> first = thousandRequests(7);
        List<Boolean> again = thousandRequests(7);
        List<Boolean> other = thousandRequests(8);

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(first.stream().filter(struck -> struck).count()).isBetween(230L, 370L);
    }

    @Test
    void throwsTheDiceForEachThingAlone() {
        List<Boolean> alone = thousandRequests(7);
        board.cause(FaultOrder.everywhere(FaultKind.NO_GPU));
        board.cause(FaultOrder.everywhere(FaultKind.SERVER_ERRORS).sharing(0.3));

        List<Boolean> amongOthers = IntStream.range(0, 1000)
                .mapToObj(i -> {
                    board.strikesNext(FaultKind.SERVER_ERRORS, "a", "b", "GET nodes");
                    board.coin("PUT pods");
                    return board.strikesNext(FaultKind.SERVER_ERRORS, "", "", "GET pods");
                })
                .toList();

        assertThat(amongOthers).isEqualTo(alone);
    }

    @Test
    void causesAllOrNoneWhenThereAreTooMany() {
        List<FaultOrder> hundred = Collections.nCopies(100, FaultOrder.everywhere(FaultKind.LATENCY));
        board.causeAll(hundred);
        board.causeAll(hundred.subList(0, 60));

        assertThatThrownBy(() -> board.causeAll(hundred.subList(0, 41)))
                .hasMessageContaining("200 faults at a time, and there are 160");
        assertThat(board.active()).hasSize(160);
        assertThat(board.causeAll(hundred.subList(0, 40))).hasSize(40);
    }

    @Test
    void tellsWhoeverListensOfCausingAndClearing() {
        AtomicInteger told = new AtomicInteger();
        board.onChange(told::incrementAndGet);

        Fault fault = board.cause(FaultOrder.everywhere(FaultKind.CACHE_FLAPS));
        boolean cleared = board.clear(fault.id());
        boolean clearedTwice = board.clear(fault.id());

        assertThat(cleared).isTrue();
        assertThat(clearedTwice).isFalse();
        assertThat(told).hasValue(3);
    }

    @Test
    void drawsTheSameFaultsByTheSameSeed() {
        RandomFaults draw = new RandomFaults(42, 20, Duration.ofMinutes(1));

        assertThat(draw.draw())
                .isEqualTo(draw.draw())
                .hasSize(20)
                .allSatisfy(order -> assertThat(order.lasts()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(61)));
        assertThat(draw.draw()).isNotEqualTo(new RandomFaults(43, 20, Duration.ofMinutes(1)).draw());
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatThrownBy(() -> FaultOrder.everywhere(FaultKind.NO_GPU).times(0))
                .hasMessageContaining("times");
        assertThatThrownBy(() -> FaultOrder.everywhere(FaultKind.NO_GPU).sharing(0))
                .hasMessageContaining("share");
        assertThatThrownBy(() -> FaultOrder.everywhere(FaultKind.NO_GPU).lasting(Duration.ZERO))
                .hasMessageContaining("seconds");
    }

    private List<Boolean> thousandRequests(long seed) {
        FaultBoard seeded = new FaultBoard(seed, clock);
        seeded.cause(FaultOrder.everywhere(FaultKind.SERVER_ERRORS).sharing(0.3));
        return IntStream.range(0, 1000)
                .mapToObj(i -> seeded.strikesNext(FaultKind.SERVER_ERRORS, "", "", "GET pods"))
                .toList();
    }
}
