package io.sextant.web.quotas;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaAdministration;
import io.sextant.api.quota.QuotaOverview;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.QuotaPreview;
import io.sextant.api.quota.QuotaStanding;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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

/** Gives a node its quota in a pool, showing first what that would do. */
@Controller
class QuotaFormController {
    private static final String EDIT = "/quotas/{node}/{cluster}/{gpuProduct}/edit";

    private final QuotaAdministration administration;
    private final QuotaOverview overview;
    private final KnownPools pools;
    private final Catalog catalog;

    QuotaFormController(QuotaAdministration administration, QuotaOverview overview, KnownPools pools, Catalog catalog) {
        this.administration = administration;
        this.overview = overview;
        this.pools = pools;
        this.catalog = catalog;
    }

    /** Which node and pool; once both are chosen, their form. */
    @GetMapping("/quotas/new")
    @Requires(Permission.ADMINISTER)
    String choose(
            @RequestParam(defaultValue = "") String node,
            @RequestParam(defaultValue = "") String pool,
            Actor actor,
            Model model) {
        if (!node.isEmpty() && pool.contains("/")) {
            return "redirect:/quotas/" + node + "/" + pool + "/edit";
        }
        model.addAttribute(
                "nodes",
                overview.nodes(actor).stream()
                        .map(one -> new Option(one.slug(), "\u2003".repeat(one.depth()) + one.name()))
                        .toList());
        model.addAttribute("pools", pools.options(actor));
        return "quotas/new";
    }

    @GetMapping(EDIT)
    @Requires(Permission.ADMINISTER)
    String edit(
            @PathVariable String node,
            @PathVariable String cluster,
            @PathVariable String gpuProduct,
            Actor actor,
            Model model) {
        QuotaStanding standing = overview.one(node, new QuotaPool(cluster, gpuProduct), actor);
        return show(model, standing, QuotaForm.of(standing), List.of(), null);
    }

    @PostMapping(EDIT)
    @Requires(Permission.ADMINISTER)
    String change(
            @PathVariable String node,
            @PathVariable String cluster,
            @PathVariable String gpuProduct,
            @ModelAttribute("typed") QuotaForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        QuotaPool pool = new QuotaPool(cluster, gpuProduct);
        List<FieldError> errors;
        QuotaForm form = typed;
        try {
            if (typed.saves()) {
                administration.change(node, pool, typed.edit(), typed.revision(), actor);
                Flash.ok(redirect, "The quota is set.");
                return "redirect:/quotas/" + node + "/" + cluster + "/" + gpuProduct;
            }
            QuotaPreview effect = administration.preview(node, pool, typed.edit(), actor);
            return show(model, effect.before(), typed, List.of(), EffectView.of(effect));
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(List.of(), invalid.errors());
        } catch (PlatformProblem.Conflict refused) {
            errors = List.of(
                    new FieldError("guaranteedGpus", refused.type(), refused.detail() + " " + refused.remedy()));
        } catch (PlatformProblem.StaleVersion stale) {
            form = typed.seen(overview.one(node, pool, actor).revision());
            errors = List.of(
                    new FieldError(
                            "guaranteedGpus",
                            stale.type(),
                            "Somebody changed this quota meanwhile; see what it is now, and save again if yours is still right."));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, overview.one(node, pool, actor), form, errors, null);
    }

    private String show(
            Model model, QuotaStanding standing, QuotaForm form, List<FieldError> errors, @Nullable EffectView effect) {
        model.addAttribute(
                "standing",
                StandingView.of(standing, catalog.gpuName(standing.pool().gpuProduct())));
        model.addAttribute("hasChildren", standing.hasChildren());
        model.addAttribute("hasParent", standing.node().parent() != null);
        model.addAttribute("effect", effect);
        FormState.add(model, "form", form, errors);
        return "quotas/edit";
    }
}
