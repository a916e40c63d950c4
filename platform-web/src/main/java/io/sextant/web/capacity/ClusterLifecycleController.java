package io.sextant.web.capacity;

import io.sextant.api.cluster.ClusterLifecycle;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Drains a cluster, takes it back, and retires it; the form carries the revision that its reader saw. */
@Controller
@RequestMapping("/capacity/clusters/{cluster}")
class ClusterLifecycleController {
    private final ClusterLifecycle lifecycle;
    private final ClusterPages pages;

    ClusterLifecycleController(ClusterLifecycle lifecycle, ClusterPages pages) {
        this.lifecycle = lifecycle;
        this.pages = pages;
    }

    @PostMapping({"/drain", "/resumption"})
    @Requires(Permission.ADMINISTER)
    String change(
            @PathVariable String cluster,
            @RequestParam(defaultValue = "0") int revision,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            if (request.getRequestURI().endsWith("/drain")) {
                lifecycle.drain(cluster, revision, actor);
                Flash.ok(redirect, "Nothing new is placed on the cluster; what runs stays.");
            } else {
                lifecycle.resume(cluster, revision, actor);
                Flash.ok(redirect, "The cluster takes deployments again.");
            }
            return "redirect:/capacity/clusters/" + cluster;
        } catch (PlatformProblem.Conflict | PlatformProblem.StaleVersion problem) {
            pages.refuse(problem, cluster, actor, model, request, response);
            return "capacity/cluster";
        }
    }

    @GetMapping("/retirement")
    @Requires(Permission.ADMINISTER)
    String askRetirement(@PathVariable String cluster, Actor actor, Model model) {
        return retirement(cluster, actor, model);
    }

    @PostMapping("/retirement")
    @Requires(Permission.ADMINISTER)
    String retire(
            @PathVariable String cluster,
            @RequestParam(defaultValue = "0") int revision,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            lifecycle.retire(cluster, revision, actor);
            Flash.ok(redirect, "The cluster is retired. Its history stays.");
            return "redirect:/capacity/clusters";
        } catch (PlatformProblem.Conflict | PlatformProblem.StaleVersion problem) {
            pages.refuse(problem, cluster, actor, model, request, response);
            return retirement(cluster, actor, model);
        }
    }

    private String retirement(String cluster, Actor actor, Model model) {
        pages.show(cluster, actor, model);
        model.addAttribute("remaining", lifecycle.remaining(cluster, actor));
        return "capacity/retirement";
    }
}
