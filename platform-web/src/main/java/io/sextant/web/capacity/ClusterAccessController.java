package io.sextant.web.capacity;

import io.sextant.api.cluster.ClusterAdministration;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One cluster, and how its deployer is let in. */
@Controller
@RequestMapping("/capacity/clusters/{cluster}")
class ClusterAccessController {
    private static final String PAGE = "capacity/cluster";

    private final ClusterAdministration administration;
    private final ClusterPages pages;
    private final HandedOver handedOver;

    ClusterAccessController(ClusterAdministration administration, ClusterPages pages, HandedOver handedOver) {
        this.administration = administration;
        this.pages = pages;
        this.handedOver = handedOver;
    }

    @GetMapping
    @Requires(Permission.ADMINISTER)
    String page(@PathVariable String cluster, Actor actor, Model model) {
        pages.show(cluster, actor, model);
        handedOver.show(cluster, model);
        return PAGE;
    }

    @PostMapping("/join-token")
    @Requires(Permission.ADMINISTER)
    String joinToken(
            @PathVariable String cluster,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            return handedOver.keep(administration.joinToken(cluster, actor), redirect);
        } catch (PlatformProblem.Conflict retired) {
            pages.refuse(retired, cluster, actor, model, request, response);
            return PAGE;
        }
    }

    @PostMapping("/renewal")
    @Requires(Permission.ADMINISTER)
    String renew(
            @PathVariable String cluster,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            administration.askRenewal(cluster, actor);
            Flash.ok(
                    redirect,
                    "The deployer replaces its credential when it reports next; the old one holds until then.");
            return "redirect:/capacity/clusters/" + cluster;
        } catch (PlatformProblem.Conflict retired) {
            pages.refuse(retired, cluster, actor, model, request, response);
            return PAGE;
        }
    }

    @GetMapping("/revocation")
    @Requires(Permission.ADMINISTER)
    String askRevocation(@PathVariable String cluster, Actor actor, Model model) {
        pages.show(cluster, actor, model);
        return "capacity/revocation";
    }

    @PostMapping("/revocation")
    @Requires(Permission.ADMINISTER)
    String revoke(@PathVariable String cluster, Actor actor, RedirectAttributes redirect) {
        administration.revoke(cluster, actor);
        Flash.attention(
                redirect, "The cluster's deployer is not heard any more. Hand out a join token to let it back in.");
        return "redirect:/capacity/clusters/" + cluster;
    }
}
