package io.sextant.web.quotas;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.problem.web.ProblemBody;
import io.sextant.api.quota.QuotaRequest;
import io.sextant.api.quota.QuotaRequests;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.TeamId;
import io.sextant.web.layout.Flash;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One request for more quota, with its effect and the decision on it. */
@Controller
class DecisionController {
    private static final String ONE = "/quotas/requests/{id}";

    private final QuotaRequests requests;
    private final Catalog catalog;

    DecisionController(QuotaRequests requests, Catalog catalog) {
        this.requests = requests;
        this.catalog = catalog;
    }

    @GetMapping(ONE)
    @Requires(Permission.VIEW_TEAM)
    String one(@PathVariable UUID id, Actor actor, Model model) {
        return show(id, null, actor, model);
    }

    @PostMapping(ONE + "/approval")
    @Requires(Permission.ADMINISTER)
    String approve(
            @PathVariable UUID id,
            @RequestParam int revision,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean raiseAbove,
            Actor actor,
            Model model,
            HttpServletRequest sent,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return decided(
                id,
                "Approved; the quota is raised.",
                actor,
                model,
                sent,
                response,
                redirect,
                () -> requests.approve(id, revision, reason, raiseAbove, actor));
    }

    @PostMapping(ONE + "/denial")
    @Requires(Permission.ADMINISTER)
    String deny(
            @PathVariable UUID id,
            @RequestParam int revision,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model,
            HttpServletRequest sent,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return decided(
                id,
                "Denied.",
                actor,
                model,
                sent,
                response,
                redirect,
                () -> requests.deny(id, revision, reason, actor));
    }

    @PostMapping(ONE + "/withdrawal")
    @Requires(Permission.DEPLOY)
    String withdraw(
            @PathVariable UUID id,
            @RequestParam int revision,
            Actor actor,
            Model model,
            HttpServletRequest sent,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return decided(
                id, "Withdrawn.", actor, model, sent, response, redirect, () -> requests.withdraw(id, revision, actor));
    }

    private String decided(
            UUID id,
            String done,
            Actor actor,
            Model model,
            HttpServletRequest sent,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Runnable decision) {
        try {
            decision.run();
            Flash.ok(redirect, done);
            return "redirect:/quotas/requests/" + id;
        } catch (PlatformProblem.NotFound | PlatformProblem.Forbidden missing) {
            throw missing;
        } catch (PlatformProblem refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(id, ProblemBody.of(refused, sent), actor, model);
        }
    }

    private String show(UUID id, @Nullable ProblemBody problem, Actor actor, Model model) {
        QuotaRequest request = requests.one(id, actor);
        boolean mayDecide = QuotaRequests.mayDecide(request, actor);
        model.addAttribute(
                "asked", RequestView.of(request, catalog.gpuName(request.pool().gpuProduct())));
        model.addAttribute("problem", problem);
        model.addAttribute("mayDecide", mayDecide);
        model.addAttribute(
                "mayWithdraw",
                request.state() == QuotaRequest.State.OPEN
                        && actor.may(Permission.DEPLOY, new TeamId(request.nodeId())));
        // With the nodes above raised it always fits, so that the page has something to show.
        model.addAttribute("effect", mayDecide ? EffectView.of(requests.effect(id, true, actor)) : null);
        return "quotas/request";
    }
}
