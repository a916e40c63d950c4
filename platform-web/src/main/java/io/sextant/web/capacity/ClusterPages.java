package io.sextant.web.capacity;

import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.cluster.ClusterRegister;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.web.layout.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts one cluster into the model of its pages. */
@Component
class ClusterPages {
    private final ClusterInventories inventories;
    private final ClusterRegister register;
    private final Clock clock;

    ClusterPages(ClusterInventories inventories, ClusterRegister register, Clock clock) {
        this.inventories = inventories;
        this.register = register;
        this.clock = clock;
    }

    void show(String cluster, Actor actor, Model model) {
        model.addAttribute(
                "cluster",
                AdministeredCluster.of(inventories.named(cluster), register.access(cluster, actor), clock.instant()));
    }

    /** The same, with what stands against what was asked. */
    void refuse(
            PlatformProblem problem,
            String cluster,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        show(cluster, actor, model);
        Refusal.show(problem, model, request, response);
    }
}
