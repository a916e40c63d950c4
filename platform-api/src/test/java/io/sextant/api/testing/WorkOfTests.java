package io.sextant.api.testing;

import io.sextant.api.quota.StoppableWork;
import io.sextant.api.tenancy.TeamId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Work that only a test knows, which ends as soon as it is stopped; its GPUs are what the test booked for it. */
@Component
public final class WorkOfTests implements StoppableWork {
    private final List<Running> running = new ArrayList<>();
    private final List<Running> ending = new ArrayList<>();
    private final List<String> stopped = new ArrayList<>();

    /** From now on it runs. */
    public void start(Running work) {
        gone(work.deployment());
        running.add(work);
    }

    /** The pods of one that was stopped are gone. */
    public void gone(UUID deployment) {
        ending.removeIf(work -> work.deployment().equals(deployment));
    }

    public List<Running> running() {
        return List.copyOf(running);
    }

    /** Names of what was stopped, in that order. */
    public List<String> stopped() {
        return List.copyOf(stopped);
    }

    /** Nothing runs and nothing was stopped. */
    public void clear() {
        running.clear();
        ending.clear();
        stopped.clear();
    }

    @Override
    public List<Running> of(Collection<TeamId> teams) {
        return running.stream().filter(work -> teams.contains(work.team())).toList();
    }

    @Override
    public List<Ending> ending(Collection<TeamId> teams) {
        return ending.stream()
                .filter(work -> teams.contains(work.team()))
                .map(work -> new Ending(work.team(), work.pool(), work.gpus(), work.quotaClass()))
                .toList();
    }

    @Override
    public boolean stop(UUID deployment, Why why, BooleanSupplier still) {
        boolean runs = running.stream().anyMatch(work -> work.deployment().equals(deployment));
        if (!runs || !still.getAsBoolean()) {
            return false;
        }
        running.stream().filter(work -> work.deployment().equals(deployment)).forEach(work -> {
            stopped.add(work.name());
            ending.add(work);
        });
        return running.removeIf(work -> work.deployment().equals(deployment));
    }
}
