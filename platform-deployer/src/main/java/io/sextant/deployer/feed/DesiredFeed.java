package io.sextant.deployer.feed;

import io.sextant.contract.desired.DesiredState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Long-polls the desired state and hands on each newer one; what was last received stays in force in an outage. */
public final class DesiredFeed extends Courier {
    private final PlatformClient platform;
    private final Duration wait;
    private final Consumer<DesiredState> receiver;
    private long revision;

    /** A feed that begins with whatever the platform has. */
    public DesiredFeed(PlatformClient platform, Duration wait, Backoff backoff, Consumer<DesiredState> receiver) {
        super("desired", backoff);
        this.platform = platform;
        this.wait = wait;
        this.receiver = receiver;
    }

    @Override
    void errand() throws PlatformProblem, InterruptedException {
        Optional<DesiredState> newer = platform.desired(revision, wait).filter(state -> state.revision() > revision);
        if (newer.isPresent()) {
            revision = newer.get().revision();
            receiver.accept(newer.get());
        }
    }
}
