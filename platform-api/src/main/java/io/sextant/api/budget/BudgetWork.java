package io.sextant.api.budget;

import io.sextant.api.quota.PoolBalance;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.Quotas;
import io.sextant.api.quota.StoppableWork;
import io.sextant.api.quota.StoppableWork.Running;
import io.sextant.api.quota.StoppableWork.Why;
import io.sextant.api.tenancy.TeamId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What runs in a part of the organisation, and what of it is stopped for a budget first. */
@Component
class BudgetWork {
    private static final Logger LOG = LoggerFactory.getLogger(BudgetWork.class);

    private final BudgetStore store;
    private final Quotas quotas;
    private final List<StoppableWork> works;

    BudgetWork(BudgetStore store, Quotas quotas, List<StoppableWork> works) {
        this.store = store;
        this.quotas = quotas;
        this.works = works;
    }

    /** Everything, what is stopped first before the rest. */
    List<Running> all(UUID node) {
        List<TeamId> teams = store.teamsWithin(node);
        return works.stream()
                .flatMap(work -> work.of(teams).stream())
                .sorted(Running.FIRST_TO_END)
                .toList();
    }

    /** Whatever is not production. */
    List<Running> development(UUID node) {
        return development(all(node));
    }

    /** Of each team and pool as many as bring it back to what it is guaranteed. */
    List<Running> borrowing(UUID node) {
        List<Running> running = all(node);
        Map<Place, List<Running>> places = new LinkedHashMap<>();
        development(running)
                .forEach(work -> places.computeIfAbsent(new Place(work.team(), work.pool()), place -> new ArrayList<>())
                        .add(work));
        List<Running> ending = new ArrayList<>();
        places.forEach((place, here) -> {
            PoolBalance balance = quotas.balance(place.team(), place.pool());
            int borrowed = balance.borrowedGpus() - notRunning(running, balance, place);
            for (Running work : here) {
                if (borrowed > 0) {
                    ending.add(work);
                    borrowed -= work.gpus();
                }
            }
        });
        return ending;
    }

    /** Stops each in a transaction of its own, as a change of a deployment always is. */
    void stop(List<Running> ending, Why why) {
        for (Running work : ending) {
            try {
                works.forEach(source -> source.stop(work.deployment(), why, () -> true));
            } catch (RuntimeException e) {
                // The others end nevertheless; this one is tried again with the next look.
                LOG.error("Work could not be stopped for its budget: deployment={}", work.deployment(), e);
            }
        }
    }

    private static List<Running> development(List<Running> running) {
        return running.stream().filter(work -> work.quotaClass().mayBorrow()).toList();
    }

    /** Held by what is to end already and has not let go yet, or waits for an approval. */
    private static int notRunning(List<Running> running, PoolBalance balance, Place place) {
        int kept = running.stream()
                .filter(work -> work.team().equals(place.team()) && work.pool().equals(place.pool()))
                .mapToInt(Running::gpus)
                .sum();
        return Math.max(0, balance.usedGpus() - kept);
    }

    private record Place(TeamId team, QuotaPool pool) {}
}
