package io.sextant.web.quotas;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.reclaim.Reclaim;
import io.sextant.api.reclaim.ReclaimStanding;
import io.sextant.api.reclaim.Reclaims;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Teams;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import io.sextant.web.layout.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Asks lent GPUs back, and shows what was asked back. */
@Controller
class ReclaimController {
    private static final String ALL = "/quotas/reclaims";
    private static final String NEW = ALL + "/new";
    private static final String ONE = ALL + "/{id}";

    private final Reclaims reclaims;
    private final KnownPools pools;
    private final Teams teams;
    private final Catalog catalog;

    ReclaimController(Reclaims reclaims, KnownPools pools, Teams teams, Catalog catalog) {
        this.reclaims = reclaims;
        this.pools = pools;
        this.teams = teams;
        this.catalog = catalog;
    }

    @GetMapping(ALL)
    @Requires(Permission.VIEW_TEAM)
    String list(Actor actor, Model model) {
        model.addAttribute(
                "reclaims", reclaims.visibleTo(actor).stream().map(this::view).toList());
        model.addAttribute("mayAsk", actor.mayAnywhere(Permission.DEPLOY));
        return "quotas/reclaims";
    }

    @GetMapping(NEW)
    @Requires(Permission.DEPLOY)
    String blank(
            @RequestParam(defaultValue = "") String team,
            @RequestParam(defaultValue = "") String pool,
            @RequestParam(defaultValue = "") String gpus,
            Actor actor,
            Model model) {
        return form(model, new ReclaimForm(team, pool, gpus, "", ""), List.of(), null, actor);
    }

    @PostMapping(NEW)
    @Requires(Permission.DEPLOY)
    String ask(
            @ModelAttribute("typed") ReclaimForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors;
        try {
            if (typed.asks()) {
                ReclaimStanding standing = reclaims.ask(typed.wish(), actor);
                Flash.ok(redirect, "They are the team's from now on, and who borrowed them is told.");
                return "redirect:" + ALL + "/" + standing.reclaim().id();
            }
            ReclaimEffectView effect = ReclaimEffectView.of(reclaims.effect(typed.wish(), actor));
            return form(model, typed, List.of(), effect, actor);
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(List.of(), invalid.errors());
        } catch (PlatformProblem.Conflict refused) {
            errors = List.of(new FieldError("pool", refused.type(), refused.detail() + " " + refused.remedy()));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(model, typed, errors, null, actor);
    }

    @GetMapping(ONE)
    @Requires(Permission.VIEW_TEAM)
    String one(@PathVariable UUID id, Actor actor, Model model) {
        ReclaimStanding standing = reclaims.one(id, actor);
        model.addAttribute("asked", view(standing.reclaim()));
        model.addAttribute("progress", ReclaimView.progress(standing));
        model.addAttribute(
                "borrowers", standing.borrowers().stream().map(BorrowerView::of).toList());
        model.addAttribute(
                "mayWithdraw",
                standing.reclaim().state() == Reclaim.State.OPEN
                        && actor.may(Permission.DEPLOY, standing.reclaim().teamId()));
        return "quotas/reclaim";
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
        try {
            reclaims.withdraw(id, revision, actor);
            Flash.ok(redirect, "Withdrawn: what the team does not hold is lent again.");
            return "redirect:" + ALL + "/" + id;
        } catch (PlatformProblem.Conflict | PlatformProblem.StaleVersion refused) {
            Refusal.show(refused, model, sent, response);
            return one(id, actor, model);
        }
    }

    private String form(
            Model model, ReclaimForm form, List<FieldError> errors, @Nullable ReclaimEffectView effect, Actor actor) {
        model.addAttribute(
                "teams",
                teams.visibleTo(actor).stream()
                        .filter(team -> actor.may(Permission.DEPLOY, team.id()))
                        .map(team -> new Option(team.slug(), team.name()))
                        .toList());
        model.addAttribute("pools", pools.options(actor));
        model.addAttribute("effect", effect);
        FormState.add(model, "form", form, errors);
        return "quotas/reclaim-new";
    }

    private ReclaimView view(Reclaim reclaim) {
        return ReclaimView.of(reclaim, catalog.gpuName(reclaim.pool().gpuProduct()));
    }
}
