package io.sextant.web.home;

import io.sextant.api.cluster.ClusterAccess;
import io.sextant.api.cluster.ClusterCapacity;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.cluster.ClusterRegister;
import io.sextant.api.cluster.preflight.Level;
import io.sextant.api.tenancy.Actor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Clusters that are red or silent, and those whose deployer has yet to join. */
@Component
class ClusterToDos {
    private final ClusterInventories inventories;
    private final ClusterRegister register;
    private final Clock clock;

    ClusterToDos(ClusterInventories inventories, ClusterRegister register, Clock clock) {
        this.inventories = inventories;
        this.register = register;
        this.clock = clock;
    }

    List<HomeView.Task> all(Actor actor) {
        List<HomeView.Task> tasks = new ArrayList<>();
        for (ClusterCapacity cluster : inventories.all()) {
            String path = "/capacity/clusters/" + cluster.name();
            switch (cluster.contact()) {
                case NEVER -> tasks.add(new HomeView.Task(waiting(cluster, actor), path));
                case STALE ->
                    tasks.add(new HomeView.Task(cluster.title() + " is silent: its deployer does not call", path));
                case CURRENT ->
                    cluster.preflight().at(Level.RED).stream()
                            .findFirst()
                            .map(finding -> new HomeView.Task(cluster.title() + " is red: " + finding.found(), path))
                            .ifPresent(tasks::add);
            }
        }
        return tasks;
    }

    private String waiting(ClusterCapacity cluster, Actor actor) {
        ClusterAccess.JoinToken token = register.access(cluster.name(), actor).joinToken();
        boolean open = token != null && token.isOpen(clock.instant());
        return open
                ? cluster.title() + " waits for its deployer to join"
                : cluster.title() + " has never called, and its join token is used or expired";
    }
}
