package io.sextant.web.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConstantRateTest {

    private static final long MS = 1_000_000;

    private final FakeTicker time = new FakeTicker();
    private final ConstantRate rate = new ConstantRate(100, time);

    @Test
    void sendsWhenARequestIsDueWhateverTheAnswersDo() {
        List<Long> sentAt = new ArrayList<>();
        List<CompletableFuture<ConstantRate.Answer>> open = new ArrayList<>();
        rate.run(5, i -> {
            sentAt.add(time.now / MS);
            CompletableFuture<ConstantRate.Answer> answer = new CompletableFuture<>();
            open.add(answer);
            if (i == 4) {
                open.forEach(each -> each.complete(new ConstantRate.Answer(200, 10)));
            }
            return answer;
        });
        assertThat(sentAt).containsExactly(0L, 10L, 20L, 30L, 40L);
    }

    @Test
    void countsAStallForEveryRequestThatItHeldUp() {
        LoadReport report = rate.run(100, i -> {
            time.now += i == 0 ? 500 * MS : MS;
            return CompletableFuture.completedFuture(new ConstantRate.Answer(200, 10));
        });
        assertThat(report.count()).isEqualTo(100);
        assertThat(report.maxMs()).isCloseTo(500, within(1.0));
        assertThat(report.percentile(50))
                .as("half of the requests were due while one stalled")
                .isGreaterThan(45);
    }

    @Test
    void countsErrorsByKind() {
        LoadReport report = rate.run(4, i -> switch (i) {
            case 0 -> CompletableFuture.failedFuture(new ConnectException("refused"));
            case 1 -> CompletableFuture.completedFuture(new ConstantRate.Answer(503, 10));
            default -> CompletableFuture.completedFuture(new ConstantRate.Answer(200, 10));
        });
        assertThat(report.failed()).isEqualTo(2);
        assertThat(report.lines())
                .anyMatch(line -> line.contains("ConnectException=1") && line.contains("status 503=1"));
    }

    @Test
    void refusesARateThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConstantRate(Double.NaN, time));
    }

    /** Moves only when told to. */
    private static final class FakeTicker implements ConstantRate.Ticker {

        private long now;

        @Override
        public long now() {
            return now;
        }

        @Override
        public void awaitUntil(long nanos) {
            now = Math.max(now, nanos);
        }
    }
}
