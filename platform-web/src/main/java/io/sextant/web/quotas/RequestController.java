package io.sextant.web.quotas;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaRequest;
import io.sextant.api.quota.QuotaRequests;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Teams;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Asks for more quota, and shows what was asked. */
@Controller
class RequestController {
    private final QuotaRequests requests;
    private final KnownPools pools;
    private final Teams teams;
    private final Catalog catalog;

    RequestController(QuotaRequests requests, KnownPools pools, Teams teams, Catalog catalog) {
        this.requests = requests;
        this.pools = pools;
        this.teams = teams;
        this.catalog = catalog;
    }

    @GetMapping("/quotas/requests")
    @Requires(Permission.VIEW_TEAM)
    String list(Actor actor, Model model) {
        model.addAttribute(
                "requests", requests.visibleTo(actor).stream().map(this::view).toList());
        model.addAttribute("mayAsk", actor.mayAnywhere(Permission.DEPLOY));
        return "quotas/requests";
    }

    @GetMapping("/quotas/requests/new")
    @Requires(Permission.DEPLOY)
    String blank(
            @RequestParam(defaultValue = "") String team,
            @RequestParam(defaultValue = "") String pool,
            Actor actor,
            Model model) {
        return show(model, new WishForm(team, pool, "", "", ""), List.of(), actor);
    }

    @PostMapping("/quotas/requests/new")
    @Requires(Permission.DEPLOY)
    String ask(
            @ModelAttribute("typed") WishForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors;
        try {
            QuotaRequest request = requests.ask(typed.wish(), actor);
            Flash.ok(redirect, "The request waits for a platform administrator.");
            return "redirect:/quotas/requests/" + request.id();
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(List.of(), invalid.errors());
        } catch (PlatformProblem.Conflict refused) {
            errors = List.of(new FieldError("pool", refused.type(), refused.detail() + " " + refused.remedy()));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, typed, errors, actor);
    }

    private String show(Model model, WishForm form, List<FieldError> errors, Actor actor) {
        model.addAttribute(
                "teams",
                teams.visibleTo(actor).stream()
                        .filter(team -> actor.may(Permission.DEPLOY, team.id()))
                        .map(team -> new Option(team.slug(), team.name()))
                        .toList());
        model.addAttribute("pools", pools.options(actor));
        FormState.add(model, "form", form, errors);
        return "quotas/ask";
    }

    private RequestView view(QuotaRequest request) {
        return RequestView.of(request, catalog.gpuName(request.pool().gpuProduct()));
    }
}
