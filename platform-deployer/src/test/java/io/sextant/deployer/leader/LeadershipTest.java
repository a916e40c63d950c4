package io.sextant.deployer.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeadershipTest {
    private static final LeaseTerms TERMS =
            new LeaseTerms(Duration.ofMillis(900), Duration.ofMillis(300), Duration.ofMillis(20));

    private final AtomicReference<@Nullable LeaseRecord> kept = new AtomicReference<>();
    private final List<String> overlaps = new CopyOnWriteArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();

    /** One that strives for the Lease, over a connection that can be cut. */
    private final class Candidate implements LeaseStore, Leadership.Listener {
        final Leadership leadership;
        volatile boolean cut;
        volatile boolean working;

        Candidate(String name) {
            leadership = new Leadership(name, this, TERMS, Clock.systemUTC(), this);
        }

        @Override
        public Optional<LeaseRecord> read() {
            require();
            return Optional.ofNullable(kept.get());
        }

        @Override
        public boolean write(LeaseRecord lease) {
            require();
            LeaseRecord before = kept.get();
            String version = before == null ? "" : before.version();
            return version.equals(lease.version()) && kept.compareAndSet(before, versioned(lease));
        }

        private static LeaseRecord versioned(LeaseRecord lease) {
            return new LeaseRecord(
                    lease.holder(),
                    lease.acquiredAt(),
                    lease.renewedAt(),
                    lease.duration(),
                    lease.transitions(),
                    lease.version() + "x");
        }

        private void require() {
            if (cut) {
                throw new IllegalStateException("cut off");
            }
        }

        @Override
        public void gained() {
            working = true;
            candidates.stream()
                    .filter(other -> other != this && other.leadership.holds())
                    .forEach(other -> overlaps.add("two lead at once"));
        }

        @Override
        public void lost() {
            working = false;
        }
    }

    private Candidate candidate(String name) {
        Candidate candidate = new Candidate(name);
        candidates.add(candidate);
        return candidate;
    }

    @AfterEach
    void stop() {
        candidates.forEach(candidate -> candidate.leadership.close());
    }

    @Test
    void letsOneLeadAndTheNextTakeOverWhenItGivesTheLeaseBack() {
        Candidate first = candidate("first");
        Candidate second = candidate("second");
        first.leadership.start();
        await().until(() -> first.working && first.leadership.holds());
        second.leadership.start();
        await().until(() -> second.leadership.holder().equals("first"));
        assertThat(second.working).isFalse();

        first.leadership.close();

        await().until(() -> second.working && second.leadership.holds());
        assertThat(first.working).isFalse();
        assertThat(overlaps).isEmpty();
    }

    @Test
    void stopsWritingBeforeAnotherMayTakeOverFromOneThatIsCutOff() {
        Candidate first = candidate("first");
        Candidate second = candidate("second");
        first.leadership.start();
        await().until(() -> first.working);
        second.leadership.start();

        first.cut = true;

        await().until(() -> second.working);
        assertThat(first.leadership.holds()).isFalse();
        await().until(() -> !first.working);
        first.cut = false;
        await().until(() -> first.leadership.holder().equals("second"));
        assertThat(first.leadership.holds()).isFalse();
        assertThat(overlaps).isEmpty();
        assertThat(kept.get())
                .isNotNull()
                .satisfies(lease -> assertThat(lease.transitions()).isEqualTo(1));
    }
}
