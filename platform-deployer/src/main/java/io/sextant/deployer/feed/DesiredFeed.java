package io.sextant.deployer.feed;

import io.sextant.contract.desired.DesiredState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Long-polls the desired state and hands on each newer one; what was last received stays in force in an outage.
 *
 * <p>The platform sends what changed. All of it is asked for at first, when changes do not fit what is known, and now and then,
 * so that nothing that was missed stays missed.
 */
public final class DesiredFeed extends Courier {
    private static final Duration WHOLE_EVERY = Duration.ofMinutes(10);

    private final PlatformClient platform;
    private final Duration wait;
    private final Consumer<DesiredState> receiver;
    private @Nullable DesiredState known;
    private long wholeAtNanos;

    /** A feed that begins with whatever the platform has. */
    public DesiredFeed(PlatformClient platform, Duration wait, Backoff backoff, Consumer<DesiredState> receiver) {
        super("desired", backoff);
        this.platform = platform;
        this.wait = wait;
        this.receiver = receiver;
    }

    @Override
    void errand() throws PlatformProblem, InterruptedException {
        DesiredState before = known;
        if (before == null || System.nanoTime() - wholeAtNanos >= WHOLE_EVERY.toNanos()) {
            Optional<DesiredState> whole = platform.desired(0, wait);
            wholeAtNanos = System.nanoTime();
            whole.ifPresent(this::take);
            return;
        }
        platform.desired(before.revision(), wait)
                .ifPresent(newer -> newer.after(before).ifPresentOrElse(this::take, () -> known = null));
    }

    private void take(DesiredState all) {
        if (!all.equals(known)) {
            receiver.accept(all);
        }
        known = all;
    }
}
