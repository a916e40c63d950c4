package io.sextant.deployer.feed;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that talks with the platform for as long as the deployer runs, backing off while that fails. */
abstract class Courier implements AutoCloseable {
    private static final Duration STOP_WAIT = Duration.ofSeconds(5);

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final String name;
    private final Backoff backoff;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean reached;
    private volatile String trouble = "";

    Courier(String name, Backoff backoff) {
        this.name = name;
        this.backoff = backoff;
        this.thread = Thread.ofVirtual().name("deployer-" + name).unstarted(this::run);
    }

    /** One errand; called again at once when it returns. */
    abstract void errand() throws PlatformProblem, InterruptedException;

    public void start() {
        thread.start();
    }

    /** Whether the last errand reached the platform. */
    public boolean reached() {
        return reached;
    }

    /** What went wrong with the last errand, empty when nothing did. */
    public String trouble() {
        return trouble;
    }

    private void run() {
        int failures = 0;
        while (!stopped) {
            try {
                errand();
                failures = 0;
                succeeded();
            } catch (PlatformProblem | RuntimeException e) {
                failures++;
                failed(e, failures);
                pause(failures);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void pause(int failures) {
        try {
            Thread.sleep(backoff.after(failures));
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    /** For an errand that has done its part and waits for the next. */
    final void settled() {
        succeeded();
    }

    private void succeeded() {
        if (!trouble.isEmpty()) {
            log.atInfo().addKeyValue("errand", name).log("The platform answers again");
        }
        reached = true;
        trouble = "";
    }

    /** A long outage is told once per cause, not once per attempt. */
    private void failed(Exception failure, int failures) {
        String said = String.valueOf(failure.getMessage());
        reached = false;
        if (stopped || said.equals(trouble)) {
            return;
        }
        trouble = said;
        switch (failure) {
            case PlatformProblem.Unauthorized refused ->
                log.atError().addKeyValue("errand", name).log(refused.getMessage());
            case PlatformProblem.NotLetIn refused ->
                log.atError().addKeyValue("errand", name).log(refused.getMessage());
            case PlatformProblem problem ->
                log.atWarn()
                        .addKeyValue("errand", name)
                        .addKeyValue("attempt", failures)
                        .log(problem.getMessage());
            default ->
                log.atError().addKeyValue("errand", name).setCause(failure).log("Unexpected failure, trying again");
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(STOP_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
