package io.sextant.web.approvals;

import io.sextant.api.approval.ApprovalRequest;
import io.sextant.api.approval.Approvals;
import io.sextant.api.approval.DecideApproval;
import io.sextant.api.catalog.Catalog;
import io.sextant.api.deployment.AskedPlans;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.problem.web.ProblemBody;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Denials;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One request and the decision on it. */
@Controller
@RequestMapping("/approvals/{id}")
class RequestController {
    private final Approvals approvals;
    private final DecideApproval deciding;
    private final AskedPlans plans;
    private final PastPlans past;
    private final Catalog catalog;
    private final Denials denials;

    RequestController(
            Approvals approvals,
            DecideApproval deciding,
            AskedPlans plans,
            PastPlans past,
            Catalog catalog,
            Denials denials) {
        this.approvals = approvals;
        this.deciding = deciding;
        this.plans = plans;
        this.past = past;
        this.catalog = catalog;
        this.denials = denials;
    }

    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    String one(@PathVariable UUID id, Actor actor, Model model) {
        return show(id, null, "", actor, model);
    }

    @PostMapping("/approval")
    @Requires(Permission.VIEW_TEAM)
    String approve(
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
                reason,
                actor,
                model,
                sent,
                response,
                redirect,
                () -> deciding.approve(id, revision, reason, actor));
    }

    @PostMapping("/rejection")
    @Requires(Permission.VIEW_TEAM)
    String reject(
            @PathVariable UUID id,
            @RequestParam int revision,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model,
            HttpServletRequest sent,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return decided(
                id, reason, actor, model, sent, response, redirect, () -> deciding.reject(id, revision, reason, actor));
    }

    @PostMapping("/withdrawal")
    @Requires(Permission.DEPLOY)
    String withdraw(
            @PathVariable UUID id,
            @RequestParam int revision,
            Actor actor,
            Model model,
            HttpServletRequest sent,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return decided(id, "", actor, model, sent, response, redirect, () -> deciding.withdraw(id, revision, actor));
    }

    private String decided(
            UUID id,
            String reason,
            Actor actor,
            Model model,
            HttpServletRequest sent,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Supplier<ApprovalRequest> decision) {
        try {
            ApprovalRequest request = decision.get();
            Flash.ok(redirect, RequestRow.decided(request));
            return "redirect:/approvals/" + id;
        } catch (PlatformProblem.NotFound | PlatformProblem.Forbidden missing) {
            throw missing;
        } catch (PlatformProblem refused) {
            denials.record(refused, "POST " + sent.getRequestURI(), null);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(id, ProblemBody.of(refused, sent), reason, actor, model);
        }
    }

    private String show(UUID id, @Nullable ProblemBody problem, String reason, Actor actor, Model model) {
        ApprovalRequest request = approvals.one(id, actor);
        Approvals.Decidable decidable = approvals.decidable(request, actor);
        model.addAttribute(
                "asked",
                RequestView.of(
                        request,
                        plans.of(request),
                        approvals.effect(request),
                        catalog.gpuName(request.pool().gpuProduct())));
        model.addAttribute("past", past.of(request.facts().model(), request.deployment(), actor));
        model.addAttribute("problem", problem);
        model.addAttribute("reason", reason);
        model.addAttribute("mayDecide", decidable.yes());
        model.addAttribute("own", request.askedBy().equals(actor.id()));
        model.addAttribute("onBehalfOf", decidable.onBehalfOf());
        model.addAttribute(
                "mayWithdraw",
                request.state() == ApprovalRequest.State.WAITING && actor.may(Permission.DEPLOY, request.team()));
        return "approvals/request";
    }
}
